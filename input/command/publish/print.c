/* The programme on paper: PDF in DIR/print, beside the programme and no part of it, for fonts
 * differ from machine to machine. */
#include "input/command/command.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* What is asked for. */
typedef struct
{
  char *person;   /* NULL: booklet and doors */
  char *language; /* NULL: the person's, or else the first */
  char *size;     /* NULL: A4 */
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_free (wishes->person);
  g_free (wishes->language);
  g_free (wishes->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

/* A draft or revision, and what its feet say of it. */
typedef struct
{
  const GhCommon *common;
  const GhModel *model;
  const char *folder; /* of the conference */
  GhProgramme *programme;
  GhMaking making;
  GhPaper paper;
  GPtrArray *written; /* char*: paths */
} Print;

/* ---- what is asked for --------------------------------------------------------------------- */

static int
find_person (const GhModel *model, const char *name, int *exit)
{
  g_autofree const char **names = g_new (const char *, model->n_persons);

  for (int person = 0; person < model->n_persons; person++)
    {
      names[person] = model->persons[person].id;
      if (strcmp (names[person], name) == 0)
        return person;
    }
  g_autofree char *nearest = gh_did_you_mean_one_of (name, names, model->n_persons);
  *exit = gh_fail (GH_EXIT_ATTENTION, "nobody is called \"%s\"%s; people.csv has the ids", name,
                   nearest);
  return -1;
}

/* PERSON -1: nobody's.  -1 with *EXIT: there is no such language. */
static int
find_language (const GhModel *model, const char *name, int person, int *exit)
{
  const char *own = person >= 0 ? model->persons[person].language : NULL;
  int language = gh_conference_language (&model->conference, name != NULL ? name : own);

  if (name != NULL && language < 0)
    {
      g_autofree char *known = g_strjoinv (", ", (char **)model->conference.languages);
      *exit = gh_fail (GH_EXIT_ATTENTION, "\"%s\" is none of the conference's languages (%s)", name,
                       known);
      return -1;
    }
  return MAX (language, 0);
}

static bool
understand_size (const char *size, bool *is_a5, int *exit)
{
  *is_a5 = size != NULL && g_ascii_strcasecmp (size, "A5") == 0;
  if (size == NULL || *is_a5 || g_ascii_strcasecmp (size, "A4") == 0)
    return true;
  *exit = gh_fail (GH_EXIT_ATTENTION, "\"%s\" is no size of paper known here: A4 or A5", size);
  return false;
}

/* ---- writing ------------------------------------------------------------------------------- */

/* Takes BYTES over; NULL: ERROR says why there are none. */
static int
write_pdf (const Print *print, const char *name, GString *bytes, const GError *error)
{
  g_autofree char *folder = g_build_filename (print->folder, "print", NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.pdf", folder, name);
  g_autoptr (GError) trouble = NULL;
  bool is_written;

  if (bytes == NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_string_free (bytes, true);
      return gh_fail (GH_EXIT_FILES, "cannot write into %s: %s", folder, g_strerror (errno));
    }
  is_written = g_file_set_contents (path, bytes->str, (gssize)bytes->len, &trouble);
  g_string_free (bytes, true);
  if (!is_written)
    return gh_fail (GH_EXIT_FILES, "%s", trouble->message);
  g_ptr_array_add (print->written, g_steal_pointer (&path));
  return GH_EXIT_DONE;
}

static void
tell (const Print *print)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_begin_list (builder, "files");
  for (guint number = 0; number < print->written->len; number++)
    {
      const char *path = g_ptr_array_index (print->written, number);
      json_builder_add_string_value (builder, path);
      if (!print->common->json)
        g_print ("%s\n", path);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (print->common->json)
    gh_json_print (builder);
}

static int
print_person (const Print *print, int person)
{
  g_autofree char *id = gh_file_name (print->model->persons[person].id);
  /* No private programme takes the place of a public one. */
  bool is_taken = strcmp (id, "booklet") == 0 || strcmp (id, "doors") == 0;
  g_autofree char *name = g_strconcat (is_taken ? "person-" : "", id, NULL);
  g_autoptr (GError) error = NULL;
  GString *bytes = gh_output_personal (print->model, print->programme, &print->making,
                                       &print->paper, person, &error);

  return write_pdf (print, name, bytes, error);
}

static int
print_all (const Print *print)
{
  g_autoptr (GError) error = NULL;
  GString *booklet =
      gh_output_booklet (print->model, print->programme, &print->making, &print->paper, &error);
  int exit = write_pdf (print, "booklet", booklet, error);

  if (exit != GH_EXIT_DONE)
    return exit;
  GString *doors =
      gh_output_doors (print->model, print->programme, &print->making, &print->paper, &error);
  return write_pdf (print, "doors", doors, error);
}

/* ---- reading ------------------------------------------------------------------------------- */

static int
fail_reading (const GError *error)
{
  bool is_for_people = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                       || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  return gh_fail (is_for_people ? GH_EXIT_ATTENTION : GH_EXIT_FILES, "%s", error->message);
}

static int
print_programme (Print *print, const char *which, int person)
{
  int exit;
  /* What has been published is no draft any more. */
  bool is_published =
      which == NULL && gh_last_revision (print->folder) > 0 && !gh_draft_is_fresh (print->folder);
  g_autofree char *folder =
      gh_command_which (print->folder, is_published ? "current" : which, &exit);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  g_autoptr (GhMade) made = NULL;
  g_autofree char *last = NULL;
  g_auto (GStrv) sheets = gh_sheet_files (print->folder);

  if (folder == NULL)
    return exit;
  programme =
      gh_output_read (folder, print->model, print->folder, (const char *const *)sheets, &error);
  made = programme != NULL ? gh_output_read_made (folder, &error) : NULL;
  if (made == NULL)
    return fail_reading (error);
  if (made->at == NULL)
    return gh_fail (GH_EXIT_FILES, "%s is damaged: its manifest.json does not say when it was made",
                    folder);
  last = made->base > 0 ? gh_revision_path (print->folder, made->base) : NULL;
  print->programme = programme;
  print->making = (GhMaking){
    .version = GAHUNDA_VERSION,
    .command = made->command,
    .at = made->at,
    .revision = made->revision,
    .conference_folder = print->folder,
    .sheets = (const char *const *)sheets,
    .last = last,
  };
  exit = person >= 0 ? print_person (print, person) : print_all (print);
  if (exit == GH_EXIT_DONE)
    tell (print);
  return exit;
}

static int
run (int argc, char **argv)
{
  g_auto (Wishes) wishes = { 0 };
  const GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &wishes.person, "One person's programme instead", "ID" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &wishes.language, "One of the conference's languages",
      "fr" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &wishes.size, "A4 or A5", "A4" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  Print print = { .common = &common, .written = written };
  int person = -1;
  int exit;

  if (!gh_command_parse (&gh_command_print, &argc, &argv, entries, 1, 2, &common, &exit)
      || !understand_size (wishes.size, &print.paper.is_a5, &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  if (wishes.person != NULL && (person = find_person (model, wishes.person, &exit)) < 0)
    return exit;
  print.paper.language = find_language (model, wishes.language, person, &exit);
  if (print.paper.language < 0)
    return exit;
  print.model = model;
  print.folder = argv[1];
  return print_programme (&print, argc > 2 ? argv[2] : NULL, person);
}

const GhCommand gh_command_print = {
  .name = "print",
  .arguments = "DIR [REVISION]",
  .help = "The programme on paper: a booklet, sheets for doors, one person's",
  .example = "gahunda print my-conference --person AND-1",
  .run = run,
};
