#include "input/sheets/reading.h"

#include <string.h>

static const char *
read_zone (const GhRow *row)
{
  const char *name = gh_row_cell (row, "timezone");
  GTimeZone *zone;
  if (*name == '\0')
    return NULL;
  zone = strlen (name) < 100 ? g_time_zone_new_identifier (name) : NULL;
  if (zone == NULL)
    {
      gh_row_problem (row, "timezone",
                      "no time zone is called \"%s\"; write an IANA name like Africa/Kigali", name);
      return NULL;
    }
  g_time_zone_unref (zone);
  return gh_model_text (row->reading->model, name);
}

/* ---- delegations ------------------------------------------------------------------------- */

void
gh_read_delegations (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_DELEGATIONS, row)
  {
    const char *id = gh_row_id (&row, "delegation", reading->delegations);
    GhDelegation *delegation;
    if (id == NULL)
      continue;
    delegation = gh_model_add_delegation (reading->model);
    gh_reading_name (reading->delegations, id, reading->model->n_delegations - 1);
    delegation->id = id;
    delegation->name = gh_row_has (&row, "name") ? gh_row_text (&row, "name") : id;
    delegation->size = gh_row_int (&row, "size", 1, GH_MOST_COUNT, 0);
    delegation->region = gh_row_text (&row, "region");
    gh_row_names (&row, "flags", delegation->flags);
    delegation->weight = gh_row_int (&row, "weight", 0, GH_MOST_WEIGHT, 1);
    delegation->timezone = read_zone (&row);
    delegation->source = gh_row_source (&row);
  }
}

/* ---- people ------------------------------------------------------------------------------ */

/* A cell of `away` that is no time names a calendar inside the folder. */
static bool
is_calendar_name (const char *text)
{
  return g_str_has_suffix (text, ".ics") || g_str_has_suffix (text, ".ical");
}

/* The file's path, or NULL where it is not safely inside the folder. */
static char *
path_inside (GhReading *reading, const char *name)
{
  g_autofree char *path = g_build_filename (reading->folder, name, NULL);
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_canonicalize_filename (reading->folder, NULL);
  g_autofree char *with_slash = g_strconcat (folder, "/", NULL);
  char *resolved;
  char *resolved_folder;
  bool is_inside;

  if (g_path_is_absolute (name) || !g_str_has_prefix (real, with_slash))
    return NULL;
  /* A link may lead out of the folder: what counts is where it leads. */
  resolved = realpath (real, NULL);
  resolved_folder = realpath (folder, NULL);
  is_inside = resolved != NULL && resolved_folder != NULL
              && strncmp (resolved, resolved_folder, strlen (resolved_folder)) == 0
              && resolved[strlen (resolved_folder)] == '/';
  free (resolved);
  free (resolved_folder);
  return is_inside ? g_steal_pointer (&real) : NULL;
}

static void
read_busy_file (const GhRow *row, GhPerson *person, const char *name)
{
  GhReading *reading = row->reading;
  const GhConference *conference = &reading->model->conference;
  g_autofree char *path = path_inside (reading, name);
  g_autofree char *sentence = NULL;
  g_autoptr (GhTimes) busy = gh_times_new ();

  if (path == NULL)
    {
      gh_row_problem (row, "away", "no calendar file \"%s\" is inside the conference's folder",
                      name);
      return;
    }
  if (reading->read_busy == NULL
      || !reading->read_busy (path, conference->timezone, conference->first_day, conference->n_days,
                              busy, &sentence))
    {
      gh_row_problem (row, "away", "%s: %s", name,
                      sentence != NULL ? sentence : "calendars cannot be read");
      return;
    }
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
  else if (*away != '\0')
    {
      g_autoptr (GhTimes) spans = NULL;
      if (!gh_row_accepts (row, "away", gh_form_times (away, &row->reading->days, false, &spans)))
        return;
      for (int span = 0; span < spans->n_spans; span++)
        gh_times_subtract (person->present, spans->spans[span].start, spans->spans[span].end);
    }
}

static void
join_delegation (const GhRow *row, GhPerson *person)
{
  GhModel *model = row->reading->model;
  int number = model->n_persons - 1;
  person->delegation =
      gh_row_find_cell (row, "delegation", "delegation", row->reading->delegations);
  if (person->delegation < 0)
    return;
  g_array_append_val (model->delegations[person->delegation].people, number);
  if (person->region == NULL)
    person->region = model->delegations[person->delegation].region;
  if (person->timezone == NULL)
    person->timezone = model->delegations[person->delegation].timezone;
}

