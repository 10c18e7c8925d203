/* The frame of a page: where it lies, its head, its links to all others. */
#include "output/pages/page.h"

#include <string.h>

/* ---- where it lies ------------------------------------------------------------------------ */

/* "../" for each folder of a path. */
static char *
way_up (const char *path)
{
  GString *way = g_string_new (NULL);

  for (const char *letter = path; *letter != '\0'; letter++)
    if (*letter == '/')
      g_string_append (way, "../");
  return g_string_free (way, false);
}

/* "" for the conference's first language, "fr/" for another. */
static char *
language_folder (const GhSite *site, int language)
{
  if (language == 0)
    return g_strdup ("");
  g_autofree char *name = gh_file_name (site->model->conference.languages[language]);
  return g_strconcat (name, "/", NULL);
}

/* What our words of a language say that they are: "fr-CA" is told as such, what we have no words
 * for is told in English. */
static const char *
language_of_words (const char *language, const GhWords *words)
{
  const char *known = gh_words_language (words);

  return g_ascii_strncasecmp (language, known, strlen (known)) == 0 ? language : known;
}

static void
begin (GhPage *page, const GhSite *site, int language, const char *path, bool is_single)
{
  const char *name = site->model->conference.languages[language];
  g_autofree char *folder = language_folder (site, language);
  g_autofree char *way = way_up (path);

  *page = (GhPage){ .site = site, .language = language, .path = path, .is_single = is_single };
  page->words = gh_words_in (name);
  page->lang = language_of_words (name, page->words);
  page->html = g_string_new (NULL);
  if (is_single)
    {
      page->file = g_strdup (path);
      page->top = g_strdup (way);
      page->up = g_strconcat (way, folder, NULL);
    }
  else
    {
      page->file = g_strconcat (folder, path, NULL);
      page->top = language == 0 ? g_strdup (way) : g_strconcat (way, "../", NULL);
      page->up = g_strdup (way);
    }
}

void
gh_page_begin (GhPage *page, const GhSite *site, int language, const char *path)
{
  begin (page, site, language, path, false);
}

void
gh_page_begin_single (GhPage *page, const GhSite *site, int language, const char *path)
{
  begin (page, site, language, path, true);
}

void
gh_page_end (GhPage *page, GhFolder *folder)
{
  gh_page_add (page, "</main>\n</body>\n</html>\n");
  gh_folder_take (folder, page->file, page->html);
  g_free (page->file);
  g_free (page->up);
  g_free (page->top);
}

/* ---- the head ----------------------------------------------------------------------------- */

/* Nothing is loaded from anywhere but the folder itself, and nothing in the sheets can become a
 * script or a style. */
#define POLICY                                                                                     \
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "     \
  "form-action 'none'"

