#include "tests/engine/random-model.h"

#include "engine/engine.h"

static int
below (GRand *random, int n)
{
  return g_rand_int_range (random, 0, n);
}

static bool
one_in (GRand *random, int n)
{
  return below (random, n) == 0;
}

static GhBits *
some_sessions (GRand *random, const GhModel *model, int one_of)
{
  GhBits *bits = gh_bits_new (model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    if (one_in (random, one_of))
      gh_bits_add (bits, session);
  return bits;
}

/* The row on which the N-th entry of a sheet would stand. */
static GhSource
row_of (const char *sheet, int n)
{
  return (GhSource){ sheet, n + 2 };
}

static const char *
numbered (GhModel *model, const char *prefix, int number)
{
  g_autofree char *text = g_strdup_printf ("%s%02d", prefix, number);
  return gh_model_text (model, text);
}

static void
add_rooms (GRand *random, GhModel *model)
{
  int n = 2 + below (random, 4);
  for (int room = 0; room < n; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      this->id = this->name = numbered (model, "R", room);
      this->venue = gh_model_venue (model, one_in (random, 3) ? "OLD" : "NEW");
      this->seats = 20 + 20 * below (random, 5);
      this->turnaround_minutes = 5 * below (random, 4);
      this->cost = below (random, 4);
      this->layout_change_minutes = 15 * below (random, 3);
      this->layout = gh_model_text (model, one_in (random, 2) ? "theatre" : NULL);
      g_ptr_array_add (this->seats_layouts, (gpointer)gh_model_text (model, "theatre"));
      g_array_append_val (this->seats_in_layout, this->seats);
      if (room >= 2 && one_in (random, 3))
        {
          int part = below (random, 2);
          g_array_append_val (this->parts, part);
        }
      if (one_in (random, 2))
        g_ptr_array_add (this->features, (gpointer)gh_model_text (model, "hybrid"));
    }
  if (model->n_venues == 2)
    gh_model_set_travel (model, 0, 1, 20);
}

static void
add_groups (GRand *random, GhModel *model)
{
  for (int group = 0; group < 3; group++)
    {
      GhGroup *this = gh_model_add_group (model);
      this->id = this->name = numbered (model, "G", group);
      this->source = row_of ("groups", group);
      if (one_in (random, 3))
        this->order_minutes = 30;
    }
}

/* Where it is crowded, sessions are many, all of one length, and most people are wanted twice. */
static void
add_sessions (GRand *random, GhModel *model, bool is_crowded)
{
  int n = is_crowded ? 16 + below (random, 20) : 4 + below (random, 9);
  for (int session = 0; session < n; session++)
    {
      GhSession *this = gh_model_add_session (model);
      this->id = this->title = numbered (model, "S", session);
      this->minutes = is_crowded ? 60 : 30 + 30 * below (random, 4);
      this->attendance = below (random, 60);
      this->needs_room = !one_in (random, 8);
      this->pattern = is_crowded || one_in (random, 2) ? 0 : -1;
      this->layout = gh_model_text (model, one_in (random, 3) ? "theatre" : NULL);
      this->optional = one_in (random, 6);
      this->reserve = this->optional && one_in (random, 2);
      if (one_in (random, 3))
        g_ptr_array_add (this->wishes, (gpointer)gh_model_text (model, "hybrid"));
      if (one_in (random, 3))
        {
          GhTeamNeed need = { gh_model_text (model, "interpretation"), 1 };
          g_array_append_val (this->teams, need);
        }
      this->group = below (random, 4) - 1;
      if (this->group >= 0)
        g_array_append_val (model->groups[this->group].sessions, session);
    }
}

static void
add_people (GRand *random, GhModel *model)
{
  for (int delegation = 0; delegation < 4; delegation++)
    {
      GhDelegation *this = gh_model_add_delegation (model);
      this->id = this->name = numbered (model, "D", delegation);
      this->size = 1 + below (random, 4);
      this->weight = 1 + below (random, 2);
      for (int person = 0; delegation > 0 && person < this->size; person++)
        {
          int number = model->n_persons;
          GhPerson *added = gh_model_add_person (model);
          added->id = added->name = numbered (model, "P", number);
          added->kind = gh_model_text (model, "delegate");
          added->delegation = delegation;
          added->remote = one_in (random, 4);
          added->timezone = gh_model_text (model, "America/New_York");
          g_array_append_val (this->people, number);
          if (one_in (random, 4))
            gh_times_subtract (added->present, 600, 720);
        }
    }
}

static void
add_wants (GRand *random, GhModel *model)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      for (int person = 0; person < model->n_persons; person++)
        {
          if (one_in (random, 8))
            {
              GhRole *role = gh_model_add_role (model);
              role->person = person;
              role->session = session;
              role->role = gh_model_text (model, one_in (random, 3) ? "secretary" : "chair");
            }
          if (one_in (random, 4))
            {
              GhWant *want = gh_model_add_person_want (model);
              want->who = person;
              want->session = session;
              want->wish = one_in (random, 5) ? GH_MUST : GH_SHOULD;
              want->named = one_in (random, 2);
            }
        }
      for (int delegation = 0; delegation < model->n_delegations; delegation++)
        if (one_in (random, 3))
          {
            GhWant *want = gh_model_add_delegation_want (model);
            want->who = delegation;
            want->session = session;
            want->wish = one_in (random, 3) ? GH_MUST : GH_SHOULD;
          }
    }
}

