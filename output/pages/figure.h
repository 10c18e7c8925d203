/* A picture of the report with the table that it is drawn from: as SVG, as a table, and as CSV.
 *
 *   g_autoptr (GhFigure) figure = gh_figure_new ("load", "Hours by person", 2);
 *   gh_figure_text (figure, "hours");          the header first, then row by row
 *   gh_figure_text (figure, "people");
 *   gh_figure_text (figure, "0-4");
 *   gh_figure_number (figure, 312);
 *   gh_figure_begin (page, figure, "How many people are bound for how many hours");
 *   gh_figure_bars (page, figure, 0, 1);
 *   gh_figure_end (page, folder, figure);      report/load.csv
 */
#pragma once

#include "output/pages/page.h"

typedef struct
{
  const char *name;
  const char *title;
  int n_columns;
  GPtrArray *cells; /* char*, row by row */
} GhFigure;

GhFigure *gh_figure_new (const char *name, const char *title, int n_columns);
void gh_figure_free (GhFigure *figure);
void gh_figure_text (GhFigure *figure, const char *text);
void gh_figure_number (GhFigure *figure, int64_t number);

void gh_figure_begin (GhPage *page, const GhFigure *figure, const char *says);
/* Cells of all columns but the first as percent, the deeper the more; empty ones are left out. */
void gh_figure_heat (GhPage *page, const GhFigure *figure);
/* A bar for each row. */
void gh_figure_bars (GhPage *page, const GhFigure *figure, int label, int value);
/* The rows from FIRST on, whose first and second numbers are in columns X and Y, as a line of
 * steps: each Y holds until the next row. */
void gh_figure_steps (GhPage *page, const GhFigure *figure, int first, int x, int y);
/* The same as dots, which bear the first column's texts. */
void gh_figure_dots (GhPage *page, const GhFigure *figure, int x, int y);
void gh_figure_end (GhPage *page, GhFolder *folder, const GhFigure *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFigure, gh_figure_free)
