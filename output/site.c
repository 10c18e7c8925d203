#include "output/site.h"

#include <string.h>

/* ---- sessions ----------------------------------------------------------------------------- */

static int
compare_shown (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhLastRow *places = data;
  const GhLastRow *left = &places[*(const int *)a];
  const GhLastRow *right = &places[*(const int *)b];

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  int order = strcmp (left->room, right->room);
  return order != 0 ? order : strcmp (left->id, right->id);
}

void
gh_site_sort (const GhSite *site, GArray *sessions)
{
  g_array_sort_with_data (sessions, compare_shown, site->places);
}

static void
note_name (GPtrArray *names, const char *name)
{
  if (name != NULL && !g_ptr_array_find (names, name, NULL))
    g_ptr_array_add (names, (gpointer)name);
}

static void
note_names (GPtrArray *names, const GPtrArray *more)
{
  for (guint number = 0; number < more->len; number++)
    note_name (names, g_ptr_array_index (more, number));
}

/* Of a closed session only its place is anybody's business. */
static void
note_session (GhSite *site, int session)
{
  const GhSession *this = &site->model->sessions[session];

  if (this->closed)
    return;
  note_name (site->kinds, this->kind);
  note_names (site->tags, this->tags);
  note_names (site->features, this->features);
  note_names (site->features, this->wishes);
  for (guint need = 0; need < this->teams->len; need++)
    note_name (site->team_kinds, g_array_index (this->teams, GhTeamNeed, need).kind);
}

static void
find_shown (GhSite *site)
{
  const GhModel *model = site->model;

  for (int session = 0; session < model->n_sessions; session++)
    {
      if (model->sessions[session].reserve || site->places[session].start == GH_NEVER)
        continue;
      g_array_append_val (site->shown, session);
      note_session (site, session);
    }
  gh_site_sort (site, site->shown);
}

static void
find_rooms (GhSite *site)
{
  const GhModel *model = site->model;
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (int room = 0; room < model->n_rooms; room++)
    g_hash_table_insert (numbers, (gpointer)model->rooms[room].id, GINT_TO_POINTER (room + 1));
  for (int session = 0; session < model->n_sessions; session++)
    {
      const char *id = site->places[session].room;
      site->rooms[session] = GPOINTER_TO_INT (g_hash_table_lookup (numbers, id)) - 1;
    }
}

static void
find_groups (GhSite *site)
{
  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      const GhSession *this = &site->model->sessions[session];
      if (this->group >= 0 && !this->closed)
        g_array_append_val (site->in_groups[this->group], session);
    }
}

/* ---- people ------------------------------------------------------------------------------- */

static int
compare_speeches (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhSpeechPlace *places = data;
  int left = *(const int *)a;
  int right = *(const int *)b;

  if (places[left].start != places[right].start)
    return places[left].start < places[right].start ? -1 : 1;
  return left - right;
}

static void
find_speeches (GhSite *site)
{
  const GhSpeechPlace *places = site->programme->speeches;

  for (int speech = 0; speech < site->model->n_speeches; speech++)
    if (places[speech].session >= 0)
      g_array_append_val (site->speeches[places[speech].session], speech);
  for (int session = 0; session < site->model->n_sessions; session++)
    g_array_sort_with_data (site->speeches[session], compare_speeches, (gpointer)places);
}

static void
find_attending (GhSite *site)
{
  const GArray *attendance = site->programme->attendance;

  for (guint row = 0; row < attendance->len; row++)
    {
      GhRun *run = &site->attending[g_array_index (attendance, GhAttendance, row).person];
      if (run->n == 0)
        run->first = row;
      run->n++;
    }
}

/* Covers are a delegation's business. */
static void
find_changed (GhSite *site)
{
  for (guint number = 0; number < site->changes->len; number++)
    {
      const GhChange *change = g_ptr_array_index (site->changes, number);
      if (change->number >= 0 && strcmp (change->change, gh_change_word (GH_CHANGE_COVER)) != 0)
        site->changed[change->number] = change;
    }
}

/* ---- how sessions are told on pages -------------------------------------------------------- */

char *
gh_site_path (const char *folder, const char *id)
{
  g_autofree char *name = gh_file_name (id);

  return g_strconcat (folder, "/", name, ".html", NULL);
}

char *
gh_site_address (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "%", -1);

  return g_strjoinv ("%25", parts);
}

char *
gh_site_times (const GhModel *model, GhMinute start, GhMinute end)
{
  g_autofree char *date = gh_date_text (model, start);
  g_autofree char *from = gh_clock_text (start);
  g_autofree char *to = end != GH_NEVER ? gh_clock_text (end) : NULL;
  bool is_long = end != GH_NEVER && end - start >= GH_DAY;
  g_autofree char *minutes =
      is_long ? g_strdup_printf (" data-to=\"%d\"", end - start) : g_strdup ("");

  return g_strconcat ("<time datetime=\"", date, "T", from, "\"", minutes, ">", from,
                      to != NULL ? "–" : "", to != NULL ? to : "", "</time>", NULL);
}

static void
spell_sessions (GhSite *site)
{
  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      const GhLastRow *place = &site->places[session];
      g_autofree char *path = gh_site_path ("sessions", place->id);
      site->addresses[session] = gh_site_address (path);
      site->times[session] = gh_site_times (site->model, place->start, place->end);
    }
}

