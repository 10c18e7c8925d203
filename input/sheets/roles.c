/* Roles: whose in which session.  A row for a session, or for several that it lists, stands in
 * place of all wider rows with the same role there. */
#include "input/sheets/reading.h"

#include <string.h>

typedef struct
{
  int person;
  const char *role; /* interned */
  int session;
  bool is_narrow; /* its row names this session */
  int line;
} Found;

/* By session and role, and there the rows for the session itself first. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;
  int order;

  if (left->session != right->session)
    return left->session < right->session ? -1 : 1;
  order = left->role != right->role ? strcmp (left->role, right->role) : 0;
  if (order == 0)
    order = (int)right->is_narrow - (int)left->is_narrow;
  if (order == 0)
    order = left->person < right->person ? -1 : left->person > right->person;
  return order != 0 ? order : left->line < right->line ? -1 : left->line > right->line;
}

/* The sessions that a row names, not by their group, kind or otherwise. */
static GhBits *
list_named (const GhRow *row)
{
  g_auto (GStrv) items = gh_form_list (gh_row_cell (row, "what"));
  GhBits *named = gh_bits_new (row->reading->model->n_sessions);

  for (char **item = items; *item != NULL; item++)
    {
      int session = gh_ids_find (&row->reading->sessions, *item);
      if (session >= 0)
        gh_bits_add (named, session);
    }
  return named;
}

static void
find_roles (const GhRow *row, GArray *found)
{
  GhReading *reading = row->reading;
  bool has_person = gh_row_needs (row, "person", "the person is missing");
  bool has_role = gh_row_needs (row, "role", "the role is missing");
  int person = gh_row_find_cell (row, "person", &reading->persons);
  g_autoptr (GhBits) named = list_named (row);
  g_autoptr (GhBits) sessions = gh_row_selector (row, "what");
  Found this = { person, gh_row_text (row, "role"), 0, false, gh_row_line (row) };

  if (!has_person || !has_role || person < 0)
    return;
  GH_BITS_EACH (sessions, session)
    {
      if (found->len == GH_MOST_ROLES)
        {
          gh_row_problem (row, "what", "there are more than %d roles in sessions", GH_MOST_ROLES);
          return;
        }
      this.session = session;
      this.is_narrow = gh_bits_has (named, session);
      g_array_append_val (found, this);
    }
}

static bool
are_of_one_role (const Found *a, const Found *b)
{
  return a->session == b->session && a->role == b->role;
}

/* Adds the roles among FOUND, sorted, that stand: of one session and role the narrow rows where
 * there are any, and everybody once. */
static void
add_roles (GhModel *model, const GArray *found)
{
  const char *sheet = gh_model_text (model, gh_sheet_names ()[GH_SHEET_ROLES]);
  const Found *first = NULL;
  const Found *last = NULL;

  for (guint entry = 0; entry < found->len; entry++)
    {
      const Found *this = &g_array_index (found, Found, entry);
      if (first == NULL || !are_of_one_role (first, this))
        first = this;
      else if ((first->is_narrow && !this->is_narrow) || last->person == this->person)
        continue;
      last = this;
      *gh_model_add_role (model) =
          (GhRole){ this->person, this->session, this->role, { sheet, this->line } };
    }
}

void
gh_read_roles (GhReading *reading)
{
  g_autoptr (GArray) found = g_array_new (false, false, sizeof (Found));

  GH_EACH_ROW (reading, GH_SHEET_ROLES, row)
  find_roles (&row, found);
  g_array_sort (found, compare_found);
  add_roles (reading->model, found);
}
