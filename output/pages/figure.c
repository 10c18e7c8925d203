#include "output/pages/figure.h"

#include "output/csv.h"

#include <stdlib.h>

#define LABEL_WIDTH 190
#define CELL_WIDTH 46
#define ROW_HEIGHT 18
#define BAR_WIDTH 420
#define PLANE_HEIGHT 200
#define LONGEST_LABEL 28 /* letters that fit LABEL_WIDTH */

GhFigure *
gh_figure_new (const char *name, const char *title, int n_columns)
{
  GhFigure *figure = g_new0 (GhFigure, 1);

  figure->name = name;
  figure->title = title;
  figure->n_columns = n_columns;
  figure->cells = g_ptr_array_new_with_free_func (g_free);
  return figure;
}

void
gh_figure_free (GhFigure *figure)
{
  g_ptr_array_unref (figure->cells);
  g_free (figure);
}

void
gh_figure_text (GhFigure *figure, const char *text)
{
  g_ptr_array_add (figure->cells, g_strdup (text));
}

void
gh_figure_number (GhFigure *figure, int64_t number)
{
  g_ptr_array_add (figure->cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static const char *
cell (const GhFigure *figure, int row, int column)
{
  return g_ptr_array_index (figure->cells, row * figure->n_columns + column);
}

/* With the header. */
static int
n_rows (const GhFigure *figure)
{
  return (int)figure->cells->len / figure->n_columns;
}

/* ---- SVG: attributes only, for the policy of our pages forbids styles inside them ---------- */

void
gh_figure_begin (GhPage *page, const GhFigure *figure, const char *says)
{
  gh_page_addf (page, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", figure->name,
                figure->name);
  gh_page_text (page, figure->title);
  gh_page_add (page, "</h2>\n<figure>\n<figcaption>");
  gh_page_text (page, says);
  gh_page_add (page, "</figcaption>\n");
}

static void
begin_picture (GhPage *page, const GhFigure *figure, int width, int height)
{
  gh_page_addf (page,
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">"
                "<svg role=\"img\" aria-labelledby=\"%s\" width=\"%d\" height=\"%d\" "
                "viewBox=\"0 0 %d %d\">\n",
                figure->name, figure->name, width, height, width, height);
}

static void
add_label (GhPage *page, int x, int y, const char *anchor, const char *text)
{
  bool is_long = g_utf8_strlen (text, -1) > LONGEST_LABEL;
  g_autofree char *start = is_long ? g_utf8_substring (text, 0, LONGEST_LABEL - 1) : NULL;

  gh_page_addf (page, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor);
  gh_page_text (page, is_long ? start : text);
  gh_page_add (page, is_long ? "…</text>" : "</text>");
}

static void
add_heat_row (GhPage *page, const GhFigure *figure, int row)
{
  int y = row * ROW_HEIGHT;

  add_label (page, LABEL_WIDTH - 6, y + 13, "end", cell (figure, row, 0));
  for (int column = 1; column < figure->n_columns; column++)
    {
      int x = LABEL_WIDTH + (column - 1) * CELL_WIDTH;
      int percent = atoi (cell (figure, row, column));
      if (*cell (figure, row, column) == '\0')
        continue;
      /* Never so deep that the figures upon it cannot be read. */
      gh_page_addf (page,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                    "fill-opacity=\"0.%02d\"/>",
                    percent > 100 ? "over" : "heat", x, y, CELL_WIDTH - 1, ROW_HEIGHT - 1,
                    5 + CLAMP (percent, 0, 100) * 45 / 100);
      add_label (page, x + CELL_WIDTH / 2, y + 13, "middle", cell (figure, row, column));
    }
  gh_page_add (page, "\n");
}

void
gh_figure_heat (GhPage *page, const GhFigure *figure)
{
  begin_picture (page, figure, LABEL_WIDTH + (figure->n_columns - 1) * CELL_WIDTH,
                 n_rows (figure) * ROW_HEIGHT);
  for (int column = 1; column < figure->n_columns; column++)
    add_label (page, LABEL_WIDTH + (column - 1) * CELL_WIDTH + CELL_WIDTH / 2, 12, "middle",
               cell (figure, 0, column));
  gh_page_add (page, "\n");
  for (int row = 1; row < n_rows (figure); row++)
    add_heat_row (page, figure, row);
  gh_page_add (page, "</svg></div>\n");
}

void
gh_figure_bars (GhPage *page, const GhFigure *figure, int label, int value)
{
  int64_t most = 1;

  for (int row = 1; row < n_rows (figure); row++)
    most = MAX (most, g_ascii_strtoll (cell (figure, row, value), NULL, 10));
  begin_picture (page, figure, LABEL_WIDTH + BAR_WIDTH + 60, (n_rows (figure) - 1) * ROW_HEIGHT);
  for (int row = 1; row < n_rows (figure); row++)
    {
      int y = (row - 1) * ROW_HEIGHT;
      int width = (int)(g_ascii_strtoll (cell (figure, row, value), NULL, 10) * BAR_WIDTH / most);
      add_label (page, LABEL_WIDTH - 6, y + 13, "end", cell (figure, row, label));
      gh_page_addf (page, "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                    LABEL_WIDTH, y + 2, width, ROW_HEIGHT - 4);
      add_label (page, LABEL_WIDTH + width + 5, y + 13, "start", cell (figure, row, value));
      gh_page_add (page, "\n");
    }
  gh_page_add (page, "</svg></div>\n");
}

/* ---- numbers against numbers --------------------------------------------------------------- */

/* Of one column, and the pixels over which it is drawn. */
typedef struct
{
  int64_t least, most;
  int from, to;
} Axis;

static int64_t
number (const GhFigure *figure, int row, int column)
{
  return g_ascii_strtoll (cell (figure, row, column), NULL, 10);
}

static Axis
find_axis (const GhFigure *figure, int first, int column, int from, int to)
{
  Axis axis = { INT64_MAX, INT64_MIN, from, to };

  for (int row = first; row < n_rows (figure); row++)
    {
      axis.least = MIN (axis.least, number (figure, row, column));
      axis.most = MAX (axis.most, number (figure, row, column));
    }
  return axis;
}

static int
pixel_of (const Axis *axis, int64_t value)
{
  return axis->most > axis->least ? axis->from
                                        + (int)((value - axis->least) * (axis->to - axis->from)
                                                / (axis->most - axis->least))
                                  : (axis->from + axis->to) / 2;
}

/* At both ends of an axis; in the middle where they are one. */
static void
add_ends (GhPage *page, const Axis *axis, bool is_across)
{
  bool is_one = axis->most == axis->least;

  for (int end = 0; end < (is_one ? 1 : 2); end++)
    {
      int64_t value = end == 0 ? axis->least : axis->most;
      int at = pixel_of (axis, value);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
      if (is_across)
        add_label (page, at, PLANE_HEIGHT + 15,
                   is_one     ? "middle"
                   : end == 0 ? "start"
                              : "end",
                   text);
      else
        add_label (page, LABEL_WIDTH - 6, at + 4, "end", text);
    }
}

/* The axes, X to the right and Y upwards, with what each one counts. */
static void
begin_plane (GhPage *page, const GhFigure *figure, int first, int x, int y, Axis *across, Axis *up)
{
  *across = find_axis (figure, first, x, LABEL_WIDTH + 8, LABEL_WIDTH + BAR_WIDTH - 8);
  *up = find_axis (figure, first, y, PLANE_HEIGHT - 8, 8);
  begin_picture (page, figure, LABEL_WIDTH + BAR_WIDTH + 60, PLANE_HEIGHT + 36);
  gh_page_addf (page, "<path class=\"axis\" d=\"M%d 0V%dH%d\"/>\n", LABEL_WIDTH, PLANE_HEIGHT,
                LABEL_WIDTH + BAR_WIDTH);
  add_ends (page, across, true);
  add_ends (page, up, false);
  add_label (page, LABEL_WIDTH + BAR_WIDTH / 2, PLANE_HEIGHT + 30, "middle", cell (figure, 0, x));
  add_label (page, LABEL_WIDTH - 6, PLANE_HEIGHT / 2, "end", cell (figure, 0, y));
  gh_page_add (page, "\n");
}

void
gh_figure_steps (GhPage *page, const GhFigure *figure, int first, int x, int y)
{
  Axis across, up;

  begin_plane (page, figure, first, x, y, &across, &up);
  for (int row = first; row < n_rows (figure); row++)
    {
      int right = pixel_of (&across, number (figure, row, x));
      int high = pixel_of (&up, number (figure, row, y));
      gh_page_addf (page, row == first ? "<path class=\"curve\" d=\"M%d %d" : "H%dV%d", right,
                    high);
    }
  gh_page_addf (page, "H%d\"/>\n</svg></div>\n", LABEL_WIDTH + BAR_WIDTH);
}

void
gh_figure_dots (GhPage *page, const GhFigure *figure, int x, int y)
{
  Axis across, up;

  begin_plane (page, figure, 1, x, y, &across, &up);
  for (int row = 1; row < n_rows (figure); row++)
    {
      int right = pixel_of (&across, number (figure, row, x));
      int high = pixel_of (&up, number (figure, row, y));
      bool is_left = right < LABEL_WIDTH + BAR_WIDTH / 2;
      gh_page_addf (page, "<circle class=\"bar\" cx=\"%d\" cy=\"%d\" r=\"4\"/>", right, high);
      add_label (page, right + (is_left ? 8 : -8), high + 4, is_left ? "start" : "end",
                 cell (figure, row, 0));
      gh_page_add (page, "\n");
    }
  gh_page_add (page, "</svg></div>\n");
}

/* ---- the table ---------------------------------------------------------------------------- */

static bool
is_number (const char *text)
{
  char *end;

  g_ascii_strtoll (text, &end, 10);
  return *text != '\0' && *end == '\0';
}

static void
add_table_row (GhPage *page, const GhFigure *figure, int row)
{
  gh_page_add (page, "<tr>");
  for (int column = 0; column < figure->n_columns; column++)
    {
      const char *text = cell (figure, row, column);
      gh_page_element (page,
                       row == 0           ? "th scope=\"col\""
                       : column == 0      ? "th scope=\"row\""
                       : is_number (text) ? "td class=\"n\""
                                          : "td",
                       text);
    }
  gh_page_add (page, "</tr>\n");
}

static void
take_csv (GhFolder *folder, const GhFigure *figure)
{
  g_autofree char *path = g_strdup_printf ("report/%s.csv", figure->name);
  GString *csv = g_string_new (NULL);

  for (int row = 0; row < n_rows (figure); row++)
    gh_csv_append (
        csv, (const char *const *)figure->cells->pdata + (gsize)row * (gsize)figure->n_columns,
        figure->n_columns);
  gh_folder_take (folder, path, csv);
}

void
gh_figure_end (GhPage *page, GhFolder *folder, const GhFigure *figure)
{
  gh_page_addf (page,
                "<details><summary>As a table</summary>\n"
                "<p><a href=\"report/%s.csv\">report/%s.csv</a></p>\n"
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">"
                "<table class=\"facts\">\n<thead>",
                figure->name, figure->name, figure->name);
  add_table_row (page, figure, 0);
  gh_page_add (page, "</thead>\n<tbody>\n");
  for (int row = 1; row < n_rows (figure); row++)
    add_table_row (page, figure, row);
  gh_page_add (page, "</tbody>\n</table></div>\n</details>\n</figure>\n</section>\n");
  take_csv (folder, figure);
}