static void
add_html (GhPage *page)
{
  const char *zone = page->site->model->conference.timezone;

  gh_page_add (page, "<!DOCTYPE html>\n<html lang=\"");
  gh_page_text (page, page->lang);
  gh_page_addf (page, "\" dir=\"%s\"", gh_words_are_right_to_left (page->words) ? "rtl" : "ltr");
  if (page->site->offsets != NULL)
    {
      gh_page_add (page, " data-zone=\"");
      gh_page_text (page, zone);
      gh_page_addf (page, "\" data-offsets=\"%s\"", page->site->offsets);
    }
  gh_page_add (page, ">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
}

static const char *
conference_name (const GhPage *page)
{
  const GhConference *conference = &page->site->model->conference;
  const char *name =
      conference->name != NULL ? conference->name : gh_words (page->words, "page", "programme");

  return gh_text_in (name, conference->name_in, page->language, NULL);
}

static void
add_title (GhPage *page, const char *title)
{
  const char *name = conference_name (page);

  gh_page_add (page, "<title>");
  if (page->site->making->revision == 0)
    {
      gh_page_word (page, "draft");
      gh_page_add (page, ": ");
    }
  gh_page_text (page, title);
  if (strcmp (title, name) != 0)
    {
      gh_page_add (page, " – ");
      gh_page_text (page, name);
    }
  gh_page_add (page, "</title>\n");
}

static void
add_files (GhPage *page)
{
  gh_page_addf (page,
                "<link rel=\"stylesheet\" href=\"%sprogramme.css\">\n"
                "<link rel=\"icon\" type=\"image/svg+xml\" href=\"%sprogramme.svg\">\n"
                "<script src=\"%sprogramme.js\" defer=\"\"></script>\n",
                page->top, page->top, page->top);
}

/* ---- the header --------------------------------------------------------------------------- */

/* Only a draft says so on all its pages: a revision's would change with each revision otherwise. */
static void
add_draft (GhPage *page)
{
  const char *at = page->site->making->at;
  g_autofree char *date = g_strndup (at, strcspn (at, "T"));
  g_autofree char *time =
      g_strdup_printf ("<time datetime=\"%s\">%s %s</time>", at, date,
                       strlen (at) > strlen (date) ? at + strlen (date) + 1 : "");

  if (page->site->making->revision != 0)
    return;
  gh_page_add (page, "<p class=\"draft\"><strong>");
  gh_page_word (page, "draft");
  gh_page_add (page, "</strong> – ");
  gh_page_filled (page, "made", time);
  gh_page_add (page, "</p>\n");
}

static void
add_navigation (GhPage *page)
{
  static const char *const pages[][2] = {
    { "overview", "index" }, { "sessions", "sessions" },       { "groups", "groups" },
    { "rooms", "rooms" },    { "delegations", "delegations" },
  };

  gh_page_add (page, "<nav class=\"pages\" aria-label=\"");
  gh_page_word (page, "pages");
  gh_page_add (page, "\"><ul>");
  for (gsize number = 0; number < G_N_ELEMENTS (pages); number++)
    {
      if (number == 4 && page->site->model->n_delegations == 0)
        continue;
      gh_page_add (page, "<li>");
      gh_page_link (page, pages[number][1], NULL);
      gh_page_word (page, pages[number][0]);
      gh_page_add (page, "</a></li>");
    }
  gh_page_add (page, "</ul></nav>\n");
}

static void
add_language (GhPage *page, int language)
{
  const char *name = page->site->model->conference.languages[language];
  const GhWords *words = gh_words_in (name);
  bool is_known = language_of_words (name, words) == name;
  g_autofree char *folder = language_folder (page->site, language);
  g_autofree char *path = g_strconcat (page->top, folder, page->path, NULL);
  g_autofree char *address = gh_site_address (path);

  gh_page_add (page, "<li><a href=\"");
  gh_page_add (page, address);
  gh_page_add (page, "\" hreflang=\"");
  gh_page_text (page, name);
  gh_page_add (page, is_known ? "\" lang=\"" : "\" translate=\"no");
  gh_page_text (page, is_known ? name : "");
  gh_page_add (page, language == page->language ? "\" aria-current=\"page\">" : "\">");
  gh_page_element (page, "bdi", is_known ? gh_words_name (words) : name);
  gh_page_add (page, "</a></li>");
}

/* The same page in the other languages. */
static void
add_languages (GhPage *page)
{
  const char **languages = page->site->model->conference.languages;

  if (page->is_single || languages[1] == NULL)
    return;
  gh_page_add (page, "<nav class=\"languages\" aria-label=\"");
  gh_page_word (page, "languages");
  gh_page_add (page, "\"><ul>");
  for (int language = 0; languages[language] != NULL; language++)
    add_language (page, language);
  gh_page_add (page, "</ul></nav>\n");
}

/* The button is the script's: without it, all times are the conference's. */
static void
add_zone (GhPage *page)
{
  const char *zone = page->site->model->conference.timezone;
  GString *html = page->html;

  if (zone == NULL)
    return;
  page->html = g_string_new (NULL);
  gh_page_element (page, "span", zone);
  g_autofree char *name = g_string_free (page->html, false);
  page->html = html;
  gh_page_add (page, "<p class=\"zone\">");
  gh_page_filled (page, "zone", name);
  gh_page_add (page, " <button type=\"button\" hidden=\"\" aria-pressed=\"false\">");
  gh_page_word (page, "own-time");
  gh_page_add (page, "</button></p>\n");
}

void
gh_page_head (GhPage *page, const char *title)
{
  const GhConference *conference = &page->site->model->conference;

  add_html (page);
  if (page->is_personal || page->site->making->revision == 0)
    gh_page_add (page, "<meta name=\"robots\" content=\"noindex, nofollow\">\n");
  add_title (page, title);
  add_files (page);
  gh_page_add (page, "</head>\n<body>\n<a class=\"skip\" href=\"#content\">");
  gh_page_word (page, "skip");
  gh_page_add (page, "</a>\n<header>\n<p class=\"name\">");
  gh_page_link (page, "index", NULL);
  gh_page_own (page, "bdi", conference->name != NULL ? conference->name : conference_name (page),
               conference->name_in);
  gh_page_add (page, "</a></p>\n");
  add_draft (page);
  if (!page->is_personal)
    add_navigation (page);
  add_languages (page);
  add_zone (page);
  gh_page_add (page, "</header>\n<main id=\"content\">\n");
}
