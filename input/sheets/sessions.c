#include "input/sheets/reading.h"

#include <string.h>

/* ---- groups ------------------------------------------------------------------------------ */

static void
read_parents (GhReading *reading)
{
  GhModel *model = reading->model;
  GH_EACH_ROW (reading, GH_SHEET_GROUPS, row)
  {
    int group = gh_reading_lookup (reading->groups, gh_row_cell (&row, "group"));
    if (group >= 0)
      model->groups[group].parent = gh_row_find_cell (&row, "parent", "group", reading->groups);
  }
  for (int group = 0; group < model->n_groups; group++)
    {
      int above = model->groups[group].parent;
      for (int depth = 0; above >= 0; depth++, above = model->groups[above].parent)
        if (above == group || depth > model->n_groups)
          {
            gh_problems_add (reading->problems, "groups.csv", model->groups[group].source.row,
                             "parent", "the parents of %s lead back to itself",
                             model->groups[group].id);
            model->groups[group].parent = -1;
            break;
          }
    }
}

void
gh_read_groups (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_GROUPS, row)
  {
    const char *id = gh_row_id (&row, "group", reading->groups);
    GhGroup *group;
    if (id == NULL)
      continue;
    group = gh_model_add_group (reading->model);
    gh_reading_name (reading->groups, id, reading->model->n_groups - 1);
    group->id = id;
    group->name = gh_row_has (&row, "name") ? gh_row_text (&row, "name") : id;
    group->kind = gh_row_text (&row, "kind");
    group->order_minutes = gh_row_int (&row, "order_minutes", 0, GH_MOST_MINUTES, -1);
    group->source = gh_row_source (&row);
  }
  read_parents (reading);
}

void
gh_read_access (GhReading *reading)
{
  GhModel *model = reading->model;
  GH_EACH_ROW (reading, GH_SHEET_GROUPS, row)
  {
    int group = gh_reading_lookup (reading->groups, gh_row_cell (&row, "group"));
    GhWhom whom;
    if (group < 0 || !gh_row_has (&row, "access"))
      continue;
    whom = gh_reading_whom (&row, "access", gh_row_cell (&row, "access"));
    /* A delegation brings its people, and any of its people opens the door to it. */
    for (int person = 0; person < model->n_persons; person++)
      {
        int delegation = model->persons[person].delegation;
        if (delegation >= 0 && gh_bits_has (whom.delegations, delegation))
          gh_bits_add (whom.persons, person);
      }
    GH_BITS_EACH (whom.persons, person)
      if (model->persons[person].delegation >= 0)
        gh_bits_add (whom.delegations, model->persons[person].delegation);
    gh_bits_free (whom.named);
    gh_bits_free (model->groups[group].access_persons);
    gh_bits_free (model->groups[group].access_delegations);
    model->groups[group].access_persons = whom.persons;
    model->groups[group].access_delegations = whom.delegations;
  }
}

/* ---- sessions ---------------------------------------------------------------------------- */

static void
read_room (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = gh_form_list (gh_row_cell (row, "room"));
  if (items[0] != NULL && items[1] == NULL && strcmp (items[0], "none") == 0)
    {
      session->needs_room = false;
      return;
    }
  for (char **item = items; *item != NULL; item++)
    {
      int room = gh_row_find (row, "room", "room", row->reading->rooms, *item);
      if (room >= 0)
        g_array_append_val (session->rooms, room);
    }
}

/* "hybrid;captioning?" */
static void
read_features (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = gh_form_list (gh_row_cell (row, "features"));
  for (char **item = items; *item != NULL; item++)
    {
      gsize length = strlen (*item);
      bool wished = (*item)[length - 1] == '?';
      if (wished)
        (*item)[length - 1] = '\0';
      if (**item != '\0')
        g_ptr_array_add (wished ? session->wishes : session->features,
                         (gpointer)gh_model_text (row->reading->model, *item));
    }
}

/* "interpretation:1;captioning:1" */
static void
read_teams (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = gh_form_list (gh_row_cell (row, "teams"));
  for (char **item = items; *item != NULL; item++)
    {
      char *colon = strrchr (*item, ':');
      GhTeamNeed need = { NULL, 1 };
      if (colon != NULL
          && !gh_row_accepts (row, "teams",
                              gh_form_int (g_strstrip (colon + 1), 0, 1000, &need.count)))
        continue;
      if (colon != NULL)
        *colon = '\0';
      need.kind = gh_model_text (row->reading->model, g_strstrip (*item));
      if (need.kind == NULL)
        gh_row_problem (row, "teams", "a kind of team is missing; write interpretation:1");
      else if (need.count > 0)
        g_array_append_val (session->teams, need);
    }
}

