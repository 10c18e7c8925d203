/* How long the calendars of a whole conference take: persons with 40 sessions each, of 337.  Prints
 * CPU seconds of one core, of the program and of the system for it.
 *
 *   bench-calendars [PERSONS]      the most persons of the straight line (100000)
 *
 * An ext4 without a journal (as some virtual machines have) looks for a new file's number past all
 * that were given up within the last five minutes: there, and there only, a run soon after another
 * takes three times as long, as do the bare files (Linux, fs/ext4/ialloc.c, recently_deleted()).
 *
 * First from memory to disk, as `publish` writes a revision (but for the hashes of its manifest,
 * which are told beside it, as is what the same files cost when they are only opened, written and
 * closed), and again with one session in a hundred moved; then without files for 1,000 persons and
 * ever more.
 */
#include "output/output.h"
#include "tests/calendars/sample.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define N_TO_DISK 10000
#define PEOPLE_EACH 50 /* of a delegation */
#define N_SESSIONS 337
#define N_EACH 40
#define N_ROOMS 34

typedef struct
{
  GhFolder *folder; /* NULL: nothing is kept */
  const char *last; /* folder of the last revision; NULL: none */
  gsize n_bytes;
  int n_calendars;
} Shelf;

static char *
path_of (const char *kind, const char *id)
{
  return g_strdup_printf ("%s/%s.ics", kind, id != NULL ? id : "all");
}

static void
take (const char *kind, const char *id, GString *bytes, gpointer data)
{
  Shelf *shelf = data;

  shelf->n_bytes += bytes->len;
  shelf->n_calendars++;
  if (shelf->folder == NULL)
    {
      g_string_free (bytes, true);
      return;
    }
  g_autofree char *path = path_of (kind, id);
  gh_folder_take (shelf->folder, path, bytes);
}

static char *
last_path (const char *kind, const char *id, bool *is_old, gpointer data)
{
  const Shelf *shelf = data;
  g_autofree char *path = path_of (kind, id);
  return shelf->last != NULL ? g_build_filename (shelf->last, path, NULL) : NULL;
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
make_model (int n_persons)
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
  for (int delegation = 0; delegation <= n_persons / PEOPLE_EACH; delegation++)
    {
      GhDelegation *this = gh_model_add_delegation (model);
      name (model, &this->id, &this->name, "Delegation", delegation);
    }
  for (int person = 0; person < n_persons; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      name (model, &this->id, &this->name, "Person", person);
      this->delegation = person / PEOPLE_EACH;
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
  for (int person = 0; person < model->n_persons; person++)
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
make (const GhModel *model, const GhProgramme *programme, int revision, Shelf *shelf)
{
  GhCalendarShelf face = { .take = take, .last_path = last_path, .data = shelf };
  GhCalendarEdition edition = { .revision = revision, .stamp = "20220601T080000Z" };
  g_autoptr (GError) error = NULL;

  if (gh_calendars_make (model, programme, &edition, &sample_words, &face, &error) < 0)
    g_error ("%s", error->message);
}

/* ---- to disk ------------------------------------------------------------------------------ */

static double
hash_all (GhFolder *folder)
{
  const GArray *files = gh_folder_files (folder);
  double before = cpu_seconds ();

  for (guint number = 0; number < files->len; number++)
    {
      const GhOutputFile *file = &g_array_index (files, GhOutputFile, number);
      g_free (g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)file->bytes,
                                           file->n_bytes));
    }
  return cpu_seconds () - before;
}

static void
write_bare (int at, const GhOutputFile *file)
{
  int fd = openat (at, file->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);

  for (gsize n = 0; n < file->n_bytes;)
    {
      ssize_t n_written = write (fd, file->bytes + n, file->n_bytes - n);
      if (n_written <= 0)
        g_error ("%s: %s", file->file, g_strerror (errno));
      n += (gsize)n_written;
    }
  close (fd);
}

