/* Teams; and what sessions need that neither a team nor a room has. */
#include "input/sheets/reading.h"

/* ---- teams ------------------------------------------------------------------------------- */

static void
read_team (const GhRow *row, const char *id)
{
  GhTeam *team = gh_model_add_team (row->reading->model);

  gh_ids_add (&row->reading->teams, id, gh_row_line (row));
  team->id = id;
  gh_row_needs (row, "kind", "a team needs its kind");
  team->kind = gh_row_text (row, "kind");
  gh_times_free (team->available);
  team->available = gh_row_times (row, "available");
  team->most_minutes = gh_row_int (row, "most_minutes", 1, GH_MOST_MINUTES, -1);
  team->rest_minutes = gh_row_int (row, "rest_minutes", 0, GH_MOST_MINUTES, 0);
  team->most_per_day = gh_row_int (row, "most_per_day", 0, GH_MOST_COUNT, -1);
  team->most_minutes_per_day = gh_row_int (row, "most_minutes_per_day", 0, GH_MOST_MINUTES, -1);
  team->day_minutes = gh_row_int (row, "day_minutes", 0, GH_MOST_MINUTES, -1);
  team->most_in_5_workdays = gh_row_int (row, "most_in_5_workdays", 0, GH_MOST_COUNT, -1);
  team->remote = gh_row_yes (row, "remote");
  team->source = gh_row_source (row);
}

void
gh_read_teams (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_TEAMS, row)
  {
    const char *id = gh_row_id (&row, "team", &reading->teams);
    if (id != NULL)
      read_team (&row, id);
  }
}

/* ---- needs that nothing meets ------------------------------------------------------------ */

/* Interned names of what there is. */
typedef struct
{
  GHashTable *kinds, *features, *layouts;
} Offers;

static Offers
find_offers (const GhModel *model)
{
  Offers offers = { g_hash_table_new (g_direct_hash, g_direct_equal),
                    g_hash_table_new (g_direct_hash, g_direct_equal),
                    g_hash_table_new (g_direct_hash, g_direct_equal) };

  for (int team = 0; team < model->n_teams; team++)
    g_hash_table_add (offers.kinds, (gpointer)model->teams[team].kind);
  for (int room = 0; room < model->n_rooms; room++)
    {
      const GhRoom *this = &model->rooms[room];
      for (guint feature = 0; feature < this->features->len; feature++)
        g_hash_table_add (offers.features, this->features->pdata[feature]);
      for (guint layout = 0; layout < this->seats_layouts->len; layout++)
        g_hash_table_add (offers.layouts, this->seats_layouts->pdata[layout]);
      if (this->layout != NULL)
        g_hash_table_add (offers.layouts, (gpointer)this->layout);
    }
  return offers;
}

static void
clear_offers (Offers *offers)
{
  g_hash_table_unref (offers->kinds);
  g_hash_table_unref (offers->features);
  g_hash_table_unref (offers->layouts);
}

/* The note's place is the session's row, which has been read already. */
static void
note_unmet (const GhReading *reading, const GhSession *session, const char *column,
            const char *before, const char *name)
{
  gh_problems_note (reading->problems,
                    gh_reading_place (reading, GH_SHEET_SESSIONS, session->source.row, column),
                    "%s \"%s\": %s cannot be placed", before, name, session->id);
}

static void
note_unmet_of (const GhReading *reading, const GhSession *session, const Offers *offers)
{
  for (guint need = 0; need < session->teams->len; need++)
    {
      const char *kind = g_array_index (session->teams, GhTeamNeed, need).kind;
      if (!g_hash_table_contains (offers->kinds, kind))
        note_unmet (reading, session, "teams", "there is no team of kind", kind);
    }
  if (!session->needs_room)
    return;
  if (session->layout != NULL && !g_hash_table_contains (offers->layouts, session->layout))
    note_unmet (reading, session, "layout", "no room knows the layout", session->layout);
  for (guint feature = 0; feature < session->features->len; feature++)
    if (!g_hash_table_contains (offers->features, session->features->pdata[feature]))
      note_unmet (reading, session, "features", "no room has the feature",
                  session->features->pdata[feature]);
}

void
gh_note_unmet (GhReading *reading)
{
  Offers offers = find_offers (reading->model);

  for (int session = 0; session < reading->model->n_sessions; session++)
    note_unmet_of (reading, &reading->model->sessions[session], &offers);
  clear_offers (&offers);
}