static void
add_rules (GRand *random, GhModel *model)
{
  int n = below (random, 7);
  for (int relation = 0; relation < n; relation++)
    {
      GhRelation *this = gh_model_add_relation (model);
      this->source = row_of ("relations", relation);
      this->kind = (GhRelationKind)below (random, GH_LARGER_ROOM + 1);
      this->a = some_sessions (random, model, 4);
      this->b = some_sessions (random, model, 4);
      this->minutes = 15 * below (random, 5);
      this->minutes_after = one_in (random, 2) ? this->minutes : 15;
      if (this->kind == GH_SAME_ROOM && one_in (random, 2))
        this->minutes = -1;
      this->within_day = one_in (random, 3);
      this->level = one_in (random, 3) ? GH_LEVEL_HARD : GH_LEVEL_SOFT;
      this->weight = 1 + below (random, 9);
    }
  n = below (random, 4);
  for (int limit = 0; limit < n; limit++)
    {
      GhLimit *this = gh_model_add_limit (model);
      this->source = row_of ("limits", limit);
      this->of = some_sessions (random, model, 2);
      this->most = 1 + below (random, 3);
      this->per = (GhPer)below (random, 3);
      this->level = one_in (random, 2) ? GH_LEVEL_HARD : GH_LEVEL_SOFT;
      this->weight = 1 + below (random, 3);
      if (one_in (random, 2))
        {
          gh_times_subtract (this->during, GH_BEGINNING, 10 * 60 + 10);
          gh_times_subtract (this->during, 15 * 60, GH_DAY + 11 * 60);
        }
    }
}

/* Whom person-clash holds apart, and by how much, by session and by role. */
static void
add_clash_rows (GRand *random, GhModel *model)
{
  for (int number = below (random, 6) - 3; number > 0; number--)
    {
      GhRuleRow *row = gh_model_add_rule_row (model);
      row->rule = gh_rule_find ("person-clash");
      row->has_level = true;
      row->level = one_in (random, 3)   ? GH_LEVEL_OFF
                   : one_in (random, 2) ? GH_LEVEL_SOFT
                                        : GH_LEVEL_HARD;
      row->weight = below (random, 20);
      row->value = 30 * below (random, 3);
      if (one_in (random, 2))
        row->role = gh_model_text (model, "secretary");
      else if (one_in (random, 2))
        row->of = some_sessions (random, model, 2);
    }
}

