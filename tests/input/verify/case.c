#include "tests/input/verify/case.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const char given[] = "= conference\n"
                            "key,value\n"
                            "name,Test\n"
                            "id,TEST\n"
                            "domain,example.org\n"
                            "timezone,Africa/Kigali\n"
                            "first_day,2022-06-06\n"
                            "last_day,2022-06-12\n"
                            "= rooms\n"
                            "room,seats\n"
                            "A,100\n"
                            "B,50\n"
                            "= attendance\n"
                            "= speeches of the draft\n";

/* ---- files ------------------------------------------------------------------------------- */

/* Where a section of this name goes, and the header that it is spared. */
static char *
path_of (const char *name, const char **header)
{
  *header = "";
  if (strcmp (name, "schedule") == 0)
    {
      *header = "session,date,start,end,room,teams,status,title,group\n";
      return g_strdup ("programme/draft/schedule.csv");
    }
  if (strcmp (name, "attendance") == 0)
    {
      *header = "person,session,as\n";
      return g_strdup ("programme/draft/attendance.csv");
    }
  if (strcmp (name, "speeches of the draft") == 0)
    {
      *header = "session,start,speaker,minutes,theme\n";
      return g_strdup ("programme/draft/speeches.csv");
    }
  if (g_str_has_prefix (name, "draft/"))
    return g_strconcat ("programme/", name, NULL);
  return strchr (name, '.') != NULL ? g_strdup (name) : g_strconcat (name, ".csv", NULL);
}

/* g_file_set_contents() would wait for the disk: two seconds for a file of cases. */
static bool
write_text (const char *path, const char *text)
{
  FILE *file = g_fopen (path, "w");
  bool is_written = file != NULL && fputs (text, file) >= 0;

  return file != NULL && fclose (file) == 0 && is_written;
}

static void
write_section (const char *folder, const char *name, const char *text)
{
  bool is_more = strcmp (name, "settings") == 0;
  const char *header;
  g_autofree char *path = path_of (is_more ? "conference" : name, &header);
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  g_autofree char *before = NULL;

  if (is_more && !g_file_get_contents (full, &before, NULL, NULL))
    fail_msg ("no conference before its settings");
  g_autofree char *all = g_strconcat (before != NULL ? before : header, text, NULL);
  if (g_mkdir_with_parents (parent, 0700) != 0 || !write_text (full, all))
    fail_msg ("%s cannot be written", full);
}

static void
write_files (const char *folder, const char *files)
{
  g_auto (GStrv) lines = g_strsplit (files, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *name = NULL;

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "= "))
      {
        if (name != NULL)
          write_section (folder, name, text->str);
        g_string_truncate (text, 0);
        name = *line + 2;
      }
    else if (**line != '\0')
      g_string_append_printf (text, "%s\n", *line);
  if (name != NULL)
    write_section (folder, name, text->str);
}

static void
remove_tree (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      remove_tree (inside);
    }
  if (folder != NULL)
    g_dir_close (folder);
  g_remove (path);
}

/* ---- calendars, without a calendar library ------------------------------------------------ */

static void
event_free (gpointer data)
{
  GhVerifyEvent *event = data;
  g_free (event->uid);
  g_free (event->summary);
  g_free (event->location);
  g_free (event->status);
  g_free (event);
}

static GPtrArray *
read_calendar (const char *path, const char *timezone, int first_day, GError **error)
{
  g_autofree char *text = NULL;
  GPtrArray *events;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  events = g_ptr_array_new_with_free_func (event_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "|", -1);
      GhVerifyEvent *event = g_new0 (GhVerifyEvent, 1);
      g_assert_cmpuint (g_strv_length (fields), ==, 8);
      event->uid = g_strdup (fields[0]);
      event->start = atoi (fields[1]);
      event->end = atoi (fields[2]);
      event->summary = g_strdup (fields[3]);
      event->location = g_strdup (fields[4]);
      event->status = g_strdup (fields[5]);
      event->transparent = strcmp (fields[6], "transparent") == 0;
      event->sequence = atoi (fields[7]);
      g_ptr_array_add (events, event);
    }
  return events;
}

/* "540 600": busy from 09:00 to 10:00 on the first day. */
static bool
read_busy (const char *path, const char *timezone, int first_day, int n_days, GArray *spans,
           char **sentence)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      *sentence = g_strdup ("it is not there");
      return false;
    }
  g_auto (GStrv) words = g_strsplit (g_strchomp (text), " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      int minute = atoi (*word);
      g_array_append_val (spans, minute);
    }
  return true;
}

