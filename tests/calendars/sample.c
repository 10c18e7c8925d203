#include "tests/calendars/sample.h"
#include "output/words.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *
text_in (const char *language, const char *key)
{
  return gh_words (gh_words_in (language), "calendar", key);
}

static char *
short_day_in (const char *language, int day)
{
  return gh_words_short_day (gh_words_in (language), day);
}

const GhCalendarWords sample_words = { text_in, gh_words_fill, short_day_in };

static int
monday (void)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 6, G_DATE_JUNE, 2022);
  return (int)g_date_get_julian (&date);
}

static void
add_rooms (GhModel *model)
{
  static const char *const rooms[][2] = { { "AULA", "Auditorium" }, { "M1", "Meeting; room, 1" } };

  for (gsize index = 0; index < G_N_ELEMENTS (rooms); index++)
    {
      GhRoom *room = gh_model_add_room (model);
      room->id = gh_model_text (model, rooms[index][0]);
      room->name = gh_model_text (model, rooms[index][1]);
      room->venue = gh_model_venue (model, "Convention Centre");
      room->seats = 100;
    }
}

static void
add_groups (GhModel *model)
{
  static const char *const groups[][2] = { { "PL", "Plenary" }, { "COM3", "Committee 3, Budget" } };

  for (gsize index = 0; index < G_N_ELEMENTS (groups); index++)
    {
      GhGroup *group = gh_model_add_group (model);
      group->id = gh_model_text (model, groups[index][0]);
      group->name = gh_model_text (model, groups[index][1]);
    }
}

static GhSession *
add_session (GhModel *model, const char *id, const char *title, int group, int minutes)
{
  GhSession *session = gh_model_add_session (model);

  session->id = gh_model_text (model, id);
  session->title = gh_model_text (model, title);
  session->group = group;
  session->minutes = minutes;
  return session;
}

static void
add_sessions (GhModel *model)
{
  add_session (model, "OPEN", "Opening ceremony", 0, 60);
  add_session (model, "COM3-01", "Budget: first reading; part 1, of 2", 1, 90);
  add_session (model, "COM3-02",
               "الجلسة الافتتاحية: الرياضيات في أفريقيا والميزانية العامة للاتحاد", 1, 60);
  GhSession *secret = add_session (model, "BILAT", "Secret talk", -1, 45);
  secret->closed = true;
  secret->kind = gh_model_text (model, "bilateral");
  add_session (model, "P2C", "Panel", -1, 50)->kind = gh_model_text (model, "panel");
  add_session (model, "SPARE", "Kept free", -1, 60)->reserve = true;
  GhSession *renamed = add_session (model, "NEW", "Renamed", 0, 30);
  g_ptr_array_add (renamed->was, (gpointer)gh_model_text (model, "MID"));
  g_ptr_array_add (renamed->was, (gpointer)gh_model_text (model, "OLD"));
  add_session (model, "GONE", "Called off", 0, 30)->cancelled = true;
}

static void
add_people (GhModel *model)
{
  static const char *const people[][2] = {
    { "ann", "Ann Uwase" }, { "bob", "Bob" }, { "cyd", "Cyd" }, { "dee", "Dee" }, { "eve/1", "Ève" }
  };

  for (gsize index = 0; index < G_N_ELEMENTS (people); index++)
    {
      GhPerson *person = gh_model_add_person (model);
      person->id = gh_model_text (model, people[index][0]);
      person->name = gh_model_text (model, people[index][1]);
      person->delegation = index <= BOB ? 0 : -1;
    }
  GhDelegation *angola = gh_model_add_delegation (model);
  angola->id = gh_model_text (model, "AO");
  angola->name = gh_model_text (model, "Angola");
  for (int person = ANN; person <= BOB; person++)
    g_array_append_val (angola->people, person);
  GhDelegation *nobody = gh_model_add_delegation (model);
  nobody->id = gh_model_text (model, "XX");
  nobody->name = gh_model_text (model, "Nobody here");
}

