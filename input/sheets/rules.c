#include "input/sheets/reading.h"

#include <string.h>

/* ---- relations and limits ---------------------------------------------------------------- */

static bool
find_relation (const char *name, GhRelationKind *kind)
{
  static const char *const names[] = { [GH_NOT_PARALLEL] = "not-parallel",
                                       [GH_BEFORE] = "before",
                                       [GH_ADJACENT] = "adjacent",
                                       [GH_SAME_ROOM] = "same-room",
                                       [GH_DIFFERENT_ROOM] = "different-room",
                                       [GH_SAME_DAY] = "same-day",
                                       [GH_DIFFERENT_DAY] = "different-day",
                                       [GH_JOINED] = "joined" };
  for (gsize entry = 0; entry < G_N_ELEMENTS (names); entry++)
    if (strcmp (names[entry], name) == 0)
      {
        *kind = (GhRelationKind)entry;
        return true;
      }
  return false;
}

/* "15", or "45/30" for not-parallel. */
static void
read_relation_minutes (const GhRow *row, GhRelation *relation)
{
  const char *text = gh_row_cell (row, "minutes");
  const char *slash = strchr (text, '/');

  if (slash != NULL && relation->kind != GH_NOT_PARALLEL)
    gh_row_problem (row, "minutes", "only not-parallel takes minutes before and after (45/30)");
  else if (slash != NULL)
    {
      g_autofree char *before = g_strstrip (g_strndup (text, (gsize)(slash - text)));
      g_autofree char *after = g_strstrip (g_strdup (slash + 1));
      gh_row_accepts (row, "minutes", gh_form_int (before, 0, GH_MOST_MINUTES, &relation->minutes));
      gh_row_accepts (row, "minutes",
                      gh_form_int (after, 0, GH_MOST_MINUTES, &relation->minutes_after));
    }
  else
    relation->minutes = relation->minutes_after =
        gh_row_int (row, "minutes", 0, GH_MOST_MINUTES, 0);
}

static void
check_relation (const GhRow *row, const GhRelation *relation)
{
  const char *within = gh_row_cell (row, "within");
  if (*within != '\0' && strcmp (within, "day") != 0)
    gh_row_problem (row, "within", "\"%s\" is not day, nor empty", within);
  if (relation->kind == GH_BEFORE)
    GH_BITS_EACH (relation->a, session)
      if (gh_bits_has (relation->b, session))
        {
          gh_row_problem (row, NULL, "%s would come before itself: a and b share it",
                          row->reading->model->sessions[session].id);
          return;
        }
}

void
gh_read_relations (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_RELATIONS, row)
  {
    const char *name = gh_row_cell (&row, "relation");
    GhRelationKind kind;
    GhRelation *relation;
    if (!find_relation (name, &kind))
      {
        gh_row_problem (&row, "relation",
                        "\"%s\" is none of not-parallel, before, adjacent, same-room, "
                        "different-room, same-day, different-day, joined",
                        name);
        continue;
      }
    relation = gh_model_add_relation (reading->model);
    relation->kind = kind;
    relation->a = gh_row_selector (&row, "a");
    relation->b = gh_row_selector (&row, "b");
    read_relation_minutes (&row, relation);
    relation->within_day = strcmp (gh_row_cell (&row, "within"), "day") == 0;
    relation->level = gh_row_level (&row, "level", GH_LEVEL_HARD);
    relation->weight = gh_row_int (&row, "weight", 0, GH_MOST_WEIGHT, 1);
    relation->source = gh_row_source (&row);
    check_relation (&row, relation);
  }
}

void
gh_read_limits (GhReading *reading)
{
  static const char *const pers[] = { "instant", "day", "conference" };
  GH_EACH_ROW (reading, GH_SHEET_LIMITS, row)
  {
    GhLimit *limit = gh_model_add_limit (reading->model);
    const char *per = gh_row_cell (&row, "per");
    int found = *per == '\0' ? 0 : -1;
    limit->of = gh_row_selector (&row, "of");
    limit->most = gh_row_int (&row, "most", 0, GH_MOST_COUNT, 0);
    if (!gh_row_has (&row, "most"))
      gh_row_problem (&row, "most", "a limit needs its most");
    for (int entry = 0; entry < 3; entry++)
      if (strcmp (per, pers[entry]) == 0)
        found = entry;
    if (found < 0)
      gh_row_problem (&row, "per", "\"%s\" is none of instant, day, conference", per);
    limit->per = (GhPer)MAX (0, found);
    gh_times_free (limit->during);
    limit->during = gh_row_times (&row, "during");
    limit->level = gh_row_level (&row, "level", GH_LEVEL_HARD);
    limit->weight = gh_row_int (&row, "weight", 0, GH_MOST_WEIGHT, 1);
    limit->source = gh_row_source (&row);
  }
}

/* ---- teams ------------------------------------------------------------------------------- */

