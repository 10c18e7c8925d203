/* Folders of sheets: what is said of wrong ones, and that nothing in a file crashes the reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "input/sheets/sheets.h"
#include "input/sheets/table.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_MUTATIONS 1500

/* ---- small folders ----------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  GhProblems *problems;
  GhModel *model;
} Case;

static const char *const good[][2] = {
  { "conference", "key,value\nname,Test\nid,T\ndomain,t.example.org\ntimezone,Africa/Kigali\n"
                  "first_day,2022-06-06\nlast_day,2022-06-08\n" },
  { "rooms", "room,seats,parts\nAULA,100,\nHALL,40,\nBOTH,140,AULA;HALL\n" },
  { "groups",
    "group,parent,kind,order_minutes,access\nPL,,plenary,,\nCOM,PL,committee,60,flag:MS\n" },
  { "sessions",
    "session,title,group,minutes,room,tags,teams,after\nPL-1,Opening,PL,60,AULA,big,,\n"
    "COM-1,First,COM,60,,,interpretation:2,PL-1:15\nCOM-2,Second,COM,90,AULA;HALL,,,\n" },
  { "delegations", "delegation,flags\nAND,MS\nORG,\n" },
  { "people", "person,delegation,kind\nAda,AND,delegate\nBob,AND,delegate\nCy,ORG,delegate\n"
              "Di,,staff\n" },
  { "roles", "person,role,what\nAda,chair,COM\nBob,chair,COM-2\n" },
  { "attends", "who,what,level\nAND,COM,must\n*,PL,should\nCy,COM,must\nBob,PL-1,may\n" },
  { "teams", "team,kind\nRED,interpretation\nBLUE,interpretation\n" },
  { "relations", "a,relation,b\nPL,not-parallel,*;-PL\n" },
};

static char *
path_of (const Case *this, const char *sheet)
{
  g_autofree char *file = g_strconcat (sheet, ".csv", NULL);
  return g_build_filename (this->folder, file, NULL);
}

static void
put (const Case *this, const char *sheet, const char *bytes, gssize n_bytes)
{
  g_autofree char *path = path_of (this, sheet);
  assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
}

static void
take_in (Case *this)
{
  g_clear_pointer (&this->problems, gh_problems_free);
  g_clear_pointer (&this->model, gh_model_free);
  this->problems = gh_problems_new ();
  this->model = gh_sheets_read (this->folder, NULL, this->problems, NULL);
}

static int
set_up (void **state)
{
  Case *this = g_new0 (Case, 1);
  this->folder = g_dir_make_tmp ("gahunda-XXXXXX", NULL);
  for (gsize sheet = 0; sheet < G_N_ELEMENTS (good); sheet++)
    put (this, good[sheet][0], good[sheet][1], -1);
  *state = this;
  return 0;
}

static int
tear_down (void **state)
{
  Case *this = *state;
  g_autoptr (GDir) folder = g_dir_open (this->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (this->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (this->folder);
  gh_problems_free (this->problems);
  gh_model_free (this->model);
  g_free (this->folder);
  g_free (this);
  return 0;
}

/* Reads with one sheet replaced; the first problem is this one. */
static void
assert_problem (Case *this, const char *sheet, const char *bytes, gssize n_bytes,
                const char *expected)
{
  g_autofree char *text = NULL;
  put (this, sheet, bytes, n_bytes);
  take_in (this);
  assert_null (this->model);
  for (guint entry = 0; entry < this->problems->list->len && text == NULL; entry++)
    if (!((GhProblem *)this->problems->list->pdata[entry])->is_note)
      text = gh_problem_to_text (this->problems->list->pdata[entry]);
  assert_string_equal (text, expected);
}

/* ---- good ones --------------------------------------------------------------------------- */

static void
a_good_folder_is_read (void **state)
{
  Case *this = *state;
  const GhModel *model;
  take_in (this);
  model = this->model;
  assert_non_null (model);
  assert_int_equal (model->n_sessions, 3);
  assert_string_equal (model->sessions[1].kind, "committee");
  assert_int_equal (model->conference.n_days, 3);
  assert_int_equal (model->rooms[2].parts->len, 2);
  /* Bob's row for COM-2 stands in place of Ada's for the group. */
  assert_int_equal (model->n_roles, 2);
  assert_int_equal (model->roles[0].person, 0);
  assert_int_equal (model->roles[0].session, 1);
  assert_int_equal (model->roles[1].person, 1);
  /* Cy is named, but COM is for flag:MS only. */
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].who == 2)
      assert_int_equal (model->person_wants[want].session, 0);
  assert_int_equal (model->delegations[0].size, 2);
}

