#include "input/command/edit/registrations.h"
#include "input/formats/legal.h"
#include "input/sheets/tables.h"

#include <string.h>

static void
free_registration (gpointer data)
{
  GhRegistration *registration = data;
  g_free (registration->id);
  g_free (registration->name);
  g_free (registration->email);
  g_ptr_array_unref (registration->sessions);
  g_free (registration);
}

void
gh_registrations_free (GhRegistrations *registrations)
{
  if (registrations == NULL)
    return;
  g_ptr_array_unref (registrations->people);
  g_free (registrations);
}

/* ---- columns ----------------------------------------------------------------------------- */

/* What the export has, by column; -1: it does not. */
typedef struct
{
  int person, email, name, first_name, last_name, sessions;
} Columns;

/* One of these names, whatever its case, blanks and signs; or the one that was GIVEN. */
static int
find_column (const GhTable *table, const char *given, const char *const *names)
{
  for (int column = 0; column < gh_table_n_columns (table); column++)
    {
      g_autofree char *plain = g_ascii_strdown (gh_table_column_name (table, column), -1);
      char *end = plain;
      for (const char *at = plain; *at != '\0'; at++)
        if (strchr (" -_.", *at) == NULL)
          *end++ = *at;
      *end = '\0';
      if (given == NULL && g_strv_contains (names, plain))
        return column;
    }
  return given != NULL ? gh_table_column (table, given) : -1;
}

/* False, once told, where one is lacking. */
static bool
find_columns (const GhTable *table, const GhRegistrationColumns *given, Columns *columns,
              GhProblems *problems)
{
  static const char *const persons[] = { "person", "personid", NULL };
  static const char *const emails[] = { "email", "mail", "emailaddress", NULL };
  static const char *const names[] = { "name", "fullname", "attendee", "participant", NULL };
  static const char *const first[] = { "firstname", "givenname", "forename", NULL };
  static const char *const last[] = { "lastname", "familyname", "surname", NULL };
  static const char *const sessions[] = { "sessions", "session", "what", "wishes", NULL };
  static const char *const wanted[] = { "email", "name", "sessions" };
  const char *const texts[] = { given->email, given->name, given->sessions };

  *columns = (Columns){
    find_column (table, NULL, persons),      find_column (table, given->email, emails),
    find_column (table, given->name, names), find_column (table, NULL, first),
    find_column (table, NULL, last),         find_column (table, given->sessions, sessions)
  };
  for (gsize entry = 0; entry < G_N_ELEMENTS (texts); entry++)
    if (texts[entry] != NULL && gh_table_column (table, texts[entry]) < 0)
      gh_problems_add (problems, gh_table_place (table, 1, texts[entry]),
                       "there is no such column; --%s names one that is there", wanted[entry]);
  if (columns->person < 0 && columns->email < 0 && columns->name < 0 && columns->last_name < 0)
    gh_problems_add (problems, gh_table_place (table, 1, NULL),
                     "no column says who it is; name one with --email or --name");
  if (columns->sessions < 0)
    gh_problems_add (problems, gh_table_place (table, 1, NULL),
                     "no column says which sessions are wanted; name one with --sessions");
  return problems->n_errors == 0;
}

/* ---- people ------------------------------------------------------------------------------ */

typedef struct
{
  const GhTable *table;
  const GhModel *model;
  GhProblems *problems;
  Columns columns;
  bool add;
  GHashTable *by_id, *by_email; /* number + 1 of persons, and of new ones after them */
  GhLikes *by_name;
  GPtrArray *names;      /* const char*: by number, for near ones */
  GPtrArray *addresses;  /* char*: of their emails what stands before the @; "" */
  GHashTable *by_person; /* number + 1 to GhRegistration* */
  GhLikes *titles;       /* of sessions */
  GHashTable *sessions;  /* id to number + 1 */
  GPtrArray *fresh;      /* GhRegistration*, borrowed: the new people */
  GHashTable *taken;     /* ids of people and delegations, as gh_legal_unique() wants them */
  GhRegistrations *result;
  gint64 n_looked_at; /* names, for what was meant */
} Reading;

/* Three seconds' work: then it is only told who is unknown.  Who is to be added is compared with
 * everybody. */
#define MOST_LOOKED_AT 40000000

/* "Uwase, Ann" is Ann Uwase. */
static char *
plain_name (const char *name)
{
  const char *comma = strchr (name, ',');
  return comma != NULL ? g_strdup_printf ("%s %.*s", comma + 1, (int)(comma - name), name)
                       : g_strdup (name);
}

