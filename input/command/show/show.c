/* The programme as text, out of the tables of a draft or revision: they say what was promised, also
 * when the sheets have changed since. */
#include "input/command/command.h"
#include "input/command/show/show.h"
#include "input/command/term.h"

#include <string.h>

typedef struct
{
  const char *word; /* a day, session or person; NULL: everything */
  GhTable *schedule, *attendance, *speeches;
  GhTable *people;    /* for their names; NULL: there is no such sheet */
  const char *folder; /* the draft or revision */
} Shown;

static const char *
cell (const GhTable *table, int row, const char *column)
{
  return gh_table_cell (table, row, gh_table_column (table, column));
}

static GhShowLine
line_at (const Shown *shown, int row)
{
  const GhTable *schedule = shown->schedule;
  return (GhShowLine){
    .session = cell (schedule, row, "session"),
    .date = cell (schedule, row, "date"),
    .start = cell (schedule, row, "start"),
    .end = cell (schedule, row, "end"),
    .room = cell (schedule, row, "room"),
    .teams = cell (schedule, row, "teams"),
    .status = cell (schedule, row, "status"),
    .title = cell (schedule, row, "title"),
    .group = cell (schedule, row, "group"),
  };
}

/* ---- what a word names ------------------------------------------------------------------- */

typedef enum
{
  EVERYTHING,
  A_DAY,
  A_SESSION,
  A_PERSON,
  NOTHING,
} Sort;

static bool
has (const GhTable *table, const char *column, const char *text)
{
  for (int row = 0; table != NULL && row < gh_table_n_rows (table); row++)
    if (strcmp (cell (table, row, column), text) == 0)
      return true;
  return false;
}

static bool
is_date (const char *word)
{
  return strlen (word) == 10 && strspn (word, "0123456789-") == 10 && word[4] == '-'
         && word[7] == '-';
}

static Sort
sort_of (const Shown *shown)
{
  if (shown->word == NULL)
    return EVERYTHING;
  if (has (shown->schedule, "session", shown->word))
    return A_SESSION;
  if (has (shown->people, "person", shown->word) || has (shown->attendance, "person", shown->word))
    return A_PERSON;
  return is_date (shown->word) ? A_DAY : NOTHING;
}

/* The reasons why a person is in a session, or NULL. */
static char *
reasons (const Shown *shown, const char *person, const char *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (int row = 0; row < gh_table_n_rows (shown->attendance); row++)
    if (strcmp (cell (shown->attendance, row, "person"), person) == 0
        && strcmp (cell (shown->attendance, row, "session"), session) == 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              cell (shown->attendance, row, "as"));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), false) : NULL;
}

static bool
is_chosen (const Shown *shown, Sort sort, const GhShowLine *line)
{
  g_autofree char *as = NULL;
  switch (sort)
    {
    case A_DAY:
      return strcmp (line->date, shown->word) == 0;
    case A_SESSION:
      return strcmp (line->session, shown->word) == 0;
    case A_PERSON:
      as = reasons (shown, shown->word, line->session);
      return as != NULL;
    default:
      return true;
    }
}

/* ---- text -------------------------------------------------------------------------------- */

static void
print_line (const Shown *shown, Sort sort, const GhShowLine *line, int room_width,
            int session_width)
{
  g_autofree char *as = sort == A_PERSON ? reasons (shown, shown->word, line->session) : NULL;
  g_autofree char *clock =
      *line->start != '\0' ? g_strdup_printf ("%s-%s", line->start, line->end) : g_strdup ("");
  gh_print_cell (clock, 13);
  gh_print_cell (line->room, room_width);
  gh_print_cell (line->session, session_width);
  g_print ("%s", line->title);
  if (as != NULL)
    g_print (" (%s)", as);
  if (strcmp (line->status, "cancelled") == 0)
    g_print (" - CANCELLED");
  g_print ("\n");
}

