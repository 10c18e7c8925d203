/* How the programme was found: the best cost over time, and what each kind of move brought. */
#include "output/pages/figure.h"
#include "output/pages/report.h"
#include "output/searched.h"

static void
add_numbers (GhFigure *figure, const int64_t *numbers, int n)
{
  for (int at = 0; at < n; at++)
    gh_figure_number (figure, numbers[at]);
}

static void
add_header (GhFigure *figure, const char *const *names)
{
  for (int column = 0; column < figure->n_columns; column++)
    gh_figure_text (figure, names[column]);
}

/* The first row from which on as little lacked a place as at the end: costs before it are of less
 * than the whole. */
static int
first_whole (const GArray *curve)
{
  int row = (int)curve->len;

  while (row > 1
         && g_array_index (curve, GhProgress, row - 2).unplaced
                == g_array_index (curve, GhProgress, curve->len - 1).unplaced)
    row--;
  return row;
}

static void
add_curve (GhPage *page, GhFolder *folder, const GArray *curve)
{
  static const char *const names[] = { "steps", "unplaced", "cost" };
  g_autoptr (GhFigure) figure =
      gh_figure_new (GH_BEST_SO_FAR, "The best cost over time", G_N_ELEMENTS (names));

  add_header (figure, names);
  for (guint number = 0; number < curve->len; number++)
    {
      const GhProgress *reached = &g_array_index (curve, GhProgress, number);
      add_numbers (figure, (int64_t[]){ reached->steps, reached->unplaced, reached->cost }, 3);
    }
  gh_figure_begin (page, figure,
                   "Time is counted in steps, of which each is one move tried. The line begins "
                   "where as much has a place as at the end; the table begins before. Costs are "
                   "those of the search, before speeches have their times.");
  gh_figure_steps (page, figure, first_whole (curve), 0, 2);
  gh_figure_end (page, folder, figure);
}

static void
add_moves (GhPage *page, GhFolder *folder, const GhMoveCount *moves)
{
  static const char *const names[] = {
    "move", "what", "tried", "taken", "better", "placed", "saved"
  };
  g_autoptr (GhFigure) figure =
      gh_figure_new (GH_MOVE_KINDS, "What each kind of move brought", G_N_ELEMENTS (names));

  add_header (figure, names);
  for (int kind = 0; kind < GH_N_MOVE_KINDS; kind++)
    {
      const GhMoveCount *count = &moves[kind];
      if (count->tried == 0)
        continue;
      gh_figure_text (figure, gh_move_info (kind)->name);
      gh_figure_text (figure, gh_move_info (kind)->says);
      add_numbers (
          figure,
          (int64_t[]){ count->tried, count->taken, count->better, count->placed, count->saved }, 5);
    }
  gh_figure_begin (page, figure,
                   "Saved: how much cost a kind of move took off the best programme so far, in all "
                   "searches together; what it only made possible for others is not told. The "
                   "table also says how many moves were tried and taken, how many made a programme "
                   "better than all before it, and how many sessions those gave a place.");
  gh_figure_bars (page, figure, 0, 6);
  gh_figure_end (page, folder, figure);
}

void
gh_report_search (GhPage *page, GhFolder *folder)
{
  const GhSearched *searched = page->site->programme->searched;

  if (searched == NULL || searched->curve->len == 0)
    return;
  add_curve (page, folder, searched->curve);
  add_moves (page, folder, searched->moves);
}
