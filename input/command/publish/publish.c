#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/command/publish/feeds.h"
#include "input/command/lock.h"
#include "input/command/publish/notices.h"
#include "input/command/publish/outbox.h"
#include "input/sheets/sheets.h"
#include "output/output.h"
#include "output/words.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

/* ---- where calendars go ------------------------------------------------------------------ */

typedef struct
{
  GhFolder *folder;
  const char *conference; /* its folder */
  GArray *revisions;      /* int: those that are published, oldest first */
  GhNotices *notices;     /* NULL: no last revision */
} Shelf;

/* "calendars/AGL-P01.ics", "calendars/changes/AGL-P01.ics", "calendars/rooms/AULA.ics",
 * "calendars/programme.ics" */
static char *
calendar_path (const char *kind, const char *id)
{
  g_autofree char *name = id != NULL ? gh_file_name (id) : NULL;
  if (strcmp (kind, "programme") == 0)
    return g_strdup ("calendars/programme.ics");
  if (strcmp (kind, "persons") == 0)
    return g_strdup_printf ("calendars/%s.ics", name);
  return g_strdup_printf ("calendars/%s/%s.ics", kind, name);
}

static void
take (const char *kind, const char *id, GString *bytes, gpointer data)
{
  Shelf *shelf = data;
  g_autofree char *path = calendar_path (kind, id);
  gh_folder_take (shelf->folder, path, bytes);
}

/* In the newest revision that has it: who was not there for a while still has what they had. */
static char *
last_path (const char *kind, const char *id, bool *is_old, gpointer data)
{
  Shelf *shelf = data;
  g_autofree char *path = calendar_path (kind, id);

  for (guint entry = shelf->revisions->len; entry > 0; entry--)
    {
      int revision = g_array_index (shelf->revisions, int, entry - 1);
      g_autofree char *folder = gh_revision_path (shelf->conference, revision);
      g_autofree char *calendar = g_build_filename (folder, path, NULL);
      if (!g_file_test (calendar, G_FILE_TEST_EXISTS))
        continue;
      *is_old = entry < shelf->revisions->len;
      return g_steal_pointer (&calendar);
    }
  return NULL;
}

static void
changed (const GhCalendarChange *change, gpointer data)
{
  Shelf *shelf = data;
  gh_notices_take (shelf->notices, change);
}

/* ---- notices ------------------------------------------------------------------------------ */

typedef struct
{
  const GhModel *model;
  GhFolder *folder;
  GhOutbox *outbox; /* NULL: nothing is mailed */
  int n;
} Post;

static void
post_notice (int person, const GhNotice *notice, const GArray *changes, gpointer data)
{
  Post *post = data;
  g_autofree char *name = gh_file_name (post->model->persons[person].id);
  g_autofree char *text = g_strdup_printf ("notices/%s.txt", name);
  g_autofree char *page = g_strdup_printf ("notices/%s.html", name);

  gh_folder_take (post->folder, text, gh_notice_text (notice));
  gh_folder_take (post->folder, page, gh_notice_page (notice));
  if (post->outbox != NULL)
    gh_outbox_take (post->outbox, person, notice, changes);
  post->n++;
}

/* ---- words for them ----------------------------------------------------------------------- */

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

static const GhCalendarWords words = { text_in, gh_words_fill, short_day_in };

/* ---- writing a revision ------------------------------------------------------------------ */

static void
print_json (const Post *post, int revision, int n_calendars, int n_messages, const char *folder)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_number (builder, "revision", revision);
  gh_json_number (builder, "calendars", n_calendars);
  gh_json_number (builder, "notices", post->n);
  gh_json_number (builder, "messages", n_messages);
  gh_json_text (builder, "folder", folder);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* All calendars, into the shelf's folder; their number, or -1 with ERROR. */