static bool
is_known_layout (const GhModel *model, const char *layout)
{
  for (int room = 0; room < model->n_rooms; room++)
    if (gh_room_knows_layout (&model->rooms[room], layout))
      return true;
  return false;
}

/* Which kinds of team, features and layouts there are; a need that nothing meets is a note. */
static void
note_unmet (GhReading *reading)
{
  const GhModel *model = reading->model;
  GH_EACH_ROW (reading, GH_SHEET_SESSIONS, row)
  {
    int number = gh_reading_lookup (reading->sessions, gh_row_cell (&row, "session"));
    const GhSession *session;
    if (number < 0 || model->sessions[number].source.row != gh_table_row_line (row.table, row.row))
      continue;
    session = &model->sessions[number];
    for (guint need = 0; need < session->teams->len; need++)
      {
        const char *kind = g_array_index (session->teams, GhTeamNeed, need).kind;
        bool is_met = false;
        for (int team = 0; team < model->n_teams; team++)
          is_met = is_met || model->teams[team].kind == kind;
        if (!is_met)
          gh_row_note (&row, "teams", "there is no team of kind \"%s\": %s cannot be placed", kind,
                       session->id);
      }
    if (session->needs_room && session->layout != NULL && !is_known_layout (model, session->layout))
      gh_row_note (&row, "layout", "no room knows the layout \"%s\": %s cannot be placed",
                   session->layout, session->id);
    for (guint feature = 0; session->needs_room && feature < session->features->len; feature++)
      {
        bool is_met = false;
        for (int room = 0; room < model->n_rooms; room++)
          is_met =
              is_met
              || gh_names_have (model->rooms[room].features, session->features->pdata[feature]);
        if (!is_met)
          gh_row_note (&row, "features", "no room has the feature \"%s\": %s cannot be placed",
                       (const char *)session->features->pdata[feature], session->id);
      }
  }
}

void
gh_read_teams (GhReading *reading)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GH_EACH_ROW (reading, GH_SHEET_TEAMS, row)
  {
    const char *id = gh_row_id (&row, "team", ids);
    GhTeam *team;
    if (id == NULL)
      continue;
    team = gh_model_add_team (reading->model);
    gh_reading_name (ids, id, reading->model->n_teams - 1);
    team->id = id;
    team->kind = gh_row_text (&row, "kind");
    if (team->kind == NULL)
      gh_row_problem (&row, "kind", "a team needs its kind");
    gh_times_free (team->available);
    team->available = gh_row_times (&row, "available");
    team->most_minutes = gh_row_int (&row, "most_minutes", 1, GH_MOST_MINUTES, -1);
    team->rest_minutes = gh_row_int (&row, "rest_minutes", 0, GH_MOST_MINUTES, 0);
    team->most_per_day = gh_row_int (&row, "most_per_day", 0, GH_MOST_COUNT, -1);
    team->most_minutes_per_day = gh_row_int (&row, "most_minutes_per_day", 0, GH_MOST_MINUTES, -1);
    team->day_minutes = gh_row_int (&row, "day_minutes", 0, GH_MOST_MINUTES, -1);
    team->most_in_5_workdays = gh_row_int (&row, "most_in_5_workdays", 0, GH_MOST_COUNT, -1);
    team->remote = gh_row_yes (&row, "remote");
    team->source = gh_row_source (&row);
  }
  note_unmet (reading);
}

/* ---- speeches ---------------------------------------------------------------------------- */

static GhMode
read_mode (const GhRow *row)
{
  const char *mode = gh_row_cell (row, "mode");
  if (*mode == '\0' || strcmp (mode, "onsite") == 0)
    return GH_ONSITE;
  if (strcmp (mode, "remote") == 0)
    return GH_REMOTE;
  if (strcmp (mode, "video") == 0)
    return GH_VIDEO;
  gh_row_problem (row, "mode", "\"%s\" is none of onsite, remote, video", mode);
  return GH_ONSITE;
}

void
gh_read_speeches (GhReading *reading)
{
  GhModel *model = reading->model;
  GH_EACH_ROW (reading, GH_SHEET_SPEECHES, row)
  {
    int speaker = gh_row_find_cell (&row, "speaker", "person", reading->persons);
    GhSpeech *speech;
    if (!gh_row_has (&row, "speaker"))
      gh_row_problem (&row, "speaker", "the speaker is missing");
    if (speaker < 0)
      continue;
    speech = gh_model_add_speech (model);
    speech->speaker = speaker;
    speech->sessions = gh_row_selector (&row, "session");
    speech->minutes = gh_row_int (&row, "minutes", 1, GH_MOST_MINUTES, 1);
    if (!gh_row_has (&row, "minutes"))
      gh_row_problem (&row, "minutes", "a speech needs its minutes");
    speech->theme = gh_row_text (&row, "theme");
    gh_times_free (speech->available);
    speech->available = gh_row_times (&row, "available");
    speech->mode = read_mode (&row);
    speech->source = gh_row_source (&row);
    GH_BITS_EACH (speech->sessions, session)
      model->sessions[session].takes_speeches = true;
  }
}

