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
  g_free (problem);
}

GhProblems *
gh_problems_new (void)
{
  GhProblems *problems = g_new0 (GhProblems, 1);
  problems->list = g_ptr_array_new_with_free_func (problem_free);
  return problems;
}

void
gh_problems_free (GhProblems *problems)
{
  if (problems == NULL)
    return;
  g_ptr_array_unref (problems->list);
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
gh_place_cell (GhPlace place)
{
  char letters[8];
  char *first = letters + sizeof letters - 1;

  if (place.letter == 0 || place.row == 0)
    return NULL;
  *first = '\0';
  /* Counting without a zero: after Z comes AA. */
  for (int rest = place.letter; rest > 0; rest = (rest - 1) / 26)
    *--first = (char)('A' + (rest - 1) % 26);
  return g_strdup_printf ("%s%d", first, place.row);
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
append (GhProblems *problems, bool is_note, GhPlace place, const char *sentence)
{
  GhProblem *problem = g_new0 (GhProblem, 1);
  problem->place = place;
  problem->place.file = one_line (place.file);
  problem->place.sheet = one_line_or_null (place.sheet);
  problem->place.column = one_line_or_null (place.column);
  problem->sentence = one_line (sentence);
  problem->is_note = is_note;
  g_ptr_array_add (problems->list, problem);
}

static void
add (GhProblems *problems, bool is_note, GhPlace place, const char *format, va_list arguments)
{
  g_autofree char *sentence = NULL;

  problems->n_errors += !is_note;
  if (problems->list->len > GH_MOST_PROBLEMS)
    return;
  sentence = g_strdup_vprintf (format, arguments);
  if (problems->list->len < GH_MOST_PROBLEMS)
    append (problems, is_note, place, sentence);
  else
    append (problems, is_note, gh_place_file (place.file),
            "there is more to tell; mend these first");
}

void
gh_problems_add (GhProblems *problems, GhPlace place, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  add (problems, false, place, format, arguments);
  va_end (arguments);
}

void
gh_problems_note (GhProblems *problems, GhPlace place, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  add (problems, true, place, format, arguments);
  va_end (arguments);
}

char *
gh_problem_to_text (const GhProblem *problem)
{
  g_autofree char *place = gh_place_to_text (problem->place);
  return g_strdup_printf ("%s: %s%s", place, problem->is_note ? "note: " : "", problem->sentence);
}

/* Letters to add, drop, change or exchange (Damerau and Levenshtein, without overlaps), or MOST + 1
 * where it is more. */
static int
distance (const char *a, const char *b, int most)
{
  enum
  {
    LONGEST = 64
  };
  int rows[3][LONGEST + 1];
  int n_a = (int)strlen (a);
  int n_b = (int)strlen (b);

  if (n_a > LONGEST || n_b > LONGEST || ABS (n_a - n_b) > most)
    return most + 1;
  for (int j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (int i = 1; i <= n_a; i++)
    {
      int *this = rows[i % 3];
      const int *last = rows[(i - 1) % 3];
      const int *before = rows[(i + 1) % 3];
      this[0] = i;
      for (int j = 1; j <= n_b; j++)
        {
          int cost = g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]);
          this[j] = MIN (MIN (last[j] + 1, this[j - 1] + 1), last[j - 1] + cost);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            this[j] = MIN (this[j], before[j - 2] + 1);
        }
    }
  return rows[n_a % 3][n_b];
}

const char *
gh_nearest_name (const char *name, const char *const *names, int n)
{
  int most = MAX (1, (int)strlen (name) / 3);
  const char *best = NULL;
  int least = most + 1;

  for (int entry = 0; entry < n; entry++)
    {
      int this;
      if (names[entry] == NULL)
        continue;
      this = distance (name, names[entry], most);
      /* Something must be left of it: "S" is no slip for "T". */
      if (this < least && this < (int)strlen (name))
        {
          least = this;
          best = names[entry];
        }
    }
  return best;
}

char *
gh_did_you_mean (const char *name, const char *const *names, int n)
{
  const char *nearest = gh_nearest_name (name, names, n);
  return nearest != NULL ? g_strdup_printf (" (did you mean \"%s\"?)", nearest) : g_strdup ("");
}