/* "16;3": most, and minutes before the first. */
static void
read_speech_limits (const GhRow *row, GhSession *session)
{
  g_auto (GStrv) items = g_strsplit (gh_row_cell (row, "speeches"), ";", -1);
  guint n = g_strv_length (items);
  session->takes_speeches = gh_row_has (row, "speeches");
  if (n > 2)
    gh_row_problem (row, "speeches", "write the most, and the minutes before the first: 16;3");
  if (n >= 1 && *g_strstrip (items[0]) != '\0')
    gh_row_accepts (row, "speeches",
                    gh_form_int (items[0], 0, GH_MOST_COUNT, &session->most_speeches));
  if (n >= 2 && *g_strstrip (items[1]) != '\0')
    gh_row_accepts (row, "speeches",
                    gh_form_int (items[1], 0, GH_MOST_MINUTES, &session->speeches_after));
}

static void
read_when (const GhRow *row, GhSession *session)
{
  GhReading *reading = row->reading;
  session->minutes = gh_row_int (row, "minutes", 1, GH_MOST_MINUTES, 1);
  if (!gh_row_has (row, "minutes"))
    gh_row_problem (row, "minutes", "a session needs its minutes");
  session->pattern = gh_row_find_cell (row, "pattern", "pattern", reading->patterns);
  if (gh_row_has (row, "start"))
    gh_row_accepts (
        row, "start",
        gh_form_start (gh_row_cell (row, "start"), &reading->days, &session->fixed_start));
  gh_times_free (session->window);
  session->window = gh_row_times (row, "window");
}

static void
read_where (const GhRow *row, GhSession *session)
{
  GhModel *model = row->reading->model;
  read_room (row, session);
  if (gh_row_has (row, "venue"))
    {
      int n_venues = model->n_venues;
      session->venue = gh_model_venue (model, gh_row_cell (row, "venue"));
      if (model->n_venues > n_venues)
        gh_row_note (row, "venue", "no room is at the venue \"%s\"", gh_row_cell (row, "venue"));
    }
  session->attendance = gh_row_int (row, "attendance", 0, GH_MOST_SEATS, 0);
  session->layout = gh_row_text (row, "layout");
  read_features (row, session);
  read_teams (row, session);
}

static void
read_kind (const GhRow *row, GhSession *session)
{
  GhModel *model = row->reading->model;
  session->group = gh_row_find_cell (row, "group", "group", row->reading->groups);
  session->kind = gh_row_text (row, "kind");
  if (session->kind == NULL && session->group >= 0)
    session->kind = model->groups[session->group].kind;
  session->reserve = session->kind == gh_model_text (model, "reserve");
  session->optional = gh_row_yes (row, "optional") || session->reserve;
  session->cancelled = gh_row_yes (row, "cancelled");
  session->closed = gh_row_yes (row, "closed");
  session->priority = gh_row_int (row, "priority", 0, 1000, 0);
  if (session->group >= 0)
    {
      int number = model->n_sessions - 1;
      g_array_append_val (model->groups[session->group].sessions, number);
    }
}

static void
read_was (const GhRow *row, GhSession *session)
{
  gh_row_names (row, "was", session->was);
  for (guint entry = 0; entry < session->was->len; entry++)
    if (strpbrk (session->was->pdata[entry], ":/\"*") != NULL)
      gh_row_problem (row, "was", "\"%s\" is no id", (const char *)session->was->pdata[entry]);
}

