#include "input/sheets/reading.h"

#include <string.h>

const char *
gh_row_cell (const GhRow *row, const char *column)
{
  return gh_table_cell (row->table, row->row, gh_table_column (row->table, column));
}

bool
gh_row_has (const GhRow *row, const char *column)
{
  return *gh_row_cell (row, column) != '\0';
}

GhSource
gh_row_source (const GhRow *row)
{
  return (GhSource){ gh_model_text (row->reading->model, gh_sheet_names ()[row->sheet]),
                     gh_table_row_line (row->table, row->row) };
}

void
gh_row_problem (const GhRow *row, const char *column, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_problems_add (row->reading->problems, gh_table_file (row->table),
                   gh_table_row_line (row->table, row->row), column, "%s", sentence);
}

void
gh_row_note (const GhRow *row, const char *column, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_problems_note (row->reading->problems, gh_table_file (row->table),
                    gh_table_row_line (row->table, row->row), column, "%s", sentence);
}

bool
gh_row_accepts (const GhRow *row, const char *column, char *sentence)
{
  if (sentence == NULL)
    return true;
  gh_row_problem (row, column, "%s", sentence);
  g_free (sentence);
  return false;
}

const char *
gh_row_text (const GhRow *row, const char *column)
{
  return gh_model_text (row->reading->model, gh_row_cell (row, column));
}

int
gh_row_int (const GhRow *row, const char *column, int least, int most, int otherwise)
{
  int value = otherwise;
  if (gh_row_has (row, column)
      && !gh_row_accepts (row, column,
                          gh_form_int (gh_row_cell (row, column), least, most, &value)))
    return otherwise;
  return value;
}

bool
gh_row_yes (const GhRow *row, const char *column)
{
  bool value = false;
  gh_row_accepts (row, column, gh_form_yes (gh_row_cell (row, column), &value));
  return value;
}

GhTimes *
gh_row_times (const GhRow *row, const char *column)
{
  GhTimes *times = NULL;
  if (gh_row_has (row, column)
      && gh_row_accepts (
          row, column,
          gh_form_times (gh_row_cell (row, column), &row->reading->days, false, &times)))
    return times;
  return gh_times_new_always ();
}

void
gh_row_names (const GhRow *row, const char *column, GPtrArray *names)
{
  g_auto (GStrv) items = gh_form_list (gh_row_cell (row, column));
  for (char **item = items; *item != NULL; item++)
    g_ptr_array_add (names, (gpointer)gh_model_text (row->reading->model, *item));
}

GhLevel
gh_row_level (const GhRow *row, const char *column, GhLevel otherwise)
{
  const char *text = gh_row_cell (row, column);
  if (*text == '\0')
    return otherwise;
  if (strcmp (text, "hard") == 0)
    return GH_LEVEL_HARD;
  if (strcmp (text, "soft") == 0)
    return GH_LEVEL_SOFT;
  if (strcmp (text, "off") == 0)
    return GH_LEVEL_OFF;
  gh_row_problem (row, column, "\"%s\" is none of hard, soft, off", text);
  return otherwise;
}

/* ---- names ------------------------------------------------------------------------------- */

void
gh_reading_name (GHashTable *table, const char *id, int number)
{
  g_hash_table_insert (table, (gpointer)id, GINT_TO_POINTER (number + 1));
}

int
gh_reading_lookup (GHashTable *table, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (table, name)) - 1;
}

const char *
gh_row_id (const GhRow *row, const char *column, GHashTable *table)
{
  const char *id = gh_row_cell (row, column);
  const char *bad = strpbrk (id, ";:/\"*");

  if (*id == '\0')
    gh_row_problem (row, column, "the id is missing");
  else if (bad != NULL)
    gh_row_problem (row, column, "the id \"%s\" holds a \"%c\"; ids hold none of ; : / \" *", id,
                    *bad);
  else if (*id == '-')
    gh_row_problem (row, column, "the id \"%s\" begins with -, which means \"not\" in selectors",
                    id);
  else if (strlen (id) > 200)
    gh_row_problem (row, column, "the id is longer than 200 bytes");
  else if (gh_reading_lookup (table, id) >= 0)
    gh_row_problem (row, column, "the id \"%s\" is there twice; ids name one thing each", id);
  else
    return gh_model_text (row->reading->model, id);
  return NULL;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
append_names (GPtrArray *names, GHashTable *table)
{
  GHashTableIter iter;
  gpointer name;
  if (table == NULL)
    return;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
}

char *
gh_did_you_mean (const char *name, GHashTable *first, GHashTable *second)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  append_names (names, first);
  append_names (names, second);
  g_ptr_array_sort (names, compare_texts);
  nearest = gh_nearest_name (name, (const char *const *)names->pdata, (int)names->len);
  return nearest != NULL ? g_strdup_printf (" (did you mean \"%s\"?)", nearest) : g_strdup ("");
}

int
gh_row_find (const GhRow *row, const char *column, const char *what, GHashTable *table,
             const char *name)
{
  int number = gh_reading_lookup (table, name);
  g_autofree char *hint = NULL;
  if (number >= 0)
    return number;
  hint = gh_did_you_mean (name, table, NULL);
  gh_row_problem (row, column, "no %s is called \"%s\"%s", what, name, hint);
  return -1;
}

int
gh_row_find_cell (const GhRow *row, const char *column, const char *what, GHashTable *table)
{
  return gh_row_has (row, column)
             ? gh_row_find (row, column, what, table, gh_row_cell (row, column))
             : -1;
}