/* What tells addresses of one domain apart.  The caller frees it. */
static char *
before_at (const char *email)
{
  return g_strndup (email, strcspn (email, "@"));
}

static void
know (Reading *reading, int number, const char *id, const char *name, const char *email)
{
  g_autofree char *plain = plain_name (name);

  g_hash_table_insert (reading->by_id, g_strdup (id), GINT_TO_POINTER (number + 1));
  gh_likes_add (reading->by_name, plain, number);
  if (email != NULL)
    g_hash_table_insert (reading->by_email, g_ascii_strdown (email, -1),
                         GINT_TO_POINTER (number + 1));
  g_ptr_array_add (reading->names, (gpointer)name);
  g_ptr_array_add (reading->addresses, before_at (email != NULL ? email : ""));
}

static char *
name_in (const Reading *reading, int row)
{
  const Columns *columns = &reading->columns;
  const char *whole = gh_table_cell (reading->table, row, columns->name);

  if (*whole != '\0')
    return plain_name (whole);
  return g_strstrip (g_strdup_printf ("%s %s",
                                      gh_table_cell (reading->table, row, columns->first_name),
                                      gh_table_cell (reading->table, row, columns->last_name)));
}

/* NULL: they have none. */
static const char *
email_of (const Reading *reading, int number)
{
  int n = reading->model->n_persons;
  const char *email = number < n ? reading->model->persons[number].email
                                 : ((GhRegistration *)reading->fresh->pdata[number - n])->email;
  return email != NULL && *email != '\0' ? email : NULL;
}

static int
find_person (const Reading *reading, const char *id, const char *email, const char *name)
{
  g_autofree char *small = g_ascii_strdown (email, -1);
  int number = GPOINTER_TO_INT (g_hash_table_lookup (reading->by_id, id)) - 1;

  if (number < 0)
    number = GPOINTER_TO_INT (g_hash_table_lookup (reading->by_email, small)) - 1;
  if (number >= 0 || *name == '\0')
    return number;
  number = gh_likes_find (reading->by_name, name);
  /* One name and two addresses may be two people. */
  return number >= 0 && *email != '\0' && email_of (reading, number) != NULL ? -1 : number;
}

static const char *
id_of (const Reading *reading, int number)
{
  int n = reading->model->n_persons;
  return number < n ? reading->model->persons[number].id
                    : ((GhRegistration *)reading->fresh->pdata[number - n])->id;
}

/* The column that says who it is, for messages. */
static const char *
column_of (const Reading *reading, bool has_email)
{
  const Columns *columns = &reading->columns;
  int column = has_email                 ? columns->email
               : columns->name >= 0      ? columns->name
               : columns->last_name >= 0 ? columns->last_name
                                         : MAX (columns->person, 0);
  return gh_table_column_name (reading->table, column);
}

/* The number of the entry of LIST that is nearest, or -1. */
static int
near_entry (const char *text, const GPtrArray *list)
{
  const char *const *entries = (const char *const *)list->pdata;
  const char *near = *text != '\0' ? gh_nearest_name (text, entries, (int)list->len) : NULL;

  for (guint entry = 0; near != NULL && entry < list->len; entry++)
    if (entries[entry] == near)
      return (int)entry;
  return -1;
}

/* Whose name or email is near: "Ann Uwase, who is P0001".  The caller frees it; NULL: nobody's. */
static char *
near_person (Reading *reading, const char *email, const char *name)
{
  g_autofree char *address = before_at (email);
  int number = near_entry (name, reading->names);

  reading->n_looked_at += 2 * reading->names->len;
  if (number < 0)
    number = near_entry (address, reading->addresses);
  return number < 0 ? NULL
                    : g_strdup_printf ("%s, who is %s", (char *)reading->names->pdata[number],
                                       id_of (reading, number));
}

static bool
is_same_text (const char *a, const char *b)
{
  g_autofree char *plain_a = g_utf8_casefold (a, -1);
  g_autofree char *plain_b = g_utf8_casefold (b, -1);
  return strcmp (plain_a, plain_b) == 0;
}

static void
add_id (GString *ids, const char *id)
{
  g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", id);
}

/* The ids of those who have this very name, for all that was not enough; "": nobody has it. */
static GString *
namesakes (const Reading *reading, const char *name)
{
  GString *ids = g_string_new (NULL);

  for (guint number = 0; *name != '\0' && number < reading->names->len; number++)
    {
      g_autofree char *theirs = plain_name (reading->names->pdata[number]);
      if (is_same_text (g_strstrip (theirs), name))
        add_id (ids, id_of (reading, (int)number));
    }
  return ids;
}

