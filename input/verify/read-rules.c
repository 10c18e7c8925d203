/* Teams, relations, limits, speeches, and how each rule stands for each session. */
#include "input/verify/read.h"
#include "input/verify/select.h"
#include "input/verify/times.h"

#include <string.h>

/* ---- teams ------------------------------------------------------------------------------- */

void
gh_book_read_teams (GhBook *book)
{
  book->n_teams = gh_book_n_rows (book, GH_READ_TEAMS);
  book->teams = gh_book_new0 (book, (gsize)book->n_teams, sizeof (GhBookTeam));
  for (int number = 0; number < book->n_teams; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_TEAMS, number);
      GhBookTeam *team = &book->teams[number];

      team->id = gh_row_name (&row, "team", book->team_ids, number);
      team->kind = gh_cell (&row, "kind");
      team->available = gh_cell_times (&row, "available");
      team->most_minutes = gh_cell_number (&row, "most_minutes", -1);
      team->rest_minutes = gh_cell_number (&row, "rest_minutes", 0);
      team->most_per_day = gh_cell_number (&row, "most_per_day", -1);
      team->most_minutes_per_day = gh_cell_number (&row, "most_minutes_per_day", -1);
      team->day_minutes = gh_cell_number (&row, "day_minutes", -1);
      team->most_in_5_workdays = gh_cell_number (&row, "most_in_5_workdays", -1);
      team->remote = gh_cell_yes (&row, "remote");
    }
}

/* ---- the rules sheet --------------------------------------------------------------------- */

static int
find_hard (const char *name)
{
  for (int rule = 0; rule < GH_N_HARD; rule++)
    if (strcmp (gh_hard_names[rule], name) == 0)
      return rule;
  return -1;
}

static bool
is_hard_level (const GhBookRow *row, const char *column)
{
  const char *level = gh_cell (row, column);
  return *level == '\0' || strcmp (level, "hard") == 0;
}

static void
add_waiver (const GhBookRow *row)
{
  const char *of = gh_cell (row, "of");
  const char *because = gh_cell (row, "because");

  g_ptr_array_add (row->book->verdict->waivers,
                   g_strdup_printf ("%s is %s for %s (%s)%s%s", gh_cell (row, "rule"),
                                    gh_cell (row, "level"), *of != '\0' ? of : "everything",
                                    gh_book_place (row->book, GH_READ_RULES, gh_row_line_of (row)),
                                    *because != '\0' ? ": " : "", because));
}

/* The role of a row that is about one, and not about sessions; NULL: it is about sessions. */
static const char *
role_of (const char *of)
{
  return g_str_has_prefix (of, "role:") && strchr (of, ';') == NULL ? of + strlen ("role:") : NULL;
}

static GhBookSetting *
all_hard (GhBook *book, int n)
{
  GhBookSetting *settings = gh_book_new0 (book, (gsize)n, sizeof (GhBookSetting));
  for (int setting = 0; setting < n; setting++)
    settings[setting].is_hard = true;
  return settings;
}

/* SESSIONS: NULL for all. */
static void
set (const GhBook *book, GhBookSetting *settings, const bool *sessions, GhBookSetting setting)
{
  for (int session = 0; session <= book->n_sessions; session++)
    if (sessions == NULL || (session < book->n_sessions && sessions[session]))
      settings[session] = setting;
}

/* Rows come in sheet order, so that the last that fits is what stays. */
static void
apply_rule_row (const GhBookRow *row)
{
  GhBook *book = row->book;
  int rule = find_hard (gh_cell (row, "rule"));
  const char *of = gh_cell (row, "of");
  const char *role = role_of (of);
  GHashTableIter each;
  gpointer of_role;

  /* Costs are no matter of right and wrong, and no other hard rule is about roles. */
  if (rule < 0 || (role != NULL && rule != GH_HARD_PERSON_CLASH))
    return;
  GhBookSetting setting = { is_hard_level (row, "level"), gh_cell_number (row, "value", 0) };
  const bool *sessions = role == NULL && *of != '\0' ? gh_select (row, "of", of) : NULL;
  if (role != NULL)
    set (book, g_hash_table_lookup (book->clashes, role), NULL, setting);
  else
    set (book, &book->settings[rule * (book->n_sessions + 1)], sessions, setting);
  g_hash_table_iter_init (&each, book->clashes);
  while (role == NULL && rule == GH_HARD_PERSON_CLASH
         && g_hash_table_iter_next (&each, NULL, &of_role))
    set (book, of_role, sessions, setting);
  if (!setting.is_hard)
    add_waiver (row);
}

