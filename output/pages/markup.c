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

static bool
is_plain (char letter)
{
  unsigned char byte = (unsigned char)letter;

  if (byte < 0x20)
    return byte == '\t' || byte == '\n';
  return byte != 0x7F && strchr ("&<>\"'", letter) == NULL;
}

void
gh_page_text (GhPage *page, const char *text)
{
  const char *from = text;
  const char *letter = text;

  for (; *letter != '\0'; letter++)
    if (!is_plain (*letter))
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
  const char *lang = languages[is_there ? page->language : 0];

  gh_page_addf (page, "<%s", tag);
  if (g_ascii_strcasecmp (lang, page->lang) != 0)
    {
      gh_page_add (page, " lang=\"");
      gh_page_text (page, lang);
      gh_page_add (page, "\"");
    }
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

/* Most file systems take 255 octets; an id of 200 octets may be 600 when spelt out. */
#define LONGEST_NAME 200

char *
gh_page_path (const char *folder, const char *id)
{
  g_autofree char *name = gh_file_name (id);

  if (strlen (name) > LONGEST_NAME)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
      return g_strdup_printf ("%s/%.*s-%.16s.html", folder, LONGEST_NAME - 30, name, sum);
    }
  return g_strdup_printf ("%s/%s.html", folder, name);
}

void
gh_page_address (GhPage *page, const char *path)
{
  for (const char *letter = path; *letter != '\0'; letter++)
    if (*letter == '%')
      gh_page_add (page, "%25");
    else
      g_string_append_c (page->html, *letter);
}

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
      id != NULL ? gh_page_path (folder, id) : g_strconcat (folder, ".html", NULL);

  gh_page_addf (page, "<a href=\"%s", is_at_top (folder) ? page->top : page->up);
  gh_page_address (page, path);
  gh_page_add (page, "\">");
}

void
gh_page_calendar (GhPage *page, const char *folder, const char *id)
{
  g_autofree char *name = gh_file_name (id);

  if (page->site->making->revision == 0)
    return;
  gh_page_addf (page, "<p><a class=\"ics\" href=\"%scalendars/%s%s", page->top, folder,
                *folder != '\0' ? "/" : "");
  gh_page_address (page, name);
  gh_page_add (page, ".ics\">");
  gh_page_word (page, "calendar");
  gh_page_add (page, "</a></p>\n");
}

/* ---- times -------------------------------------------------------------------------------- */

void
gh_page_times (GhPage *page, GhMinute start, GhMinute end)
{
  g_autofree char *date = gh_date_text (page->site->model, start);
  g_autofree char *from = gh_clock_text (start);
  g_autofree char *to = gh_clock_text (end);

  gh_page_addf (page, "<time datetime=\"%sT%s\"", date, from);
  if (end - start >= GH_DAY)
    gh_page_addf (page, " data-to=\"%d\"", end - start);
  gh_page_addf (page, ">%s–%s</time>", from, to);
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