/* "2022-06-06 Monday" */
static char *
heading (const char *date)
{
  static const char *const names[] = { "",         "Monday", "Tuesday",  "Wednesday",
                                       "Thursday", "Friday", "Saturday", "Sunday" };
  g_autofree char *moment = g_strdup_printf ("%sT00:00:00Z", date);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (moment, NULL);
  return day != NULL ? g_strdup_printf ("%s %s", date, names[g_date_time_get_day_of_week (day)])
                     : g_strdup (date);
}

/* GhShowLine of what is chosen, in the order of the file. */
static GArray *
choose (const Shown *shown, Sort sort)
{
  GArray *lines = g_array_new (false, false, sizeof (GhShowLine));

  for (int row = 0; row < gh_table_n_rows (shown->schedule); row++)
    {
      GhShowLine line = line_at (shown, row);
      if (is_chosen (shown, sort, &line))
        g_array_append_val (lines, line);
    }
  return lines;
}

/* The lines that begin on the same day as the one at FIRST. */
static int
count_day (const GArray *lines, guint first)
{
  const GhShowLine *line = &g_array_index (lines, GhShowLine, first);
  guint next = first + 1;

  while (next < lines->len
         && strcmp (g_array_index (lines, GhShowLine, next).date, line->date) == 0)
    next++;
  return (int)(next - first);
}

static void
print_lines (const Shown *shown, Sort sort, const GArray *lines)
{
  int room_width = 0;
  int session_width = 0;
  int n_lines;

  for (guint number = 0; number < lines->len; number++)
    {
      const GhShowLine *line = &g_array_index (lines, GhShowLine, number);
      room_width = MAX (room_width, gh_text_width (line->room));
      session_width = MAX (session_width, gh_text_width (line->session));
    }
  for (guint first = 0; first < lines->len; first += (guint)n_lines)
    {
      const GhShowLine *line = &g_array_index (lines, GhShowLine, first);
      g_autofree char *title = *line->date != '\0' ? heading (line->date) : g_strdup ("No place");
      n_lines = count_day (lines, first);
      g_print ("%s%s\n", first > 0 ? "\n" : "", title);
      if (sort == A_DAY)
        gh_show_grid (line, n_lines);
      for (int number = 0; number < n_lines; number++)
        print_line (shown, sort, &line[number], room_width, session_width);
    }
}

/* ---- the overview ------------------------------------------------------------------------ */

/* "2022-06-06 Monday       12 sessions in  7 rooms, 08:30 to 21:15" */
static void
print_day (const GhShowLine *lines, int n_lines)
{
  g_autofree char *title = heading (lines->date);
  g_autoptr (GHashTable) rooms = g_hash_table_new (g_str_hash, g_str_equal);
  const char *first = "";
  const char *last = "";
  int n_held = 0;

  for (int number = 0; number < n_lines; number++)
    {
      const GhShowLine *line = &lines[number];
      if (strcmp (line->status, "cancelled") == 0)
        continue;
      if (n_held++ == 0)
        first = line->start;
      if (*line->room != '\0')
        g_hash_table_add (rooms, (gpointer)line->room);
      /* Past midnight is later than any hour of the day. */
      if (strcmp (line->end, line->start) > 0 && strcmp (line->end, last) > 0)
        last = line->end;
      else if (strcmp (line->end, line->start) <= 0)
        last = "24:00";
    }
  gh_print_cell (title, 20);
  if (n_held == 0)
    {
      g_print ("nothing is held\n");
      return;
    }
  g_print ("%4d session%s in %3u room%s, %s to %s\n", n_held, n_held == 1 ? " " : "s",
           g_hash_table_size (rooms), g_hash_table_size (rooms) == 1 ? " " : "s", first,
           strcmp (last, "24:00") == 0 ? "past midnight" : last);
}

