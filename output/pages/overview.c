/* index.html: what it is, its days, and what is new or still open. */
#include "output/pages/page.h"

#include <string.h>

static void
add_dates (GhPage *page)
{
  GhMinute last = (page->site->model->conference.n_days - 1) * GH_DAY;
  g_autofree char *from = gh_page_long_day (page, 0);
  g_autofree char *to = gh_page_long_day (page, last);
  g_autofree char *both =
      gh_words_fill (gh_words (page->words, "page", "from-to"), "first", from, "last", to, NULL);

  gh_page_addf (page, "<p class=\"dates\">%s</p>\n", last > 0 ? both : from);
}

/* On no other page: these would all change with each revision. */
static void
add_revision (GhPage *page)
{
  const GhMaking *making = page->site->making;
  g_autofree char *number = g_strdup_printf ("%d", making->revision);
  g_autofree char *date = g_strndup (making->at, strcspn (making->at, "T"));

  if (making->revision == 0)
    return;
  gh_page_add (page, "<p class=\"revision\"><strong>");
  gh_page_filled (page, "revision", number);
  gh_page_add (page, "</strong> – ");
  gh_page_filled (page, "made", date);
  gh_page_add (page, "</p>\n");
}

static void
add_days (GhPage *page)
{
  const GhSite *site = page->site;

  gh_page_add (page, "<h2>");
  gh_page_word (page, "days");
  gh_page_add (page, "</h2>\n<ol class=\"cards\" data-today=\"");
  gh_page_word (page, "today");
  gh_page_add (page, "\">\n");
  for (guint first = 0, next; first < site->shown->len; first = next)
    {
      GhMinute start = site->places[g_array_index (site->shown, int, first)].start;
      g_autofree char *date = gh_date_text (site->model, start);
      g_autofree char *day = gh_page_long_day (page, start);
      g_autofree char *number = NULL;
      next = gh_site_end_of_day (site, site->shown, first);
      number = g_strdup_printf ("%u", next - first);
      gh_page_addf (page, "<li data-day=\"%s\"><a href=\"days/%s.html\">%s</a> <small>", date, date,
                    day);
      gh_page_filled (page, "count", number);
      gh_page_add (page, "</small></li>\n");
    }
  gh_page_add (page, "</ol>\n");
}

/* ---- what is open, what is new ------------------------------------------------------------ */

static bool
is_open (const GhSite *site, int session)
{
  const GhLastRow *place = &site->places[session];

  return place->start == GH_NEVER && !place->cancelled && !site->model->sessions[session].reserve;
}

static void
add_unplaced (GhPage *page)
{
  bool is_first = true;

  for (int session = 0; session < page->site->model->n_sessions; session++)
    {
      if (!is_open (page->site, session))
        continue;
      if (is_first)
        {
          gh_page_add (page, "<h2>");
          gh_page_word (page, "unplaced");
          gh_page_add (page, "</h2>\n<ul class=\"open\">\n");
        }
      is_first = false;
      gh_page_add (page, "<li>");
      gh_page_title (page, "bdi", session);
      gh_page_add (page, " ");
      gh_page_element (page, "small", page->site->model->sessions[session].id);
      gh_page_add (page, "</li>\n");
    }
  if (!is_first)
    gh_page_add (page, "</ul>\n");
}

static void
add_heading (GhPage *page, const char *key)
{
  gh_page_add (page, "<th scope=\"col\">");
  gh_page_word (page, key);
  gh_page_add (page, "</th>");
}

/* A cell; PLACE NULL: it is empty. */
static void
add_place (GhPage *page, const GhLastRow *place)
{
  g_autofree char *markup = place != NULL ? gh_page_place (page, place) : NULL;
  gh_page_addf (page, "<td>%s</td>", markup != NULL ? markup : "");
}

static void
add_change (GhPage *page, const GhChange *change)
{
  gh_page_add (page, "<tr>");
  gh_page_element (page, "th scope=\"row\"", change->session);
  gh_page_add (page, "<td>");
  gh_page_text (page, gh_words (page->words, "change", change->change));
  gh_page_add (page, "</td>");
  add_place (page, change->from);
  add_place (page, change->to);
  gh_page_because (page, "td", change);
  gh_page_add (page, "</tr>\n");
}

/* Who covers what for a delegation is that delegation's business: changes.csv has it. */
static bool
is_for_all (const GhChange *change)
{
  return strcmp (change->change, gh_change_word (GH_CHANGE_COVER)) != 0;
}

static void
add_changes (GhPage *page)
{
  static const char *const columns[] = { "session", "change", "was", "now", "because" };
  const GPtrArray *changes = page->site->changes;
  guint n = 0;

  for (guint number = 0; number < changes->len; number++)
    n += is_for_all (g_ptr_array_index (changes, number));
  if (n == 0)
    return;
  gh_page_add (page, "<h2 id=\"changes\">");
  gh_page_word (page, "changed");
  gh_page_add (page, "</h2>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-labelledby=\"changes\">\n<table class=\"facts\">\n<thead><tr>");
  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    add_heading (page, columns[column]);
  gh_page_add (page, "</tr></thead>\n<tbody>\n");
  for (guint number = 0; number < changes->len; number++)
    if (is_for_all (g_ptr_array_index (changes, number)))
      add_change (page, g_ptr_array_index (changes, number));
  gh_page_add (page, "</tbody>\n</table>\n</div>\n");
}

/* What only revisions have. */
static void
add_ways (GhPage *page)
{
  const GhSite *site = page->site;

  if (site->making->revision == 0)
    return;
  gh_page_add (page, "<ul class=\"ways\"><li><a class=\"ics\" href=\"");
  gh_page_add (page, page->top);
  gh_page_add (page, "calendars/programme.ics\">");
  gh_page_word (page, "calendar");
  gh_page_add (page, "</a></li>");
  if (site->model->n_persons > 0)
    {
      gh_page_addf (page, "<li><a rel=\"nofollow\" href=\"%speople/index.html\">", page->top);
      gh_page_word (page, "people");
      gh_page_add (page, "</a></li>");
    }
  gh_page_add (page, "</ul>\n");
}

static void
add_kinds (GhPage *page)
{
  if (page->site->kinds->len == 0)
    return;
  gh_page_add (page, "<h2>");
  gh_page_word (page, "kinds");
  gh_page_add (page, "</h2>\n");
  gh_page_legend (page);
}

void
gh_pages_overview (const GhSite *site, int language, GhFolder *folder)
{
  const GhConference *conference = &site->model->conference;
  GhPage page;

  gh_page_begin (&page, site, language, "index.html");
  gh_page_head (&page, gh_words (page.words, "page", "programme"));
  if (conference->name != NULL)
    gh_page_own (&page, "h1", conference->name, conference->name_in);
  else
    gh_page_element (&page, "h1", gh_words (page.words, "page", "programme"));
  add_dates (&page);
  add_revision (&page);
  add_days (&page);
  add_ways (&page);
  add_kinds (&page);
  add_unplaced (&page);
  add_changes (&page);
  gh_page_end (&page, folder);
}