static int
make_calendars (Shelf *shelf, const GhModel *model, const GhProgramme *programme,
                const GhMaking *making, GError **error)
{
  g_autofree char *stamp = gh_command_stamp (model, making->at);
  g_autoptr (GhPast) past = NULL;
  GhCalendarShelf face = { .take = take,
                           .last_path = last_path,
                           .changed = shelf->notices != NULL ? changed : NULL,
                           .data = shelf };

  if (making->last != NULL)
    past = gh_output_past (making->last, model, error);
  if (making->last != NULL && past == NULL)
    return -1;
  GhCalendarEdition edition = { .revision = making->revision,
                                .stamp = stamp,
                                .now = gh_command_minute (model, making->at),
                                .past = past };
  return gh_calendars_make (model, programme, &edition, &words, &face, error);
}

/* Calendars, and notices to those for whom something changed; the number of calendars, or -1 with
 * ERROR. */
static int
make_for_readers (Post *post, const GhProgramme *programme, const GhMaking *making, GError **error)
{
  g_autofree char *draft = gh_draft_path (making->conference_folder);
  g_autoptr (GhNotices) notices = NULL;

  if (making->last != NULL)
    notices = gh_notices_new (post->model, programme, making->last, draft, making->revision,
                              post_notice, post, error);
  if (making->last != NULL && notices == NULL)
    return -1;
  g_autoptr (GArray) revisions = gh_revisions (making->conference_folder);
  Shelf shelf = { post->folder, making->conference_folder, revisions, notices };
  int n_calendars = make_calendars (&shelf, post->model, programme, making, error);
  if (notices != NULL)
    gh_notices_close (notices);
  return n_calendars;
}

static void
tell (const GhCommon *common, const Post *post, const GhMaking *making, int n_calendars,
      const char *destination)
{
  int n_messages = post->outbox != NULL ? gh_outbox_n_messages (post->outbox) : 0;

  if (common->json)
    print_json (post, making->revision, n_calendars, n_messages, destination);
  else
    g_print ("revision %04d: %d calendars, in %s\n", making->revision, n_calendars, destination);
  if (post->n > 0)
    gh_say (common, "notices to %d people, in %s/notices", post->n, destination);
  if (n_messages > 0)
    gh_say (common, "%d messages to send, in %s/private/outbox/%04d", n_messages,
            making->conference_folder, making->revision);
  else if (post->outbox != NULL)
    gh_say (common, making->last == NULL ? "no mail: a first revision changes nothing"
                                         : "no mail: nothing changed for anybody with an address");
}

/* The outbox first, so that a revision that is there has been told of; that of a revision that
 * failed is written over when it is made again. */
