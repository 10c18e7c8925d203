#include "tests/input/verify/case.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const char given[] = "= conference.csv\n"
                            "key,value\n"
                            "name,Test\n"
                            "id,TEST\n"
                            "domain,example.org\n"
                            "timezone,Africa/Kigali\n"
                            "first_day,2022-06-06\n"
                            "last_day,2022-06-12\n"
                            "= rooms.csv\n"
                            "room,seats\n"
                            "A,100\n"
                            "B,50\n" ATTENDANCE SPEECHES;

/* ---- files ------------------------------------------------------------------------------- */

static void
write_file (const char *folder, const char *path, const char *text, gsize n_bytes)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (full, text, (gssize)n_bytes, NULL));
}

static void
write_files (const char *folder, const char *files)
{
  while (*files != '\0')
    {
      const char *text = strchr (files, '\n') + 1;
      const char *next = strstr (text - 1, "\n= ");
      const char *end = next != NULL ? next + 1 : text + strlen (text);
      g_autofree char *path = g_strndup (files + 2, (gsize)(text - files - 3));

      g_assert_true (g_str_has_prefix (files, "= "));
      if (strcmp (path, "settings") == 0)
        {
          g_autofree char *settings = g_strndup (text, (gsize)(end - text));
          g_autofree char *conference = g_build_filename (folder, "conference.csv", NULL);
          g_autofree char *before = NULL;
          g_assert_true (g_file_get_contents (conference, &before, NULL, NULL));
          g_autofree char *all = g_strconcat (before, settings, NULL);
          write_file (folder, "conference.csv", all, strlen (all));
        }
      else
        write_file (folder, path, text, (gsize)(end - text));
      files = end;
    }
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
      g_assert_cmpuint (g_strv_length (fields), ==, 7);
      event->uid = g_strdup (fields[0]);
      event->start = atoi (fields[1]);
      event->end = atoi (fields[2]);
      event->summary = g_strdup (fields[3]);
      event->location = g_strdup (fields[4]);
      event->status = g_strdup (fields[5]);
      event->transparent = strcmp (fields[6], "transparent") == 0;
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

/* ---- cases ------------------------------------------------------------------------------- */

GhVerdict *
gh_case_verify (const char *files)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gahunda-verify-XXXXXX", NULL);
  g_autofree char *draft = g_build_filename (folder, "programme", "draft", NULL);
  GhVerdict *verdict;

  write_files (folder, given);
  write_files (folder, files);
  verdict = gh_verify (folder, draft, read_calendar, read_busy, &error);
  remove_tree (folder);
  if (verdict == NULL)
    fail_msg ("%s", error->message);
  return verdict;
}

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
  g_autoptr (GhVerdict) verdict = gh_case_verify (this->files);

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

int
gh_cases_run (const char *name, const GhCase *cases, int n)
{
  g_autofree struct CMUnitTest *tests = g_new0 (struct CMUnitTest, n);

  for (int number = 0; number < n; number++)
    tests[number] = (struct CMUnitTest){ .name = cases[number].promise,
                                         .test_func = test_case,
                                         .initial_state = (gpointer)&cases[number] };
  return _cmocka_run_group_tests (name, tests, (size_t)n, NULL, NULL);
}
