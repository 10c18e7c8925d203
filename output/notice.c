#include "output/notice.h"
#include "output/output.h"
#include "output/words.h"

#include <string.h>

void
gh_notice_item_clear (gpointer data)
{
  GhNoticeItem *item = data;

  g_free (item->title);
  g_free (item->language);
  g_free (item->was.place);
  g_free (item->now.place);
  g_free (item->because);
  g_free (item->because_language);
}

bool
gh_notice_is_worth (const GhNotice *notice)
{
  for (guint number = 0; number < notice->items->len; number++)
    if (g_array_index (notice->items, GhNoticeItem, number).grade < GH_NOTICE_PROPOSAL)
      return true;
  return false;
}

static const char *
say (const GhNotice *notice, const char *key)
{
  return gh_words (gh_words_in (notice->language), "notice", key);
}

const char *
gh_notice_title (const GhNotice *notice)
{
  return say (notice, "title");
}

const char *
gh_notice_heading (const GhNotice *notice, GhNoticeGrade grade)
{
  const GhWords *words = gh_words_in (notice->language);

  switch (grade)
    {
    case GH_NOTICE_MOVED:
      return gh_words (words, "change", gh_change_word (GH_CHANGE_MOVED));
    case GH_NOTICE_ROOM:
      return gh_words (words, "change", gh_change_word (GH_CHANGE_ROOM));
    case GH_NOTICE_CANCELLED:
      return gh_words (words, "change", gh_change_word (GH_CHANGE_CANCELLED));
    case GH_NOTICE_NEW:
      return gh_words (words, "change", gh_change_word (GH_CHANGE_NEW));
    case GH_NOTICE_WITHDRAWN:
      return gh_words (words, "change", gh_change_word (GH_CHANGE_WITHDRAWN));
    case GH_NOTICE_PART:
      return say (notice, "part");
    case GH_NOTICE_PROPOSAL:
      return say (notice, "proposal");
    default:
      return say (notice, "details");
    }
}

/* ---- the pieces of a line ----------------------------------------------------------------- */

/* Texts of the sheets may hold anything: what would end the line, or turn its reading order
 * around, is a blank. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      bool is_override =
          (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
      if (g_unichar_isspace (letter) || g_unichar_iscntrl (letter) || is_override
          || letter == 0x2028 || letter == 0x2029)
        letter = ' ';
      if (letter != ' ' || (line->len > 0 && line->str[line->len - 1] != ' '))
        g_string_append_unichar (line, letter);
    }
  return g_strchomp (g_strdup (line->str));
}

/* As it stands in a page, where PAGE; texts go their own direction there. */
static char *
piece (const char *text, const char *language, bool page)
{
  g_autofree char *line = one_line (text);

  if (!page)
    return g_steal_pointer (&line);
  if (language == NULL)
    return g_markup_printf_escaped ("<bdi>%s</bdi>", line);
  return g_markup_printf_escaped ("<bdi lang=\"%s\">%s</bdi>", language, line);
}

/* "Mon 6 Jun 10:30-12:00, Auditorium". */
static char *
when_and_where (const GhNotice *notice, const GhNoticePlace *place, bool page)
{
  if (place->start == GH_NEVER)
    return g_strdup ("");
  g_autofree char *day = gh_words_short_day (gh_words_in (notice->language),
                                             notice->first_day + gh_day_of (place->start));
  g_autofree char *from = gh_clock_text (place->start);
  g_autofree char *to = gh_clock_text (place->end);
  g_autofree char *times = g_strdup_printf ("%s %s-%s", day, from, to);
  g_autofree char *shown = piece (times, NULL, page);
  g_autofree char *room = place->place[0] != '\0' ? piece (place->place, NULL, page) : NULL;

  return g_strjoin (", ", shown, room, NULL);
}

static const char *
form_of (const GhNoticeItem *item)
{
  if (item->grade == GH_NOTICE_CANCELLED || item->grade == GH_NOTICE_WITHDRAWN)
    return "line-was";
  return item->grade == GH_NOTICE_MOVED || item->grade == GH_NOTICE_ROOM ? "line-both" : "line-now";
}

static char *
line_of (const GhNotice *notice, const GhNoticeItem *item, bool page)
{
  g_autofree char *title = piece (item->title, item->language, page);
  g_autofree char *was = when_and_where (notice, &item->was, page);
  g_autofree char *now = when_and_where (notice, &item->now, page);
  g_autofree char *line =
      gh_words_fill (say (notice, form_of (item)), "title", title, "was", was, "now", now, NULL);
  g_autofree char *marked = item->is_proposal
                                ? gh_words_fill (say (notice, "proposed"), "line", line, NULL)
                                : g_strdup (line);
  if (item->because[0] == '\0')
    return g_steal_pointer (&marked);
  g_autofree char *because = piece (item->because, item->because_language, page);
  return gh_words_fill (say (notice, "because"), "line", marked, "because", because, NULL);
}

