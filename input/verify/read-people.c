/* Delegations, people, roles, access, and who attends what. */
#include "input/verify/read.h"
#include "input/verify/select.h"
#include "input/verify/times.h"

#include <stdlib.h>
#include <string.h>

/* People times sessions: what `check` allows too. */
#define MOST_WANTS 200000000

/* ---- delegations and people -------------------------------------------------------------- */

static void
read_delegations (GhBook *book)
{
  book->n_delegations = gh_book_n_rows (book, GH_READ_DELEGATIONS);
  book->delegations = gh_book_new0 (book, (gsize)book->n_delegations, sizeof (GhBookDelegation));
  for (int number = 0; number < book->n_delegations; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_DELEGATIONS, number);
      GhBookDelegation *delegation = &book->delegations[number];

      delegation->id = gh_row_name (&row, "delegation", book->delegation_ids, number);
      delegation->region = gh_cell (&row, "region");
      delegation->flags = gh_cell_list (&row, "flags");
      delegation->size = gh_cell_number (&row, "size", 0);
    }
}

/* What `away` names: times, or a calendar file. */
static void
take_away (const GhBookRow *row, GhBookPerson *person)
{
  GhBook *book = row->book;
  const char *away = gh_cell (row, "away");
  g_autoptr (GArray) busy = g_array_new (false, false, sizeof (int));
  g_autofree char *sentence = NULL;

  if (*away == '\0')
    return;
  if (!g_str_has_suffix (away, ".ics") && !g_str_has_suffix (away, ".ical"))
    {
      const GArray *times = gh_cell_times (row, "away");
      for (guint span = 0; span < times->len; span++)
        gh_spans_subtract (person->present, g_array_index (times, GhBookSpan, span).start,
                           g_array_index (times, GhBookSpan, span).end);
      return;
    }
  g_autofree char *path = g_build_filename (book->folder, away, NULL);
  if (!book->read_busy (path, book->timezone, book->first_day, book->n_days, busy, &sentence))
    g_ptr_array_add (
        book->verdict->unknowns,
        g_strdup_printf ("when %s is busy, but for what could be read: %s", person->id, sentence));
  for (guint pair = 0; pair + 1 < busy->len; pair += 2)
    gh_spans_subtract (person->present, g_array_index (busy, int, pair),
                       g_array_index (busy, int, pair + 1));
}

static void
read_person (GhBook *book, int number)
{
  GhBookRow row = gh_book_row (book, GH_READ_PEOPLE, number);
  GhBookPerson *person = &book->persons[number];

  person->id = gh_row_name (&row, "person", book->person_ids, number);
  person->kind = *gh_cell (&row, "kind") != '\0' ? gh_cell (&row, "kind") : "delegate";
  person->region = gh_cell (&row, "region");
  person->delegation = gh_cell_find (&row, "delegation", book->delegation_ids);
  person->remote = gh_cell_yes (&row, "remote");
  person->present = gh_cell_times (&row, "present");
  take_away (&row, person);
  if (person->delegation < 0)
    return;
  gh_book_append (book, &book->delegations[person->delegation].people, number);
  if (*person->region == '\0')
    person->region = book->delegations[person->delegation].region;
}

static void
read_persons (GhBook *book)
{
  book->n_persons = gh_book_n_rows (book, GH_READ_PEOPLE);
  book->persons = gh_book_new0 (book, (gsize)book->n_persons, sizeof (GhBookPerson));
  for (int person = 0; person < book->n_persons; person++)
    read_person (book, person);
  for (int number = 0; number < book->n_delegations; number++)
    {
      GhBookDelegation *delegation = &book->delegations[number];
      if (delegation->size <= 0)
        delegation->size = MAX (1, delegation->people.n);
    }
}

/* ---- roles ------------------------------------------------------------------------------- */

static int
compare_roles (gconstpointer a, gconstpointer b)
{
  const GhBookRole *left = a;
  const GhBookRole *right = b;

  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  if (left->session != right->session)
    return left->session < right->session ? -1 : 1;
  return strcmp (left->role, right->role);
}

typedef struct
{
  int person; /* -1: nobody that is known */
  const char *role;
  const bool *sessions; /* those that it selects, and ... */
  char **items;         /* ... by what */
} RoleRow;

static GArray *
read_role_rows (GhBook *book)
{
  GArray *rows = g_array_new (false, false, sizeof (RoleRow));

  for (int number = 0; number < gh_book_n_rows (book, GH_READ_ROLES); number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_ROLES, number);
      const char *what = gh_cell (&row, "what");
      RoleRow read = { gh_cell_find (&row, "person", book->person_ids), gh_cell (&row, "role"),
                       gh_select (&row, "what", what), gh_book_list (book, what) };
      g_array_append_val (rows, read);
    }
  return rows;
}

/* "SESSION role" for every session that a row names: wider rows with the role stand back. */
static GHashTable *
narrow_roles (const GhBook *book, const GArray *rows)
{
  GHashTable *narrow = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint number = 0; number < rows->len; number++)
    {
      const RoleRow *row = &g_array_index (rows, RoleRow, number);
      for (char **item = row->items; *item != NULL; item++)
        {
          int session = gh_book_find (book->session_ids, *item);
          if (session >= 0 && row->sessions[session])
            g_hash_table_add (narrow, g_strdup_printf ("%s %s", *item, row->role));
        }
    }
  return narrow;
}

static void
add_roles (const GhBook *book, const RoleRow *row, GHashTable *narrow, GArray *roles)
{
  for (int session = 0; row->person >= 0 && session < book->n_sessions; session++)
    {
      GhBookRole role = { row->person, session, row->role };
      const char *id = book->sessions[session].id;
      g_autofree char *key = NULL;
      if (!row->sessions[session])
        continue;
      key = g_strdup_printf ("%s %s", id, role.role);
      if (gh_list_has (row->items, id) || !g_hash_table_contains (narrow, key))
        g_array_append_val (roles, role);
    }
}