static void
separators_breaks_and_order_do_not_matter (void **state)
{
  Case *this = *state;
  put (this, "rooms",
       "\xef\xbb\xbfparts;seats;room\r\n;100;AULA\r\n;40;HALL\r\nAULA,HALL;140;BOTH\r\n", -1);
  put (this, "rooms",
       "\xef\xbb\xbfparts;seats;room\r\n;100;AULA\r\n;40;HALL\r\n\"AULA;HALL\";140;BOTH\r\n", -1);
  put (this, "roles", "what\tperson\trole\nCOM\tAda\tchair\nCOM-2\tBob\tchair\n\n", -1);
  a_good_folder_is_read (state);
}

/* ---- wrong ones -------------------------------------------------------------------------- */

static void
wrong_cells_have_their_sentence (void **state)
{
  Case *this = *state;
  assert_problem (this, "sessions", "session,title,minutes,room\nS,Talk,60,AUAL\n", -1,
                  "sessions.csv, row 2, column \"room\": no room is called \"AUAL\" (did you mean "
                  "\"AULA\"?)");
  assert_problem (this, "sessions", "session,title,minutes\nS,Talk,60\nS,Again,60\n", -1,
                  "sessions.csv, row 3, column \"session\": the id \"S\" is there twice, first in "
                  "row 2; ids name one thing each");
  assert_problem (this, "sessions", "session,title,minutes\nS,Talk,-60\n", -1,
                  "sessions.csv, row 2, column \"minutes\": -60 is not from 1 to 20160");
  assert_problem (
      this, "sessions", "session,title\nS,Talk\n", -1,
      "sessions.csv, row 1, column \"minutes\": this column is needed and is not there");
  assert_problem (this, "sessions", "session,title,minutes,after\nA,X,60,B\nB,Y,60,A:5\n", -1,
                  "sessions.csv, row 2, column \"after\": these come after each other in a circle: "
                  "A, then B, then A");
  assert_problem (this, "sessions", "session,title,minutes,start\nS,Talk,60,2022-06-31T09:00\n", -1,
                  "sessions.csv, row 2, column \"start\": \"2022-06-31T09:00\" is not a start like "
                  "2022-06-06T09:30");
}

static void
wrong_files_have_their_sentence (void **state)
{
  Case *this = *state;
  assert_problem (this, "rooms", "room,seats\nA,\"10\nB,20\n", -1,
                  "rooms.csv, row 2: a quote (\") is opened here and never closed; close it, or "
                  "write a quote that is meant as such twice");
  assert_problem (this, "rooms", "room,seats\nA\xff,10\n", -1,
                  "rooms.csv, row 2: this line is not valid UTF-8; save the sheet as CSV (UTF-8)");
  assert_problem (this, "rooms", "room,seats\nA\0B,10\n", 18,
                  "rooms.csv, row 2: there is a NUL byte, so this is no text; save the sheet as "
                  "CSV (UTF-8)");
  assert_problem (this, "rooms", "", 0,
                  "rooms.csv: the file is empty; its first row names the columns");
  assert_problem (this, "rooms", "PK\3\4 and more", -1,
                  "rooms.csv: this is a zip or a workbook, not CSV; save the sheet as CSV (UTF-8)");
}

static void
wrong_conferences_have_their_sentence (void **state)
{
  Case *this = *state;
  assert_problem (this, "conference",
                  "key,value\nname,T\nid,T\ndomain,t.org\ntimezone,Africa/Kigalli\n"
                  "first_day,2022-06-06\nlast_day,2022-06-08\n",
                  -1,
                  "conference.csv, row 5, column \"value\": no time zone is called "
                  "\"Africa/Kigalli\"; write an IANA name like Africa/Kigali");
  assert_problem (this, "conference",
                  "key,value\nname,T\nid,T\ndomain,t.org\ntimezone,UTC\n"
                  "first_day,2022-06-06\nlast_day,2022-06-05\n",
                  -1, "conference.csv, row 7, column \"value\": last_day is before first_day");
}