void
gh_read_sessions (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_SESSIONS, row)
  {
    const char *id = gh_row_id (&row, "session", reading->sessions);
    GhSession *session;
    if (row.row >= GH_MOST_SESSIONS)
      {
        gh_row_problem (&row, NULL, "a conference has at most %d sessions", GH_MOST_SESSIONS);
        break;
      }
    if (id != NULL && gh_reading_lookup (reading->groups, id) >= 0)
      {
        gh_row_problem (&row, "session", "\"%s\" is a group too; no id is both", id);
        continue;
      }
    if (id == NULL)
      continue;
    session = gh_model_add_session (reading->model);
    gh_reading_name (reading->sessions, id, reading->model->n_sessions - 1);
    session->id = id;
    session->title = gh_row_has (&row, "title") ? gh_row_text (&row, "title") : id;
    if (!gh_row_has (&row, "title"))
      gh_row_problem (&row, "title", "a session needs a title");
    read_kind (&row, session);
    gh_row_names (&row, "tags", session->tags);
    read_when (&row, session);
    read_where (&row, session);
    session->theme = gh_row_text (&row, "theme");
    read_speech_limits (&row, session);
    read_was (&row, session);
    session->because = gh_row_text (&row, "because");
    session->source = gh_row_source (&row);
  }
}

/* ---- after ------------------------------------------------------------------------------- */

static void
read_after (const GhRow *row, int session, char *item)
{
  char *colon = strrchr (item, ':');
  int minutes = 0;
  int first;
  GhAfter *after;

  if (colon != NULL
      && !gh_row_accepts (row, "after",
                          gh_form_int (g_strstrip (colon + 1), 0, GH_MOST_MINUTES, &minutes)))
    return;
  if (colon != NULL)
    *colon = '\0';
  first = gh_row_find (row, "after", "session", row->reading->sessions, g_strstrip (item));
  if (first < 0)
    return;
  if (first == session)
    {
      gh_row_problem (row, "after", "a session does not come after itself");
      return;
    }
  after = gh_model_add_after (row->reading->model);
  *after = (GhAfter){ first, session, minutes, gh_row_source (row) };
}

/* Looks for a circle from SESSION on, along what comes after it; PATH remembers the way. */
static bool
find_circle (GArray **later, int session, uint8_t *state, GArray *path)
{
  g_array_append_val (path, session);
  if (state[session] == 1)
    return true;
  if (state[session] == 0)
    {
      state[session] = 1;
      for (guint entry = 0; entry < later[session]->len; entry++)
        if (find_circle (later, g_array_index (later[session], int, entry), state, path))
          return true;
      state[session] = 2;
    }
  g_array_set_size (path, path->len - 1);
  return false;
}

static void
report_circle (GhReading *reading, const GArray *path)
{
  const GhModel *model = reading->model;
  int last = g_array_index (path, int, path->len - 1);
  guint first = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  while (g_array_index (path, int, first) != last)
    first++;
  for (guint entry = first; entry < path->len; entry++)
    g_string_append_printf (text, "%s%s", entry == first ? "" : ", then ",
                            model->sessions[g_array_index (path, int, entry)].id);
  gh_problems_add (reading->problems, "sessions.csv", model->sessions[last].source.row, "after",
                   "these come after each other in a circle: %s", text->str);
}

static void
check_circles (GhReading *reading)
{
  const GhModel *model = reading->model;
  g_autofree GArray **later = g_new (GArray *, model->n_sessions);
  g_autofree uint8_t *state = g_new0 (uint8_t, model->n_sessions);
  g_autoptr (GArray) path = g_array_new (false, false, sizeof (int));

  for (int session = 0; session < model->n_sessions; session++)
    later[session] = g_array_new (false, false, sizeof (int));
  for (int after = 0; after < model->n_afters; after++)
    g_array_append_val (later[model->afters[after].a], model->afters[after].b);
  for (int group = 0; group < model->n_groups; group++)
    for (guint entry = 1;
         model->groups[group].order_minutes >= 0 && entry < model->groups[group].sessions->len;
         entry++)
      g_array_append_val (later[g_array_index (model->groups[group].sessions, int, entry - 1)],
                          g_array_index (model->groups[group].sessions, int, entry));
  for (int session = 0; session < model->n_sessions; session++)
    {
      g_array_set_size (path, 0);
      if (find_circle (later, session, state, path))
        {
          report_circle (reading, path);
          break;
        }
    }
  for (int session = 0; session < model->n_sessions; session++)
    g_array_unref (later[session]);
}

void
gh_read_afters (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_SESSIONS, row)
  {
    int session = gh_reading_lookup (reading->sessions, gh_row_cell (&row, "session"));
    g_auto (GStrv) items = gh_form_list (gh_row_cell (&row, "after"));
    for (char **item = items; session >= 0 && *item != NULL; item++)
      read_after (&row, session, *item);
  }
  check_circles (reading);
}