/* Rules that are off unless a row wants them; and people who do not count alike. */
static void
add_rule_rows (GRand *random, GhModel *model)
{
  static const char *const names[] = { "lone-day", "early", "long-run", "short-night",
                                       "lone-day", "start", "room-fit" };
  for (guint name = 0; name < G_N_ELEMENTS (names); name++)
    {
      GhRuleRow *row;
      if (one_in (random, 2) || (name > 4 && !one_in (random, 4)))
        continue;
      row = gh_model_add_rule_row (model);
      row->rule = gh_rule_find (names[name]);
      row->has_level = true;
      row->level = GH_LEVEL_SOFT;
      row->weight = 1 + below (random, 5);
      if (name > 1)
        row->of = some_sessions (random, model, 2);
      if (name == 2 || name == 3)
        row->value = 60 * below (random, 16);
    }
}

static void
add_teams (GRand *random, GhModel *model)
{
  for (int team = 0; team < 2; team++)
    {
      GhTeam *this = gh_model_add_team (model);
      this->id = numbered (model, "T", team);
      this->kind = gh_model_text (model, "interpretation");
      this->rest_minutes = 30 * below (random, 3);
      this->most_minutes = one_in (random, 2) ? 180 : -1;
      this->most_per_day = one_in (random, 2) ? 2 : -1;
      this->most_in_5_workdays = one_in (random, 3) ? 3 : -1;
      this->most_minutes_per_day = one_in (random, 4) ? 240 : -1;
      this->day_minutes = one_in (random, 4) ? 480 : -1;
      this->remote = one_in (random, 4);
    }
}

GhModel *
random_model (GRand *random)
{
  bool is_crowded = one_in (random, 4);
  GhModel *model = gh_model_new ();
  GhPatternRow *row;

  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  model->conference.first_day = 738312; /* 2022-06-06 */
  model->conference.n_days = 2;
  model->conference.grid_minutes = 30;
  gh_times_subtract (model->conference.hours, GH_BEGINNING, 8 * 60);
  gh_times_subtract (model->conference.hours, 22 * 60, GH_DAY + 8 * 60);
  gh_times_subtract (model->conference.hours, GH_DAY + 22 * 60, GH_END);
  row = gh_pattern_add_row (gh_model_add_pattern (model));
  for (int start = 9 * 60; start <= 21 * 60; start += 120)
    g_array_append_val (row->starts, start);
  row = gh_pattern_add_row (&model->patterns[0]);
  row->cost = 4;
  for (int start = 10 * 60; start <= 20 * 60; start += 120)
    g_array_append_val (row->starts, start);

  add_rooms (random, model);
  add_groups (random, model);
  add_sessions (random, model, is_crowded);
  add_people (random, model);
  add_wants (random, model);
  add_rules (random, model);
  add_teams (random, model);
  add_rule_rows (random, model);
  add_clash_rows (random, model);
  gh_model_finish (model);
  return model;
}

GhModel *
random_short_model (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)(100000 + number));
  GhModel *model = random_model (random);
  int hours = g_rand_int_range (random, 3, 9);
  gh_times_subtract (model->conference.hours, (8 + hours) * 60,
                     g_rand_boolean (random) ? GH_END : GH_DAY + 8 * 60);
  gh_times_subtract (model->conference.hours, GH_DAY + (8 + hours) * 60, GH_END);
  return model;
}

GhModel *
random_small_model (int number, int n_sessions)
{
  GhModel *model = random_short_model (number);
  for (int session = 0; session < model->n_sessions; session++)
    {
      model->sessions[session].optional = false;
      model->sessions[session].cancelled = session >= n_sessions;
    }
  return model;
}

bool
try_to_complete (GhBoard *board, int session, int *nodes)
{
  const GhDomain *domain;
  while (session < board->model->n_sessions && !gh_board_needs (board, session))
    session++;
  if (session == board->model->n_sessions)
    return true;
  domain = &board->demands->domains[session];
  for (int option = 0; option < domain->n_options; option++)
    for (int room = 0; room < domain->n_rooms; room++)
      {
        int mark = gh_board_mark (board);
        if (--*nodes <= 0)
          return false;
        if (!gh_board_is_open (board, session, option, room)
            || !gh_board_put (board, session, option, room))
          continue;
        if (try_to_complete (board, session + 1, nodes))
          return true;
        gh_board_rollback (board, mark);
      }
  return false;
}
