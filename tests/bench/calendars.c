/* How long a whole conference's calendars take: 3,000 persons with 40 sessions each, of 337, as a
 * first revision and as a second one in which a tenth of the sessions moved.  Prints CPU seconds.
 */
#include "tests/calendars/sample.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>

#define N_PERSONS 3000
#define N_DELEGATIONS 500
#define N_SESSIONS 337
#define N_EACH 40
#define N_ROOMS 34

typedef struct
{
  const char *last; /* folder of the last revision; NULL: none */
  const char *folder;
  gsize n_bytes;
  int n_calendars;
} Shelf;

static char *
path_of (const char *folder, const char *kind, const char *id)
{
  return g_strdup_printf ("%s/%s-%s.ics", folder, kind, id != NULL ? id : "all");
}

/* Keeps what the next revision is to be compared with. */
static void
take (const char *kind, const char *id, GString *bytes, gpointer data)
{
  Shelf *shelf = data;

  shelf->n_bytes += bytes->len;
  shelf->n_calendars++;
  if (shelf->folder != NULL)
    {
      g_autofree char *path = path_of (shelf->folder, kind, id);
      g_file_set_contents_full (path, bytes->str, (gssize)bytes->len, G_FILE_SET_CONTENTS_NONE,
                                0600, NULL);
    }
  g_string_free (bytes, true);
}

static char *
last_path (const char *kind, const char *id, gpointer data)
{
  const Shelf *shelf = data;
  return shelf->last != NULL ? path_of (shelf->last, kind, id) : NULL;
}

static double
cpu_seconds (void)
{
  struct timespec time;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
name (GhModel *model, const char **id, const char **text, const char *what, int number)
{
  g_autofree char *short_name = g_strdup_printf ("%c%04d", what[0], number);
  g_autofree char *long_name = g_strdup_printf ("%s number %d, of many", what, number);

  *id = gh_model_text (model, short_name);
  *text = gh_model_text (model, long_name);
}

static GhModel *
make_model (void)
{
  GhModel *model = gh_model_new ();

  model->conference.name = gh_model_text (model, "A Large Conference 2022");
  model->conference.id = gh_model_text (model, "large2022");
  model->conference.domain = gh_model_text (model, "example.org");
  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  model->conference.url = gh_model_text (model, "https://example.org/large2022/programme");
  model->conference.first_day = 738310;
  model->conference.n_days = 14;
  for (int room = 0; room < N_ROOMS; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      name (model, &this->id, &this->name, "Room", room);
      this->venue = gh_model_venue (model, "The Convention Centre");
    }
  for (int group = 0; group < 40; group++)
    {
      GhGroup *this = gh_model_add_group (model);
      name (model, &this->id, &this->name, "Group", group);
    }
  for (int session = 0; session < N_SESSIONS; session++)
    {
      GhSession *this = gh_model_add_session (model);
      name (model, &this->id, &this->title, "Session on the state of things", session);
      this->group = session % 40;
      this->minutes = 90;
    }
  for (int delegation = 0; delegation < N_DELEGATIONS; delegation++)
    {
      GhDelegation *this = gh_model_add_delegation (model);
      name (model, &this->id, &this->name, "Delegation", delegation);
    }
  for (int person = 0; person < N_PERSONS; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      name (model, &this->id, &this->name, "Person", person);
      this->delegation = person % N_DELEGATIONS;
    }
  gh_model_finish (model);
  return model;
}

static GhProgramme *
make_programme (const GhModel *model)
{
  GhProgramme *programme = gh_programme_new (model);
  GRand *rand = g_rand_new_with_seed (1);

  for (int session = 0; session < N_SESSIONS; session++)
    programme->placements[session] =
        (GhPlacement){ .start = session % 14 * GH_DAY + 9 * 60, .room = session % N_ROOMS };
  for (int person = 0; person < N_PERSONS; person++)
    for (int each = 0; each < N_EACH; each++)
      {
        /* Of ten: a role, five covers, four wishes. */
        int kind = g_rand_int_range (rand, 0, 10);
        GhAttendance row = { .person = person,
                             .session = (person + each * 7) % N_SESSIONS,
                             .as = kind == 0   ? GH_AS_ROLE
                                   : kind <= 5 ? GH_AS_COVERS
                                               : GH_AS_SHOULD,
                             .role = kind == 0 ? "moderator" : NULL };
        g_array_append_val (programme->attendance, row);
      }
  gh_programme_sort_attendance (model, programme);
  g_rand_free (rand);
  return programme;
}

static void
measure (const char *what, const GhModel *model, const GhProgramme *programme, int revision,
         Shelf *shelf)
{
  GhCalendarShelf face = { .take = take, .last_path = last_path, .data = shelf };
  GhCalendarEdition edition = { .revision = revision, .stamp = "20220601T080000Z" };
  g_autoptr (GError) error = NULL;
  double before = cpu_seconds ();

  if (gh_calendars_make (model, programme, &edition, &sample_words, &face, &error) < 0)
    g_error ("%s", error->message);
  printf ("%-44s %.3f s CPU, %d calendars, %.1f MB\n", what, cpu_seconds () - before,
          shelf->n_calendars, (double)shelf->n_bytes / 1e6);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);

  for (const char *file = g_dir_read_name (names); file != NULL; file = g_dir_read_name (names))
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (void)
{
  g_autoptr (GhModel) model = make_model ();
  g_autoptr (GhProgramme) programme = make_programme (model);
  g_autofree char *folder = g_dir_make_tmp ("gahunda-bench-XXXXXX", NULL);

  measure ("first revision, in memory", model, programme, 1, &(Shelf){ 0 });
  measure ("first revision, with writing files", model, programme, 1, &(Shelf){ .folder = folder });
  measure ("second revision, nothing changed, in memory", model, programme, 2,
           &(Shelf){ .last = folder });
  for (int session = 0; session < N_SESSIONS; session += 10)
    programme->placements[session].start += 60;
  measure ("second revision, a tenth moved, in memory", model, programme, 2,
           &(Shelf){ .last = folder });
  remove_folder (folder);
  return 0;
}
