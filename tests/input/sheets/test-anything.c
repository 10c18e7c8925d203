/* Nothing that a sheet can hold crashes the reader, and size costs time in proportion. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "folder.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int n_mutations = 1000;
#define SEED 42

/* ---- bytes changed by seed --------------------------------------------------------------- */

static const char *const more_sheets[][2] = {
  { "travel", "from,to,minutes\nKCC,Hotel,20\n" },
  { "patterns", "pattern,days,starts,cost\nP,Mon-Tue,09:00 10:00-12:00/30,1\nP,*,14:00,\n" },
  { "limits", "of,most,per,during,level\nCOM,1,day,Mon 09:00-26:00;2022-06-07,soft\n" },
  { "speeches", "speaker,session,minutes,theme,available,mode\nBob,PL/*;PL-1,3,x,*,remote\n" },
  { "rules", "rule,of,level,weight,value\nlate-evening,role:chair,soft,2,20:00\n"
             "remote-hours,,,,07:00-22:00\ncover,PL-1,off,,\n" },
  { "pins", "session,start,room\nCOM-1,2022-06-07T09:00,HALL\n" },
  { "sessions",
    "session,title,group,minutes,room,tags,teams,after,window,start,features,speeches,was\n"
    "PL-1,Opening,PL,60,AULA,big,,,Mon-Wed,2022-06-06T09:00,hybrid;x?,16;3,PL-0\n"
    "COM-1,First,COM,60,,,interpretation:2,PL-1:15,2022-06-06/2022-06-08T12:00,,,,\n"
    "COM-2,Second,COM,90,AULA;HALL,,,,,,,,\n" },
  { "people", "person,delegation,kind,present,away,timezone,remote\n"
              "Ada,AND,delegate,Mon-Tue,Mon 12:00-14:00,Europe/Paris,yes\nBob,AND,,,x.ics,,\n"
              "Cy,ORG,delegate,,,,\nDi,,staff,,,,\n" },
};

static void
mutate (GRand *random, GString *bytes)
{
  static const char odd[] = ",;\"\n\r\t*-:/0\xff\0 9";
  int n = g_rand_int_range (random, 1, 6);

  while (n-- > 0)
    {
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)bytes->len + 1);
      gsize from = (gsize)g_rand_int_range (random, 0, (gint32)bytes->len + 1);
      char letter = odd[g_rand_int_range (random, 0, sizeof odd - 1)];
      g_autofree char *piece = g_strndup (bytes->str + from, MIN (40, bytes->len - from));
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
          g_string_insert (bytes, (gssize)at, piece);
        }
    }
}

static void
no_bytes_crash_the_reader (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  int n_sheets = n_good_sheets + (int)G_N_ELEMENTS (more_sheets);
  int n_read = 0;

  for (int turn = 0; turn < n_mutations; turn++)
    {
      int sheet = g_rand_int_range (random, 0, n_sheets);
      const char *const *old =
          sheet < n_good_sheets ? good_sheets[sheet] : more_sheets[sheet - n_good_sheets];
      g_autoptr (GString) bytes = g_string_new (old[1]);
      mutate (random, bytes);
      folder_put_bytes (folder, old[0], bytes->str, bytes->len);
      folder_read (folder);
      n_read += folder->model != NULL;
      if ((folder->model != NULL) != (folder->problems->n_errors == 0))
        fail_msg ("seed %d, turn %d", SEED, turn);
      folder_put (folder, old[0], old[1]);
      if (sheet >= n_good_sheets)
        folder_remove (folder, old[0]);
      for (int good = 0; good < n_good_sheets; good++)
        if (strcmp (good_sheets[good][0], old[0]) == 0)
          folder_put (folder, old[0], good_sheets[good][1]);
    }
  /* Some are harmless: the test does not only look at refusals. */
  assert_true (n_read > n_mutations / 50);
}

/* ---- sizes ------------------------------------------------------------------------------- */

/* Of the processor, since others may be at work beside. */
static double
seconds_of (Folder *folder)
{
  clock_t before = clock ();
  folder_read (folder);
  return (double)(clock () - before) / CLOCKS_PER_SEC;
}

