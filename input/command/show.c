#include "input/command/command.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* What is to be shown: everything, or what one word names. */
typedef struct
{
  const char *day;
  int session, person;
} Choice;

static bool
choose (const GhModel *model, const char *word, Choice *choice)
{
  int year, month, day;
  *choice = (Choice){ NULL, -1, -1 };
  if (word == NULL)
    return true;
  for (int session = 0; session < model->n_sessions; session++)
    if (strcmp (model->sessions[session].id, word) == 0)
      choice->session = session;
  for (int person = 0; person < model->n_persons; person++)
    if (strcmp (model->persons[person].id, word) == 0)
      choice->person = person;
  if (strlen (word) == 10 && sscanf (word, "%4d-%2d-%2d", &year, &month, &day) == 3)
    choice->day = word;
  return choice->session >= 0 || choice->person >= 0 || choice->day != NULL;
}

static bool
attends (const GhProgramme *programme, int person, int session)
{
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (this->person == person && this->session == session)
        return true;
    }
  return false;
}

static bool
is_chosen (const GhModel *model, const GhProgramme *programme, const Choice *choice, int session)
{
  g_autofree char *date = NULL;
  if (!gh_programme_is_placed (programme, session))
    return choice->session == session;
  date = gh_date_text (model, programme->placements[session].start);
  return (choice->session < 0 || choice->session == session)
         && (choice->person < 0 || attends (programme, choice->person, session))
         && (choice->day == NULL || strcmp (choice->day, date) == 0);
}

typedef struct
{
  GhMinute start;
  int session;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = a;
  const Line *right = b;
  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->session < right->session ? -1 : left->session > right->session;
}

static void
print_line (const GhModel *model, const GhProgramme *programme, int session, const char *date)
{
  GhPlacement at = programme->placements[session];
  g_autofree char *start = gh_clock_text (at.start);
  g_autofree char *end = gh_clock_text (at.start + model->sessions[session].minutes);
  g_print ("%s  %s-%s  %-14s %-12s %s\n", date, start, end,
           at.room >= 0 ? model->rooms[at.room].id : "", model->sessions[session].id,
           model->sessions[session].title);
}

static void
show (const GhModel *model, const GhProgramme *programme, const Choice *choice, bool json)
{
  g_autoptr (GArray) lines = g_array_new (false, false, sizeof (Line));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  for (int session = 0; session < model->n_sessions; session++)
    if (is_chosen (model, programme, choice, session))
      {
        Line line = { programme->placements[session].start, session };
        g_array_append_val (lines, line);
      }
  g_array_sort (lines, compare_lines);
  json_builder_begin_array (builder);
  for (guint entry = 0; entry < lines->len; entry++)
    {
      const Line *line = &g_array_index (lines, Line, entry);
      g_autofree char *date = NULL;
      if (line->start == GH_NEVER)
        {
          if (!json)
            g_print ("%s has no place\n", model->sessions[line->session].id);
          continue;
        }
      date = gh_date_text (model, line->start);
      if (!json)
        {
          print_line (model, programme, line->session, date);
          continue;
        }
      g_autofree char *clock = gh_clock_text (line->start);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "session");
      json_builder_add_string_value (builder, model->sessions[line->session].id);
      json_builder_set_member_name (builder, "date");
      json_builder_add_string_value (builder, date);
      json_builder_set_member_name (builder, "start");
      json_builder_add_string_value (builder, clock);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (json)
    {
      g_autoptr (JsonNode) root = json_builder_get_root (builder);
      g_autofree char *text = json_to_string (root, true);
      g_print ("%s\n", text);
    }
}

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  Choice choice;
  int exit;

  if (!gh_command_parse (&gh_command_show, &argc, &argv, NULL, 1, 2, &common, &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  folder = gh_draft_path (argv[1]);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS) && gh_last_revision (argv[1]) > 0)
    {
      g_free (folder);
      folder = gh_revision_path (argv[1], gh_last_revision (argv[1]));
    }
  programme = gh_output_read (folder, model, argv[1], gh_sheet_names (), &error);
  if (programme == NULL)
    return gh_fail (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
                        ? GH_EXIT_FILES
                        : GH_EXIT_ATTENTION,
                    "%s", error->message);
  if (!choose (model, argc > 2 ? argv[2] : NULL, &choice))
    return gh_fail (GH_EXIT_ATTENTION,
                    "\"%s\" is no day (2022-06-08), session or person of this conference", argv[2]);
  show (model, programme, &choice, common.json);
  return GH_EXIT_DONE;
}

const GhCommand gh_command_show = {
  .name = "show",
  .arguments = "DIR [DAY|SESSION|PERSON]",
  .help = "The programme as text",
  .example = "gahunda show my-conference 2022-06-08",
  .run = run,
};