static void
add_want (GhWant *want, int who, int session, GhWish wish, bool named)
{
  want->who = who;
  want->session = session;
  want->wish = wish;
  want->named = named;
}

static void
add_wants (GhModel *model)
{
  add_want (gh_model_add_person_want (model), ANN, SECRET, GH_MUST, true);
  add_want (gh_model_add_person_want (model), CYD, OPENING, GH_SHOULD, false);
  add_want (gh_model_add_person_want (model), CYD, CALLED_OFF, GH_SHOULD, false);
  add_want (gh_model_add_delegation_want (model), 0, OPENING, GH_MAY, false);
  add_want (gh_model_add_delegation_want (model), 0, BUDGET, GH_MUST, false);
  add_want (gh_model_add_delegation_want (model), 1, ARABIC, GH_MUST, false);
  GhRole *chair = gh_model_add_role (model);
  chair->person = ANN;
  chair->session = BUDGET;
  chair->role = gh_model_text (model, "chair");
  GhSpeech *speech = gh_model_add_speech (model);
  speech->speaker = CYD;
  speech->sessions = gh_bits_new (model->n_sessions);
  speech->minutes = 3;
  gh_bits_add (speech->sessions, PANEL);
}

void
sample_attend (Sample *sample, int person, int session, GhAs as, const char *role, bool own)
{
  GhAttendance row = { .person = person,
                       .session = session,
                       .as = as,
                       .role = gh_model_text (sample->model, role),
                       .own = own };

  g_array_append_val (sample->programme->attendance, row);
}

void
sample_place (Sample *sample, int session, int day, int hour, int minute, int room)
{
  sample->programme->placements[session] =
      (GhPlacement){ .start = day * GH_DAY + hour * 60 + minute, .room = room };
}

static void
add_programme (Sample *sample)
{
  sample->programme = gh_programme_new (sample->model);
  sample_place (sample, OPENING, 0, 9, 0, 0);
  sample_place (sample, BUDGET, 0, 10, 30, 1);
  sample_place (sample, ARABIC, 1, 9, 0, 1);
  sample_place (sample, SECRET, 1, 11, 0, 1);
  sample_place (sample, PANEL, 1, 15, 0, 0);
  sample_place (sample, SPARE, 2, 9, 0, 1);
  sample_place (sample, RENAMED, 2, 9, 0, 0);
  sample_place (sample, CALLED_OFF, 2, 10, 0, 0);
  sample->programme->speeches[0] = (GhSpeechPlace){ PANEL, GH_DAY + 15 * 60 + 20 };
  sample_attend (sample, ANN, SECRET, GH_AS_MUST, NULL, true);
  sample_attend (sample, ANN, BUDGET, GH_AS_ROLE, "chair", false);
  sample_attend (sample, BOB, BUDGET, GH_AS_MUST, NULL, false);
  sample_attend (sample, BOB, BUDGET, GH_AS_COVERS, NULL, false);
  sample_attend (sample, BOB, OPENING, GH_AS_MAY, NULL, false);
  sample_attend (sample, CYD, CALLED_OFF, GH_AS_SHOULD, NULL, false);
  sample_attend (sample, CYD, OPENING, GH_AS_SHOULD, NULL, false);
  sample_attend (sample, CYD, PANEL, GH_AS_SPEAKER, NULL, false);
  sample_attend (sample, EVE, SECRET, GH_AS_MAY, NULL, false);
}

