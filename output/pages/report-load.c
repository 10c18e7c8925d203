/* For how many hours people are bound: by roles, speeches, musts of their own and covers. */
#include "output/pages/figure.h"
#include "output/pages/report.h"

#define HOURS_A_BAR 4
#define N_BARS 12 /* the last one is open */

static bool
binds (const GhAttendance *row)
{
  return row->as == GH_AS_ROLE || row->as == GH_AS_SPEAKER || row->as == GH_AS_MUST
         || row->as == GH_AS_COVERS;
}

static int
bound_minutes (const GhSite *site, int person)
{
  GhRun run = site->attending[person];
  int minutes = 0;
  int last = -1;

  for (guint number = run.first; number < run.first + run.n; number++)
    {
      const GhAttendance *row = &g_array_index (site->programme->attendance, GhAttendance, number);
      if (!binds (row) || row->session == last || site->places[row->session].cancelled)
        continue;
      last = row->session;
      minutes += site->model->sessions[row->session].minutes;
    }
  return minutes;
}

void
gh_report_load (GhPage *page, GhFolder *folder)
{
  const GhModel *model = page->site->model;
  g_autoptr (GhFigure) figure = gh_figure_new ("load", "Hours by person", 2);
  int n[N_BARS] = { 0 };

  if (model->n_persons == 0)
    return;
  for (int person = 0; person < model->n_persons; person++)
    n[MIN (bound_minutes (page->site, person) / (60 * HOURS_A_BAR), N_BARS - 1)]++;
  gh_figure_text (figure, "hours");
  gh_figure_text (figure, "people");
  for (int bar = 0; bar < N_BARS; bar++)
    {
      g_autofree char *hours =
          bar == N_BARS - 1
              ? g_strdup_printf ("%d and more", bar * HOURS_A_BAR)
              : g_strdup_printf ("%d to under %d", bar * HOURS_A_BAR, (bar + 1) * HOURS_A_BAR);
      gh_figure_text (figure, hours);
      gh_figure_number (figure, n[bar]);
    }
  gh_figure_begin (page, figure,
                   "How many people are bound for how many hours in all: by roles, speeches, musts "
                   "and covers, not by wishes.");
  gh_figure_bars (page, figure, 0, 1);
  gh_figure_end (page, folder, figure);
}
