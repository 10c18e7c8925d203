#include "output/searched.h"

#include "output/csv.h"

/* More than any search counts, and little enough to reckon with. */
#define MOST (INT64_C (1) << 53)

char *
gh_report_table (const char *name)
{
  return g_strdup_printf ("report/%s.csv", name);
}

static GhCsv *
read_table (const char *folder, const char *name, GError **error)
{
  g_autofree char *file = gh_report_table (name);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  return gh_csv_read (path, error);
}

static int64_t
number_in (const GhCsv *csv, int row, const char *column)
{
  const char *text = gh_csv_cell (csv, row, gh_csv_column (csv, column));

  return CLAMP (g_ascii_strtoll (text, NULL, 10), 0, MOST);
}

static void
read_curve (const GhCsv *csv, GArray *curve)
{
  for (int row = 0; row < MIN (csv->n_rows, GH_MOST_POINTS); row++)
    {
      GhProgress reached = { number_in (csv, row, "steps"),
                             (int)MIN (number_in (csv, row, "unplaced"), INT32_MAX),
                             number_in (csv, row, "cost") };
      g_array_append_val (curve, reached);
    }
}

static void
read_moves (const GhCsv *csv, GhMoveCount *moves)
{
  for (int row = 0; row < csv->n_rows; row++)
    {
      int kind = gh_move_find (gh_csv_cell (csv, row, gh_csv_column (csv, "move")));
      if (kind >= 0)
        moves[kind] = (GhMoveCount){
          number_in (csv, row, "tried"),  number_in (csv, row, "taken"),
          number_in (csv, row, "better"), number_in (csv, row, "placed"),
          number_in (csv, row, "saved"),
        };
    }
}

GhSearched *
gh_searched_read (const char *folder, GError **error)
{
  g_autoptr (GhCsv) curve = read_table (folder, GH_BEST_SO_FAR, error);
  g_autoptr (GhCsv) moves = curve != NULL ? read_table (folder, GH_MOVE_KINDS, error) : NULL;
  g_autoptr (GhSearched) searched = moves != NULL ? gh_searched_new () : NULL;

  if (searched == NULL)
    return NULL;
  read_curve (curve, searched->curve);
  read_moves (moves, searched->moves);
  return g_steal_pointer (&searched);
}
