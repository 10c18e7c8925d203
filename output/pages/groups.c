/* Groups: their series as lines through the days, and a page for each. */
#include "output/pages/page.h"

/* The days on which anything of any group is held; int, ascending. */
static GArray *
find_days (const GhSite *site)
{
  GArray *days = g_array_new (false, false, sizeof (int));

  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      int day = gh_day_of (site->places[session].start);
      if (site->model->sessions[session].group < 0 || site->model->sessions[session].closed)
        continue;
      if (days->len == 0 || g_array_index (days, int, days->len - 1) != day)
        g_array_append_val (days, day);
    }
  return days;
}

static void
add_stop (GhPage *page, int session)
{
  const GhLastRow *place = &page->site->places[session];

  gh_page_addf (page, "<span class=\"stop%s\">", place->cancelled ? " off" : "");
  gh_page_session_link (page, session);
  gh_page_session_times (page, session);
  gh_page_add (page, " ");
  gh_page_element (page, "b", place->id);
  gh_page_add (page, "</a></span>");
}

/* From its first day to its last one the cells of a series are joined by a line. */
static void
add_line (GhPage *page, const GArray *sessions, const GArray *days)
{
  const GhSite *site = page->site;
  guint next = 0;

  for (guint column = 0; column < days->len; column++)
    {
      int day = g_array_index (days, int, column);
      bool is_between = next > 0 && next < sessions->len;
      bool has_stop = next < sessions->len
                      && gh_day_of (site->places[g_array_index (sessions, int, next)].start) == day;
      gh_page_add (page, has_stop ? "<td class=\"line\">"
                                  : (is_between ? "<td class=\"line on\">" : "<td>"));
      while (next < sessions->len
             && gh_day_of (site->places[g_array_index (sessions, int, next)].start) == day)
        add_stop (page, g_array_index (sessions, int, next++));
      gh_page_add (page, "</td>");
    }
}

static void
add_group_row (GhPage *page, int group, const GArray *days)
{
  const GhGroup *this = &page->site->model->groups[group];

  gh_page_add (page, "<tr><th scope=\"row\">");
  gh_page_link (page, "groups", this->id);
  gh_page_own (page, "bdi", this->name, this->name_in);
  gh_page_add (page, "</a></th>");
  add_line (page, page->site->in_groups[group], days);
  gh_page_add (page, "</tr>\n");
}

static void
add_lines (GhPage *page)
{
  g_autoptr (GArray) days = find_days (page->site);

  gh_page_add (page, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-labelledby=\"lines\">\n<table class=\"lines\">\n<caption id=\"lines\">");
  gh_page_word (page, "series-lines");
  gh_page_add (page, "</caption>\n<thead><tr><th scope=\"col\">");
  gh_page_word (page, "group");
  gh_page_add (page, "</th>");
  for (guint column = 0; column < days->len; column++)
    {
      GhMinute start = g_array_index (days, int, column) * GH_DAY;
      g_autofree char *date = gh_date_text (page->site->model, start);
      g_autofree char *day = gh_page_short_day (page, start);
      gh_page_addf (page, "<th scope=\"col\"><a href=\"%sdays/%s.html\">%s</a></th>", page->up,
                    date, day);
    }
  gh_page_add (page, "</tr></thead>\n<tbody>\n");
  for (int group = 0; group < page->site->model->n_groups; group++)
    if (page->site->in_groups[group]->len > 0)
      add_group_row (page, group, days);
  gh_page_add (page, "</tbody>\n</table>\n</div>\n");
}

static void
add_group (const GhSite *site, int language, GhFolder *folder, int group)
{
  const GhGroup *this = &site->model->groups[group];
  g_autofree char *path = gh_site_path ("groups", this->id);
  GhPage page;

  gh_page_begin (&page, site, language, path);
  gh_page_head (&page, gh_text_in (this->name, this->name_in, language, NULL));
  gh_page_own (&page, "h1", this->name, this->name_in);
  gh_page_calendar (&page, "groups", this->id);
  gh_page_list (&page, site->in_groups[group], GH_LIST_ROOM | GH_LIST_TEAMS);
  gh_page_end (&page, folder);
}

void
gh_pages_groups (const GhSite *site, int language, GhFolder *folder)
{
  GhPage page;

  gh_page_begin (&page, site, language, "groups.html");
  gh_page_head (&page, gh_words (page.words, "page", "groups"));
  gh_page_add (&page, "<h1>");
  gh_page_word (&page, "groups");
  gh_page_add (&page, "</h1>\n");
  add_lines (&page);
  gh_page_end (&page, folder);
  for (int group = 0; group < site->model->n_groups; group++)
    add_group (site, language, folder, group);
}