static void
print_overview (const Shown *shown, const GArray *lines)
{
  int n_unplaced = 0;
  int n_cancelled = 0;
  int n_lines;

  g_print ("%s\n", shown->folder);
  for (guint first = 0; first < lines->len; first += (guint)n_lines)
    {
      const GhShowLine *line = &g_array_index (lines, GhShowLine, first);
      n_lines = count_day (lines, first);
      if (*line->date != '\0')
        print_day (line, n_lines);
    }
  for (guint number = 0; number < lines->len; number++)
    {
      const char *status = g_array_index (lines, GhShowLine, number).status;
      n_unplaced += strcmp (status, "unplaced") == 0;
      n_cancelled += strcmp (status, "cancelled") == 0;
    }
  g_print ("%u sessions, %d of them without a place, %d cancelled\n\n", lines->len, n_unplaced,
           n_cancelled);
}

/* ---- people ------------------------------------------------------------------------------ */

static const char *
name_of (const Shown *shown, const char *person)
{
  for (int row = 0; shown->people != NULL && row < gh_table_n_rows (shown->people); row++)
    if (strcmp (cell (shown->people, row, "person"), person) == 0)
      return cell (shown->people, row, "name");
  return "";
}

/* What else there is to say of one session: teams, who is in it and why, who speaks when. */
static void
print_session (const Shown *shown)
{
  for (int row = 0; row < gh_table_n_rows (shown->schedule); row++)
    {
      GhShowLine line = line_at (shown, row);
      if (strcmp (line.session, shown->word) == 0 && *line.teams != '\0')
        {
          gh_print_cell ("teams", 13);
          g_print ("%s\n", line.teams);
        }
    }
  for (int row = 0; row < gh_table_n_rows (shown->attendance); row++)
    if (strcmp (cell (shown->attendance, row, "session"), shown->word) == 0)
      {
        const char *person = cell (shown->attendance, row, "person");
        gh_print_cell (cell (shown->attendance, row, "as"), 13);
        gh_print_cell (person, 12);
        g_print ("%s\n", name_of (shown, person));
      }
  for (int row = 0; row < gh_table_n_rows (shown->speeches); row++)
    if (strcmp (cell (shown->speeches, row, "session"), shown->word) == 0)
      g_print ("%s  %s, %s minutes%s%s\n", cell (shown->speeches, row, "start"),
               cell (shown->speeches, row, "speaker"), cell (shown->speeches, row, "minutes"),
               *cell (shown->speeches, row, "theme") != '\0' ? ", on " : "",
               cell (shown->speeches, row, "theme"));
}

/* ---- JSON -------------------------------------------------------------------------------- */