static void
read_roles (GhBook *book)
{
  g_autoptr (GArray) rows = read_role_rows (book);
  g_autoptr (GHashTable) narrow = narrow_roles (book, rows);
  GArray *roles = gh_book_array (book, sizeof (GhBookRole));
  guint kept = 0;

  for (guint number = 0; number < rows->len; number++)
    add_roles (book, &g_array_index (rows, RoleRow, number), narrow, roles);
  g_array_sort (roles, compare_roles);
  for (guint role = 0; role < roles->len; role++)
    if (kept == 0
        || compare_roles (&g_array_index (roles, GhBookRole, kept - 1),
                          &g_array_index (roles, GhBookRole, role))
               != 0)
      g_array_index (roles, GhBookRole, kept++) = g_array_index (roles, GhBookRole, role);
  book->n_roles = (int)kept;
  book->roles = (GhBookRole *)(gpointer)roles->data;
  book->first_role = gh_book_new0 (book, (gsize)book->n_persons + 1, sizeof (int));
  int role = 0;
  for (int person = 0; person <= book->n_persons; person++)
    {
      while (role < book->n_roles && book->roles[role].person < person)
        role++;
      book->first_role[person] = role;
    }
}

/* ---- access ------------------------------------------------------------------------------ */

static void
read_access (GhBook *book, int number)
{
  GhBookRow row = gh_book_row (book, GH_READ_GROUPS, number);
  GhBookGroup *group = &book->groups[number];

  if (*gh_cell (&row, "access") == '\0')
    return;
  GhBookWhom whom = gh_select_whom (&row, "access", gh_cell (&row, "access"));
  group->access = gh_book_new0 (book, (gsize)book->n_persons, sizeof (bool));
  group->access_delegations = gh_book_new0 (book, (gsize)book->n_delegations, sizeof (bool));
  for (int delegation = 0; delegation < book->n_delegations; delegation++)
    group->access_delegations[delegation] = whom.delegations[delegation];
  /* A delegation brings its people but for those taken out, and any of its people opens the door to
   * it. */
  for (int person = 0; person < book->n_persons; person++)
    {
      int delegation = book->persons[person].delegation;
      group->access[person] =
          whom.persons[person]
          || (delegation >= 0 && whom.delegations[delegation] && !whom.barred[person]);
      if (group->access[person] && delegation >= 0)
        group->access_delegations[delegation] = true;
    }
  gh_whom_free_sets (&whom);
}

/* ---- attends ----------------------------------------------------------------------------- */

static GhBookWish
wish_of (const GhBookRow *row)
{
  const char *level = gh_cell (row, "level");

  if (strcmp (level, "must") == 0)
    return GH_WISH_MUST;
  if (strcmp (level, "should") == 0)
    return GH_WISH_SHOULD;
  if (strcmp (level, "may") != 0)
    gh_row_wrong (row, "level", level);
  return GH_WISH_MAY;
}

/* A row that names the person counts before all wider ones; of equals the strongest. */
static void
strengthen (GhBookWant *want, GhBookWish wish, bool named)
{
  if ((named && !want->named) || (named == want->named && wish > want->wish))
    *want = (GhBookWant){ (uint8_t)wish, named };
}

static void
reach (GhBook *book, int session, const GhBookWhom *whom, GhBookWish wish)
{
  gsize n = (gsize)book->n_sessions;
  int number = book->sessions[session].group;
  const GhBookGroup *group = number >= 0 ? &book->groups[number] : NULL;

  for (int person = 0; person < book->n_persons; person++)
    if (whom->persons[person]
        && (group == NULL || group->access == NULL || group->access[person]
            || gh_book_has_role (book, person, session)))
      strengthen (&book->wants[(gsize)person * n + (gsize)session], wish, whom->named[person]);
  for (int delegation = 0; delegation < book->n_delegations; delegation++)
    if (whom->delegations[delegation]
        && (group == NULL || group->access == NULL || group->access_delegations[delegation]))
      strengthen (&book->delegation_wants[(gsize)delegation * n + (gsize)session], wish, false);
}

static void
read_attends (GhBook *book)
{
  gsize n_sessions = (gsize)book->n_sessions;

  if ((gsize)(book->n_persons + book->n_delegations) * n_sessions > MOST_WANTS)
    {
      gh_problems_add (book->problems,
                       gh_table_place (book->sheets->pdata[GH_READ_SESSIONS], 0, NULL),
                       "people times sessions are more than %d", MOST_WANTS);
      return;
    }
  book->wants = gh_book_new0 (book, (gsize)book->n_persons * n_sessions, sizeof (GhBookWant));
  book->delegation_wants =
      gh_book_new0 (book, (gsize)book->n_delegations * n_sessions, sizeof (GhBookWant));
  for (int number = 0; number < gh_book_n_rows (book, GH_READ_ATTENDS); number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_ATTENDS, number);
      GhBookWhom whom = gh_select_whom (&row, "who", gh_cell (&row, "who"));
      GhBookWish wish = wish_of (&row);
      const bool *sessions = gh_select (&row, "what", gh_cell (&row, "what"));

      for (int session = 0; session < book->n_sessions; session++)
        if (sessions[session])
          reach (book, session, &whom, wish);
      gh_whom_free_sets (&whom);
    }
}

void
gh_book_read_people (GhBook *book)
{
  read_delegations (book);
  read_persons (book);
  read_roles (book);
  for (int group = 0; group < book->n_groups; group++)
    read_access (book, group);
  read_attends (book);
}