/* A bare folder: one room, and what is put into it. */
static Folder *
bare_folder (void)
{
  Folder *folder = folder_new ();
  for (int sheet = 2; sheet < n_good_sheets; sheet++)
    folder_remove (folder, good_sheets[sheet][0]);
  folder_put (folder, "sessions", "session,title,minutes\nS,Talk,60\n");
  return folder;
}

static void
append_rows (GString *text, int n, const char *format)
{
  for (int row = 0; row < n; row++)
    {
      g_auto (GStrv) parts = g_strsplit (format, "#", -1);
      g_autofree char *number = g_strdup_printf ("%d", row);
      g_autofree char *line = g_strjoinv (number, parts);
      g_string_append (text, line);
    }
}

/* HEADER and N rows (# is their number) as SHEET; whatever it says, it says it soon.  Sanitizers
 * make it ten times as slow, and what is quadratic a thousand times. */
static void
put_rows (Folder *folder, const char *sheet, const char *header, int n, const char *row)
{
  g_autoptr (GString) text = g_string_new (header);
  append_rows (text, n, row);
  folder_put (folder, sheet, text->str);
}

static void
assert_is_soon (Folder *folder)
{
  double seconds = seconds_of (folder);
  if (seconds > 60)
    fail_msg ("%.1f s", seconds);
}

static void
a_hundred_thousand_rows (void **state)
{
  g_autoptr (Folder) folder = bare_folder ();
  g_autoptr (Folder) unknown = bare_folder ();

  put_rows (folder, "delegations", "delegation,name\n", 100000, "D#,Land #\n");
  put_rows (folder, "people", "person,delegation\n", 100000, "P#,D#\n");
  put_rows (folder, "roles", "person,role,what\n", 100000, "P#,chair,*\n");
  put_rows (folder, "attends", "who,what,level\n", 100000, "D#;-P#,*,should\n");
  assert_is_soon (folder);
  assert_non_null (folder->model);
  assert_int_equal (folder->model->n_delegation_wants, 100000);
  assert_int_equal (folder->model->n_roles, 100000);

  put_rows (unknown, "delegations", "delegation\n", 100000, "D#\n");
  put_rows (unknown, "people", "person\n", 100000, "P#\n");
  put_rows (unknown, "attends", "who,what,level\n", 100000, "Q#,*,should\n");
  assert_is_soon (unknown);
  assert_true (unknown->problems->n_errors >= 100000);
}

static void
many_sessions_and_selectors (void **state)
{
  g_autoptr (Folder) folder = bare_folder ();

  put_rows (folder, "sessions", "session,title,minutes,group,tags,features\n", 19999,
            "S#,T,60,H#,t#;all,f#\n");
  put_rows (folder, "groups", "group,parent\nG0,\n", 19999, "H#,G0\n");
  put_rows (folder, "relations", "a,relation,b\n", 10000,
            "*;-S#,different-room,tag:all;G0/*;tag:x#\n");
  assert_is_soon (folder);
  assert_non_null (folder->model);
  assert_int_equal (gh_bits_count (folder->model->relations[7].a), 19998);
  assert_int_equal (gh_bits_count (folder->model->relations[7].b), 19999);
}

/* Each after the last: a way as long as the sheet, and then a circle as long. */
static void
a_chain_of_all_sessions (void **state)
{
  g_autoptr (Folder) folder = bare_folder ();
  g_autoptr (GString) text = g_string_new ("session,title,minutes,after\n");

  for (int session = 0; session < 20000; session++)
    g_string_append_printf (text, "S%d,T,60,S%d\n", session, (session + 1) % 20000);
  folder_put (folder, "sessions", text->str);
  assert_is_soon (folder);
  assert_int_equal (folder->problems->n_errors, 1);
}