GhVerdict *
gh_case_try (const char *files, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("gahunda-verify-XXXXXX", NULL);
  g_autofree char *draft = g_build_filename (folder, "programme", "draft", NULL);
  GhVerdict *verdict;

  write_files (folder, given);
  write_files (folder, files);
  verdict = gh_verify (folder, draft, read_calendar, read_busy, error);
  remove_tree (folder);
  return verdict;
}

GhVerdict *
gh_case_verify (const char *files)
{
  g_autoptr (GError) error = NULL;
  GhVerdict *verdict = gh_case_try (files, &error);

  if (verdict == NULL)
    fail_msg ("%s", error->message);
  return verdict;
}

/* ---- one case ---------------------------------------------------------------------------- */

static bool
is_mentioned (const GhVerdict *verdict, const char *words)
{
  for (guint entry = 0; entry < verdict->findings->len; entry++)
    if (strstr (((const GhFinding *)verdict->findings->pdata[entry])->sentence, words) != NULL)
      return true;
  return false;
}

static void
test_case (void **state)
{
  const GhCase *this = *state;
  g_autoptr (GhVerdict) verdict = gh_case_verify (this->files->str);

  for (guint entry = 0; entry < verdict->findings->len; entry++)
    {
      const GhFinding *finding = verdict->findings->pdata[entry];
      if (this->rule == NULL || strcmp (finding->rule, this->rule) != 0)
        fail_msg ("found %s: %s", finding->rule, finding->sentence);
    }
  if (this->rule != NULL && verdict->findings->len == 0)
    fail_msg ("%s was not found", this->rule);
  if (this->mentions != NULL && !is_mentioned (verdict, this->mentions))
    fail_msg ("no sentence has \"%s\": %s", this->mentions,
              ((const GhFinding *)verdict->findings->pdata[0])->sentence);
}

/* ---- files of cases ---------------------------------------------------------------------- */

static void
case_free (gpointer data)
{
  GhCase *this = data;
  g_free (this->promise);
  g_free (this->rule);
  g_free (this->mentions);
  g_string_free (this->files, true);
  g_free (this);
}

/* "breaks RULE: WORDS" or "keeps all". */
static void
read_outcome (GhCase *this, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line + strlen ("breaks "), ": ", 2);

  if (strcmp (line, "keeps all") == 0)
    return;
  g_assert_true (g_str_has_prefix (line, "breaks ") && g_strv_length (parts) == 2);
  this->rule = g_strdup (parts[0]);
  this->mentions = g_strdup (parts[1]);
}

static void
append_lines (GString *files, GHashTable *fragments, const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) lines = NULL;

  if (!g_str_has_prefix (line, "use "))
    {
      g_string_append_printf (files, "%s\n", line);
      return;
    }
  words = g_strsplit (line + strlen ("use "), " ", -1);
  const GString *fragment = g_hash_table_lookup (fragments, words[0]);
  if (fragment == NULL)
    g_error ("nothing to be used is called \"%s\"", words[0]);
  lines = g_string_new (fragment->str);
  for (int word = 1; words[word] != NULL; word++)
    {
      g_autofree char *place = g_strdup_printf ("$%d", word);
      g_string_replace (lines, place, strcmp (words[word], "-") == 0 ? "" : words[word], 0);
    }
  g_string_append (files, lines->str);
}

static void
string_free (gpointer data)
{
  g_string_free (data, true);
}

GPtrArray *
gh_cases_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) fragments =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, string_free);
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  GString *files = NULL;
  bool is_outcome = false;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "-- "))
      {
        files = g_string_new (NULL);
        g_hash_table_insert (fragments, g_strdup (*line + 3), files);
      }
    else if (g_str_has_prefix (*line, "== "))
      {
        GhCase *this = g_new0 (GhCase, 1);
        this->promise = g_strdup (*line + 3);
        this->files = files = g_string_new (NULL);
        g_ptr_array_add (cases, this);
        is_outcome = true;
      }
    else if (is_outcome)
      {
        read_outcome (cases->pdata[cases->len - 1], *line);
        is_outcome = false;
      }
    else if (**line != '\0' && **line != '#')
      append_lines (files, fragments, *line);
  return cases;
}

int
gh_cases_run (const char *path)
{
  g_autoptr (GPtrArray) cases = gh_cases_read (path);
  g_autofree struct CMUnitTest *tests = g_new0 (struct CMUnitTest, cases->len + 1);

  for (guint number = 0; number < cases->len; number++)
    {
      GhCase *this = cases->pdata[number];
      tests[number] = (struct CMUnitTest){ .name = this->promise,
                                           .test_func = test_case,
                                           .initial_state = this };
    }
  return _cmocka_run_group_tests (path, tests, cases->len, NULL, NULL);
}