/* ---- the whole ---------------------------------------------------------------------------- */

static GArray **
new_lists (int n)
{
  GArray **lists = g_new (GArray *, n);

  for (int number = 0; number < n; number++)
    lists[number] = g_array_new (false, false, sizeof (int));
  return lists;
}

static void
free_lists (GArray **lists, int n)
{
  for (int number = 0; number < n; number++)
    g_array_unref (lists[number]);
  g_free (lists);
}

static void
free_texts (char **texts, int n)
{
  for (int number = 0; number < n; number++)
    g_free (texts[number]);
  g_free (texts);
}

/* ---- the conference's clock ----------------------------------------------------------------- */

#define SECONDS_A_DAY 86400
#define SECONDS_BETWEEN_LOOKS 900 /* clocks change at whole quarters of an hour */

/* "120", or "60 1711846800:120": minutes by which it is ahead of UTC, first from before the
 * conference on, then since moments in seconds of Unix.  So a page is right in a browser that does
 * not know the zone, or knows it as it was years ago. */
static char *
offsets_of (const GhConference *conference)
{
  g_autoptr (GTimeZone) zone =
      conference->timezone != NULL ? g_time_zone_new_identifier (conference->timezone) : NULL;
  GString *offsets = g_string_new (NULL);
  GDate epoch;
  int last = G_MAXINT;

  if (zone == NULL)
    return g_string_free (offsets, true);
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  int64_t first = (int64_t)conference->first_day - g_date_get_julian (&epoch) - 1;
  for (int64_t moment = first * SECONDS_A_DAY;
       moment < (first + conference->n_days + 3) * SECONDS_A_DAY; moment += SECONDS_BETWEEN_LOOKS)
    {
      int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment);
      int offset = g_time_zone_get_offset (zone, MAX (interval, 0)) / 60;
      if (last == G_MAXINT)
        g_string_append_printf (offsets, "%d", offset);
      else if (offset != last)
        g_string_append_printf (offsets, " %" G_GINT64_FORMAT ":%d", moment, offset);
      last = offset;
    }
  return g_string_free (offsets, false);
}

GhSite *
gh_site_new (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
             GError **error)
{
  GhLast *last = gh_last_read (model, making->last, error);

  if (last == NULL)
    return NULL;
  GhSite *site = g_new0 (GhSite, 1);
  site->model = model;
  site->programme = programme;
  site->making = making;
  site->offsets = offsets_of (&model->conference);
  site->last = last;
  site->places = gh_last_places (last, model, programme);
  site->changes = gh_changes_find (model, programme, site->places, last);
  site->shown = g_array_new (false, false, sizeof (int));
  site->kinds = g_ptr_array_new ();
  site->team_kinds = g_ptr_array_new ();
  site->features = g_ptr_array_new ();
  site->tags = g_ptr_array_new ();
  site->rooms = g_new (int, model->n_sessions);
  site->speeches = new_lists (model->n_sessions);
  site->in_groups = new_lists (model->n_groups);
  site->attending = g_new0 (GhRun, model->n_persons);
  site->changed = g_new0 (const GhChange *, model->n_sessions);
  site->addresses = g_new0 (char *, model->n_sessions);
  site->times = g_new0 (char *, model->n_sessions);
  find_shown (site);
  find_rooms (site);
  find_groups (site);
  find_speeches (site);
  find_attending (site);
  find_changed (site);
  spell_sessions (site);
  return site;
}

void
gh_site_free (GhSite *site)
{
  g_ptr_array_unref (site->changes);
  g_free (site->places);
  gh_last_free (site->last);
  g_array_unref (site->shown);
  g_ptr_array_unref (site->kinds);
  g_ptr_array_unref (site->team_kinds);
  g_ptr_array_unref (site->features);
  g_ptr_array_unref (site->tags);
  g_free (site->rooms);
  free_lists (site->speeches, site->model->n_sessions);
  free_lists (site->in_groups, site->model->n_groups);
  g_free (site->attending);
  g_free (site->changed);
  free_texts (site->addresses, site->model->n_sessions);
  free_texts (site->times, site->model->n_sessions);
  g_free (site->offsets);
  g_free (site);
}

guint
gh_site_end_of_day (const GhSite *site, const GArray *list, guint first)
{
  guint next = first;
  int day = gh_day_of (site->places[g_array_index (list, int, first)].start);

  while (next < list->len && gh_day_of (site->places[g_array_index (list, int, next)].start) == day)
    next++;
  return next;
}

int
gh_site_first_role (const GhSite *site, int session)
{
  int first = 0;

  for (int last = site->model->n_roles; first < last;)
    {
      int middle = first + (last - first) / 2;
      if (site->model->roles[middle].session < session)
        first = middle + 1;
      else
        last = middle;
    }
  return first;
}

int
gh_site_kind (const GhSite *site, int session)
{
  const GhSession *this = &site->model->sessions[session];
  guint kind;

  if (this->closed || this->kind == NULL || !g_ptr_array_find (site->kinds, this->kind, &kind))
    return -1;
  return (int)kind;
}
