/* A page for each day: its grid, and the same as a list, for narrow screens, paper and ears. */
#include "output/pages/page.h"

static void
add_day_link (GhPage *page, const char *rel, GhMinute start)
{
  g_autofree char *date = gh_date_text (page->site->model, start);
  g_autofree char *day = gh_page_short_day (page, start);

  gh_page_addf (page, "<li class=\"%s\"><a href=\"%s.html\">%s</a></li>", rel, date, day);
}

/* FIRST and NEXT: the day's run of shown sessions. */
static void
add_neighbours (GhPage *page, guint first, guint next)
{
  const GArray *shown = page->site->shown;

  gh_page_add (page, "<nav class=\"days\" aria-label=\"");
  gh_page_word (page, "days");
  gh_page_add (page, "\"><ul>");
  if (first > 0)
    add_day_link (page, "prev", page->site->places[g_array_index (shown, int, first - 1)].start);
  if (next < shown->len)
    add_day_link (page, "next", page->site->places[g_array_index (shown, int, next)].start);
  gh_page_add (page, "</ul></nav>\n");
}

static void
add_day (const GhSite *site, int language, GhFolder *folder, guint first, guint next)
{
  const int *sessions = &g_array_index (site->shown, int, first);
  GhMinute start = site->places[sessions[0]].start;
  g_autofree char *date = gh_date_text (site->model, start);
  g_autofree char *path = g_strdup_printf ("days/%s.html", date);
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  GhPage page;

  gh_page_begin (&page, site, language, path);
  g_autofree char *name = gh_page_long_day (&page, start);
  g_array_append_vals (list, sessions, next - first);
  gh_page_head (&page, name);
  gh_page_addf (&page, "<h1>%s</h1>\n", name);
  add_neighbours (&page, first, next);
  gh_page_filters (&page);
  gh_page_legend (&page);
  gh_page_grid (&page, sessions, (int)(next - first));
  gh_page_add (&page, "<section aria-labelledby=\"list\">\n<h2 id=\"list\">");
  gh_page_word (&page, "list");
  gh_page_add (&page, "</h2>\n");
  gh_page_list (&page, list, GH_LIST_ROOM | GH_LIST_GROUP | GH_LIST_TEAMS);
  gh_page_add (&page, "</section>\n");
  gh_page_end (&page, folder);
}

void
gh_pages_days (const GhSite *site, int language, GhFolder *folder)
{
  for (guint first = 0, next; first < site->shown->len; first = next)
    {
      next = gh_site_end_of_day (site, site->shown, first);
      add_day (site, language, folder, first, next);
    }
}