static void
one_megabyte_in_a_cell (void **state)
{
  static const struct
  {
    const char *sheet, *before, *again, *after;
  } cells[] = {
    { "sessions", "session,title,minutes\nS,", "x", ",60\n" },
    { "sessions", "session,title,minutes\n", "x", ",T,60\n" },
    { "sessions", "session,title,minutes,tags\nS,T,60,", "a;b;", "\n" },
    { "sessions", "session,title,minutes,window\nS,T,60,", "* 09:00-09:01;", "\n" },
    { "sessions", "session,title,minutes,room\nS,T,60,", "AULA;", "\n" },
    { "sessions", "session,title,minutes,after\nS,T,60,", "S:1;", "\n" },
    { "sessions", "session,title,minutes,teams\nS,T,60,", "a:1;", "\n" },
    { "sessions", "session,title,minutes,start\nS,T,60,", "9", "\n" },
    { "rooms", "room,seats,parts\nAULA,1,\nHALL,1,", "AULA;", "\n" },
    { "rooms", "room,seats\nA,", "1", "\n" },
    { "patterns", "pattern,days,starts\nP,*,", "00:00-48:00/1 ", "\n" },
    { "limits", "of,most\n", "-S;*;", ",1\n" },
    { "attends", "who,what,level\n", "*;-x;", ",*,must\n" },
    { "rules", "rule\n", "cover", "\n" },
    { "conference", "key,value\nname,T\ntimezone,", "A", "\n" },
    { "conference", "key,value\nhours,", "08:00-09:00;", "\n" },
    { "travel", "from,to,minutes\nA,", "x", ",1\n" },
    { "roles", "", "a,", "\n" },
  };

  for (gsize cell = 0; cell < G_N_ELEMENTS (cells); cell++)
    {
      g_autoptr (Folder) folder = bare_folder ();
      g_autoptr (GString) text = g_string_new (cells[cell].before);
      while (text->len < 1024 * 1024)
        g_string_append (text, cells[cell].again);
      g_string_append (text, cells[cell].after);
      folder_put (folder, cells[cell].sheet, text->str);
      assert_is_soon (folder);
    }
}

static void
everybody_wants_everything (void **state)
{
  g_autoptr (Folder) folder = bare_folder ();

  put_rows (folder, "sessions", "session,title,minutes\n", 300, "S#,T,60\n");
  put_rows (folder, "people", "person\n", 2000, "P#\n");
  put_rows (folder, "attends", "who,what,level\n", 1000, "*,*,must\n");
  assert_is_soon (folder);
  assert_non_null (folder->model);
  assert_int_equal (folder->model->n_person_wants, 2000 * 300);
  /* More rows than anybody could mean: a sentence, and no hour of work. */
  put_rows (folder, "attends", "who,what,level\n", 100000, "*,*,must\n");
  assert_is_soon (folder);
  assert_int_equal (folder->problems->n_errors, 1);
}

static void
venues_have_a_limit (void **state)
{
  g_autoptr (Folder) folder = bare_folder ();
  put_rows (folder, "travel", "from,to,minutes\n", 10000, "A#,B#,1\n");
  assert_is_soon (folder);
  assert_null (folder->model);
}

static void
rows_have_a_limit (void **state)
{
  g_autoptr (Folder) folder = bare_folder ();
  put_rows (folder, "rooms", "room,seats\n", 5001, "R#,1\n");
  assert_is_told (folder, false, "rooms.csv, row 5002: rooms has at most 5000 rows");
}

/* With a number: so many mutations, and without what takes minutes under sanitizers. */
int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (no_bytes_crash_the_reader), cmocka_unit_test (a_chain_of_all_sessions),
    cmocka_unit_test (one_megabyte_in_a_cell),    cmocka_unit_test (venues_have_a_limit),
    cmocka_unit_test (rows_have_a_limit),
  };
  const struct CMUnitTest large[] = {
    cmocka_unit_test (a_hundred_thousand_rows),
    cmocka_unit_test (many_sessions_and_selectors),
    cmocka_unit_test (everybody_wants_everything),
  };
  if (argc > 1)
    n_mutations = atoi (argv[1]);
  else if (cmocka_run_group_tests (large, NULL, NULL) != 0)
    return 1;
  return cmocka_run_group_tests (tests, NULL, NULL);
}
