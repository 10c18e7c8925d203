/* index.html: its frame, and what its parts share. */
#include "output/page.h"
#include "output/folder.h"

#include <string.h>

/* ---- texts -------------------------------------------------------------------------------- */

void
gh_page_text (GhPage *page, const char *text)
{
  for (const char *letter = text; *letter != '\0'; letter++)
    {
      unsigned char byte = (unsigned char)*letter;
      switch (byte)
        {
        case '&':
          g_string_append (page->html, "&amp;");
          break;
        case '<':
          g_string_append (page->html, "&lt;");
          break;
        case '>':
          g_string_append (page->html, "&gt;");
          break;
        case '"':
          g_string_append (page->html, "&quot;");
          break;
        case '\'':
          g_string_append (page->html, "&#39;");
          break;
        default:
          if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F)
            g_string_append (page->html, "\xEF\xBF\xBD");
          else
            g_string_append_c (page->html, *letter);
        }
    }
}

void
gh_page_element (GhPage *page, const char *tag, const char *text)
{
  g_string_append_printf (page->html, "<%s dir=\"auto\">", tag);
  gh_page_text (page, text);
  g_string_append_printf (page->html, "</%.*s>", (int)strcspn (tag, " "), tag);
}

void
gh_page_words (GhPage *page, const char *tag, const char *text)
{
  const char **languages = page->model->conference.languages;
  GString *marked = g_string_new (tag);

  if (languages != NULL && languages[0] != NULL && strcmp (languages[0], "en") != 0)
    {
      GString *html = page->html;
      g_string_append (marked, " lang=\"");
      page->html = marked;
      gh_page_text (page, languages[0]);
      page->html = html;
      g_string_append_c (marked, '"');
    }
  gh_page_element (page, marked->str, text);
  g_string_free (marked, true);
}

void
gh_page_add (GhPage *page, const char *markup)
{
  g_string_append (page->html, markup);
}

void
gh_page_addf (GhPage *page, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (page->html, format, arguments);
  va_end (arguments);
}

void
gh_page_number (GhPage *page, int64_t number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  gsize length = strlen (digits);

  for (gsize digit = 0; digit < length; digit++)
    {
      if (digit > 0 && digits[digit - 1] != '-' && (length - digit) % 3 == 0)
        g_string_append_c (page->html, ',');
      g_string_append_c (page->html, digits[digit]);
    }
}

/* ---- days and times ----------------------------------------------------------------------- */

/* Not by strftime(): the page is in English on every machine. */
static const char *const weekdays[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };
static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

static GDate
date_of (const GhPage *page, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(page->model->conference.first_day + day));
  return date;
}

char *
gh_page_long_day (const GhPage *page, int day)
{
  GDate date = date_of (page, day);

  return g_strdup_printf ("%s %d %s %d", weekdays[g_date_get_weekday (&date) - 1],
                          g_date_get_day (&date), months[g_date_get_month (&date) - 1],
                          g_date_get_year (&date));
}

char *
gh_page_short_day (const GhPage *page, int day)
{
  GDate date = date_of (page, day);

  return g_strdup_printf ("%.3s %d %.3s", weekdays[g_date_get_weekday (&date) - 1],
                          g_date_get_day (&date), months[g_date_get_month (&date) - 1]);
}

void
gh_page_times (GhPage *page, GhMinute start, GhMinute end)
{
  g_autofree char *date = gh_date_text (page->model, start);
  g_autofree char *from = gh_clock_text (start);
  g_autofree char *to = gh_clock_text (end);

  gh_page_addf (page, "<span><time datetime=\"%sT%s\">%s</time>–%s</span>", date, from, from, to);
}

/* ---- sessions ----------------------------------------------------------------------------- */

guint
gh_page_end_of_day (const GhPage *page, guint first)
{
  guint next = first;
  int day = gh_day_of (page->places[g_array_index (page->shown, int, first)].start);

  while (next < page->shown->len
         && gh_day_of (page->places[g_array_index (page->shown, int, next)].start) == day)
    next++;
  return next;
}

const char *
gh_page_title (const GhPage *page, int session)
{
  const GhSession *this = &page->model->sessions[session];

  if (this->closed)
    return "Closed session";
  return this->title != NULL ? this->title : this->id;
}

