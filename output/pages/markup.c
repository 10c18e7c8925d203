/* Text into HTML: escaping, languages, links, times. */
#include "output/pages/page.h"

#include <string.h>

/* ---- text --------------------------------------------------------------------------------- */

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

static const char *
entity (char letter)
{
  switch (letter)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return "\xEF\xBF\xBD"; /* U+FFFD */
    }
}

/* Letters that stand for themselves are most of all: a table knows the others. */
static const bool is_special[256] = {
  [1] = true,  [2] = true,    [3] = true,   [4] = true,   [5] = true,   [6] = true,   [7] = true,
  [8] = true,  [11] = true,   [12] = true,  [13] = true,  [14] = true,  [15] = true,  [16] = true,
  [17] = true, [18] = true,   [19] = true,  [20] = true,  [21] = true,  [22] = true,  [23] = true,
  [24] = true, [25] = true,   [26] = true,  [27] = true,  [28] = true,  [29] = true,  [30] = true,
  [31] = true, [0x7F] = true, ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true,
};

void
gh_page_text (GhPage *page, const char *text)
{
  const char *from = text;
  const char *letter = text;

  for (; *letter != '\0'; letter++)
    if (is_special[(unsigned char)*letter])
      {
        g_string_append_len (page->html, from, letter - from);
        g_string_append (page->html, entity (*letter));
        from = letter + 1;
      }
  g_string_append_len (page->html, from, letter - from);
}

void
gh_page_word (GhPage *page, const char *key)
{
  gh_page_text (page, gh_words (page->words, "page", key));
}

void
gh_page_filled (GhPage *page, const char *key, const char *markup)
{
  const char *sentence = gh_words (page->words, "page", key);
  const char *hole = strchr (sentence, '{');
  g_autofree char *before = g_strndup (sentence, (gsize)(hole - sentence));

  gh_page_text (page, before);
  gh_page_add (page, markup);
  gh_page_text (page, strchr (hole, '}') + 1);
}

/* Letters that run from left to right, whatever stands beside them, and marks that turn nothing:
 * up to Cyrillic and Armenian, and the scripts of East Asia. */
static bool
runs_left_to_right (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if ((unsigned char)*at >= 0x80)
      {
        gunichar letter = g_utf8_get_char_validated (at, -1);
        if (!(letter < 0x0590 || (letter >= 0x2010 && letter < 0x2028)
              || (letter >= 0x2E80 && letter < 0xD800)))
          return false;
      }
  return true;
}

/* Nothing has to be told apart from its surroundings: most texts of most pages, of which some
 * conferences have thousands. */
static bool
needs_no_tag (const GhPage *page, const char *tag, const char *text)
{
  return strcmp (tag, "bdi") == 0 && !gh_words_are_right_to_left (page->words)
         && runs_left_to_right (text);
}

/* A `bdi` finds its direction by itself. */
static void
add_direction (GhPage *page, const char *tag)
{
  gh_page_add (page, g_str_has_prefix (tag, "bdi") ? ">" : " dir=\"auto\">");
}

static void
close_tag (GhPage *page, const char *tag)
{
  gh_page_addf (page, "</%.*s>", (int)strcspn (tag, " "), tag);
}

void
gh_page_element (GhPage *page, const char *tag, const char *text)
{
  if (needs_no_tag (page, tag, text))
    {
      gh_page_text (page, text);
      return;
    }
  gh_page_addf (page, "<%s", tag);
  add_direction (page, tag);
  gh_page_text (page, text);
  close_tag (page, tag);
}

void
gh_page_own (GhPage *page, const char *tag, const char *plain, const char *const *in)
{
  const char **languages = page->site->model->conference.languages;
  bool is_there;
  const char *text = gh_text_in (plain, in, page->language, &is_there);

  gh_page_in (page, tag, text, languages[is_there ? page->language : 0]);
}

void
gh_page_in (GhPage *page, const char *tag, const char *text, const char *lang)
{
  if (g_ascii_strcasecmp (lang, page->lang) == 0)
    {
      gh_page_element (page, tag, text);
      return;
    }
  gh_page_addf (page, "<%s lang=\"", tag);
  gh_page_text (page, lang);
  gh_page_add (page, "\"");
  add_direction (page, tag);
  gh_page_text (page, text);
  close_tag (page, tag);
}

void
gh_page_number (GhPage *page, int64_t number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  gsize length = strlen (digits);

  for (gsize digit = 0; digit < length; digit++)
    {
      if (digit > 0 && digits[digit - 1] != '-' && (length - digit) % 3 == 0)
        gh_page_add (page, ",");
      gh_page_addf (page, "%c", digits[digit]);
    }
}

/* ---- links -------------------------------------------------------------------------------- */

/* What is somebody's is there in one language, at the top. */
static bool
is_at_top (const char *folder)
{
  return g_str_has_prefix (folder, "delegations") || g_str_has_prefix (folder, "people");
}

void
gh_page_link (GhPage *page, const char *folder, const char *id)
{
  g_autofree char *path =
      id != NULL ? gh_site_path (folder, id) : g_strconcat (folder, ".html", NULL);

  g_autofree char *address = gh_site_address (path);

  gh_page_add (page, "<a href=\"");
  gh_page_add (page, is_at_top (folder) ? page->top : page->up);
  gh_page_add (page, address);
  gh_page_add (page, "\">");
}

void
gh_page_session_link (GhPage *page, int session)
{
  gh_page_add (page, "<a href=\"");
  gh_page_add (page, page->up);
  gh_page_add (page, page->site->addresses[session]);
  gh_page_add (page, "\">");
}

void
gh_page_calendar (GhPage *page, const char *folder, const char *id)
{
  g_autofree char *name = gh_file_name (id);
  g_autofree char *address = gh_site_address (name);

  if (page->site->making->revision == 0)
    return;
  gh_page_addf (page, "<p><a class=\"ics\" href=\"%scalendars/%s%s%s.ics\">", page->top, folder,
                *folder != '\0' ? "/" : "", address);
  gh_page_word (page, "calendar");
  gh_page_add (page, "</a></p>\n");
}

/* ---- times -------------------------------------------------------------------------------- */

void
gh_page_times (GhPage *page, GhMinute start, GhMinute end)
{
  g_autofree char *times = gh_site_times (page->site->model, start, end);

  gh_page_add (page, times);
}

void
gh_page_session_times (GhPage *page, int session)
{
  gh_page_add (page, page->site->times[session]);
}

char *
gh_page_long_day (const GhPage *page, GhMinute minute)
{
  return gh_words_long_day (page->words,
                            page->site->model->conference.first_day + gh_day_of (minute));
}

char *
gh_page_short_day (const GhPage *page, GhMinute minute)
{
  return gh_words_short_day (page->words,
                             page->site->model->conference.first_day + gh_day_of (minute));
}

static const char *
name_of_room (const GhPage *page, const char *id)
{
  const GhModel *model = page->site->model;

  for (int room = 0; room < model->n_rooms; room++)
    if (strcmp (model->rooms[room].id, id) == 0)
      return gh_text_in (model->rooms[room].name, model->rooms[room].name_in, page->language, NULL);
  return id;
}

char *
gh_page_place (const GhPage *page, const GhLastRow *place)
{
  g_autofree char *day = gh_page_short_day (page, place->start);
  g_autofree char *times = gh_site_times (page->site->model, place->start, place->end);
  g_autofree char *room = g_markup_escape_text (name_of_room (page, place->room), -1);

  return g_strconcat ("<bdi>", day, " ", times, *place->room != '\0' ? ", " : "", room, "</bdi>",
                      NULL);
}
