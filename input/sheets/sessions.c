#include "input/sheets/reading.h"
#include "input/sheets/typed.h"

#include <string.h>

/* ---- where ------------------------------------------------------------------------------- */

/* A room, a list to choose from, or `none`. */
static void
read_rooms (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = gh_row_list (row, "room", GH_MOST_NAMES);
  guint n = g_strv_length (items);

  session->needs_room = n != 1 || strcmp (items[0], "none") != 0;
  for (char **item = items; session->needs_room && *item != NULL; item++)
    if (strcmp (*item, "none") == 0)
      gh_row_problem (row, "room", "none stands alone: a session needs a room, or it does not");
    else
      {
        int room = gh_row_find (row, "room", &row->reading->rooms, *item);
        if (room >= 0)
          g_array_append_val (session->rooms, room);
      }
}

static void
read_venue (const GhRow *row, GhSession *session)
{
  GhModel *model = row->reading->model;
  int n_venues = model->n_venues;
  const char *name = gh_row_cell (row, "venue");

  session->venue = gh_row_venue (row, "venue");
  if (model->n_venues == n_venues || !gh_reading_knows (row->reading, GH_SHEET_ROOMS))
    return;
  gh_row_tell_meant (row, "venue", false, name,
                     gh_row_meant_word (row, name, model->venues, n_venues),
                     "no room is at the venue \"%s\"", name);
}

/* "hybrid;captioning?" */
static void
read_features (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = gh_row_list (row, "features", GH_MOST_NAMES);
  for (char **item = items; *item != NULL; item++)
    {
      gsize length = strlen (*item);
      bool is_wished = (*item)[length - 1] == '?';
      GPtrArray *names = is_wished ? session->wishes : session->features;
      const char *name;
      if (is_wished)
        (*item)[length - 1] = '\0';
      name = gh_model_text (row->reading->model, g_strstrip (*item));
      if (name == NULL)
        gh_row_problem (row, "features", "a feature is missing before the \"?\"");
      else if (!gh_names_have (names, name))
        g_ptr_array_add (names, (gpointer)name);
    }
}

static bool
needs_kind (const GhSession *session, const char *kind)
{
  for (guint need = 0; need < session->teams->len; need++)
    if (g_array_index (session->teams, GhTeamNeed, need).kind == kind)
      return true;
  return false;
}

/* "interpretation:1" */
static void
read_team_need (const GhRow *row, GhSession *session, char *item)
{
  char *colon = strrchr (item, ':');
  GhTeamNeed need = { NULL, 1 };

  if (colon != NULL
      && !gh_row_accepts (
          row, "teams", gh_form_int (g_strstrip (colon + 1), 0, GH_MOST_TEAMS_NEEDED, &need.count)))
    return;
  if (colon != NULL)
    *colon = '\0';
  need.kind = gh_model_text (row->reading->model, g_strstrip (item));
  if (need.kind == NULL)
    gh_row_problem (row, "teams", "a kind of team is missing; write interpretation:1");
  else if (needs_kind (session, need.kind))
    gh_row_problem (row, "teams", "the kind \"%s\" is there twice; write the sum", need.kind);
  else if (need.count > 0)
    g_array_append_val (session->teams, need);
}

static void
read_where (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) teams = gh_row_list (row, "teams", GH_MOST_NAMES);

  read_rooms (row, session);
  read_venue (row, session);
  session->attendance = gh_row_int (row, "attendance", 0, GH_MOST_SEATS, 0);
  session->layout = gh_row_text (row, "layout");
  read_features (row, session);
  for (char **item = teams; *item != NULL; item++)
    read_team_need (row, session, *item);
}

/* ---- when -------------------------------------------------------------------------------- */

static bool
is_long_enough (const GhTimes *window, int minutes)
{
  for (int span = 0; span < window->n_spans; span++)
    if (window->spans[span].end - window->spans[span].start >= minutes)
      return true;
  return false;
}

/* What one row alone makes impossible. */
static void
check_when (const GhRow *row, const GhSession *session)
{
  const GhReading *reading = row->reading;
  GhMinute start = session->fixed_start;

  if (!gh_row_has (row, "window") || !reading->days_are_known)
    return;
  if (!gh_times_meet (session->window, 0, reading->days.n_days * GH_DAY))
    gh_row_tell_meant (row, "window", false, gh_row_cell (row, "window"),
                       gh_typed_exchanged (gh_row_cell (row, "window"), &reading->days),
                       "the window is on no day of the conference");
  else if (!is_long_enough (session->window, session->minutes))
    gh_row_problem (row, "window", "the window is shorter than the session's %d minutes",
                    session->minutes);
  else if (start != GH_NEVER && !gh_times_hold (session->window, start, start + session->minutes))
    gh_row_problem (row, "start", "the session does not lie in its own window");
}