static void
every_problem_is_told (void **state)
{
  Case *this = *state;
  put (this, "sessions", "session,title,minutes,room\nS,,x,AUAL\nT:1,Talk,60,\n", -1);
  take_in (this);
  assert_null (this->model);
  /* No title, no number, no room, no id; and what other sheets say of sessions that are gone. */
  assert_true (this->problems->n_errors >= 4);
}

static void
unknown_columns_are_notes (void **state)
{
  Case *this = *state;
  g_autofree char *text = NULL;
  put (this, "teams", "team,kind,colour\nRED,interpretation,red\nBLUE,interpretation,blue\n", -1);
  take_in (this);
  assert_non_null (this->model);
  assert_int_equal (this->problems->list->len, 1);
  text = gh_problem_to_text (this->problems->list->pdata[0]);
  assert_string_equal (text,
                       "teams.csv, row 1, column \"colour\": note: this column is unknown and "
                       "is ignored");
}

/* ---- anything at all --------------------------------------------------------------------- */

static void
mutate (GRand *random, GString *bytes)
{
  static const char odd[] = ",;\"\n\r\t*-:/0\xff\0 9";
  int n = g_rand_int_range (random, 1, 6);
  while (n-- > 0)
    {
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)bytes->len + 1);
      char letter = odd[g_rand_int_range (random, 0, sizeof odd - 1)];
      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          g_string_insert_c (bytes, (gssize)at, letter);
          break;
        case 1:
          if (at < bytes->len)
            g_string_erase (bytes, (gssize)at, MIN (3, (gssize)(bytes->len - at)));
          break;
        case 2:
          if (at < bytes->len)
            bytes->str[at] = letter;
          break;
        default:
          g_string_insert_len (bytes, (gssize)at, bytes->str + bytes->len / 2,
                               (gssize)MIN (40, bytes->len / 2));
        }
    }
}

static void
no_bytes_crash_the_reader (void **state)
{
  Case *this = *state;
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  int n_read = 0;

  for (int turn = 0; turn < N_MUTATIONS; turn++)
    {
      gsize sheet = (gsize)g_rand_int_range (random, 0, G_N_ELEMENTS (good));
      g_autoptr (GString) bytes = g_string_new (good[sheet][1]);
      mutate (random, bytes);
      put (this, good[sheet][0], bytes->str, (gssize)bytes->len);
      take_in (this);
      n_read += this->model != NULL;
      assert_true (this->model != NULL || this->problems->n_errors > 0);
      put (this, good[sheet][0], good[sheet][1], -1);
    }
  /* Some are harmless: the test does not only look at refusals. */
  assert_true (n_read > N_MUTATIONS / 50);
}

static void
a_long_cell_and_many_rows (void **state)
{
  Case *this = *state;
  g_autofree char *long_text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *one = g_strdup_printf ("session,title,minutes\nS,%s,60\n", long_text);
  g_autoptr (GString) many = g_string_new ("delegation,name\n");
  g_autofree char *path = NULL;

  for (int sheet = 2; sheet < (int)G_N_ELEMENTS (good); sheet++)
    {
      path = path_of (this, good[sheet][0]);
      g_unlink (path);
      g_clear_pointer (&path, g_free);
    }
  put (this, "sessions", one, -1);
  for (int row = 0; row < 100000; row++)
    g_string_append_printf (many, "D%d,Land %d\n", row, row);
  put (this, "delegations", many->str, -1);
  take_in (this);
  assert_non_null (this->model);
  assert_int_equal (this->model->n_delegations, 100000);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (a_good_folder_is_read, set_up, tear_down),
    cmocka_unit_test_setup_teardown (separators_breaks_and_order_do_not_matter, set_up, tear_down),
    cmocka_unit_test_setup_teardown (wrong_cells_have_their_sentence, set_up, tear_down),
    cmocka_unit_test_setup_teardown (wrong_files_have_their_sentence, set_up, tear_down),
    cmocka_unit_test_setup_teardown (wrong_conferences_have_their_sentence, set_up, tear_down),
    cmocka_unit_test_setup_teardown (every_problem_is_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown (unknown_columns_are_notes, set_up, tear_down),
    cmocka_unit_test_setup_teardown (no_bytes_crash_the_reader, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_long_cell_and_many_rows, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
