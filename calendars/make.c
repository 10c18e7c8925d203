/* A whole conference's calendars: who reads, and which sessions. */
#include "calendars/event.h"
#include "calendars/maker.h"
#include "calendars/uid.h"

#include <string.h>

/* ---- sessions ------------------------------------------------------------------------------- */

bool
gh_maker_is_shown (const GhMaker *maker, int session)
{
  return gh_programme_is_placed (maker->programme, session)
         && !maker->model->sessions[session].reserve;
}

static int
compare_sessions (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhMaker *maker = data;
  int left = *(const int *)a;
  int right = *(const int *)b;
  GhMinute left_start = maker->programme->placements[left].start;
  GhMinute right_start = maker->programme->placements[right].start;

  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  return strcmp (maker->uids[left], maker->uids[right]);
}

static void
sort_sessions (GhMaker *maker)
{
  int n_sessions = maker->model->n_sessions;

  maker->shown = g_new (int, n_sessions);
  maker->ranks = g_new (int, n_sessions);
  for (int session = 0; session < n_sessions; session++)
    {
      maker->ranks[session] = -1;
      if (gh_maker_is_shown (maker, session))
        maker->shown[maker->n_shown++] = session;
    }
  g_qsort_with_data (maker->shown, maker->n_shown, sizeof (int), compare_sessions, maker);
  for (int rank = 0; rank < maker->n_shown; rank++)
    maker->ranks[maker->shown[rank]] = rank;
}

/* ---- who reads ---------------------------------------------------------------------------- */

static int
person_of_row (const GhMaker *maker, const GhAttendance *row)
{
  return row->person;
}

static int
delegation_of_row (const GhMaker *maker, const GhAttendance *row)
{
  return maker->model->persons[row->person].delegation;
}

static int
rank_of_row (const GhMaker *maker, const GhAttendance *row)
{
  return maker->ranks[row->session];
}

/* Sorts rows by a small number, keeping the order of equals; rows whose number is -1 are left out.
 * FIRST gets where each number's rows begin. */
static const GhAttendance **
deal (const GhMaker *maker, const GhAttendance *const *rows, int n_rows, int n_keys,
      int (*key_of) (const GhMaker *, const GhAttendance *), int **first)
{
  const GhAttendance **dealt = g_new (const GhAttendance *, n_rows + 1);
  int *ends = g_new0 (int, n_keys + 2);

  for (int row = 0; row < n_rows; row++)
    ends[key_of (maker, rows[row]) + 2]++;
  ends[1] = 0;
  for (int key = 0; key < n_keys; key++)
    ends[key + 2] += ends[key + 1];
  for (int row = 0; row < n_rows; row++)
    {
      int key = key_of (maker, rows[row]);
      if (key >= 0)
        dealt[ends[key + 1]++] = rows[row];
    }
  *first = ends;
  return dealt;
}

/* Rows by session in the order of `shown`, and from that by person and by delegation. */
static void
deal_rows (GhMaker *maker)
{
  const GArray *attendance = maker->programme->attendance;
  int n_rows = (int)attendance->len;
  g_autofree const GhAttendance **all = g_new (const GhAttendance *, n_rows + 1);
  g_autofree int *first_of_rank = NULL;

  for (int row = 0; row < n_rows; row++)
    all[row] = &g_array_index (attendance, GhAttendance, row);
  g_autofree const GhAttendance **by_rank =
      deal (maker, all, n_rows, maker->n_shown, rank_of_row, &first_of_rank);
  int n_shown = first_of_rank[maker->n_shown];
  maker->by_person = deal (maker, by_rank, n_shown, maker->model->n_persons, person_of_row,
                           &maker->first_of_person);
  maker->by_delegation = deal (maker, by_rank, n_shown, maker->model->n_delegations,
                               delegation_of_row, &maker->first_of_delegation);
}

static void
add_session (const GhMaker *maker, GhBits *in_it, int session)
{
  if (maker->ranks[session] >= 0)
    gh_bits_add (in_it, maker->ranks[session]);
}

static bool
make_for_person (GhMaker *maker, int person, GError **error)
{
  const GhPerson *this = &maker->model->persons[person];
  int language = gh_conference_language (&maker->model->conference, this->language);
  int first = maker->first_of_person[person];
  GhReader reader = {
    .kind = "persons",
    .id = this->id,
    .name = gh_text_in (this->name, this->name_in, language, NULL),
    .title = GH_WORD_ABOUT_PERSON,
    .wording = gh_maker_wording (maker, language),
    .person = person,
    .delegation = -1,
    .rows = maker->by_person + first,
    .n_rows = maker->first_of_person[person + 1] - first,
  };
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int row = 0; row < reader.n_rows; row++)
    add_session (maker, in_it, reader.rows[row]->session);
  return gh_maker_calendar (maker, &reader, in_it, error);
}

