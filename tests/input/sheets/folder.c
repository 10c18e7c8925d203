#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

const char *const good_sheets[][2] = {
  { "conference", "key,value\nname,Test\nid,T\ndomain,t.example.org\ntimezone,Africa/Kigali\n"
                  "first_day,2022-06-06\nlast_day,2022-06-08\n" },
  { "rooms", "room,seats,parts\nAULA,100,\nHALL,40,\nBOTH,140,AULA;HALL\n" },
  { "groups",
    "group,parent,kind,order_minutes,access\nPL,,plenary,,\nCOM,PL,committee,60,flag:MS\n" },
  { "sessions",
    "session,title,group,minutes,room,tags,teams,after\nPL-1,Opening,PL,60,AULA,big,,\n"
    "COM-1,First,COM,60,,,interpretation:2,PL-1:15\nCOM-2,Second,COM,90,AULA;HALL,,,\n" },
  { "delegations", "delegation,flags,region\nAND,MS,EUR\nORG,,\n" },
  { "people", "person,delegation,kind\nAda,AND,delegate\nBob,AND,delegate\nCy,ORG,delegate\n"
              "Di,,staff\n" },
  { "roles", "person,role,what\nAda,chair,COM\nBob,chair,COM-2\n" },
  { "attends", "who,what,level\nAND,COM,must\n*,PL,should\nCy,PL,must\nBob,PL-1,may\n" },
  { "teams", "team,kind\nRED,interpretation\nBLUE,interpretation\n" },
  { "relations", "a,relation,b\nPL,not-parallel,*;-PL\n" },
};
const int n_good_sheets = G_N_ELEMENTS (good_sheets);

Folder *
folder_new (void)
{
  Folder *folder = g_new0 (Folder, 1);
  folder->folder = g_dir_make_tmp (NULL, NULL);
  g_assert (folder->folder != NULL);
  for (int sheet = 0; sheet < n_good_sheets; sheet++)
    folder_put (folder, good_sheets[sheet][0], good_sheets[sheet][1]);
  return folder;
}

void
folder_free (Folder *folder)
{
  g_autoptr (GDir) opened = g_dir_open (folder->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (opened)) != NULL)
    {
      g_autofree char *path = folder_path (folder, name);
      g_remove (path);
    }
  g_rmdir (folder->folder);
  gh_problems_free (folder->problems);
  gh_model_free (folder->model);
  g_free (folder->folder);
  g_free (folder);
}

char *
folder_path (const Folder *folder, const char *file)
{
  return g_build_filename (folder->folder, file, NULL);
}

void
folder_put_bytes (const Folder *folder, const char *sheet, const char *bytes, gsize n_bytes)
{
  g_autofree char *file = g_strconcat (sheet, ".csv", NULL);
  g_autofree char *path = folder_path (folder, file);
  assert_true (g_file_set_contents (path, bytes, (gssize)n_bytes, NULL));
}

void
folder_put (const Folder *folder, const char *sheet, const char *text)
{
  folder_put_bytes (folder, sheet, text, strlen (text));
}

void
folder_remove (const Folder *folder, const char *sheet)
{
  g_autofree char *file = g_strconcat (sheet, ".csv", NULL);
  g_autofree char *path = folder_path (folder, file);
  g_remove (path);
}

void
folder_read (Folder *folder)
{
  g_clear_pointer (&folder->problems, gh_problems_free);
  g_clear_pointer (&folder->model, gh_model_free);
  folder->problems = gh_problems_new ();
  folder->model = gh_sheets_read (folder->folder, NULL, folder->problems, NULL);
}

static char *
first_told (const Folder *folder, bool is_note)
{
  for (guint entry = 0; entry < folder->problems->list->len; entry++)
    {
      const GhProblem *problem = folder->problems->list->pdata[entry];
      if (problem->is_note == is_note)
        return gh_problem_to_text (problem);
    }
  return g_strdup ("nothing");
}

void
assert_is_good (Folder *folder)
{
  g_autofree char *text = NULL;
  folder_read (folder);
  text = first_told (folder, false);
  assert_string_equal (text, "nothing");
  assert_non_null (folder->model);
}

void
assert_is_told (Folder *folder, bool is_note, const char *expected)
{
  g_autofree char *text = NULL;
  folder_read (folder);
  text = first_told (folder, is_note);
  assert_string_equal (text, expected);
  assert_int_equal (folder->model != NULL, folder->problems->n_errors == 0);
}