Sample *
sample_new (const char *timezone)
{
  Sample *sample = g_new0 (Sample, 1);
  GhModel *model = sample->model = gh_model_new ();

  model->conference.name = gh_model_text (model, "Small Conference");
  model->conference.id = gh_model_text (model, "small_22");
  model->conference.domain = gh_model_text (model, "example.org");
  model->conference.timezone = gh_model_text (model, timezone);
  model->conference.url = gh_model_text (model, "https://example.org/é?a=1&b=2");
  model->conference.first_day = monday ();
  model->conference.n_days = 5;
  model->conference.first_weekday = 1;
  add_rooms (model);
  add_groups (model);
  add_sessions (model);
  add_people (model);
  add_wants (model);
  gh_model_finish (model);
  add_programme (sample);
  sample->now = -GH_DAY;
  sample->folder = g_dir_make_tmp ("gahunda-calendars-XXXXXX", NULL);
  g_assert_nonnull (sample->folder);
  return sample;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
sample_free (Sample *sample)
{
  remove_folder (sample->folder);
  g_free (sample->folder);
  gh_past_free (sample->past);
  gh_programme_free (sample->programme);
  gh_model_free (sample->model);
  g_free (sample);
}

char *
sample_path (const Sample *sample, int revision, const char *kind, const char *id)
{
  g_autofree char *name = g_strdup_printf ("%s.ics", id != NULL ? id : "all");

  g_strdelimit (name, "/", '%');
  return g_strdup_printf ("%s/%d/%s/%s", sample->folder, revision, kind, name);
}

typedef struct
{
  const Sample *sample;
  int revision;
  int n_taken;
} Shelf;

static void
take (const char *kind, const char *id, GString *bytes, gpointer data)
{
  Shelf *shelf = data;
  g_autofree char *path = sample_path (shelf->sample, shelf->revision, kind, id);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  /* Written without a sync, a file is not cut to its new length. */
  g_unlink (path);
  g_assert_true (g_file_set_contents_full (path, bytes->str, (gssize)bytes->len,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_string_free (bytes, true);
  if (strcmp (kind, "changes") != 0)
    shelf->n_taken++;
}

static char *
last_path (const char *kind, const char *id, bool *is_old, gpointer data)
{
  const Shelf *shelf = data;

  return shelf->revision > 1 ? sample_path (shelf->sample, shelf->revision - 1, kind, id) : NULL;
}

/* What the next revision will compare rooms with. */
static void
remember (Sample *sample)
{
  gh_past_free (sample->past);
  sample->past = gh_past_new (sample->model);
  for (int session = 0; session < sample->model->n_sessions; session++)
    {
      sample->past->sessions[session].start = sample->programme->placements[session].start;
      sample->past->sessions[session].room = sample->programme->placements[session].room;
    }
}

void
sample_publish (Sample *sample, int revision, const char *stamp)
{
  g_autoptr (GError) error = NULL;
  Shelf shelf = { .sample = sample, .revision = revision };
  GhCalendarShelf face = { .take = take, .last_path = last_path, .data = &shelf };
  GhCalendarEdition edition = {
    .revision = revision, .stamp = stamp, .now = sample->now, .past = sample->past
  };

  gh_programme_sort_attendance (sample->model, sample->programme);
  int n_made =
      gh_calendars_make (sample->model, sample->programme, &edition, &sample_words, &face, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_made, ==, shelf.n_taken);
  remember (sample);
}

char *
sample_text (const Sample *sample, int revision, const char *kind, const char *id)
{
  g_autofree char *path = sample_path (sample, revision, kind, id);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

char *
sample_event (const Sample *sample, int revision, const char *kind, const char *id,
              const char *session)
{
  g_autofree char *text = sample_text (sample, revision, kind, id);
  g_autofree char *uid = g_strdup_printf ("UID:small_5F22-%s@example.org\n", session);
  g_auto (GStrv) folded = g_strsplit (text, "\r\n ", -1);
  g_autofree char *unfolded = g_strjoinv ("", folded);
  g_auto (GStrv) lines = g_strsplit (unfolded, "\r\n", -1);
  g_autofree char *plain = g_strjoinv ("\n", lines);
  g_auto (GStrv) events = g_strsplit (plain, "BEGIN:VEVENT\n", -1);

  for (int event = 1; events[event] != NULL; event++)
    if (strstr (events[event], uid) != NULL)
      {
        char *end = strstr (events[event], "END:VEVENT\n");
        g_assert_nonnull (end);
        return g_strndup (events[event], (gsize)(end - events[event]));
      }
  return NULL;
}