/* What anybody of it attends, and all that it wants. */
static bool
make_for_delegation (GhMaker *maker, int delegation, GError **error)
{
  const GhModel *model = maker->model;
  int first = maker->first_of_delegation[delegation];
  GhReader reader = {
    .kind = "delegations",
    .id = model->delegations[delegation].id,
    .name = model->delegations[delegation].name,
    .title = GH_WORD_ABOUT_DELEGATION,
    .wording = gh_maker_wording (maker, -1),
    .person = -1,
    .delegation = delegation,
    .rows = maker->by_delegation + first,
    .n_rows = maker->first_of_delegation[delegation + 1] - first,
  };
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int row = 0; row < reader.n_rows; row++)
    add_session (maker, in_it, reader.rows[row]->session);
  for (int want = 0; want < model->n_delegation_wants; want++)
    if (model->delegation_wants[want].who == delegation)
      add_session (maker, in_it, model->delegation_wants[want].session);
  return gh_maker_calendar (maker, &reader, in_it, error);
}

/* A calendar of sessions that nobody in particular attends. */
static bool
make_plain (GhMaker *maker, const char *kind, const char *id, const char *name, GhWord title,
            const GhBits *in_it, GError **error)
{
  GhReader reader = { .kind = kind,
                      .id = id,
                      .name = name,
                      .title = title,
                      .wording = gh_maker_wording (maker, -1),
                      .person = -1,
                      .delegation = -1 };

  return gh_maker_calendar (maker, &reader, in_it, error);
}

static bool
make_for_room (GhMaker *maker, int room, GError **error)
{
  const GhRoom *this = &maker->model->rooms[room];
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    if (maker->programme->placements[maker->shown[rank]].room == room)
      gh_bits_add (in_it, rank);
  return make_plain (maker, "rooms", this->id, this->name, GH_WORD_ABOUT_ROOM, in_it, error);
}

static bool
make_for_group (GhMaker *maker, int group, GError **error)
{
  const GhGroup *this = &maker->model->groups[group];
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    if (maker->model->sessions[maker->shown[rank]].group == group)
      gh_bits_add (in_it, rank);
  return make_plain (maker, "groups", this->id, this->name, GH_WORD_ABOUT_GROUP, in_it, error);
}

static bool
make_for_all (GhMaker *maker, GError **error)
{
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    gh_bits_add (in_it, rank);
  return make_plain (maker, "programme", NULL, NULL, GH_WORD_ABOUT_ALL, in_it, error);
}

static bool
make_each (GhMaker *maker, GError **error)
{
  const GhModel *model = maker->model;

  for (int person = 0; person < model->n_persons; person++)
    if (!make_for_person (maker, person, error))
      return false;
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    if (!make_for_delegation (maker, delegation, error))
      return false;
  for (int room = 0; room < model->n_rooms; room++)
    if (!make_for_room (maker, room, error))
      return false;
  for (int group = 0; group < model->n_groups; group++)
    if (!make_for_group (maker, group, error))
      return false;
  return make_for_all (maker, error);
}

static void
prepare (GhMaker *maker)
{
  const char *const *languages = maker->model->conference.languages;

  sort_sessions (maker);
  deal_rows (maker);
  maker->sessions_by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  maker->wordings = g_new0 (GhWording *, g_strv_length ((char **)languages));
  maker->fresh = g_string_new (NULL);
  gh_event_begin (maker->fresh, maker->edition->revision - 1, maker->edition->stamp);
  maker->body = g_string_sized_new (1024);
  maker->moved = g_string_sized_new (1024);
  maker->description = g_string_sized_new (1024);
  maker->reasons = g_string_sized_new (256);
  for (int session = 0; session < maker->model->n_sessions; session++)
    g_hash_table_insert (maker->sessions_by_uid, maker->uids[session],
                         GINT_TO_POINTER (session + 1));
}

static void
clear (GhMaker *maker)
{
  const char *const *languages = maker->model->conference.languages;

  for (int language = 0; languages[language] != NULL; language++)
    gh_wording_free (maker->wordings[language], maker->model->n_sessions);
  g_free (maker->wordings);
  g_string_free (maker->fresh, true);
  g_string_free (maker->body, true);
  g_string_free (maker->moved, true);
  g_string_free (maker->description, true);
  g_string_free (maker->reasons, true);
  g_free (maker->by_person);
  g_free (maker->first_of_person);
  g_free (maker->by_delegation);
  g_free (maker->first_of_delegation);
  g_free (maker->shown);
  g_free (maker->ranks);
  g_hash_table_unref (maker->sessions_by_uid);
  g_strfreev (maker->uids);
  gh_calendar_zone_free (maker->zone);
}

int
gh_calendars_make (const GhModel *model, const GhProgramme *programme,
                   const GhCalendarEdition *edition, const GhCalendarWords *words,
                   const GhCalendarShelf *shelf, GError **error)
{
  const GhConference *conference = &model->conference;
  g_auto (GStrv) uids = gh_uids_of_model (model, error);
  if (uids == NULL)
    return -1;
  GhCalendarZone *zone =
      gh_calendar_zone_new (conference->timezone, conference->first_day,
                            conference->first_day + conference->n_days - 1, error);
  if (zone == NULL)
    return -1;

  GhMaker maker = { .model = model,
                    .programme = programme,
                    .edition = edition,
                    .words = words,
                    .shelf = shelf,
                    .zone = zone,
                    .uids = g_steal_pointer (&uids) };
  prepare (&maker);
  bool made = make_each (&maker, error);
  clear (&maker);
  return made ? model->n_persons + model->n_delegations + model->n_rooms + model->n_groups + 1 : -1;
}
