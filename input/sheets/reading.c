#include "input/sheets/reading.h"
#include "input/sheets/typed.h"

#include <string.h>

/* ---- names ------------------------------------------------------------------------------- */

void
gh_ids_init (GhIds *ids, const char *what, GhSheet sheet)
{
  *ids = (GhIds){ .what = what,
                  .sheet = sheet,
                  .ids = g_ptr_array_new (),
                  .lines = g_array_new (false, false, sizeof (int)),
                  .numbers = g_hash_table_new (g_str_hash, g_str_equal) };
}

void
gh_ids_clear (GhIds *ids)
{
  g_ptr_array_unref (ids->ids);
  g_array_unref (ids->lines);
  g_hash_table_unref (ids->numbers);
  gh_ids_forget_likes (ids);
}

void
gh_ids_add (GhIds *ids, const char *id, int line)
{
  g_ptr_array_add (ids->ids, (gpointer)id);
  g_array_append_val (ids->lines, line);
  g_hash_table_insert (ids->numbers, (gpointer)id, GUINT_TO_POINTER (ids->ids->len));
}

int
gh_ids_find (const GhIds *ids, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (ids->numbers, name)) - 1;
}

/* ---- the folder -------------------------------------------------------------------------- */

int
gh_reading_n_rows (const GhReading *reading, GhSheet sheet)
{
  const GhTable *table = reading->tables[sheet];
  return table != NULL ? MIN (gh_table_n_rows (table), gh_sheet_most_rows (sheet)) : 0;
}

bool
gh_reading_knows (const GhReading *reading, GhSheet sheet)
{
  const GhTable *table = reading->tables[sheet];
  return reading->is_finished
         || (table != NULL && gh_table_is_whole (table)
             && gh_table_n_rows (table) <= gh_sheet_most_rows (sheet)
             && gh_table_column (table, gh_sheet_id_column (sheet)) >= 0);
}

GhPlace
gh_reading_place (const GhReading *reading, GhSheet sheet, int line, const char *column)
{
  const GhTable *table = reading->tables[sheet];
  return table != NULL ? gh_table_place (table, line, column)
                       : (GhPlace){ .file = gh_sheet_csv (sheet), .row = line, .column = column };
}

/* ---- cells ------------------------------------------------------------------------------- */

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

int
gh_row_line (const GhRow *row)
{
  return gh_table_row_line (row->table, row->row);
}

GhSource
gh_row_source (const GhRow *row)
{
  return (GhSource){ gh_model_text (row->reading->model, gh_sheet_names ()[row->sheet]),
                     gh_row_line (row) };
}

void
gh_row_problem (const GhRow *row, const char *column, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_problems_add (row->reading->problems, gh_table_place (row->table, gh_row_line (row), column),
                   "%s", sentence);
}

void
gh_row_note (const GhRow *row, const char *column, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_problems_note (row->reading->problems, gh_table_place (row->table, gh_row_line (row), column),
                    "%s", sentence);
}