int
gh_page_kind (const GhPage *page, int session)
{
  const GhSession *this = &page->model->sessions[session];
  guint kind;

  if (this->closed || this->kind == NULL || !g_ptr_array_find (page->kinds, this->kind, &kind))
    return -1;
  return (int)kind;
}

void
gh_page_class (GhPage *page, int session)
{
  int kind = gh_page_kind (page, session);

  gh_page_add (page, "class=\"s");
  if (kind >= 0)
    gh_page_addf (page, " k%d", kind % 12);
  if (kind >= 12)
    gh_page_addf (page, " r%d", kind / 12 % 3);
  gh_page_addf (page, "%s\"", page->places[session].cancelled ? " off" : "");
}

char *
gh_page_anchor (const GhPage *page, int session)
{
  g_autofree char *id = gh_file_name (page->model->sessions[session].id);

  return g_strconcat ("session-", id, NULL);
}

/* ---- the head ----------------------------------------------------------------------------- */

static void
add_state (GhPage *page)
{
  const GhMaking *making = page->making;

  if (making->revision == 0)
    gh_page_add (page, "<p class=\"state draft\"><strong>DRAFT</strong> – made ");
  else
    gh_page_addf (page, "<p class=\"state\"><strong>Revision %d</strong> – made ",
                  making->revision);
  gh_page_addf (page, "<time datetime=\"%s\">%.10s %s</time></p>\n", making->at, making->at,
                strlen (making->at) > 11 ? making->at + 11 : "");
}