static void
read_person (const GhRow *row, const char *id)
{
  GhModel *model = row->reading->model;
  GhPerson *person = gh_model_add_person (model);

  gh_reading_name (row->reading->persons, id, model->n_persons - 1);
  person->id = id;
  person->name = gh_row_has (row, "name") ? gh_row_text (row, "name") : id;
  person->email = gh_row_text (row, "email");
  person->kind =
      gh_row_has (row, "kind") ? gh_row_text (row, "kind") : gh_model_text (model, "delegate");
  person->rank = gh_row_text (row, "rank");
  person->region = gh_row_text (row, "region");
  person->gender = gh_row_text (row, "gender");
  person->sector = gh_row_text (row, "sector");
  person->language = gh_row_text (row, "language");
  person->timezone = read_zone (row);
  person->remote = gh_row_yes (row, "remote");
  person->needs = gh_row_text (row, "needs");
  person->source = gh_row_source (row);
  read_presence (row, person);
  join_delegation (row, person);
}

void
gh_read_people (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_PEOPLE, row)
  {
    const char *id = gh_row_id (&row, "person", reading->persons);
    if (row.row >= GH_MOST_PEOPLE)
      {
        gh_row_problem (&row, NULL, "a conference has at most %d people", GH_MOST_PEOPLE);
        break;
      }
    if (id != NULL && gh_reading_lookup (reading->delegations, id) >= 0)
      gh_row_problem (&row, "person", "\"%s\" is a delegation too; no id is both", id);
    else if (id != NULL)
      read_person (&row, id);
  }
  for (int delegation = 0; delegation < reading->model->n_delegations; delegation++)
    {
      GhDelegation *this = &reading->model->delegations[delegation];
      if (this->size == 0)
        this->size = MAX (1, (int)this->people->len);
    }
}

/* ---- roles ------------------------------------------------------------------------------- */

typedef struct
{
  int person;
  const char *role;
  int session;
  bool is_narrow;
  int row; /* in the sheet */
} FoundRole;

/* By session and role: a row for the session itself first. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const FoundRole *left = a;
  const FoundRole *right = b;
  int order = left->session < right->session ? -1 : left->session > right->session;
  if (order == 0)
    order = strcmp (left->role, right->role);
  if (order == 0)
    order = (int)right->is_narrow - (int)left->is_narrow;
  if (order == 0)
    order = left->person < right->person ? -1 : left->person > right->person;
  return order != 0 ? order : left->row < right->row ? -1 : left->row > right->row;
}

static void
find_roles (const GhRow *row, GArray *found)
{
  GhReading *reading = row->reading;
  int person = gh_row_find_cell (row, "person", "person", reading->persons);
  const char *role = gh_row_text (row, "role");
  const char *what = gh_row_cell (row, "what");
  bool is_narrow = gh_reading_lookup (reading->sessions, what) >= 0;
  g_autoptr (GhBits) sessions = gh_row_selector (row, "what");

  if (!gh_row_has (row, "person"))
    gh_row_problem (row, "person", "the person is missing");
  if (role == NULL)
    gh_row_problem (row, "role", "the role is missing");
  if (person < 0 || role == NULL)
    return;
  GH_BITS_EACH (sessions, session)
    {
      FoundRole this = { person, role, session, is_narrow, row->row };
      g_array_append_val (found, this);
    }
}

void
gh_read_roles (GhReading *reading)
{
  g_autoptr (GArray) found = g_array_new (false, false, sizeof (FoundRole));
  const GhTable *table = reading->tables[GH_SHEET_ROLES];

  GH_EACH_ROW (reading, GH_SHEET_ROLES, row)
  find_roles (&row, found);
  g_array_sort (found, compare_found);
  for (guint entry = 0; entry < found->len; entry++)
    {
      const FoundRole *this = &g_array_index (found, FoundRole, entry);
      guint first = entry;
      GhRole *role;
      while (first > 0 && g_array_index (found, FoundRole, first - 1).session == this->session
             && g_array_index (found, FoundRole, first - 1).role == this->role)
        first--;
      if ((g_array_index (found, FoundRole, first).is_narrow && !this->is_narrow)
          || (entry > first && g_array_index (found, FoundRole, entry - 1).person == this->person))
        continue;
      role = gh_model_add_role (reading->model);
      *role = (GhRole){ this->person,
                        this->session,
                        this->role,
                        { gh_model_text (reading->model, "roles"),
                          gh_table_row_line (table, this->row) } };
    }
}

/* ---- attends ----------------------------------------------------------------------------- */

typedef struct
{
  int8_t wish; /* -1: none */
  bool named;
  int row; /* line */
} Reach;

typedef struct
{
  GhReading *reading;
  Reach *persons;     /* person * n_sessions + session */
  Reach *delegations; /* likewise */
  GHashTable *roles;  /* role_key() */
} Attending;

static void
strengthen (Reach *reach, int wish, bool named, int line)
{
  if ((named && !reach->named) || (named == reach->named && wish > reach->wish))
    *reach = (Reach){ (int8_t)wish, named, line };
}