static void
tell_unknown (Reading *reading, int row, const char *id, const char *email, const char *name)
{
  GhPlace place = gh_table_place (reading->table, gh_table_row_line (reading->table, row),
                                  column_of (reading, *email != '\0'));
  const char *who = *name != '\0' ? name : email;
  bool may_look = reading->add || reading->n_looked_at < MOST_LOOKED_AT;
  g_autoptr (GString) same = namesakes (reading, may_look ? name : "");
  g_autofree char *near = may_look ? near_person (reading, email, name) : NULL;

  if (*who == '\0' && *id != '\0')
    gh_problems_add (reading->problems, place, "nobody in people has the id %s", id);
  else if (*who == '\0')
    gh_problems_add (reading->problems, place, "nobody is named in this row");
  else if (same->len > 0 && *email != '\0')
    gh_problems_add (reading->problems, place,
                     "%s is %s in people, with another email or none; write the id into a column "
                     "person, or mend the email",
                     who, same->str);
  else if (same->len > 0)
    gh_problems_add (reading->problems, place,
                     "several in people are called %s: %s; write the id into a column person", who,
                     same->str);
  else if (near != NULL)
    gh_problems_add (
        reading->problems, place,
        "nobody in people is %s (did you mean %s?); write the id into a column person, "
        "or mend the name or email",
        who, near);
  else
    gh_problems_add (reading->problems, place,
                     "nobody in people is %s; --add-people adds who is near to nobody", who);
}

/* An id that is free, made of what the export calls the person.  The caller frees it. */
static char *
fresh_id (const Reading *reading, const char *wanted)
{
  g_autofree char *joined = g_strdelimit (g_strdup (wanted), " \t\r\n", '-');
  return gh_legal_unique (reading->taken, joined, "P");
}

/* What is known of the person so far; they come into the result with their first row. */
static GhRegistration *
registration_of (Reading *reading, int number)
{
  GhRegistration *known = g_hash_table_lookup (reading->by_person, GINT_TO_POINTER (number + 1));

  if (known != NULL)
    return known;
  known = g_new0 (GhRegistration, 1);
  known->sessions = g_ptr_array_new ();
  if (number < reading->model->n_persons)
    known->id = g_strdup (reading->model->persons[number].id);
  g_ptr_array_add (reading->result->people, known);
  g_hash_table_insert (reading->by_person, GINT_TO_POINTER (number + 1), known);
  return known;
}

static GhRegistration *
add_person (Reading *reading, const char *id, const char *email, const char *name)
{
  int number = reading->model->n_persons + (int)reading->fresh->len;
  GhRegistration *fresh = registration_of (reading, number);

  fresh->id = fresh_id (reading, *id != '\0' ? id : *name != '\0' ? name : email);
  fresh->name = g_strdup (name);
  fresh->email = g_strdup (email);
  g_ptr_array_add (reading->fresh, fresh);
  know (reading, number, fresh->id, fresh->name, *email != '\0' ? fresh->email : NULL);
  return fresh;
}

/* Whose row it is; NULL, once told. */
static GhRegistration *
find_registration (Reading *reading, int row)
{
  const char *id = gh_table_cell (reading->table, row, reading->columns.person);
  const char *email = gh_table_cell (reading->table, row, reading->columns.email);
  g_autofree char *name = name_in (reading, row);
  g_autofree char *near = NULL;
  int number = find_person (reading, id, email, name);

  if (number >= 0)
    return registration_of (reading, number);
  near = reading->add ? near_person (reading, email, name) : NULL;
  if (reading->add && near == NULL && (*name != '\0' || *email != '\0'))
    return add_person (reading, id, email, name);
  tell_unknown (reading, row, id, email, name);
  return NULL;
}

/* ---- sessions ---------------------------------------------------------------------------- */