static int
write_revision (const GhCommon *common, const GhModel *model, const GhProgramme *programme,
                const GhMaking *making, GhOutbox *outbox)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  g_autofree char *destination = gh_revision_path (making->conference_folder, making->revision);
  g_autoptr (GError) error = NULL;
  Post post = { .model = model, .folder = folder, .outbox = outbox };
  int n_calendars;

  gh_output_tables (folder, model, programme, making);
  gh_output_pages (folder, model, programme, making);
  gh_output_exports (folder, model, programme, making);
  n_calendars = make_for_readers (&post, programme, making, &error);
  if (n_calendars < 0 || !gh_output_manifest (folder, model, programme, making, &error)
      || (outbox != NULL && !gh_outbox_write (outbox, making->conference_folder, &error))
      || !gh_folder_write (folder, destination, making->last, false, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (!gh_point_current (making->conference_folder, making->revision))
    return gh_fail (GH_EXIT_FILES, "programme/current cannot be set: %s", g_strerror (errno));
  if (!gh_feeds_refresh (model, making->conference_folder, destination, &error))
    return gh_fail (GH_EXIT_FILES,
                    "revision %04d is published, but feeds are as before: %s; gahunda feeds %s "
                    "makes them anew",
                    making->revision, error->message, making->conference_folder);
  tell (common, &post, making, n_calendars, destination);
  return GH_EXIT_DONE;
}

/* What to do about a draft that cannot be published. */
static int
fail_reading (const GError *error)
{
  bool is_for_people = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                       || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  return gh_fail (is_for_people ? GH_EXIT_ATTENTION : GH_EXIT_FILES, "%s", error->message);
}

/* Its changes are those since another revision than people have now. */
static int
fail_overtaken (const char *folder, int base, int last_revision)
{
  g_autofree char *then = base > 0 ? g_strdup_printf ("revision %04d was the newest", base)
                                   : g_strdup ("there was no revision");
  g_autofree char *now = last_revision > 0 ? g_strdup_printf ("%04d is now", last_revision)
                                           : g_strdup ("there is none now");

  return gh_fail (GH_EXIT_ATTENTION,
                  "this draft was made when %s, and %s: gahunda %s %s makes another", then, now,
                  last_revision > 0 ? "replan" : "plan", folder);
}

typedef struct
{
  gboolean incomplete;
  gboolean mail;
  char **sheets; /* the files, and their hashes before they were read */
  char **hashes;
} Wanted;

static int
publish (const GhCommon *common, const GhModel *model, const char *folder, const Wanted *wanted)
{
  int last_revision = gh_last_revision (folder);
  g_autofree char *last = last_revision > 0 ? gh_revision_path (folder, last_revision) : NULL;
  g_autofree char *draft = gh_draft_path (folder);
  g_autofree char *at = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  g_autoptr (GhMade) made = NULL;
  g_autoptr (GhOutbox) outbox = NULL;
  g_autofree char *stamp = NULL;
  GhMaking making;
  int exit;

  at = gh_command_at (common, model, &exit);
  if (at == NULL)
    return exit;
  programme = gh_output_read (draft, model, folder, (const char *const *)wanted->sheets, &error);
  if (programme == NULL)
    return fail_reading (error);
  made = gh_output_read_made (draft, &error);
  if (made == NULL)
    return fail_reading (error);
  if (made->base != last_revision)
    return fail_overtaken (folder, made->base, last_revision);
  if (programme->n_unplaced > 0 && !wanted->incomplete)
    return gh_fail (GH_EXIT_INCOMPLETE,
                    "%d mandatory sessions or speeches have no place; --incomplete publishes the "
                    "draft all the same",
                    programme->n_unplaced);
  making = (GhMaking){
    .version = GAHUNDA_VERSION,
    .command = made->command,
    .at = at,
    .seed = made->seed,
    .threads = made->threads,
    .effort = made->effort,
    .revision = last_revision + 1,
    .conference_folder = folder,
    .sheets = (const char *const *)wanted->sheets,
    .hashes = (const char *const *)wanted->hashes,
    .last = last,
  };
  stamp = gh_command_stamp (model, at);
  if (wanted->mail)
    outbox = gh_outbox_new (common, model, stamp, making.revision, &exit);
  if (wanted->mail && outbox == NULL)
    return exit;
  return write_revision (common, model, programme, &making, outbox);
}

static int
run (int argc, char **argv)
{
  Wanted wanted = { 0 };
  const GOptionEntry entries[] = {
    { "incomplete", 0, 0, G_OPTION_ARG_NONE, &wanted.incomplete,
      "Publish although mandatory sessions have no place", NULL },
    { "mail", 0, 0, G_OPTION_ARG_NONE, &wanted.mail,
      "Write messages to all for whom something changed, into DIR/private/outbox", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  g_auto (GStrv) sheets = NULL;
  g_auto (GStrv) hashes = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_publish, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (!gh_lock_take (&lock, argv[1], &exit))
    return exit;
  wanted.sheets = sheets = gh_sheet_files (argv[1]);
  wanted.hashes = hashes = gh_sheet_hashes (argv[1], (const char *const *)sheets);
  model = gh_command_read (&common, argv[1], &exit);
  return model != NULL ? publish (&common, model, argv[1], &wanted) : exit;
}

const GhCommand gh_command_publish = {
  .name = "publish",
  .arguments = "DIR",
  .help = "Make the draft the next revision, with a calendar for everybody",
  .example = "gahunda publish my-conference",
  .run = run,
};
