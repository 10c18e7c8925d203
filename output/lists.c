/* The programme as lists: every session that has a place, day by day. */
#include "output/page.h"

#include <string.h>

static int
compare_speeches (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhSpeechPlace *places = data;
  int left = *(const int *)a;
  int right = *(const int *)b;

  if (places[left].start != places[right].start)
    return places[left].start < places[right].start ? -1 : 1;
  return left - right;
}

static void
add_speeches (GhPage *page, int session)
{
  const GhModel *model = page->model;
  const GhSpeechPlace *places = page->programme->speeches;
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));

  for (int speech = 0; speech < model->n_speeches; speech++)
    if (places[speech].session == session)
      g_array_append_val (list, speech);
  if (list->len == 0 || model->sessions[session].closed)
    return;
  g_array_sort_with_data (list, compare_speeches, (gpointer)places);
  gh_page_addf (page, "<details><summary>%u speech%s</summary><ol class=\"speeches\">", list->len,
                list->len == 1 ? "" : "es");
  for (guint entry = 0; entry < list->len; entry++)
    {
      int speech = g_array_index (list, int, entry);
      g_autofree char *clock = gh_clock_text (places[speech].start);
      gh_page_addf (page, "<li>%s ", clock);
      gh_page_element (page, "span", model->persons[model->speeches[speech].speaker].name);
      gh_page_add (page, "</li>");
    }
  gh_page_add (page, "</ol></details>");
}

static void
add_room (GhPage *page, int session)
{
  const char *id = page->places[session].room;
  int room = page->programme->placements[session].room;
  const char *name = room >= 0 ? page->model->rooms[room].name : id;

  gh_page_words (page, "span", name);
  if (strcmp (name, id) != 0)
    {
      gh_page_add (page, " ");
      gh_page_element (page, "small", id);
    }
}

static void
add_group (GhPage *page, int session)
{
  const GhSession *this = &page->model->sessions[session];

  if (this->closed)
    return;
  if (this->group >= 0)
    gh_page_words (page, "span", page->model->groups[this->group].name);
  if (gh_page_kind (page, session) < 0)
    return;
  gh_page_add (page, " <span ");
  gh_page_class (page, session);
  gh_page_add (page, ">");
  gh_page_text (page, this->kind);
  gh_page_add (page, "</span>");
}

static void
add_teams (GhPage *page, int session)
{
  const GArray *teams = page->programme->teams[session];

  for (guint entry = 0; entry < teams->len; entry++)
    {
      const GhTeam *team = &page->model->teams[g_array_index (teams, int, entry)];
      gh_page_add (page, " <span class=\"team\">");
      gh_page_text (page, team->kind != NULL ? team->kind : "team");
      gh_page_add (page, " ");
      gh_page_element (page, "b", team->id);
      gh_page_add (page, "</span>");
    }
}

static void
add_session (GhPage *page, int session)
{
  const GhLastRow *place = &page->places[session];
  g_autofree char *anchor = gh_page_anchor (page, session);

  gh_page_addf (page, "<tr id=\"%s\"%s><th scope=\"row\" class=\"w\">", anchor,
                place->cancelled ? " class=\"off\"" : "");
  gh_page_times (page, place->start, place->end);
  gh_page_add (page, "</th><td>");
  if (place->cancelled)
    gh_page_add (page, "<strong class=\"x\">Cancelled</strong> ");
  gh_page_element (page, "b", place->id);
  gh_page_add (page, " ");
  gh_page_words (page, "span class=\"t\"", gh_page_title (page, session));
  add_speeches (page, session);
  gh_page_add (page, "</td><td>");
  add_room (page, session);
  gh_page_add (page, "</td><td>");
  add_group (page, session);
  gh_page_add (page, "</td><td>");
  add_teams (page, session);
  gh_page_add (page, "</td></tr>\n");
}

void
gh_page_lists (GhPage *page)
{
  gh_page_add (page, "<section aria-labelledby=\"list\">\n<h2 id=\"list\">All sessions</h2>\n");
  for (guint first = 0, next; first < page->shown->len; first = next)
    {
      GhMinute start = page->places[g_array_index (page->shown, int, first)].start;
      g_autofree char *date = gh_date_text (page->model, start);
      g_autofree char *name = gh_page_long_day (page, gh_day_of (start));
      next = gh_page_end_of_day (page, first);
      gh_page_addf (page, "<table class=\"list\" id=\"list-%s\">\n<caption>%s</caption>\n", date,
                    name);
      gh_page_add (page, "<thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Session</th>"
                         "<th scope=\"col\">Room</th><th scope=\"col\">Group</th>"
                         "<th scope=\"col\">Teams</th></tr></thead>\n<tbody>\n");
      for (guint entry = first; entry < next; entry++)
        add_session (page, g_array_index (page->shown, int, entry));
      gh_page_add (page, "</tbody>\n</table>\n");
    }
  gh_page_add (page, "</section>\n");
}
