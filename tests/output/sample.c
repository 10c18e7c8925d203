#include "tests/output/sample.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GPtrArray *paths;
} Sample;

const char *const sample_sheets[] = { "conference.csv", "rooms.csv", "pins.csv", NULL };

/* ---- a model ------------------------------------------------------------------------------ */

static void
add_session (GhModel *model, const char *id, const char *title, int minutes, int group)
{
  GhSession *session = gh_model_add_session (model);

  session->id = gh_model_text (model, id);
  session->title = gh_model_text (model, title);
  session->minutes = minutes;
  session->group = group;
  session->kind = group >= 0 ? model->groups[group].kind : NULL;
}

static void
add_sessions (GhModel *model)
{
  add_session (model, "OPEN", "Opening, with \"guests\"", 60, 0);
  add_session (model, "GALA", "Gala", 180, -1);
  add_session (model, "PANEL", "Panel", 90, 0);
  add_session (model, "WALK", "Walk", 60, -1);
  add_session (model, "KEPT", "Kept free", 60, -1);
  add_session (model, "LOST", "Lost", 60, 0);
  add_session (model, "GONE", "Gone", 45, 0);
  add_session (model, "SHUT", "The secret budget", 30, 0);
  add_session (model, "TALK", "Talk", 60, 0);
  model->sessions[WALK].needs_room = false;
  model->sessions[KEPT].reserve = true;
  model->sessions[GONE].cancelled = true;
  model->sessions[GONE].because = gh_model_text (model, "the speaker is ill");
  model->sessions[SHUT].closed = true;
  g_ptr_array_add (model->sessions[TALK].was, (gpointer)gh_model_text (model, "CHAT"));
}

static void
add_people (GhModel *model)
{
  static const char *const names[] = { "Ann", "Ben", "Cat" };
  static const char *const ids[] = { "X-ANN", "X-BEN", "Y-CAT" };
  GhDelegation *delegation = gh_model_add_delegation (model);

  delegation->id = delegation->name = gh_model_text (model, "X");
  for (int person = 0; person < N_SAMPLE_PEOPLE; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      this->id = gh_model_text (model, ids[person]);
      this->name = gh_model_text (model, names[person]);
      this->delegation = person == CAT ? -1 : 0;
      if (person != CAT)
        g_array_append_val (delegation->people, person);
    }
}

static void
add_role (GhModel *model, int person, int session, const char *role)
{
  GhRole *this = gh_model_add_role (model);

  this->person = person;
  this->session = session;
  this->role = gh_model_text (model, role);
}

static void
add_speech (GhModel *model, int first_session, int second_session)
{
  GhSpeech *speech = gh_model_add_speech (model);

  speech->speaker = BEN;
  speech->minutes = 3;
  speech->theme = gh_model_text (model, "bridges; roads, \"rails\"");
  speech->sessions = gh_bits_new (N_SAMPLE_SESSIONS);
  gh_bits_add (speech->sessions, first_session);
  gh_bits_add (speech->sessions, second_session);
}

static void
add_rooms_and_teams (GhModel *model)
{
  static const char *const rooms[] = { "HALL", "AULA" };
  static const char *const teams[] = { "T-2", "T-1" };

  for (int room = 0; room < 2; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      this->id = gh_model_text (model, rooms[room]);
      this->name = gh_model_text (model, room == 0 ? "Great hall" : rooms[room]);
      this->seats = 100;
    }
  model->rooms[0].because = gh_model_text (model, "the hall's roof leaks");
  for (int team = 0; team < 2; team++)
    {
      GhTeam *this = gh_model_add_team (model);
      this->id = gh_model_text (model, teams[team]);
      this->kind = gh_model_text (model, "interpretation");
    }
}

