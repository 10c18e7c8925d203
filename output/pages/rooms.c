/* Rooms: a list, and a page for each. */
#include "output/pages/page.h"

static GArray *
find_sessions (const GhSite *site, int room)
{
  GArray *sessions = g_array_new (false, false, sizeof (int));

  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      if (site->rooms[session] == room)
        g_array_append_val (sessions, session);
    }
  return sessions;
}

static void
add_room (const GhSite *site, int language, GhFolder *folder, int room)
{
  const GhRoom *this = &site->model->rooms[room];
  g_autofree char *path = gh_site_path ("rooms", this->id);
  g_autoptr (GArray) sessions = find_sessions (site, room);
  GhPage page;

  gh_page_begin (&page, site, language, path);
  gh_page_head (&page, gh_text_in (this->name, this->name_in, language, NULL));
  gh_page_own (&page, "h1", this->name, this->name_in);
  gh_page_calendar (&page, "rooms", this->id);
  gh_page_filters (&page);
  gh_page_list (&page, sessions, GH_LIST_GROUP | GH_LIST_TEAMS);
  gh_page_end (&page, folder);
}

static void
add_row (GhPage *page, int room)
{
  const GhModel *model = page->site->model;
  const GhRoom *this = &model->rooms[room];

  gh_page_add (page, "<tr><th scope=\"row\">");
  gh_page_link (page, "rooms", this->id);
  gh_page_own (page, "bdi", this->name, this->name_in);
  gh_page_add (page, "</a> ");
  gh_page_element (page, "small", this->id);
  gh_page_add (page, "</th><td>");
  if (this->venue >= 0 && model->venues[this->venue] != NULL)
    gh_page_own (page, "bdi", model->venues[this->venue], NULL);
  gh_page_addf (page, "</td><td class=\"n\">%d</td><td>", gh_room_seats (this, NULL));
  for (guint feature = 0; feature < this->features->len; feature++)
    {
      gh_page_add (page, feature > 0 ? ", " : "");
      gh_page_own (page, "bdi", g_ptr_array_index (this->features, feature), NULL);
    }
  gh_page_add (page, "</td></tr>\n");
}

void
gh_pages_rooms (const GhSite *site, int language, GhFolder *folder)
{
  static const char *const columns[] = { "room", "venue", "seats", "features" };
  GhPage page;

  gh_page_begin (&page, site, language, "rooms.html");
  gh_page_head (&page, gh_words (page.words, "page", "rooms"));
  gh_page_add (&page, "<h1 id=\"rooms\">");
  gh_page_word (&page, "rooms");
  gh_page_add (&page, "</h1>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                      "aria-labelledby=\"rooms\">\n<table class=\"facts\">\n<thead><tr>");
  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    {
      gh_page_add (&page, "<th scope=\"col\">");
      gh_page_word (&page, columns[column]);
      gh_page_add (&page, "</th>");
    }
  gh_page_add (&page, "</tr></thead>\n<tbody>\n");
  for (int room = 0; room < site->model->n_rooms; room++)
    add_row (&page, room);
  gh_page_add (&page, "</tbody>\n</table>\n</div>\n");
  gh_page_end (&page, folder);
  for (int room = 0; room < site->model->n_rooms; room++)
    add_room (site, language, folder, room);
}
