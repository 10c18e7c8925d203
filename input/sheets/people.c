#include "input/sheets/reading.h"
#include "input/sheets/typed.h"

#include <stdlib.h>
#include <string.h>

/* ---- delegations ------------------------------------------------------------------------- */

static GhDelegation *
add_delegation (GhReading *reading, const char *id, GhSource source)
{
  GhDelegation *delegation = gh_model_add_delegation (reading->model);
  gh_ids_add (&reading->delegations, id, source.row);
  delegation->id = id;
  delegation->name = id;
  delegation->size = 0; /* counted once its people are known */
  delegation->source = source;
  return delegation;
}

/* Without a sheet of delegations they are what the people say that they belong to. */
static void
imply_delegations (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_PEOPLE, row)
  {
    if (!gh_row_has (&row, "delegation")
        || gh_ids_find (&reading->delegations, gh_row_cell (&row, "delegation")) >= 0)
      continue;
    if (gh_row_accepts (&row, "delegation", gh_form_id (gh_row_cell (&row, "delegation"))))
      add_delegation (reading, gh_row_text (&row, "delegation"), gh_row_source (&row));
  }
}

void
gh_read_delegations (GhReading *reading)
{
  if (reading->tables[GH_SHEET_DELEGATIONS] == NULL)
    imply_delegations (reading);
  GH_EACH_ROW (reading, GH_SHEET_DELEGATIONS, row)
  {
    const char *id = gh_row_id (&row, "delegation", &reading->delegations);
    GhDelegation *delegation;
    if (id == NULL)
      continue;
    delegation = add_delegation (reading, id, gh_row_source (&row));
    delegation->name = gh_row_text_or (&row, "name", id);
    gh_row_translate (&row, "name", &delegation->name_in);
    delegation->size = gh_row_int (&row, "size", 1, GH_MOST_COUNT, 0);
    delegation->region = gh_row_text (&row, "region");
    gh_row_names (&row, "flags", delegation->flags);
    delegation->weight = gh_row_int (&row, "weight", 0, GH_MOST_WEIGHT, 1);
    delegation->timezone = gh_row_zone (&row, "timezone");
  }
}

/* ---- presence ---------------------------------------------------------------------------- */

/* A cell of `away` that is no time names a calendar inside the folder. */
static bool
is_calendar_name (const char *text)
{
  return g_str_has_suffix (text, ".ics") || g_str_has_suffix (text, ".ical");
}

/* Why NAME, at PATH, is no file of the conference's folder; NULL: it is one.  A link may lead out
 * of the folder: what counts is where it leads. */
static const char *
wrong_with_file (const char *folder, const char *name, const char *path)
{
  char *real_folder = realpath (folder, NULL);
  char *real = realpath (path, NULL);
  gsize length = real_folder != NULL ? strlen (real_folder) : 0;
  const char *wrong = NULL;

  if (g_path_is_absolute (name) || strstr (name, "..") != NULL)
    wrong = "is not named as a file inside the conference's folder";
  else if (real == NULL || length == 0)
    wrong = "is not in the conference's folder";
  else if (strncmp (real, real_folder, length) != 0 || real[length] != '/')
    wrong = "leads out of the conference's folder";
  else if (!g_file_test (real, G_FILE_TEST_IS_REGULAR))
    wrong = "is a folder, a pipe or a device";
  free (real);
  free (real_folder);
  return wrong;
}

/* What the file does not say stays as `present` has it, and is told each time that it is read. */
static void
read_busy_file (const GhRow *row, GhPerson *person, const char *name)
{
  const GhReading *reading = row->reading;
  const GhConference *conference = &reading->model->conference;
  g_autofree char *path = g_build_filename (reading->folder, name, NULL);
  const char *wrong = wrong_with_file (reading->folder, name, path);
  g_autofree char *sentence = NULL;
  g_autoptr (GhTimes) busy = gh_times_new ();

  if (wrong != NULL)
    {
      gh_row_problem (row, "away", "the calendar file \"%s\" %s", name, wrong);
      return;
    }
  if (conference->timezone == NULL || !reading->days_are_known)
    return; /* told of where they are wrong */
  if (!reading->read_busy (path, conference->timezone, conference->first_day, conference->n_days,
                           busy, &sentence))
    gh_row_note (row, "away",
                 "when \"%s\" is busy is unknown, but for what could be read: %s; ask for the "
                 "file again, or write the times here",
                 person->id, sentence);
  for (int span = 0; span < busy->n_spans; span++)
    gh_times_subtract (person->present, busy->spans[span].start, busy->spans[span].end);
}

static void
read_presence (const GhRow *row, GhPerson *person)
{
  const char *away = gh_row_cell (row, "away");

  gh_times_free (person->present);
  person->present = gh_row_times (row, "present");
  if (is_calendar_name (away))
    read_busy_file (row, person, away);
  else if (*away != '\0' && row->reading->days_are_known)
    {
      g_autoptr (GhTimes) spans = NULL;
      char *wrong = gh_form_times (away, &row->reading->days, false, &spans);
      if (wrong != NULL)
        {
          gh_row_tell_typed (row, "away", wrong,
                             GH_ROW_TYPED (row, gh_typed_times (away, &row->reading->days, false)));
          return;
        }
      for (int span = 0; span < spans->n_spans; span++)
        gh_times_subtract (person->present, spans->spans[span].start, spans->spans[span].end);
    }
}