void
sample_conference (GhModel *model)
{
  GhConference *conference = &model->conference;
  GDate first_day;

  g_date_clear (&first_day, 1);
  g_date_set_dmy (&first_day, 6, G_DATE_JUNE, 2022);
  conference->name = gh_model_text (model, "A small conference");
  conference->id = gh_model_text (model, "small-22");
  conference->domain = gh_model_text (model, "example.org");
  conference->timezone = gh_model_text (model, "Africa/Kigali");
  conference->grid_minutes = 5;
  conference->first_day = (int)g_date_get_julian (&first_day);
  conference->n_days = 2;
  conference->first_weekday = 1;
}

void
sample_languages (GhModel *model, const char *const *names)
{
  guint n = g_strv_length ((char **)names);

  g_free (model->conference.languages);
  model->conference.languages = g_new0 (const char *, n + 1);
  for (guint language = 0; language < n; language++)
    model->conference.languages[language] = gh_model_text (model, names[language]);
}

GhModel *
sample_model (void)
{
  GhModel *model = gh_model_new ();
  GhGroup *group = gh_model_add_group (model);

  sample_conference (model);
  group->id = gh_model_text (model, "PL");
  group->name = gh_model_text (model, "Plenary");
  group->kind = gh_model_text (model, "plenary");
  add_rooms_and_teams (model);
  add_sessions (model);
  add_people (model);
  add_role (model, ANN, OPENING, "chair");
  add_role (model, BEN, PANEL, "speaker");
  add_speech (model, PANEL, TALK);
  add_speech (model, PANEL, PANEL);
  GhWant *want = gh_model_add_person_want (model);
  *want = (GhWant){ .who = CAT, .session = TALK, .wish = GH_MUST, .named = true };
  gh_model_finish (model);
  return model;
}

/* ---- a programme -------------------------------------------------------------------------- */

void
sample_place (GhProgramme *programme, int session, GhMinute start, int room)
{
  programme->placements[session] = (GhPlacement){ start, room };
}

void
sample_attend (GhProgramme *programme, int person, int session, GhAs as)
{
  GhAttendance attendance = { .person = person, .session = session, .as = as };

  g_array_append_val (programme->attendance, attendance);
}

static void
attend_all (GhModel *model, GhProgramme *programme)
{
  GhAttendance chair = { ANN, OPENING, GH_AS_ROLE, gh_model_text (model, "chair"), false };
  GhAttendance speaker = { BEN, PANEL, GH_AS_ROLE, gh_model_text (model, "speaker"), false };
  GhAttendance must = { CAT, TALK, GH_AS_MUST, NULL, true };

  g_array_append_val (programme->attendance, chair);
  g_array_append_val (programme->attendance, speaker);
  g_array_append_val (programme->attendance, must);
  sample_attend (programme, BEN, PANEL, GH_AS_SPEAKER);
  sample_attend (programme, ANN, PANEL, GH_AS_COVERS);
  sample_attend (programme, BEN, GALA, GH_AS_SHOULD);
  sample_attend (programme, CAT, WALK, GH_AS_MAY);
  sample_attend (programme, CAT, OPENING, GH_AS_MUST);
  gh_programme_sort_attendance (model, programme);
}

/* Three times better, the last of it by moves of two kinds. */
static GhSearched *
searched (void)
{
  const GhProgress reached[] = { { 10, 4, 20 }, { 500, 1, 95 }, { 7000, 1, 50 }, { 12000, 1, 30 } };
  GhSearched *searched = gh_searched_new ();

  g_array_append_vals (searched->curve, reached, G_N_ELEMENTS (reached));
  searched->moves[GH_BY_START] = (GhMoveCount){ 9000, 400, 2, 0, 45 };
  searched->moves[GH_BY_ROOMS] = (GhMoveCount){ 3000, 70, 1, 0, 20 };
  return searched;
}