/* ---- rules ------------------------------------------------------------------------------- */

static int
find_rule (const GhRow *row)
{
  const char *name = gh_row_cell (row, "rule");
  int rule = gh_rule_find (name);
  if (rule < 0)
    {
      g_autofree const char **names = g_new (const char *, gh_n_rules ());
      const char *nearest;
      for (int other = 0; other < gh_n_rules (); other++)
        names[other] = gh_rule_info (other)->name;
      nearest = gh_nearest_name (name, names, gh_n_rules ());
      gh_row_problem (row, "rule", "no rule is called \"%s\"%s%s%s; `gahunda rules` lists them all",
                      name, nearest != NULL ? " (did you mean \"" : "",
                      nearest != NULL ? nearest : "", nearest != NULL ? "\"?)" : "");
    }
  return rule;
}

static void
read_of (const GhRow *row, GhRuleRow *into)
{
  const char *of = gh_row_cell (row, "of");
  if (g_str_has_prefix (of, "role:") && strchr (of, ';') == NULL)
    {
      into->role = gh_model_text (row->reading->model, of + 5);
      if (!gh_rule_info (into->rule)->about_people)
        gh_row_problem (row, "of", "the rule %s is not about people's roles; name sessions",
                        gh_rule_info (into->rule)->name);
    }
  else if (*of != '\0')
    into->of = gh_row_selector (row, "of");
}

static void
read_value (const GhRow *row, GhRuleRow *into)
{
  const GhRuleInfo *info = gh_rule_info (into->rule);
  const char *text = gh_row_cell (row, "value");
  const char *dash = strchr (text, '-');

  if (*text == '\0')
    return;
  if (info->value < 0)
    gh_row_problem (row, "value", "the rule %s takes no value", info->name);
  else if (info->value_end >= 0)
    {
      g_autofree char *from = g_strndup (text, dash != NULL ? (gsize)(dash - text) : 0);
      if (dash == NULL)
        gh_row_problem (row, "value", "\"%s\" is no span of the day like 07:00-22:00", text);
      else if (gh_row_accepts (row, "value", gh_form_clock (g_strstrip (from), true, &into->value)))
        gh_row_accepts (row, "value", gh_form_clock (dash + 1, true, &into->value_end));
    }
  else if (info->value_is_time)
    gh_row_accepts (row, "value", gh_form_clock (text, true, &into->value));
  else
    gh_row_accepts (row, "value", gh_form_int (text, 0, GH_MOST_WEIGHT, &into->value));
}

void
gh_read_rules (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_RULES, row)
  {
    int rule = find_rule (&row);
    GhRuleRow *into;
    if (rule < 0)
      continue;
    into = gh_model_add_rule_row (reading->model);
    into->rule = rule;
    read_of (&row, into);
    into->has_level = gh_row_has (&row, "level");
    into->level = gh_row_level (&row, "level", gh_rule_info (rule)->level);
    into->weight = gh_row_int (&row, "weight", 0, GH_MOST_WEIGHT, -1);
    read_value (&row, into);
    into->because = gh_row_text (&row, "because");
    into->source = gh_row_source (&row);
    if (into->has_level && into->level == GH_LEVEL_HARD
        && gh_rule_info (rule)->level == GH_LEVEL_SOFT)
      gh_row_problem (&row, "level", "the rule %s is a cost and cannot be hard",
                      gh_rule_info (rule)->name);
  }
}

/* ---- pins -------------------------------------------------------------------------------- */

void
gh_read_pins (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_PINS, row)
  {
    int number = gh_row_find_cell (&row, "session", "session", reading->sessions);
    GhSession *session;
    if (number < 0)
      {
        if (!gh_row_has (&row, "session"))
          gh_row_problem (&row, "session", "the session is missing");
        continue;
      }
    session = &reading->model->sessions[number];
    if (!gh_row_has (&row, "start") && !gh_row_has (&row, "room"))
      gh_row_problem (&row, NULL, "a pin holds a start, a room, or both");
    if (session->pin_source.sheet != NULL)
      gh_row_problem (&row, "session", "%s is pinned twice (row %d)", session->id,
                      session->pin_source.row);
    if (gh_row_has (&row, "start"))
      gh_row_accepts (
          &row, "start",
          gh_form_start (gh_row_cell (&row, "start"), &reading->days, &session->pinned_start));
    session->pinned_room = gh_row_find_cell (&row, "room", "room", reading->rooms);
    if (session->pinned_room >= 0 && !session->needs_room)
      gh_row_problem (&row, "room", "%s needs no room", session->id);
    session->pin_source = gh_row_source (&row);
  }
}