/* ---- people ------------------------------------------------------------------------------ */

static GhPerson *
add_person (GhReading *reading, const char *id, GhSource source)
{
  GhPerson *person = gh_model_add_person (reading->model);
  gh_ids_add (&reading->persons, id, source.row);
  person->id = id;
  person->name = id;
  person->kind = gh_model_text (reading->model, "delegate");
  person->source = source;
  return person;
}

static void
join_delegation (const GhRow *row, GhPerson *person)
{
  GhModel *model = row->reading->model;
  int number = model->n_persons - 1;
  GhDelegation *delegation;

  person->delegation = gh_row_find_cell (row, "delegation", &row->reading->delegations);
  if (person->delegation < 0)
    return;
  delegation = &model->delegations[person->delegation];
  g_array_append_val (delegation->people, number);
  if (person->region == NULL)
    person->region = delegation->region;
  if (person->timezone == NULL)
    person->timezone = delegation->timezone;
}

static void
read_person (const GhRow *row, const char *id)
{
  GhPerson *person = add_person (row->reading, id, gh_row_source (row));

  person->name = gh_row_text_or (row, "name", id);
  gh_row_translate (row, "name", &person->name_in);
  person->email = gh_row_text (row, "email");
  person->kind = gh_row_text_or (row, "kind", "delegate");
  person->rank = gh_row_text (row, "rank");
  person->region = gh_row_text (row, "region");
  person->gender = gh_row_text (row, "gender");
  person->sector = gh_row_text (row, "sector");
  person->language = gh_row_text (row, "language");
  person->timezone = gh_row_zone (row, "timezone");
  person->remote = gh_row_yes (row, "remote");
  person->needs = gh_row_text (row, "needs");
  read_presence (row, person);
  join_delegation (row, person);
}

/* Without a sheet of people they are those whom roles and speeches name. */
static void
imply_people (GhReading *reading, GhSheet sheet, const char *column)
{
  GH_EACH_ROW (reading, sheet, row)
  {
    const char *id = gh_row_cell (&row, column);
    if (*id == '\0' || gh_ids_find (&reading->persons, id) >= 0
        || gh_ids_find (&reading->delegations, id) >= 0)
      continue;
    if (gh_row_accepts (&row, column, gh_form_id (id)))
      add_person (reading, gh_row_text (&row, column), gh_row_source (&row));
  }
}

static void
count_people (const GhModel *model)
{
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    {
      GhDelegation *this = &model->delegations[delegation];
      if (this->size == 0)
        this->size = MAX (1, (int)this->people->len);
    }
}

/* ---- two names for one person ------------------------------------------------------------- */

/* "Uwase, Ann" is Ann Uwase. */
static char *
look_of_name (const char *name)
{
  const char *comma = strchr (name, ',');
  g_autofree char *turned =
      comma != NULL ? g_strdup_printf ("%s %.*s", comma + 1, (int)(comma - name), name) : NULL;
  return gh_look_of (turned != NULL ? turned : name);
}

/* Tells that PERSON has what another person has, whom KEY (taken over) leads to. */
static void
note_double (GhReading *reading, GHashTable *known, char *key, int person, const char *column,
             const char *what)
{
  const GhModel *model = reading->model;
  const GhPerson *this = &model->persons[person];
  gpointer found;

  if (!g_hash_table_lookup_extended (known, key, NULL, &found))
    {
      g_hash_table_insert (known, key, GINT_TO_POINTER (person));
      return;
    }
  gh_problems_note (
      reading->problems, gh_reading_place (reading, GH_SHEET_PEOPLE, this->source.row, column),
      "\"%s\" has the %s of \"%s\" in row %d; if they are one person, keep one of the two",
      this->id, what, model->persons[GPOINTER_TO_INT (found)].id,
      model->persons[GPOINTER_TO_INT (found)].source.row);
  g_free (key);
}

/* One address is one person's; and so is one name in a delegation. */
static void
note_doubles (GhReading *reading)
{
  const GhModel *model = reading->model;
  g_autoptr (GHashTable) emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int person = 0; person < model->n_persons; person++)
    {
      const GhPerson *this = &model->persons[person];
      g_autofree char *name = look_of_name (this->name);
      if (this->email != NULL)
        note_double (reading, emails, g_ascii_strdown (this->email, -1), person, "email", "email");
      if (this->delegation >= 0)
        note_double (reading, names, g_strdup_printf ("%d %s", this->delegation, name), person,
                     "name", "name");
    }
}

void
gh_read_people (GhReading *reading)
{
  if (reading->tables[GH_SHEET_PEOPLE] == NULL)
    {
      imply_people (reading, GH_SHEET_ROLES, "person");
      imply_people (reading, GH_SHEET_SPEECHES, "speaker");
    }
  GH_EACH_ROW (reading, GH_SHEET_PEOPLE, row)
  {
    const char *id = gh_row_id (&row, "person", &reading->persons);
    if (id != NULL && gh_ids_find (&reading->delegations, id) >= 0)
      gh_row_problem (&row, "person", "\"%s\" is a delegation too; no id is both", id);
    else if (id != NULL && strcmp (id, "programme") == 0)
      gh_row_problem (&row, "person",
                      "programme.ics is the calendar of the conference: a person needs another id");
    else if (id != NULL)
      read_person (&row, id);
  }
  if (reading->tables[GH_SHEET_PEOPLE] != NULL)
    note_doubles (reading);
  count_people (reading->model);
}