static void
tell_no_session (const Reading *reading, int row, const char *item)
{
  const GhModel *model = reading->model;
  g_autofree const char **names = g_new (const char *, 2 * (gsize)model->n_sessions + 1);
  g_auto (GhMeant) meant = { 0 };
  g_autofree char *sentence = g_strdup_printf ("no session is called \"%s\"", item);
  const char *column = gh_table_column_name (reading->table, reading->columns.sessions);
  GhPlace place = gh_table_place (reading->table, gh_table_row_line (reading->table, row), column);
  g_autoptr (GString) same = g_string_new (NULL);

  for (int session = 0; session < model->n_sessions; session++)
    {
      names[2 * session] = model->sessions[session].id;
      names[2 * session + 1] = model->sessions[session].title;
      if (model->sessions[session].title != NULL
          && is_same_text (model->sessions[session].title, item))
        add_id (same, model->sessions[session].id);
    }
  if (same->len > 0)
    {
      gh_problems_add (reading->problems, place,
                       "several sessions are called \"%s\": %s; write one's id", item, same->str);
      return;
    }
  meant = gh_meant_nearest (item, names, 2 * model->n_sessions);
  gh_problems_add_meant (reading->problems, false, place, item, &meant, sentence);
}

/* By id or by title. */
static int
find_session (const Reading *reading, const char *item)
{
  int session = GPOINTER_TO_INT (g_hash_table_lookup (reading->sessions, item)) - 1;
  return session >= 0 ? session : gh_likes_find (reading->titles, item);
}

static void
want (const Reading *reading, GhRegistration *registration, int row, const char *item)
{
  int session = find_session (reading, item);
  const char *id = session >= 0 ? reading->model->sessions[session].id : NULL;

  if (id == NULL)
    tell_no_session (reading, row, item);
  else if (!g_ptr_array_find (registration->sessions, id, NULL))
    g_ptr_array_add (registration->sessions, (gpointer)id);
}

static void
read_row (Reading *reading, int row)
{
  const char *cell = gh_table_cell (reading->table, row, reading->columns.sessions);
  g_auto (GStrv) items = g_strsplit_set (cell, ";\n", -1);
  GhRegistration *registration = find_registration (reading, row);

  for (char **item = items; registration != NULL && *item != NULL; item++)
    if (*g_strstrip (*item) != '\0')
      want (reading, registration, row, *item);
}

/* ---- the whole --------------------------------------------------------------------------- */

static void
take_id (Reading *reading, const char *id)
{
  g_hash_table_insert (reading->taken, g_strdup (id), GINT_TO_POINTER (1));
}

static void
begin (Reading *reading)
{
  const GhModel *model = reading->model;

  reading->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->by_email = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->by_name = gh_likes_new ();
  reading->names = g_ptr_array_new ();
  reading->addresses = g_ptr_array_new_with_free_func (g_free);
  reading->by_person = g_hash_table_new (NULL, NULL);
  reading->titles = gh_likes_new ();
  reading->sessions = g_hash_table_new (g_str_hash, g_str_equal);
  reading->fresh = g_ptr_array_new ();
  reading->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    take_id (reading, model->delegations[delegation].id);
  for (int person = 0; person < model->n_persons; person++)
    take_id (reading, model->persons[person].id);
  for (int person = 0; person < model->n_persons; person++)
    know (reading, person, model->persons[person].id, model->persons[person].name,
          model->persons[person].email);
  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *this = &model->sessions[session];
      gh_likes_add (reading->titles, this->title, session);
      g_hash_table_insert (reading->sessions, (gpointer)this->id, GINT_TO_POINTER (session + 1));
    }
}

static void
end (Reading *reading)
{
  g_hash_table_unref (reading->by_id);
  g_hash_table_unref (reading->by_email);
  gh_likes_free (reading->by_name);
  g_ptr_array_unref (reading->names);
  g_ptr_array_unref (reading->addresses);
  g_hash_table_unref (reading->by_person);
  gh_likes_free (reading->titles);
  g_hash_table_unref (reading->sessions);
  g_ptr_array_unref (reading->fresh);
  g_hash_table_unref (reading->taken);
}

GhRegistrations *
gh_registrations_read (const char *path, const GhModel *model, const GhRegistrationColumns *columns,
                       bool add, GhProblems *problems, GError **error)
{
  g_autoptr (GhTable) table = gh_tables_read_file (path, problems, error);
  Reading reading = { .table = table, .model = model, .problems = problems, .add = add };

  if (table == NULL || problems->n_errors > 0
      || !find_columns (table, columns, &reading.columns, problems))
    return NULL;
  reading.result = g_new (GhRegistrations, 1);
  reading.result->people = g_ptr_array_new_with_free_func (free_registration);
  begin (&reading);
  for (int row = 0; row < gh_table_n_rows (table); row++)
    read_row (&reading, row);
  end (&reading);
  return reading.result;
}
