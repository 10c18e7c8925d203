/* How much of what delegations must or want to attend has somebody of theirs, small ones first. */
#include "output/pages/figure.h"
#include "output/pages/report.h"

typedef struct
{
  int delegation;
  int musts, musts_covered;
  int wishes, wishes_covered; /* should */
} Coverage;

/* The sessions in which somebody of a delegation has a role, speaks, covers, or must be by name. */
static GhBits *
find_attended (const GhSite *site, int delegation)
{
  const GhDelegation *this = &site->model->delegations[delegation];
  GhBits *attended = gh_bits_new (site->model->n_sessions);

  for (guint entry = 0; entry < this->people->len; entry++)
    {
      GhRun run = site->attending[g_array_index (this->people, int, entry)];
      for (guint number = run.first; number < run.first + run.n; number++)
        {
          const GhAttendance *row =
              &g_array_index (site->programme->attendance, GhAttendance, number);
          if (row->as == GH_AS_ROLE || row->as == GH_AS_SPEAKER || row->as == GH_AS_COVERS
              || row->own)
            gh_bits_add (attended, row->session);
        }
    }
  return attended;
}

static Coverage
measure (const GhSite *site, int delegation)
{
  const GhModel *model = site->model;
  Coverage coverage = { .delegation = delegation };
  GhBits *attended = find_attended (site, delegation);

  for (int number = gh_first_want (model->delegation_wants, model->n_delegation_wants, delegation);
       number < model->n_delegation_wants && model->delegation_wants[number].who == delegation;
       number++)
    {
      const GhWant *want = &model->delegation_wants[number];
      bool is_covered = gh_bits_has (attended, want->session);
      if (!gh_programme_is_placed (site->programme, want->session))
        continue;
      coverage.musts += want->wish == GH_MUST;
      coverage.musts_covered += want->wish == GH_MUST && is_covered;
      coverage.wishes += want->wish == GH_SHOULD;
      coverage.wishes_covered += want->wish == GH_SHOULD && is_covered;
    }
  gh_bits_free (attended);
  return coverage;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhDelegation *delegations = data;
  int left = ((const Coverage *)a)->delegation;
  int right = ((const Coverage *)b)->delegation;
  int by_size = delegations[left].size - delegations[right].size;

  return by_size != 0 ? by_size : left - right;
}

/* ---- the figures -------------------------------------------------------------------------- */

static const int sizes[] = { 1, 2, 5, 10, INT_MAX };
static const char *const names_of_sizes[] = { "1 person", "2 people", "3 to 5 people",
                                              "6 to 10 people", "more than 10 people" };

static void
add_sizes (GhPage *page, GhFolder *folder, const GArray *all)
{
  g_autoptr (GhFigure) figure = gh_figure_new ("coverage", "Coverage by size of delegation", 4);
  static const char *const columns[] = { "size", "covered percent", "wanted", "covered" };
  guint next = 0;

  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    gh_figure_text (figure, columns[column]);
  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      int64_t wanted = 0;
      int64_t covered = 0;
      for (; next < all->len; next++)
        {
          const Coverage *one = &g_array_index (all, Coverage, next);
          if (page->site->model->delegations[one->delegation].size > sizes[size])
            break;
          wanted += one->musts + one->wishes;
          covered += one->musts_covered + one->wishes_covered;
        }
      gh_figure_text (figure, names_of_sizes[size]);
      gh_figure_number (figure, wanted > 0 ? covered * 100 / wanted : 100);
      gh_figure_number (figure, wanted);
      gh_figure_number (figure, covered);
    }
  gh_figure_begin (page, figure,
                   "Of the sessions that delegations must or want to attend, the percent in which "
                   "somebody of theirs has a role, speaks, or covers.");
  gh_figure_bars (page, figure, 0, 1);
  gh_figure_end (page, folder, figure);
}

static void
add_list (GhPage *page, GhFolder *folder, const GArray *all)
{
  static const char *const columns[] = { "delegation",    "size",   "must",
                                         "must, covered", "should", "should, covered" };
  g_autoptr (GhFigure) figure =
      gh_figure_new ("delegations", "Coverage by delegation", G_N_ELEMENTS (columns));

  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    gh_figure_text (figure, columns[column]);
  for (guint number = 0; number < all->len; number++)
    {
      const Coverage *one = &g_array_index (all, Coverage, number);
      const GhDelegation *delegation = &page->site->model->delegations[one->delegation];
      gh_figure_text (figure, delegation->id);
      gh_figure_number (figure, delegation->size);
      gh_figure_number (figure, one->musts);
      gh_figure_number (figure, one->musts_covered);
      gh_figure_number (figure, one->wishes);
      gh_figure_number (figure, one->wishes_covered);
    }
  gh_figure_begin (page, figure, "The same for each, the small ones first.");
  gh_figure_end (page, folder, figure);
}

void
gh_report_coverage (GhPage *page, GhFolder *folder)
{
  const GhModel *model = page->site->model;
  g_autoptr (GArray) all = g_array_new (false, false, sizeof (Coverage));

  if (model->n_delegation_wants == 0)
    return;
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    {
      Coverage one = measure (page->site, delegation);
      if (one.musts + one.wishes > 0)
        g_array_append_val (all, one);
    }
  g_array_sort_with_data (all, compare, model->delegations);
  add_sizes (page, folder, all);
  add_list (page, folder, all);
}