static void
read_when (const GhRow *row, GhSession *session)
{
  gh_row_needs (row, "minutes", "a session needs its minutes");
  session->minutes = gh_row_int (row, "minutes", 1, GH_MOST_MINUTES, 1);
  session->pattern = gh_row_find_cell (row, "pattern", &row->reading->patterns);
  session->fixed_start = gh_row_start (row, "start");
  gh_times_free (session->window);
  session->window = gh_row_times (row, "window");
  check_when (row, session);
}

/* ---- what -------------------------------------------------------------------------------- */

/* "16;3": most, and minutes before the first. */
static void
read_speech_limits (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = g_strsplit (gh_row_cell (row, "speeches"), ";", 3);
  guint n = g_strv_length (items);

  if (n > 2)
    gh_row_problem (row, "speeches", "write the most, and the minutes before the first: 16;3");
  if (n >= 1 && *g_strstrip (items[0]) != '\0')
    gh_row_accepts (row, "speeches",
                    gh_form_int (items[0], 0, GH_MOST_COUNT, &session->most_speeches));
  if (n == 2 && *g_strstrip (items[1]) != '\0')
    gh_row_accepts (row, "speeches",
                    gh_form_int (items[1], 0, GH_MOST_MINUTES, &session->speeches_after));
  /* Minutes that could not be read are 1. */
  if (session->speeches_after >= session->minutes && session->minutes > 1
      && session->most_speeches != 0)
    gh_row_problem (row, "speeches", "%d minutes before the first speech leave none of the %d",
                    session->speeches_after, session->minutes);
}

static void
read_group (const GhRow *row, GhSession *session, int number)
{
  GhModel *model = row->reading->model;

  session->group = gh_row_find_cell (row, "group", &row->reading->groups);
  session->kind = gh_row_text (row, "kind");
  if (session->group < 0)
    return;
  if (session->kind == NULL)
    session->kind = model->groups[session->group].kind;
  g_array_append_val (model->groups[session->group].sessions, number);
}

/* How much it is needed, and who may see it. */
static void
read_standing (const GhRow *row, GhSession *session)
{
  session->reserve = session->kind == gh_model_text (row->reading->model, "reserve");
  session->optional = gh_row_yes (row, "optional") || session->reserve;
  session->cancelled = gh_row_yes (row, "cancelled");
  session->closed = gh_row_yes (row, "closed");
  session->priority = gh_row_int (row, "priority", 0, GH_MOST_PRIORITY, 0);
}

static void
read_was (const GhRow *row, GhSession *session)
{
  gh_row_names (row, "was", session->was);
  for (guint entry = 0; entry < session->was->len; entry++)
    if (!gh_row_accepts (row, "was", gh_form_id (session->was->pdata[entry])))
      return;
}

static void
read_session (const GhRow *row, const char *id)
{
  GhModel *model = row->reading->model;
  GhSession *session = gh_model_add_session (model);

  gh_ids_add (&row->reading->sessions, id, gh_row_line (row));
  session->id = id;
  gh_row_needs (row, "title", "a session needs a title");
  session->title = gh_row_text_or (row, "title", id);
  gh_row_translate (row, "title", &session->title_in);
  read_group (row, session, model->n_sessions - 1);
  read_standing (row, session);
  gh_row_names (row, "tags", session->tags);
  read_when (row, session);
  read_where (row, session);
  session->theme = gh_row_text (row, "theme");
  read_speech_limits (row, session);
  read_was (row, session);
  session->because = gh_row_text (row, "because");
  gh_row_translate (row, "because", &session->because_in);
  session->source = gh_row_source (row);
}

/* ---- all of them ------------------------------------------------------------------------- */

/* A calendar entry goes on under the first id that its session had, so no two may have had it. */
static void
check_entries (GhReading *reading)
{
  const GhModel *model = reading->model;
  g_autoptr (GHashTable) entries = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *this = &model->sessions[session];
      const char *first = this->was->len > 0 ? this->was->pdata[this->was->len - 1] : this->id;
      const GhSession *other = g_hash_table_lookup (entries, first);
      if (other == NULL)
        g_hash_table_insert (entries, (gpointer)first, (gpointer)this);
      else
        gh_problems_add (reading->problems,
                         gh_reading_place (reading, GH_SHEET_SESSIONS, this->source.row, "was"),
                         "the calendar entry of \"%s\" would go on as %s and as %s", first,
                         other->id, this->id);
    }
}

void
gh_read_sessions (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_SESSIONS, row)
  {
    const char *id = gh_row_id (&row, "session", &reading->sessions);
    if (id != NULL && gh_ids_find (&reading->groups, id) >= 0)
      gh_row_problem (&row, "session", "\"%s\" is a group too; no id is both", id);
    else if (id != NULL)
      read_session (&row, id);
  }
  check_entries (reading);
}