void
gh_row_tell_meant (const GhRow *row, const char *column, bool is_note, const char *was,
                   GhMeant meant, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_problems_add_meant (row->reading->problems, is_note,
                         gh_table_place (row->table, gh_row_line (row), column), was, &meant,
                         sentence);
  gh_meant_clear (&meant);
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

void
gh_row_tell_typed (const GhRow *row, const char *column, char *sentence, GhMeant meant)
{
  gh_row_tell_meant (row, column, false, gh_row_cell (row, column), meant, "%s", sentence);
  g_free (sentence);
}

bool
gh_row_needs (const GhRow *row, const char *column, const char *sentence)
{
  if (gh_row_has (row, column))
    return true;
  if (gh_table_column (row->table, column) >= 0)
    gh_row_problem (row, column, "%s", sentence);
  return false;
}

const char *
gh_row_text (const GhRow *row, const char *column)
{
  return gh_model_text (row->reading->model, gh_row_cell (row, column));
}

const char *
gh_row_text_or (const GhRow *row, const char *column, const char *otherwise)
{
  return gh_row_has (row, column) ? gh_row_text (row, column)
                                  : gh_model_text (row->reading->model, otherwise);
}

void
gh_row_translate (const GhRow *row, const char *column, const char ***in)
{
  GhModel *model = row->reading->model;

  for (int language = 0; model->conference.languages[language] != NULL; language++)
    {
      g_autofree char *name = g_strjoin (":", column, model->conference.languages[language], NULL);
      gh_model_translate (model, in, language, gh_row_cell (row, name));
    }
}

int
gh_row_int (const GhRow *row, const char *column, int least, int most, int otherwise)
{
  const char *text = gh_row_cell (row, column);
  int value = otherwise;
  char *wrong = *text != '\0' ? gh_form_int (text, least, most, &value) : NULL;

  if (wrong == NULL)
    return value;
  gh_row_tell_typed (
      row, column, wrong,
      GH_ROW_TYPED (row, gh_typed_int (text, least, most, g_str_has_suffix (column, "minutes"))));
  return otherwise;
}

bool
gh_row_yes (const GhRow *row, const char *column)
{
  const char *text = gh_row_cell (row, column);
  bool value = false;
  char *wrong = gh_form_yes (text, &value);

  if (wrong != NULL)
    gh_row_tell_typed (row, column, wrong, GH_ROW_TYPED (row, gh_typed_yes (text)));
  return value;
}

/* A cell may hold many spans, and a sheet many such cells: together they have a limit too. */
static bool
has_room_for (const GhRow *row, const char *column, const GhTimes *times)
{
  int64_t before = row->reading->n_spans;
  row->reading->n_spans += times->n_spans;
  if (before <= GH_MOST_ALL_SPANS && row->reading->n_spans > GH_MOST_ALL_SPANS)
    gh_row_problem (row, column, "the sheets' times are more than %d spans", GH_MOST_ALL_SPANS);
  return row->reading->n_spans <= GH_MOST_ALL_SPANS;
}

/* Nobody means times that are on no day: they may be the other way round.  Of a session they are a
 * problem, which is told with it. */
static void
note_exchanged (const GhRow *row, const char *column, const GhTimes *times)
{
  const GhDays *days = &row->reading->days;
  const char *text = gh_row_cell (row, column);
  GhMeant meant = { 0 };

  if (row->sheet != GH_SHEET_SESSIONS && !gh_times_meet (times, 0, days->n_days * GH_DAY))
    meant = GH_ROW_TYPED (row, gh_typed_exchanged (text, days));
  if (meant.text != NULL)
    gh_row_tell_meant (row, column, true, text, meant, "this is on no day of the conference");
}

GhTimes *
gh_row_times (const GhRow *row, const char *column)
{
  const GhDays *days = &row->reading->days;
  const char *text = gh_row_cell (row, column);
  GhTimes *times = NULL;
  char *wrong;

  if (*text == '\0' || !row->reading->days_are_known)
    return gh_times_new_always ();
  wrong = gh_form_times (text, days, false, &times);
  if (wrong != NULL)
    gh_row_tell_typed (row, column, wrong, GH_ROW_TYPED (row, gh_typed_times (text, days, false)));
  else
    note_exchanged (row, column, times);
  if (wrong == NULL && has_room_for (row, column, times))
    return times;
  gh_times_free (times);
  return gh_times_new_always ();
}

GhMinute
gh_row_start (const GhRow *row, const char *column)
{
  const GhDays *days = &row->reading->days;
  const char *text = gh_row_cell (row, column);
  GhMinute start = GH_NEVER;
  char *wrong =
      *text != '\0' && row->reading->days_are_known ? gh_form_start (text, days, &start) : NULL;

  if (wrong != NULL)
    gh_row_tell_typed (row, column, wrong, GH_ROW_TYPED (row, gh_typed_start (text, days)));
  return start;
}

void
gh_row_read_clock (const GhRow *row, const char *text, bool past_midnight, int *into)
{
  char *wrong = gh_form_clock (text, past_midnight, into);
  if (wrong != NULL)
    gh_row_tell_typed (row, "value", wrong,
                       GH_ROW_TYPED (row, gh_typed_clock (text, past_midnight)));
}

/* A zone is looked for once: thousands of people live in a few hundred. */
const char *
gh_row_zone (const GhRow *row, const char *column)
{
  const char *text = gh_row_text (row, column);
  GHashTable **zones = &row->reading->zones;
  char *wrong;

  if (*zones == NULL)
    *zones = g_hash_table_new (NULL, NULL);
  if (text == NULL || g_hash_table_contains (*zones, text))
    return text;
  wrong = gh_form_zone (text);
  if (wrong == NULL)
    {
      g_hash_table_add (*zones, (gpointer)text);
      return text;
    }
  gh_row_tell_typed (row, column, wrong, GH_ROW_TYPED (row, gh_typed_zone (text)));
  return NULL;
}

int
gh_row_word (const GhRow *row, const char *column, const char *const *words, int otherwise)
{
  const char *text = gh_row_cell (row, column);
  g_autoptr (GString) list = NULL;

  if (*text == '\0')
    return otherwise;
  for (int word = 0; words[word] != NULL; word++)
    if (strcmp (text, words[word]) == 0)
      return word;
  list = g_string_new (NULL);
  for (int word = 0; words[word] != NULL; word++)
    g_string_append_printf (list, "%s%s", word == 0 ? "" : ", ", words[word]);
  gh_row_tell_meant (
      row, column, false, text,
      GH_ROW_TYPED (row, gh_meant_name (text, words, (int)g_strv_length ((char **)words))),
      "\"%s\" is none of %s", text, list->str);
  return otherwise;
}

const char *const gh_level_words[] = {
  [GH_LEVEL_OFF] = "off", [GH_LEVEL_SOFT] = "soft", [GH_LEVEL_HARD] = "hard", NULL
};

GhLevel
gh_row_level (const GhRow *row, GhLevel otherwise)
{
  return (GhLevel)gh_row_word (row, "level", gh_level_words, (int)otherwise);
}

char **
gh_row_list (const GhRow *row, const char *column, int most)
{
  char **items = gh_form_list (gh_row_cell (row, column));
  int n = (int)g_strv_length (items);
  if (n <= most)
    return items;
  gh_row_problem (row, column, "the list has %d entries, and may have %d", n, most);
  for (int item = most; item < n; item++)
    g_clear_pointer (&items[item], g_free);
  return items;
}

void
gh_row_names (const GhRow *row, const char *column, GPtrArray *names)
{
  g_auto (GStrv) items = gh_row_list (row, column, GH_MOST_NAMES);
  for (char **item = items; *item != NULL; item++)
    {
      const char *name = gh_model_text (row->reading->model, *item);
      if (!gh_names_have (names, name))
        g_ptr_array_add (names, (gpointer)name);
    }
}

int
gh_row_venue (const GhRow *row, const char *column)
{
  GhModel *model = row->reading->model;
  int venue;

  if (!gh_row_has (row, column))
    return -1;
  if (model->n_venues < GH_MOST_VENUES)
    return gh_model_venue (model, gh_row_cell (row, column));
  for (venue = 0; venue < model->n_venues; venue++)
    if (strcmp (model->venues[venue], gh_row_cell (row, column)) == 0)
      return venue;
  gh_row_problem (row, column, "a conference has at most %d venues", GH_MOST_VENUES);
  return -1;
}

/* ---- names in cells ---------------------------------------------------------------------- */

const char *
gh_row_id (const GhRow *row, const char *column, const GhIds *ids)
{
  const char *id = gh_row_cell (row, column);
  int number = gh_ids_find (ids, id);

  if (gh_table_column (row->table, column) < 0 || !gh_row_accepts (row, column, gh_form_id (id)))
    return NULL;
  if (number < 0)
    return gh_model_text (row->reading->model, id);
  gh_row_problem (row, column,
                  "the id \"%s\" is there twice, first in row %d; ids name one thing each", id,
                  g_array_index (ids->lines, int, number));
  return NULL;
}

/* What is wrong with a name may be that its sheet is missing: told once, by the first that asks. */
static void
note_absent (const GhRow *row, const char *column, const GhIds *ids)
{
  GhReading *reading = row->reading;
  if (reading->is_finished || reading->tables[ids->sheet] != NULL || gh_sheet_is_needed (ids->sheet)
      || reading->told_absent[ids->sheet])
    return;
  gh_row_note (row, column, "there is no %s, so what is named out of it is ignored",
               gh_sheet_csv (ids->sheet));
  reading->told_absent[ids->sheet] = true;
}

int
gh_row_find (const GhRow *row, const char *column, GhIds *ids, const char *name)
{
  int number = gh_ids_find (ids, name);

  if (number >= 0)
    return number;
  note_absent (row, column, ids);
  if (!gh_reading_knows (row->reading, ids->sheet))
    return -1;
  gh_row_tell_meant (row, column, false, name, gh_row_meant (row, name, ids, NULL),
                     "no %s is called \"%s\"", ids->what, name);
  return -1;
}

int
gh_row_find_cell (const GhRow *row, const char *column, GhIds *ids)
{
  return gh_row_has (row, column) ? gh_row_find (row, column, ids, gh_row_cell (row, column)) : -1;
}
