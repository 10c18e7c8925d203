/* Who attends what: every want of a person or a delegation, once. */
#include "input/sheets/reading.h"

/* A row reaches its people times its sessions: what can be worked through in some seconds. */
#define MOST_REACHED INT64_C (2000000000)
/* What may be wanted stands in one table. */
#define MOST_PLACES INT64_C (200000000)

/* The row that counts so far for one who and one session: how much it counts (0: there is none; a
 * row that names the person before all wider ones, then must, should, may) and, below that, its
 * number in the sheet. */
typedef uint32_t Standing;

#define ROW_BITS 28

static Standing
standing_of (GhWish wish, bool is_named, int row)
{
  Standing weight = (Standing)wish + 1 + (is_named ? 4 : 0);
  return weight << ROW_BITS | (Standing)row;
}

typedef struct
{
  GhReading *reading;
  Standing *persons;     /* person * n_sessions + session */
  Standing *delegations; /* likewise */
  GhBits **entitled;     /* by session, persons; NULL: all */
  int64_t n_reached;
} Attending;

static void
strengthen (Standing *standing, Standing other)
{
  if (other >> ROW_BITS > *standing >> ROW_BITS)
    *standing = other;
}

/* ---- access ------------------------------------------------------------------------------ */

/* A role in a session opens its doors. */
static void
open_by_role (const Attending *attending)
{
  const GhModel *model = attending->reading->model;
  for (int role = 0; role < model->n_roles; role++)
    {
      GhBits *entitled = attending->entitled[model->roles[role].session];
      if (entitled != NULL)
        gh_bits_add (entitled, model->roles[role].person);
    }
}

static void
find_entitled (const Attending *attending)
{
  const GhModel *model = attending->reading->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      int group = model->sessions[session].group;
      const GhBits *access = group >= 0 ? model->groups[group].access_persons : NULL;
      if (access != NULL)
        attending->entitled[session] =
            g_memdup2 (access, sizeof (GhBits) + (gsize)access->n_words * sizeof (uint64_t));
    }
  open_by_role (attending);
}

/* ---- rows -------------------------------------------------------------------------------- */

static bool
is_entitled (const Attending *attending, int session, int person)
{
  const GhBits *entitled = attending->entitled[session];
  return entitled == NULL || gh_bits_has (entitled, person);
}

static bool
may_send (const GhModel *model, int session, int delegation)
{
  int group = model->sessions[session].group;
  const GhBits *access = group >= 0 ? model->groups[group].access_delegations : NULL;
  return access == NULL || gh_bits_has (access, delegation);
}

/* SESSIONS as int: each of the row's people goes through them in the order of the table.  False:
 * nobody has access to any. */
static bool
reach (const Attending *attending, const GhWhom *whom, const GArray *sessions, GhWish wish, int row)
{
  const GhModel *model = attending->reading->model;
  const int *list = (const int *)(gconstpointer)sessions->data;
  bool is_any_let_in = false;

  GH_BITS_EACH (whom->persons, person)
    {
      Standing *standings = attending->persons + (gsize)person * (gsize)model->n_sessions;
      Standing this = standing_of (wish, gh_bits_has (whom->named, person), row);
      for (guint entry = 0; entry < sessions->len; entry++)
        if (is_entitled (attending, list[entry], person))
          {
            strengthen (&standings[list[entry]], this);
            is_any_let_in = true;
          }
    }
  GH_BITS_EACH (whom->delegations, delegation)
    {
      Standing *standings = attending->delegations + (gsize)delegation * (gsize)model->n_sessions;
      Standing this = standing_of (wish, false, row);
      for (guint entry = 0; entry < sessions->len; entry++)
        if (may_send (model, list[entry], delegation))
          {
            strengthen (&standings[list[entry]], this);
            is_any_let_in = true;
          }
    }
  return is_any_let_in;
}

/* False, told once, where the rows together reach too many. */
static bool
may_reach (Attending *attending, const GhRow *row, const GhWhom *whom, guint n_sessions)
{
  int64_t before = attending->n_reached;
  attending->n_reached +=
      (int64_t)(gh_bits_count (whom->persons) + gh_bits_count (whom->delegations)) * n_sessions;
  if (before <= MOST_REACHED && attending->n_reached > MOST_REACHED)
    gh_row_problem (row, NULL,
                    "the rows down to here name more than %" G_GINT64_FORMAT
                    " times one who and one session; fewer and wider rows say the same",
                    MOST_REACHED);
  return attending->n_reached <= MOST_REACHED;
}

