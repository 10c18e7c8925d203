/* How long the files for other programs take: 3,000 sessions of ten days in 60 rooms, 10,000 people
 * with 30 sessions each, 40 teams.  Prints CPU seconds, and the largest memory in use.
 */
#include "output/output.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#define N_PERSONS 10000
#define N_SESSIONS 3000
#define N_EACH 30
#define N_ROOMS 60
#define N_GROUPS 80
#define N_TEAMS 40
#define N_DAYS 10

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

static void
make_conference (GhModel *model)
{
  model->conference.name = gh_model_text (model, "A Large Conference 2022");
  model->conference.id = gh_model_text (model, "large2022");
  model->conference.domain = gh_model_text (model, "example.org");
  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  model->conference.url = gh_model_text (model, "https://example.org/large2022/programme");
  model->conference.first_day = 738310;
  model->conference.n_days = N_DAYS;
  model->conference.grid_minutes = 5;
}

static GhModel *
make_model (void)
{
  GhModel *model = gh_model_new ();

  make_conference (model);
  for (int room = 0; room < N_ROOMS; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      name (model, &this->id, &this->name, "Room", room);
    }
  for (int group = 0; group < N_GROUPS; group++)
    {
      GhGroup *this = gh_model_add_group (model);
      name (model, &this->id, &this->name, "Group", group);
      this->kind = gh_model_text (model, group % 2 == 0 ? "panel" : "committee");
    }
  for (int session = 0; session < N_SESSIONS; session++)
    {
      GhSession *this = gh_model_add_session (model);
      name (model, &this->id, &this->title, "Session on the state of things", session);
      this->group = session % N_GROUPS;
      this->kind = model->groups[this->group].kind;
      this->minutes = 75;
    }
  for (int team = 0; team < N_TEAMS; team++)
    {
      GhTeam *this = gh_model_add_team (model);
      name (model, &this->id, &this->kind, "Team", team);
    }
  for (int person = 0; person < N_PERSONS; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      name (model, &this->id, &this->name, "Person", person);
    }
  gh_model_finish (model);
  return model;
}

static GhProgramme *
make_programme (const GhModel *model)
{
  GhProgramme *programme = gh_programme_new (model);

  for (int session = 0; session < N_SESSIONS; session++)
    {
      int slot = session / N_ROOMS;
      int team = session % N_TEAMS;
      programme->placements[session] =
          (GhPlacement){ .start = slot % N_DAYS * GH_DAY + 9 * 60 + slot / N_DAYS * 105,
                         .room = session % N_ROOMS };
      if (session % 3 == 0)
        g_array_append_val (programme->teams[session], team);
    }
  for (int person = 0; person < N_PERSONS; person++)
    for (int each = 0; each < N_EACH; each++)
      {
        GhAttendance row = { .person = person,
                             .session = (person + each * 97) % N_SESSIONS,
                             .as = each == 0 ? GH_AS_ROLE : GH_AS_SHOULD,
                             .role = each == 0 ? "moderator" : NULL };
        g_array_append_val (programme->attendance, row);
      }
  gh_programme_sort_attendance (model, programme);
  return programme;
}

static void
measure (const char *what,
         void (*output) (GhFolder *, const GhModel *, const GhProgramme *, const GhMaking *),
         const GhModel *model, const GhProgramme *programme, const GhMaking *making)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  double before = cpu_seconds ();
  const GArray *files;

  output (folder, model, programme, making);
  printf ("%s: %.3f s CPU", what, cpu_seconds () - before);
  files = gh_folder_files (folder);
  for (guint number = 0; number < files->len; number++)
    {
      const GhOutputFile *file = &g_array_index (files, GhOutputFile, number);
      printf (", %s %.1f MB", file->file, (double)file->n_bytes / 1e6);
    }
  printf ("\n");
}

int
main (void)
{
  static const char *const sheets[] = { NULL };
  g_autoptr (GhModel) model = make_model ();
  g_autoptr (GhProgramme) programme = make_programme (model);
  GhMaking making = { .version = "1.0",
                      .command = "gahunda plan .",
                      .at = "2022-06-01T08:00",
                      .conference_folder = ".",
                      .sheets = sheets };
  struct rusage usage;

  measure ("tables", gh_output_tables, model, programme, &making);
  measure ("for other programs", gh_output_exports, model, programme, &making);
  getrusage (RUSAGE_SELF, &usage);
  printf ("%.0f MB of memory in all\n", (double)usage.ru_maxrss / 1e3);
  return 0;
}