/* The same files without anything that we do around them: what the file system asks for them. */
static double
write_all_bare (GhFolder *folder, const char *destination)
{
  static const char *const kinds[] = { "changes", "delegations", "groups",
                                       "persons", "programme",   "rooms" };
  const GArray *files = gh_folder_files (folder);

  g_mkdir (destination, 0777);
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autofree char *path = g_build_filename (destination, kinds[kind], NULL);
      g_mkdir (path, 0777);
    }
  int at = open (destination, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  double before = cpu_seconds ();
  for (guint number = 0; number < files->len; number++)
    write_bare (at, &g_array_index (files, GhOutputFile, number));
  double all = cpu_seconds () - before;
  close (at);
  return all;
}

/* Files that are not those of the last revision. */
static int
count_written (const char *destination, GhFolder *folder)
{
  const GArray *files = gh_folder_files (folder);
  int n = 0;

  for (guint number = 0; number < files->len; number++)
    {
      g_autofree char *path =
          g_build_filename (destination, g_array_index (files, GhOutputFile, number).file, NULL);
      struct stat there;
      g_assert_cmpint (stat (path, &there), ==, 0);
      n += there.st_nlink == 1;
    }
  return n;
}

static void
publish (const char *what, const GhModel *model, const GhProgramme *programme, int revision,
         const char *destination, const char *last)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  g_autoptr (GError) error = NULL;
  Shelf shelf = { .folder = folder, .last = last };
  double before = cpu_seconds ();

  make (model, programme, revision, &shelf);
  double made = cpu_seconds () - before;
  if (!gh_folder_write (folder, destination, last, false, &error))
    g_error ("%s", error->message);
  double all = cpu_seconds () - before;
  printf ("%-40s %.3f s CPU (%.3f of them in memory), hashing another %.3f\n", what, all, made,
          hash_all (folder));
  printf ("%-40s %d files of %.0f MB, %d of them written\n", "", shelf.n_calendars,
          (double)shelf.n_bytes / 1e6,
          last == NULL ? shelf.n_calendars : count_written (destination, folder));
  if (last == NULL)
    {
      g_autofree char *bare = g_strconcat (destination, "-bare", NULL);
      printf ("%-40s only to open, write and close these files: %.3f s CPU\n", "",
              write_all_bare (folder, bare));
    }
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *file = folder != NULL ? g_dir_read_name (folder) : NULL; file != NULL;
       file = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (path, file, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* People in whose calendars one of every hundredth sessions is, after these have moved. */
static int
move_some (const GhModel *model, GhProgramme *programme)
{
  g_autofree bool *is_concerned = g_new0 (bool, model->n_persons);
  int n = 0;

  for (int session = 0; session < N_SESSIONS; session += 100)
    programme->placements[session].start += 60;
  for (guint row = 0; row < programme->attendance->len; row++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, row);
      if (this->session % 100 == 0 && !is_concerned[this->person])
        {
          is_concerned[this->person] = true;
          n++;
        }
    }
  return n;
}

static void
measure_disk (void)
{
  g_autoptr (GhModel) model = make_model (N_TO_DISK);
  g_autoptr (GhProgramme) programme = make_programme (model);
  g_autofree char *folder = g_dir_make_tmp ("gahunda-bench-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "0001", NULL);
  g_autofree char *second = g_build_filename (folder, "0002", NULL);

  printf ("%d persons with %d sessions each, to disk:\n", N_TO_DISK, N_EACH);
  publish ("first revision", model, programme, 1, first, NULL);
  int n_concerned = move_some (model, programme);
  publish ("second, one session in a hundred moved", model, programme, 2, second, first);
  printf ("%-40s %d persons have a moved session: their calendars and changes\n", "", n_concerned);
  remove_tree (folder);
}

/* ---- a straight line ---------------------------------------------------------------------- */

static void
measure_line (int most)
{
  printf ("In memory:\n");
  for (int n_persons = 1000; n_persons <= most; n_persons *= 10)
    {
      g_autoptr (GhModel) model = make_model (n_persons);
      g_autoptr (GhProgramme) programme = make_programme (model);
      Shelf shelf = { 0 };
      double before = cpu_seconds ();
      make (model, programme, 1, &shelf);
      double all = cpu_seconds () - before;
      printf ("%7d persons: %.3f s CPU, %.1f microseconds each\n", n_persons, all,
              all * 1e6 / n_persons);
    }
}

int
main (int n_arguments, char **arguments)
{
  measure_disk ();
  measure_line (n_arguments > 1 ? atoi (arguments[1]) : 100000);
  return 0;
}