const char *const gh_wish_words[] = {
  [GH_MAY] = "may", [GH_SHOULD] = "should", [GH_MUST] = "must", NULL
};

static void
read_row (Attending *attending, const GhRow *row)
{
  int wish;
  g_autoptr (GhBits) sessions = gh_row_selector (row, "what");
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  GhWhom whom = gh_row_whom (row, "who");

  gh_row_needs (row, "level", "the level is missing; write must, should or may");
  wish = gh_row_word (row, "level", gh_wish_words, -1);
  GH_BITS_EACH (sessions, session)
    g_array_append_val (list, session);
  if (wish >= 0 && may_reach (attending, row, &whom, list->len)
      && !reach (attending, &whom, list, (GhWish)wish, row->row) && list->len > 0
      && gh_bits_count (whom.persons) + gh_bits_count (whom.delegations) > 0)
    gh_row_note (row, "who",
                 "counts for nothing: the access of the sessions' groups lets none of these in");
  gh_whom_clear (&whom);
}

/* ---- what stands ------------------------------------------------------------------------- */

typedef GhWant *(*AddWant) (GhModel *model);

/* In the order of who and session, as the model keeps them. */
static void
write_wants (GhReading *reading, const Standing *standings, int n_who, AddWant add)
{
  GhModel *model = reading->model;
  const GhTable *table = reading->tables[GH_SHEET_ATTENDS];
  const char *sheet = gh_model_text (model, gh_sheet_names ()[GH_SHEET_ATTENDS]);
  int n_wants = 0;

  for (int who = 0; who < n_who; who++)
    for (int session = 0; session < model->n_sessions; session++)
      {
        Standing this = standings[(gsize)who * (gsize)model->n_sessions + (gsize)session];
        int weight = (int)(this >> ROW_BITS) - 1;
        int row = (int)(this & ((1u << ROW_BITS) - 1));
        if (weight < 0)
          continue;
        if (n_wants++ == GH_MOST_WANTS)
          {
            gh_problems_add (
                reading->problems, gh_reading_place (reading, GH_SHEET_ATTENDS, 0, NULL),
                "the rows together are more than %d times one who and one session", GH_MOST_WANTS);
            return;
          }
        *add (model) = (GhWant){
          who, session, (GhWish)(weight & 3), weight >= 4, { sheet, gh_table_row_line (table, row) }
        };
      }
}

void
gh_read_attends (GhReading *reading)
{
  GhModel *model = reading->model;
  int64_t n_places = (int64_t)(model->n_persons + model->n_delegations) * model->n_sessions;
  Attending attending = { .reading = reading };

  if (gh_reading_n_rows (reading, GH_SHEET_ATTENDS) == 0)
    return;
  if (n_places > MOST_PLACES)
    {
      gh_problems_add (reading->problems, gh_reading_place (reading, GH_SHEET_ATTENDS, 0, NULL),
                       "people and delegations times sessions are more than %" G_GINT64_FORMAT,
                       MOST_PLACES);
      return;
    }
  attending.persons = g_new0 (Standing, (gsize)model->n_persons * (gsize)model->n_sessions + 1);
  attending.delegations =
      g_new0 (Standing, (gsize)model->n_delegations * (gsize)model->n_sessions + 1);
  attending.entitled = g_new0 (GhBits *, model->n_sessions + 1);
  find_entitled (&attending);
  GH_EACH_ROW (reading, GH_SHEET_ATTENDS, row)
  read_row (&attending, &row);
  write_wants (reading, attending.persons, model->n_persons, gh_model_add_person_want);
  write_wants (reading, attending.delegations, model->n_delegations, gh_model_add_delegation_want);
  for (int session = 0; session < model->n_sessions; session++)
    gh_bits_free (attending.entitled[session]);
  g_free (attending.entitled);
  g_free (attending.persons);
  g_free (attending.delegations);
}
