#include "input/sheets/problems.h"

#include <string.h>

static void
problem_free (gpointer data)
{
  GhProblem *problem = data;
  g_free ((char *)problem->place.file);
  g_free ((char *)problem->place.sheet);
  g_free ((char *)problem->place.column);
  g_free (problem->sentence);
  g_array_unref (problem->rows);
  g_free (problem->was);
  gh_meant_clear (&problem->meant);
  g_free (problem);
}

GhProblems *
gh_problems_new (void)
{
  GhProblems *problems = g_new0 (GhProblems, 1);
  problems->list = g_ptr_array_new_with_free_func (problem_free);
  problems->alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return problems;
}

void
gh_problems_free (GhProblems *problems)
{
  if (problems == NULL)
    return;
  g_ptr_array_unref (problems->list);
  g_hash_table_unref (problems->alike);
  g_free (problems);
}

/* A sentence may quote a cell: it stays one line, and short enough to read. */
#define LONGEST_SENTENCE 400

static char *
one_line (const char *text)
{
  GString *line = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *at = valid;

  for (; *at != '\0' && line->len < LONGEST_SENTENCE; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      g_string_append_c (line, ' ');
    else
      g_string_append_len (line, at, g_utf8_next_char (at) - at);
  if (*at != '\0')
    g_string_append (line, "...");
  return g_string_free (line, false);
}

/* ---- places ------------------------------------------------------------------------------ */

GhPlace
gh_place_file (const char *file)
{
  return (GhPlace){ .file = file };
}

char *
gh_place_column (GhPlace place)
{
  char letters[8];
  char *first = letters + sizeof letters - 1;

  if (place.letter == 0)
    return NULL;
  *first = '\0';
  /* Counting without a zero: after Z comes AA. */
  for (int rest = place.letter; rest > 0; rest = (rest - 1) / 26)
    *--first = (char)('A' + (rest - 1) % 26);
  return g_strdup (first);
}

char *
gh_place_cell (GhPlace place)
{
  g_autofree char *column = gh_place_column (place);

  if (column == NULL || place.row == 0)
    return NULL;
  return g_strdup_printf ("%s%d", column, place.row);
}

char *
gh_place_to_text (GhPlace place)
{
  GString *text = g_string_new (place.file);
  g_autofree char *cell = gh_place_cell (place);

  if (place.sheet != NULL)
    g_string_append_printf (text, ", sheet %s", place.sheet);
  if (cell != NULL)
    g_string_append_printf (text, ", %s", cell);
  else if (place.row > 0)
    g_string_append_printf (text, ", row %d", place.row);
  if (cell == NULL && place.column != NULL)
    g_string_append_printf (text, ", column \"%s\"", place.column);
  return g_string_free (text, false);
}

/* ---- problems ---------------------------------------------------------------------------- */

static char *
one_line_or_null (const char *text)
{
  return text != NULL ? one_line (text) : NULL;
}

static void
append (GhProblems *problems, bool is_note, GhPlace place, const char *sentence, char *key)
{
  GhProblem *problem = g_new0 (GhProblem, 1);
  problem->place = place;
  problem->place.file = one_line (place.file);
  problem->place.sheet = one_line_or_null (place.sheet);
  problem->place.column = one_line_or_null (place.column);
  problem->sentence = one_line (sentence);
  problem->is_note = is_note;
  problem->rows = g_array_new (false, false, sizeof (int));
  g_ptr_array_add (problems->list, problem);
  g_hash_table_insert (problems->alike, key, problem);
}

/* Two entries of one cell may be wrong alike. */
static void
add_row (GhProblem *problem, int row)
{
  GArray *rows = problem->rows;
  if (rows->len == 0 || g_array_index (rows, int, rows->len - 1) != row)
    g_array_append_val (rows, row);
}

/* The problem that says this of this column, if need be a new one; NULL: the list is full. */
static GhProblem *
add (GhProblems *problems, bool is_note, GhPlace place, const char *sentence)
{
  g_autofree char *key =
      g_strjoin ("\n", place.file, place.sheet != NULL ? place.sheet : "",
                 place.column != NULL ? place.column : "", is_note ? "" : "!", sentence, NULL);
  GhProblem *problem;

  problems->n_errors += !is_note;
  problem = g_hash_table_lookup (problems->alike, key);
  if (problem == NULL && problems->list->len > GH_MOST_PROBLEMS)
    return NULL;
  if (problem == NULL && problems->list->len < GH_MOST_PROBLEMS)
    append (problems, is_note, place, sentence, g_steal_pointer (&key));
  else if (problem == NULL)
    append (problems, is_note, gh_place_file (place.file),
            "there is more to tell; mend these first", g_steal_pointer (&key));
  if (problem == NULL)
    problem = problems->list->pdata[problems->list->len - 1];
  add_row (problem, place.row);
  return problem;
}

void
gh_problems_add (GhProblems *problems, GhPlace place, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add (problems, false, place, sentence);
}

void
gh_problems_note (GhProblems *problems, GhPlace place, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add (problems, true, place, sentence);
}

void
gh_problems_add_meant (GhProblems *problems, bool is_note, GhPlace place, const char *was,
                       const GhMeant *meant, const char *sentence)
{
  g_autofree char *hint = gh_meant_hint (meant);
  g_autofree char *whole = g_strconcat (sentence, hint, NULL);
  GhProblem *problem = add (problems, is_note, place, whole);

  if (problem == NULL || problem->was != NULL || meant->text == NULL)
    return;
  problem->was = g_strdup (was);
  problem->meant = (GhMeant){ g_strdup (meant->text), meant->why, meant->is_certain };
}

/* ---- telling ----------------------------------------------------------------------------- */

/* The worst is 0. */
static int
rank (const GhProblem *problem)
{
  if (problem->is_note)
    return 2;
  return problem->place.row > 1 && problem->place.column != NULL ? 1 : 0;
}

static int
compare_problems (gconstpointer a, gconstpointer b, gpointer data)
{
  return rank (*(GhProblem *const *)a) - rank (*(GhProblem *const *)b);
}

void
gh_problems_sort (GhProblems *problems)
{
  /* Equals stay in their order; and that there is more to tell is said last. */
  g_qsort_with_data (problems->list->pdata, MIN ((int)problems->list->len, GH_MOST_PROBLEMS),
                     sizeof (gpointer), compare_problems, NULL);
}

#define MOST_RANGES 4 /* as many rows and ranges of rows as one reads in a line */

static int
row_of (const GhProblem *problem, guint entry)
{
  return g_array_index (problem->rows, int, entry);
}

/* "; the same in rows 6-9, 12 and 30 others" of the rows after the first. */
static void
append_rows (GString *text, const GhProblem *problem)
{
  guint n = problem->rows->len;
  guint at = 1;

  g_string_append_printf (text, "; the same in row%s ", n > 2 ? "s" : "");
  for (int range = 0; at < n && range < MOST_RANGES; range++)
    {
      guint last = at;
      while (last + 1 < n && row_of (problem, last + 1) == row_of (problem, last) + 1)
        last++;
      g_string_append_printf (text, "%s%d", range > 0 ? ", " : "", row_of (problem, at));
      if (last > at)
        g_string_append_printf (text, "-%d", row_of (problem, last));
      at = last + 1;
    }
  if (at < n)
    g_string_append_printf (text, " and %u other%s", n - at, n - at > 1 ? "s" : "");
}

char *
gh_problem_to_text (const GhProblem *problem)
{
  g_autofree char *place = gh_place_to_text (problem->place);
  GString *text = g_string_new (place);

  g_string_append_printf (text, ": %s%s", problem->is_note ? "note: " : "", problem->sentence);
  if (problem->rows->len > 1)
    append_rows (text, problem);
  return g_string_free (text, false);
}