static char *
about (const GhNotice *notice, bool page)
{
  g_autofree char *conference = piece (notice->conference, NULL, page);
  g_autofree char *revision = g_strdup_printf ("%04d", notice->revision);

  return gh_words_fill (say (notice, "about"), "conference", conference, "revision", revision,
                        "timezone", notice->timezone, NULL);
}

/* Of a title or a cause. */
static bool
is_in_another (const GhNotice *notice, const char *language)
{
  return language != NULL && g_ascii_strcasecmp (language, notice->language) != 0;
}

/* A sentence where something is in another language; NULL otherwise.  The caller's. */
static char *
fallback (const GhNotice *notice)
{
  for (guint number = 0; number < notice->items->len; number++)
    {
      const GhNoticeItem *item = &g_array_index (notice->items, GhNoticeItem, number);
      const char *language =
          is_in_another (notice, item->language) ? item->language : item->because_language;
      if (is_in_another (notice, language))
        return gh_words_fill (say (notice, "untranslated"), "language", language, NULL);
    }
  return NULL;
}

/* ---- all of it ---------------------------------------------------------------------------- */

/* Calls HEAD before the first item of a grade, ITEM for each, and END after the last. */
typedef void (*Begin) (GString *out, const char *heading);
typedef void (*Each) (GString *out, const char *line);

static void
each_grade (const GhNotice *notice, GString *out, bool page, Begin begin, Each each,
            const char *end)
{
  for (GhNoticeGrade grade = 0; grade < GH_N_NOTICE_GRADES; grade++)
    {
      bool is_there = false;
      for (guint number = 0; number < notice->items->len; number++)
        {
          const GhNoticeItem *item = &g_array_index (notice->items, GhNoticeItem, number);
          if (item->grade != grade)
            continue;
          g_autofree char *line = line_of (notice, item, page);
          if (!is_there)
            begin (out, gh_notice_heading (notice, grade));
          each (out, line);
          is_there = true;
        }
      if (is_there)
        g_string_append (out, end);
    }
}

static void
begin_text (GString *out, const char *words)
{
  g_string_append_printf (out, "%s\n", words);
}

static void
each_text (GString *out, const char *line)
{
  g_string_append_printf (out, "- %s\n", line);
}

GString *
gh_notice_text (const GhNotice *notice)
{
  GString *out = g_string_new (NULL);
  g_autofree char *person = one_line (notice->person);
  g_autofree char *top = about (notice, false);
  g_autofree char *other = fallback (notice);

  g_string_append_printf (out, "%s\n%s\n%s\n\n", gh_notice_title (notice), person, top);
  each_grade (notice, out, false, begin_text, each_text, "\n");
  if (other != NULL)
    g_string_append_printf (out, "%s\n", other);
  g_string_append_printf (out, "%s\n", say (notice, "calendar"));
  if (notice->url != NULL)
    g_string_append_printf (out, "%s\n", notice->url);
  return out;
}

static void
begin_page (GString *out, const char *words)
{
  g_string_append_printf (out, "<h2>%s</h2>\n<ul>\n", words);
}

static void
each_page (GString *out, const char *line)
{
  g_string_append_printf (out, "<li>%s</li>\n", line);
}

/* It is mailed, too, and so has its looks with it; programs that pass them over lose nothing. */
#define LOOKS                                                                                      \
  ":root { color-scheme: light dark } "                                                            \
  "body { max-width: 45rem; margin: 1rem auto; padding: 0 1rem; "                                  \
  "font: 1rem/1.5 system-ui, sans-serif } li { margin: .5rem 0 }"

GString *
gh_notice_page (const GhNotice *notice)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n");
  const GhWords *words = gh_words_in (notice->language);
  g_autofree char *person = piece (notice->person, NULL, true);
  g_autofree char *top = about (notice, true);
  g_autofree char *other = fallback (notice);

  g_string_append_printf (out,
                          "<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta name=\"robots\" content=\"noindex\">\n<title>%s</title>\n"
                          "<style>" LOOKS "</style>\n</head>\n"
                          "<body>\n<h1>%s</h1>\n<p>%s</p>\n<p>%s</p>\n",
                          gh_words_language (words),
                          gh_words_are_right_to_left (words) ? "rtl" : "ltr",
                          gh_notice_title (notice), gh_notice_title (notice), person, top);
  each_grade (notice, out, true, begin_page, each_page, "</ul>\n");
  if (other != NULL)
    g_string_append_printf (out, "<p>%s</p>\n", other);
  g_string_append_printf (out, "<p>%s</p>\n", say (notice, "calendar"));
  if (notice->url != NULL)
    {
      g_autofree char *link =
          g_markup_printf_escaped ("<p><a href=\"%s\">%s</a></p>\n", notice->url, notice->url);
      g_string_append (out, link);
    }
  g_string_append (out, "</body>\n</html>\n");
  return out;
}
