#include "output/attendance.h"
#include "output/csv.h"

#include <string.h>

typedef struct
{
  const char *person;
  const char *session;
  const char *as;
} Row;

typedef struct
{
  const GhModel *model;
  const GhLastRow *places;
  GHashTable *persons; /* ids of today */
  GArray *rows;        /* Row */
} Gathering;

static const char *const words[] = {
  [GH_AS_SPEAKER] = "speaker", [GH_AS_MUST] = "must",     [GH_AS_SHOULD] = "should",
  [GH_AS_MAY] = "may",         [GH_AS_COVERS] = "covers",
};

const char *
gh_attendance_word (const GhAttendance *attendance)
{
  return attendance->as == GH_AS_ROLE ? attendance->role : words[attendance->as];
}

/* The model's own text of this role, if the person has it in the session. */
static const char *
find_role (const GhModel *model, int person, int session, const char *word)
{
  int low = 0;
  int high = model->n_roles;

  while (low < high)
    {
      int middle = low + (high - low) / 2;
      if (model->roles[middle].session < session)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < model->n_roles && model->roles[low].session == session; low++)
    if (model->roles[low].person == person && strcmp (model->roles[low].role, word) == 0)
      return model->roles[low].role;
  return NULL;
}

/* A row of the sheet names the person and says must. */
static bool
has_own_must (const GhModel *model, int person, int session)
{
  int low = 0;
  int high = model->n_person_wants;

  while (low < high)
    {
      int middle = low + (high - low) / 2;
      const GhWant *want = &model->person_wants[middle];
      if (want->who < person || (want->who == person && want->session < session))
        low = middle + 1;
      else
        high = middle;
    }
  const GhWant *want = &model->person_wants[low];
  return low < model->n_person_wants && want->who == person && want->session == session
         && want->wish == GH_MUST && want->named;
}

void
gh_attendance_read_word (const GhModel *model, int person, int session, const char *word,
                         bool speaks, GArray *attendance)
{
  GhAttendance row = { .person = person, .session = session, .as = GH_AS_ROLE };

  row.role = find_role (model, person, session, word);
  if (row.role != NULL)
    g_array_append_val (attendance, row);
  if (row.role != NULL && (!speaks || strcmp (word, words[GH_AS_SPEAKER]) != 0))
    return;
  row.role = NULL;
  for (row.as = GH_AS_SPEAKER; row.as <= GH_AS_COVERS; row.as++)
    if (strcmp (word, words[row.as]) == 0)
      {
        row.own = row.as == GH_AS_MUST && has_own_must (model, person, session);
        g_array_append_val (attendance, row);
      }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = a;
  const Row *right = b;
  int order = strcmp (left->person, right->person);

  if (order == 0)
    order = strcmp (left->session, right->session);
  return order != 0 ? order : strcmp (left->as, right->as);
}

static void
gather_last (int session, const char *person, const char *as, gpointer data)
{
  Gathering *gathering = data;
  Row row = { person, gathering->model->sessions[session].id, as };

  if (gathering->model->sessions[session].cancelled && gathering->places[session].start != GH_NEVER
      && g_hash_table_contains (gathering->persons, person))
    g_array_append_val (gathering->rows, row);
}

static void
gather (Gathering *gathering, const GhProgramme *programme, const GhLast *last)
{
  const GhModel *model = gathering->model;

  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      Row row = { model->persons[this->person].id, model->sessions[this->session].id,
                  gh_attendance_word (this) };
      if (!model->sessions[this->session].reserve
          && gathering->places[this->session].start != GH_NEVER)
        g_array_append_val (gathering->rows, row);
    }
  gathering->persons = g_hash_table_new (g_str_hash, g_str_equal);
  for (int person = 0; person < model->n_persons; person++)
    g_hash_table_add (gathering->persons, (gpointer)model->persons[person].id);
  gh_last_each_attendance (last, gather_last, gathering);
  g_hash_table_unref (gathering->persons);
  g_array_sort (gathering->rows, compare_rows);
}

GString *
gh_attendance_table (const GhModel *model, const GhProgramme *programme, const GhLastRow *places,
                     const GhLast *last)
{
  g_autoptr (GArray) rows = g_array_new (false, false, sizeof (Row));
  Gathering gathering = { .model = model, .places = places, .rows = rows };
  GString *csv = g_string_new ("person,session,as\n");

  gather (&gathering, programme, last);
  for (guint number = 0; number < rows->len; number++)
    {
      const Row *row = &g_array_index (rows, Row, number);
      const char *cells[] = { row->person, row->session, row->as };
      if (number == 0 || compare_rows (&g_array_index (rows, Row, number - 1), row) != 0)
        gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
    }
  return csv;
}