static gint64
role_key (const GhModel *model, int person, int session)
{
  return (gint64)person * model->n_sessions + session;
}

static bool
has_role (const Attending *attending, int person, int session)
{
  gint64 key = role_key (attending->reading->model, person, session);
  return g_hash_table_contains (attending->roles, &key);
}

/* Who has a role where: that opens every door. */
static GHashTable *
roles_by_key (const GhModel *model)
{
  GHashTable *roles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (int role = 0; role < model->n_roles; role++)
    {
      gint64 key = role_key (model, model->roles[role].person, model->roles[role].session);
      g_hash_table_add (roles, g_memdup2 (&key, sizeof key));
    }
  return roles;
}

static void
reach_session (const Attending *attending, const GhWhom *whom, int session, int wish, int line)
{
  const GhModel *model = attending->reading->model;
  int n = model->n_sessions;
  int group = model->sessions[session].group;
  const GhBits *persons = group >= 0 ? model->groups[group].access_persons : NULL;
  const GhBits *delegations = group >= 0 ? model->groups[group].access_delegations : NULL;

  GH_BITS_EACH (whom->persons, person)
    if (persons == NULL || gh_bits_has (persons, person) || has_role (attending, person, session))
      strengthen (&attending->persons[(gsize)person * (gsize)n + (gsize)session], wish,
                  gh_bits_has (whom->named, person), line);
  GH_BITS_EACH (whom->delegations, delegation)
    if (delegations == NULL || gh_bits_has (delegations, delegation))
      strengthen (&attending->delegations[(gsize)delegation * (gsize)n + (gsize)session], wish,
                  false, line);
}

static void
read_attends_row (const Attending *attending, const GhRow *row)
{
  static const char *const levels[] = { "may", "should", "must" };
  const char *level = gh_row_cell (row, "level");
  int wish = -1;
  GhWhom whom;
  g_autoptr (GhBits) sessions = gh_row_selector (row, "what");

  for (int entry = 0; entry < 3; entry++)
    if (strcmp (level, levels[entry]) == 0)
      wish = entry;
  if (wish < 0)
    gh_row_problem (row, "level", "\"%s\" is none of must, should, may", level);
  if (!gh_row_has (row, "who"))
    gh_row_problem (row, "who", "the cell is empty; name who attends, or * for all");
  whom = gh_reading_whom (row, "who", gh_row_cell (row, "who"));
  GH_BITS_EACH (sessions, session)
    if (wish >= 0)
      reach_session (attending, &whom, session, wish, gh_table_row_line (row->table, row->row));
  gh_whom_clear (&whom);
}

static void
write_wants (GhReading *reading, const Reach *reaches, int n_who, GhWant *(*add) (GhModel *model))
{
  GhModel *model = reading->model;
  const char *sheet = gh_model_text (model, "attends");
  for (int who = 0; who < n_who; who++)
    for (int session = 0; session < model->n_sessions; session++)
      {
        const Reach *this = &reaches[(gsize)who * (gsize)model->n_sessions + (gsize)session];
        if (this->wish >= 0)
          *add (model) =
              (GhWant){ who, session, (GhWish)this->wish, this->named, { sheet, this->row } };
      }
}

static Reach *
reaches_new (gsize n)
{
  Reach *reaches = g_new (Reach, n + 1);
  for (gsize reach = 0; reach < n; reach++)
    reaches[reach] = (Reach){ -1, false, 0 };
  return reaches;
}

void
gh_read_attends (GhReading *reading)
{
  GhModel *model = reading->model;
  gsize n_sessions = (gsize)model->n_sessions;
  Attending attending = { reading, NULL, NULL, NULL };

  if (reading->tables[GH_SHEET_ATTENDS] == NULL)
    return;
  if ((gsize)(model->n_persons + model->n_delegations) * n_sessions > 10 * (gsize)GH_MOST_WANTS)
    {
      gh_problems_add (reading->problems, "attends.csv", 0, NULL,
                       "people times sessions are more than %d", 10 * GH_MOST_WANTS);
      return;
    }
  attending.persons = reaches_new ((gsize)model->n_persons * n_sessions);
  attending.delegations = reaches_new ((gsize)model->n_delegations * n_sessions);
  attending.roles = roles_by_key (model);
  GH_EACH_ROW (reading, GH_SHEET_ATTENDS, row)
  read_attends_row (&attending, &row);
  write_wants (reading, attending.persons, model->n_persons, gh_model_add_person_want);
  write_wants (reading, attending.delegations, model->n_delegations, gh_model_add_delegation_want);
  g_hash_table_unref (attending.roles);
  g_free (attending.persons);
  g_free (attending.delegations);
}