/* The rows of a table that are about the session, with these columns. */
static void
add_rows (JsonBuilder *builder, const char *name, const GhTable *table, const char *session,
          const char *const *columns, int n_columns)
{
  gh_json_begin_list (builder, name);
  for (int row = 0; row < gh_table_n_rows (table); row++)
    {
      if (strcmp (cell (table, row, "session"), session) != 0)
        continue;
      json_builder_begin_object (builder);
      for (int column = 0; column < n_columns; column++)
        gh_json_text (builder, columns[column], cell (table, row, columns[column]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_session (JsonBuilder *builder, const Shown *shown)
{
  static const char *const of_people[] = { "person", "as" };
  static const char *const of_speeches[] = { "start", "speaker", "minutes", "theme" };

  add_rows (builder, "people", shown->attendance, shown->word, of_people, G_N_ELEMENTS (of_people));
  add_rows (builder, "speeches", shown->speeches, shown->word, of_speeches,
            G_N_ELEMENTS (of_speeches));
}

static void
print_json (const Shown *shown, Sort sort)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (int row = 0; row < gh_table_n_rows (shown->schedule); row++)
    {
      GhShowLine line = line_at (shown, row);
      g_autofree char *as = NULL;
      if (!is_chosen (shown, sort, &line))
        continue;
      json_builder_begin_object (builder);
      for (int column = 0; column < gh_table_n_columns (shown->schedule); column++)
        gh_json_text (builder, gh_table_column_name (shown->schedule, column),
                      gh_table_cell (shown->schedule, row, column));
      as = sort == A_PERSON ? reasons (shown, shown->word, line.session) : NULL;
      if (as != NULL)
        gh_json_text (builder, "as", as);
      if (sort == A_SESSION)
        add_session (builder, shown);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  gh_json_print (builder);
}

/* ---- the command ------------------------------------------------------------------------- */

/* A table of the programme; NULL, once told, where it is missing or damaged. */
static GhTable *
read_table (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = gh_table_read_csv (path, problems, &error);

  if (table != NULL && problems->n_errors == 0)
    return g_steal_pointer (&table);
  if (error != NULL)
    gh_fail (GH_EXIT_FILES, "%s", error->message);
  else
    gh_fail (GH_EXIT_FILES, "%s is damaged", path);
  return NULL;
}

static int
tell_unknown (const Shown *shown)
{
  int n_sessions = gh_table_n_rows (shown->schedule);
  int n_people = shown->people != NULL ? gh_table_n_rows (shown->people) : 0;
  g_autofree const char **names = g_new (const char *, n_sessions + n_people);
  g_autofree char *nearest = NULL;
  for (int row = 0; row < n_sessions; row++)
    names[row] = cell (shown->schedule, row, "session");
  for (int row = 0; row < n_people; row++)
    names[n_sessions + row] = cell (shown->people, row, "person");
  nearest = gh_did_you_mean_one_of (shown->word, names, n_sessions + n_people);
  return gh_fail (GH_EXIT_ATTENTION,
                  "\"%s\" is no day (2022-06-08), session or person of this programme%s",
                  shown->word, nearest);
}

static int
show (const Shown *shown, bool json)
{
  Sort sort = sort_of (shown);

  if (sort == NOTHING)
    return tell_unknown (shown);
  if (json)
    {
      print_json (shown, sort);
      return GH_EXIT_DONE;
    }
  g_autoptr (GArray) lines = choose (shown, sort);
  if (sort == EVERYTHING)
    print_overview (shown, lines);
  if (sort == A_DAY && lines->len == 0)
    g_print ("nothing has a place on %s\n", shown->word);
  print_lines (shown, sort, lines);
  if (sort == A_SESSION)
    print_session (shown);
  return GH_EXIT_DONE;
}

/* NULL, once told. */
static GhTable *
read_schedule (const char *folder)
{
  static const char *const needed[] = { "session", "date", "start", "end", "room", "status" };
  g_autoptr (GhTable) schedule = read_table (folder, "schedule.csv");

  for (gsize column = 0; schedule != NULL && column < G_N_ELEMENTS (needed); column++)
    if (gh_table_column (schedule, needed[column]) < 0)
      {
        gh_fail (GH_EXIT_FILES, "%s is damaged: schedule.csv has no column %s", folder,
                 needed[column]);
        return NULL;
      }
  return g_steal_pointer (&schedule);
}

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autofree char *folder = NULL;
  g_autoptr (GhTable) schedule = NULL;
  g_autoptr (GhTable) attendance = NULL;
  g_autoptr (GhTable) speeches = NULL;
  g_autoptr (GhTable) people = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_show, &argc, &argv, NULL, 1, 2, &common, &exit))
    return exit;
  folder = gh_command_which (argv[1], NULL, &exit);
  if (folder == NULL)
    return exit;
  schedule = read_schedule (folder);
  attendance = schedule != NULL ? read_table (folder, "attendance.csv") : NULL;
  speeches = attendance != NULL ? read_table (folder, "speeches.csv") : NULL;
  if (speeches == NULL)
    return GH_EXIT_FILES;
  people = gh_command_peek (argv[1], "people");
  return show (&(Shown){ .word = argc > 2 ? argv[2] : NULL,
                         .schedule = schedule,
                         .attendance = attendance,
                         .speeches = speeches,
                         .people = people,
                         .folder = folder },
               common.json);
}

const GhCommand gh_command_show = {
  .name = "show",
  .arguments = "DIR [DAY|SESSION|PERSON]",
  .help = "The programme as text",
  .example = "gahunda show my-conference 2022-06-08",
  .run = run,
};