GhProgramme *
sample_programme (GhModel *model)
{
  GhProgramme *programme = gh_programme_new (model);

  sample_place (programme, OPENING, 9 * 60 + 30, 1);
  sample_place (programme, GALA, 23 * 60, 0);
  sample_place (programme, PANEL, 9 * 60 + 30, 0);
  sample_place (programme, WALK, GH_DAY + 8 * 60, -1);
  sample_place (programme, SHUT, GH_DAY + 10 * 60, 1);
  sample_place (programme, TALK, GH_DAY + 11 * 60, 0);
  for (int team = 0; team < 2; team++)
    g_array_append_val (programme->teams[PANEL], team);
  programme->speeches[0] = (GhSpeechPlace){ TALK, GH_DAY + 11 * 60 };
  programme->speeches[1] = (GhSpeechPlace){ PANEL, 9 * 60 + 30 };
  attend_all (model, programme);
  programme->why_unplaced[LOST] = g_strdup ("every room is taken");
  g_ptr_array_add (programme->complaints, g_strdup ("a speech has no place"));
  int rule = gh_rule_find ("wanted-clash");
  programme->costs[rule] = (GhRuleCost){ rule, 3, 30 };
  programme->cost = 30;
  programme->n_unplaced = 1;
  programme->steps = 12345;
  programme->searched = searched ();
  return programme;
}

/* ---- files -------------------------------------------------------------------------------- */

static void
remove_below (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_chmod (folder, 0700);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_below (path);
      g_remove (path);
    }
}

int
sample_set_up (void **state)
{
  Sample *sample = g_new0 (Sample, 1);

  sample->folder = g_dir_make_tmp ("gahunda-output-XXXXXX", NULL);
  sample->paths = g_ptr_array_new_with_free_func (g_free);
  *state = sample;
  sample_save (state, "conference.csv", "key,value\n");
  sample_save (state, "rooms.csv", "room,seats\n");
  return sample->folder != NULL ? 0 : -1;
}

int
sample_tear_down (void **state)
{
  Sample *sample = *state;

  remove_below (sample->folder);
  g_rmdir (sample->folder);
  g_ptr_array_unref (sample->paths);
  g_free (sample->folder);
  g_free (sample);
  return 0;
}

const char *
sample_path (void **state, const char *below)
{
  Sample *sample = *state;
  char *path = g_build_filename (sample->folder, below, NULL);

  g_ptr_array_add (sample->paths, path);
  return path;
}

/* The hashes of the sheets as they are now, kept with the paths. */
static const char *const *
sample_hashes (void **state)
{
  Sample *sample = *state;
  char **hashes = gh_sheet_hashes (sample_path (state, ""), sample_sheets);

  for (char **hash = hashes; *hash != NULL; hash++)
    g_ptr_array_add (sample->paths, *hash);
  g_ptr_array_add (sample->paths, hashes);
  return (const char *const *)hashes;
}

GhMaking
sample_making (void **state)
{
  return (GhMaking){
    .version = "1.0",
    .command = "gahunda plan conf --seed 7",
    .at = "2022-06-01T08:00",
    .seed = 7,
    .threads = 2,
    .effort = 1000,
    .conference_folder = sample_path (state, ""),
    .sheets = sample_sheets,
    .hashes = sample_hashes (state),
  };
}

void
sample_write (void **state, const GhModel *model, const GhProgramme *programme,
              const GhMaking *making, const char *below)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  g_autoptr (GError) error = NULL;

  gh_output_tables (folder, model, programme, making);
  gh_output_pages (folder, model, programme, making);
  gh_output_exports (folder, model, programme, making);
  assert_true (gh_output_manifest (folder, model, programme, making, &error));
  assert_true (gh_folder_write (folder, sample_path (state, below), making->last, true, &error));
  assert_null (error);
}

char *
sample_read (void **state, const char *below)
{
  char *bytes = NULL;

  assert_true (g_file_get_contents (sample_path (state, below), &bytes, NULL, NULL));
  return bytes;
}

void
sample_save (void **state, const char *below, const char *text)
{
  assert_true (g_file_set_contents (sample_path (state, below), text, -1, NULL));
}
