/* What needs an organiser's attention first, and what is not translated. */
#include "output/pages/report.h"

/* ---- translations ------------------------------------------------------------------------- */

/* Which texts of the model are there in one of the conference's languages. */
typedef struct
{
  const GhModel *model;
  int language;
  GPtrArray *lacking; /* ids, borrowed */
} Texts;

static void
look_at (Texts *texts, const char *id, const char *const *in)
{
  bool is_there;

  gh_text_in (id, in, texts->language, &is_there);
  if (!is_there)
    g_ptr_array_add (texts->lacking, (gpointer)id);
}

/* What everybody reads: titles, and names of groups, rooms and delegations; names of people are the
 * same in most languages. */
static void
look_at_all (Texts *texts)
{
  const GhModel *model = texts->model;

  for (int session = 0; session < model->n_sessions; session++)
    if (!model->sessions[session].reserve && !model->sessions[session].closed)
      look_at (texts, model->sessions[session].id, model->sessions[session].title_in);
  for (int group = 0; group < model->n_groups; group++)
    look_at (texts, model->groups[group].id, model->groups[group].name_in);
  for (int room = 0; room < model->n_rooms; room++)
    look_at (texts, model->rooms[room].id, model->rooms[room].name_in);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    look_at (texts, model->delegations[delegation].id, model->delegations[delegation].name_in);
}

static void
add_language (GhPage *page, int language)
{
  const GhModel *model = page->site->model;
  const guint most_named = 40;
  g_autoptr (GPtrArray) lacking = g_ptr_array_new ();
  Texts texts = { model, language, lacking };

  look_at_all (&texts);
  if (lacking->len == 0)
    return;
  gh_page_add (page, "<li>");
  gh_page_element (page, "b", model->conference.languages[language]);
  gh_page_addf (page, ": %u texts: ", lacking->len);
  for (guint number = 0; number < MIN (lacking->len, most_named); number++)
    {
      gh_page_add (page, number > 0 ? ", " : "");
      gh_page_element (page, "bdi", g_ptr_array_index (lacking, number));
    }
  if (lacking->len > most_named)
    gh_page_addf (page, " and %u more", lacking->len - most_named);
  gh_page_add (page, "</li>\n");
}

static int
count_lacking (const GhModel *model)
{
  g_autoptr (GPtrArray) lacking = g_ptr_array_new ();

  for (int language = 1; model->conference.languages[language] != NULL; language++)
    {
      Texts texts = { model, language, lacking };
      look_at_all (&texts);
    }
  return (int)lacking->len;
}

static void
add_translations (GhPage *page, int n_lacking)
{
  const GhModel *model = page->site->model;

  if (n_lacking == 0)
    return;
  gh_page_add (page, "<section aria-labelledby=\"translations\">\n"
                     "<h2 id=\"translations\">Not translated</h2>\n<p>These texts are given in the "
                     "first language instead. A column like <code>title:fr</code> or "
                     "<code>name:fr</code> in their sheet gives them in another.</p>\n<ul>\n");
  for (int language = 1; model->conference.languages[language] != NULL; language++)
    add_language (page, language);
  gh_page_add (page, "</ul>\n</section>\n");
}

/* ---- in figures --------------------------------------------------------------------------- */

static void
add_figure (GhPage *page, int64_t number, const char *what, const char *link)
{
  gh_page_addf (page, "<li><a href=\"#%s\">", link);
  gh_page_number (page, number);
  gh_page_addf (page, "</a> %s</li>\n", what);
}

static int
count_unplaced (const GhSite *site)
{
  int n = 0;

  for (int session = 0; session < site->model->n_sessions; session++)
    n += site->places[session].start == GH_NEVER && !site->places[session].cancelled
         && !site->model->sessions[session].reserve;
  return n;
}

static int
count_placed (const GhSite *site)
{
  int n = 0;

  for (guint entry = 0; entry < site->shown->len; entry++)
    n += !site->places[g_array_index (site->shown, int, entry)].cancelled;
  return n;
}

void
gh_report_attention (GhPage *page)
{
  const GhSite *site = page->site;
  int n_lacking = count_lacking (site->model);

  gh_page_add (page, "<h2>At a glance</h2>\n<ul class=\"cards\">\n");
  add_figure (page, site->programme->n_unplaced, "mandatory sessions or speeches without a place",
              "unplaced");
  add_figure (page, count_unplaced (site), "sessions without a place in all", "unplaced");
  add_figure (page, count_placed (site), "sessions placed", "costs");
  add_figure (page, site->programme->cost, "cost of all wishes missed", "costs");
  if (n_lacking > 0)
    add_figure (page, n_lacking, "texts not translated", "translations");
  gh_page_add (page, "</ul>\n");
  add_translations (page, n_lacking);
}