static void
add_head (GhPage *page)
{
  const GhConference *conference = &page->model->conference;
  const char *name = conference->name != NULL ? conference->name : "Programme";
  g_autofree char *first = gh_page_long_day (page, 0);
  g_autofree char *last = gh_page_long_day (page, conference->n_days - 1);

  gh_page_add (page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
  gh_page_add (page, page->making->revision == 0 ? "DRAFT: " : "");
  gh_page_text (page, name);
  gh_page_addf (page, " – programme</title>\n<style>\n%s</style>\n</head>\n<body>\n",
                gh_page_style);
  gh_page_add (page, "<a class=\"skip\" href=\"#programme\">Skip to the programme</a>\n<header>\n");
  gh_page_words (page, "h1", name);
  gh_page_addf (page, "\n<p class=\"dates\">%s", first);
  if (conference->n_days > 1)
    gh_page_addf (page, " to %s", last);
  gh_page_add (page, "</p>\n");
  add_state (page);
  gh_page_add (page, "</header>\n");
}

/* ---- the summary -------------------------------------------------------------------------- */

static void
add_figure (GhPage *page, int64_t number, const char *what, const char *link)
{
  gh_page_add (page, "<li>");
  if (link != NULL)
    gh_page_addf (page, "<a href=\"#%s\">", link);
  gh_page_add (page, "<b>");
  gh_page_number (page, number);
  gh_page_addf (page, "</b> %s%s</li>\n", what, link != NULL ? "</a>" : "");
}

static int
count_attending (const GhPage *page)
{
  const GArray *attendance = page->programme->attendance;
  g_autoptr (GhBits) persons = gh_bits_new (page->model->n_persons);

  for (guint entry = 0; entry < attendance->len; entry++)
    gh_bits_add (persons, g_array_index (attendance, GhAttendance, entry).person);
  return gh_bits_count (persons);
}

static int
count_cancelled (const GhPage *page)
{
  int n_cancelled = 0;

  for (int session = 0; session < page->model->n_sessions; session++)
    n_cancelled += page->model->sessions[session].cancelled;
  return n_cancelled;
}

static int
count_unplaced (const GhPage *page)
{
  int n_unplaced = 0;

  for (int session = 0; session < page->model->n_sessions; session++)
    n_unplaced += page->places[session].start == GH_NEVER && !page->places[session].cancelled
                  && !page->model->sessions[session].reserve;
  return n_unplaced;
}

static int
count_placed (const GhPage *page)
{
  int n_placed = 0;

  for (guint entry = 0; entry < page->shown->len; entry++)
    n_placed += !page->places[g_array_index (page->shown, int, entry)].cancelled;
  return n_placed;
}

static int
count_rooms (const GhPage *page)
{
  g_autoptr (GhBits) rooms = gh_bits_new (page->model->n_rooms);

  for (int session = 0; session < page->model->n_sessions; session++)
    if (page->programme->placements[session].room >= 0)
      gh_bits_add (rooms, page->programme->placements[session].room);
  return gh_bits_count (rooms);
}

static void
add_summary (GhPage *page)
{
  int n_cancelled = count_cancelled (page);

  gh_page_add (page, "<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">At a glance</h2>\n"
                     "<ul class=\"figures\">\n");
  add_figure (page, count_placed (page), "sessions placed", "programme");
  add_figure (page, count_unplaced (page), "without a place", "unplaced");
  if (n_cancelled > 0)
    add_figure (page, n_cancelled, "cancelled", NULL);
  add_figure (page, count_rooms (page), "rooms used", NULL);
  add_figure (page, count_attending (page), "people with a calendar", NULL);
  add_figure (page, page->programme->cost, "cost of all wishes missed", "costs");
  if (page->making->last != NULL)
    add_figure (page, page->changes->len, "changes", "changes");
  gh_page_add (page, "</ul>\n</section>\n");
}

/* ---- navigation --------------------------------------------------------------------------- */

/* Wide screens and paper have the tables, narrow screens the lists: each its own links. */
static void
add_navigation (GhPage *page, const char *class, const char *target)
{
  gh_page_addf (page, "<nav class=\"%s\" aria-label=\"Days\"><ol>\n", class);
  for (guint first = 0; first < page->shown->len; first = gh_page_end_of_day (page, first))
    {
      GhMinute start = page->places[g_array_index (page->shown, int, first)].start;
      g_autofree char *date = gh_date_text (page->model, start);
      g_autofree char *day = gh_page_short_day (page, gh_day_of (start));
      gh_page_addf (page, "<li><a href=\"#%s-%s\">%s</a></li>\n", target, date, day);
    }
  gh_page_add (page, "</ol></nav>\n");
}

static void
add_legend (GhPage *page)
{
  gh_page_add (page, "<ul class=\"legend\" aria-label=\"Kinds of sessions\">\n");
  for (guint kind = 0; kind < page->kinds->len; kind++)
    {
      gh_page_addf (page, "<li class=\"s k%u r%u\">", kind % 12, kind / 12 % 3);
      gh_page_words (page, "span", g_ptr_array_index (page->kinds, kind));
      gh_page_add (page, "</li>\n");
    }
  gh_page_add (page, "</ul>\n");
}

/* ---- the page ----------------------------------------------------------------------------- */

static int
compare_shown (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhLastRow *places = data;
  const GhLastRow *left = &places[*(const int *)a];
  const GhLastRow *right = &places[*(const int *)b];

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  int order = strcmp (left->room, right->room);
  return order != 0 ? order : strcmp (left->id, right->id);
}

static void
find_shown (GhPage *page)
{
  const GhModel *model = page->model;

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *this = &model->sessions[session];
      if (this->reserve || page->places[session].start == GH_NEVER)
        continue;
      g_array_append_val (page->shown, session);
      if (!this->closed && this->kind != NULL && !g_ptr_array_find (page->kinds, this->kind, NULL))
        g_ptr_array_add (page->kinds, (gpointer)this->kind);
    }
  g_array_sort_with_data (page->shown, compare_shown, (gpointer)page->places);
}

static void
add_all (GhPage *page)
{
  add_head (page);
  gh_page_add (page, "<main>\n");
  add_summary (page);
  gh_page_lacking (page);
  gh_page_add (page, "<div id=\"programme\">\n");
  add_navigation (page, "wide", "day");
  add_navigation (page, "narrow", "list");
  add_legend (page);
  gh_page_grid (page);
  gh_page_lists (page);
  gh_page_add (page, "</div>\n");
  gh_page_costs (page);
  gh_page_add (page, "</main>\n</body>\n</html>\n");
}

void
gh_output_pages (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                 const GhMaking *making)
{
  GError *error = NULL;
  g_autoptr (GhLast) last = gh_last_read (model, making->last, &error);

  if (last == NULL)
    {
      gh_folder_spoil (folder, error);
      return;
    }
  g_autofree GhLastRow *places = gh_last_places (last, model, programme);
  g_autoptr (GPtrArray) changes = gh_changes_find (model, programme, places, last);
  g_autoptr (GArray) shown = g_array_new (false, false, sizeof (int));
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  GhPage page = { model, programme, making, places, changes, shown, kinds, g_string_new (NULL) };

  find_shown (&page);
  add_all (&page);
  gh_folder_take (folder, "index.html", page.html);
}