static void
read_settings (GhBook *book)
{
  book->settings = all_hard (book, GH_N_HARD * (book->n_sessions + 1));
  for (int number = 0; number < gh_book_n_rows (book, GH_READ_RULES); number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_RULES, number);
      const char *role = role_of (gh_cell (&row, "of"));
      if (role != NULL && find_hard (gh_cell (&row, "rule")) == GH_HARD_PERSON_CLASH)
        g_hash_table_insert (book->clashes, (gpointer)role, all_hard (book, book->n_sessions + 1));
    }
  for (int number = 0; number < gh_book_n_rows (book, GH_READ_RULES); number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_RULES, number);
      apply_rule_row (&row);
    }
}

/* ---- relations --------------------------------------------------------------------------- */

static void
read_relation_minutes (const GhBookRow *row, GhBookRelation *relation)
{
  const char *text = gh_cell (row, "minutes");
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);

  relation->minutes = relation->minutes_after = strcmp (relation->kind, "same-room") == 0 ? -1 : 0;
  if (parts[0] == NULL)
    return;
  bool is_read = gh_read_number (g_strstrip (parts[0]), &relation->minutes);
  relation->minutes_after = relation->minutes;
  if (parts[1] != NULL)
    is_read = gh_read_number (g_strstrip (parts[1]), &relation->minutes_after) && is_read;
  if (!is_read)
    gh_row_wrong (row, "minutes", text);
}

static void
join (GhBook *book, const GhBookRelation *relation)
{
  int n = book->n_sessions;

  for (int a = 0; a < n; a++)
    for (int b = 0; relation->a[a] && b < n; b++)
      if (relation->b[b] && a != b)
        book->joined[(gsize)a * (gsize)n + (gsize)b] =
            book->joined[(gsize)b * (gsize)n + (gsize)a] = true;
}

static void
read_relations (GhBook *book)
{
  gsize n_sessions = (gsize)book->n_sessions;

  book->n_relations = gh_book_n_rows (book, GH_READ_RELATIONS);
  book->relations = gh_book_new0 (book, (gsize)book->n_relations, sizeof (GhBookRelation));
  book->joined = gh_book_new0 (book, n_sessions * n_sessions, sizeof (bool));
  for (int number = 0; number < book->n_relations; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_RELATIONS, number);
      GhBookRelation *relation = &book->relations[number];

      relation->kind = gh_cell (&row, "relation");
      relation->rule = strcmp (relation->kind, "before") == 0 ? GH_HARD_ORDER : GH_HARD_RELATIONS;
      relation->a = gh_select (&row, "a", gh_cell (&row, "a"));
      relation->b = gh_select (&row, "b", gh_cell (&row, "b"));
      read_relation_minutes (&row, relation);
      relation->within_day = strcmp (gh_cell (&row, "within"), "day") == 0;
      relation->is_hard =
          is_hard_level (&row, "level") && gh_book_is_hard (book, relation->rule, -1);
      relation->line = gh_row_line_of (&row);
      if (strcmp (relation->kind, "joined") == 0)
        join (book, relation);
    }
}

/* ---- limits ------------------------------------------------------------------------------ */

static void
read_limits (GhBook *book)
{
  book->n_limits = gh_book_n_rows (book, GH_READ_LIMITS);
  book->limits = gh_book_new0 (book, (gsize)book->n_limits, sizeof (GhBookLimit));
  for (int number = 0; number < book->n_limits; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_LIMITS, number);
      GhBookLimit *limit = &book->limits[number];

      limit->of = gh_cell (&row, "of");
      limit->sessions = gh_select (&row, "of", limit->of);
      limit->most = gh_cell_number (&row, "most", 0);
      limit->per = *gh_cell (&row, "per") != '\0' ? gh_cell (&row, "per") : "instant";
      limit->during = gh_cell_times (&row, "during");
      limit->is_hard = is_hard_level (&row, "level") && gh_book_is_hard (book, GH_HARD_LIMITS, -1);
      limit->line = gh_row_line_of (&row);
    }
}

/* ---- speeches ---------------------------------------------------------------------------- */

static void
read_speeches (GhBook *book)
{
  book->n_speeches = gh_book_n_rows (book, GH_READ_SPEECHES);
  book->speeches = gh_book_new0 (book, (gsize)book->n_speeches, sizeof (GhBookSpeech));
  for (int number = 0; number < book->n_speeches; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_SPEECHES, number);
      GhBookSpeech *speech = &book->speeches[number];
      const char *mode = gh_cell (&row, "mode");

      speech->speaker =
          gh_row_find_id (&row, "speaker", book->person_ids, gh_cell (&row, "speaker"));
      speech->sessions = gh_select (&row, "session", gh_cell (&row, "session"));
      speech->minutes = gh_cell_number (&row, "minutes", 1);
      speech->theme = gh_cell (&row, "theme");
      speech->available = gh_cell_times (&row, "available");
      speech->on_site = *mode == '\0' || strcmp (mode, "onsite") == 0;
      speech->slot = -1;
    }
}

void
gh_book_read_rules (GhBook *book)
{
  read_settings (book);
  read_relations (book);
  read_limits (book);
  read_speeches (book);
}
