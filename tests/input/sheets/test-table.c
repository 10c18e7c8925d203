/* Tables: how CSV may be written, and where each row stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "input/sheets/table.h"

#include <string.h>

static GhTable *
table_of (const char *text, GhProblems *problems)
{
  return gh_table_parse_csv (text, strlen (text), "x.csv", problems);
}

/* Every way of writing the same three rows of two columns. */
static void
separators_breaks_quotes_and_marks (void **state)
{
  static const char *const ways[] = {
    "a,b\n1,x;y\n2,\n3,é\n",
    "a,b\r\n1,x;y\r\n2,\r\n3,é\r\n",
    "a,b\r1,x;y\r2,\r3,é\r",
    "a,b\n1,x;y\n2,\n3,é",
    "a;b\n1;\"x;y\"\n2;\n3;é\n",
    "a\tb\n1\tx;y\n2\t\n3\té\n",
    "\xef\xbb\xbf"
    "a,b\n1,x;y\n2,\n3,é\n",
    "\"a\",\"b\"\n\"1\",\"x;y\"\n\"2\",\"\"\n\"3\",\"é\"\n",
    " a , b \n 1 ,\tx;y\t\n 2 \n\"3\" , \"é\" \n",
    ",,\n\na,b\n,\n1,x;y\n\n2\n , \n3,é\n\n",
    "\xef\xbb\xbf\"a\";b\r\n1;\"x;y\"\r\n;\r\n2\r\n3;\"é\"",
    "a,b\n1,\xc2\xa0x;y\xc2\xa0\n2,\xe3\x80\x80\n3,é\n",
  };

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autoptr (GhProblems) problems = gh_problems_new ();
      g_autoptr (GhTable) table = table_of (ways[way], problems);
      int a = gh_table_column (table, "a");
      int b = gh_table_column (table, "b");
      assert_int_equal (problems->list->len, 0);
      assert_true (gh_table_is_whole (table));
      assert_int_equal (gh_table_n_rows (table), 3);
      assert_string_equal (gh_table_cell (table, 0, a), "1");
      assert_string_equal (gh_table_cell (table, 0, b), "x;y");
      assert_string_equal (gh_table_cell (table, 1, b), "");
      assert_string_equal (gh_table_cell (table, 2, a), "3");
      assert_string_equal (gh_table_cell (table, 2, b), "é");
    }
}

static void
quotes_hold_anything (void **state)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhTable) table =
      table_of ("a,b\n\"one \"\"two\"\"\",\"1,\n2\"\n5\" floor,x\n", problems);

  assert_int_equal (problems->list->len, 0);
  assert_string_equal (gh_table_cell (table, 0, 0), "one \"two\"");
  assert_string_equal (gh_table_cell (table, 0, 1), "1,\n2");
  assert_string_equal (gh_table_cell (table, 1, 0), "5\" floor");
}

/* A row stands on the line on which it starts, however many it has. */
static void
rows_know_their_lines (void **state)
{
  static const char *const breaks[] = { "\n", "\r\n", "\r" };

  for (gsize entry = 0; entry < G_N_ELEMENTS (breaks); entry++)
    {
      g_autoptr (GhProblems) problems = gh_problems_new ();
      g_auto (GStrv) lines = g_strsplit ("a,b|\"x|y\",1||2,\"|\"|3,", "|", -1);
      g_autofree char *text = g_strjoinv (breaks[entry], lines);
      g_autoptr (GhTable) table = table_of (text, problems);
      assert_int_equal (gh_table_n_rows (table), 3);
      assert_int_equal (gh_table_row_line (table, 0), 2);
      assert_int_equal (gh_table_row_line (table, 1), 5);
      assert_int_equal (gh_table_row_line (table, 2), 7);
    }
}

static void
what_is_not_there_is_empty (void **state)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhTable) table = table_of ("a,b,c\n1\n", problems);

  assert_int_equal (gh_table_column (table, "d"), -1);
  assert_int_equal (gh_table_column (table, "A"), -1);
  assert_string_equal (gh_table_cell (table, 0, -1), "");
  assert_string_equal (gh_table_cell (table, 0, 2), "");
}

static void
what_cannot_be_read_is_not_whole (void **state)
{
  static const char *const texts[] = { "", "PK\3\4", "a,b\n1,\"2\n", "a,b\n\xff\n" };

  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    {
      g_autoptr (GhProblems) problems = gh_problems_new ();
      g_autoptr (GhTable) table = table_of (texts[text], problems);
      assert_int_equal (problems->n_errors, 1);
      assert_false (gh_table_is_whole (table));
    }
}

static void
columns_have_a_limit (void **state)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GhTable) table = NULL;

  for (int column = 0; column < 100000; column++)
    g_string_append_printf (header, "%sc%d", column == 0 ? "" : ",", column);
  table = table_of (header->str, problems);
  assert_int_equal (gh_table_n_columns (table), GH_TABLE_MOST_COLUMNS);
  assert_int_equal (problems->n_errors, 1);
}

/* ---- the nearest name -------------------------------------------------------------------- */

static void
a_slip_finds_its_name (void **state)
{
  static const char *const names[] = { NULL, "Auditorium", "AULA", "PL-1", "Zürich", "A" };
  static const struct
  {
    const char *name, *nearest;
  } slips[] = {
    { "Audiotrium", "Auditorium" },
    { "auditorium", "Auditorium" },
    { "AUAL", "AULA" },
    { "PL-2", "PL-1" },
    { "Zurich", "Zürich" },
    { "a", "A" },
    { "B", NULL },
    { "Somewhere", NULL },
    { "", NULL },
  };

  for (gsize slip = 0; slip < G_N_ELEMENTS (slips); slip++)
    {
      const char *nearest = gh_nearest_name (slips[slip].name, names, G_N_ELEMENTS (names));
      if (slips[slip].nearest == NULL)
        assert_null (nearest);
      else
        {
          assert_non_null (nearest);
          assert_string_equal (nearest, slips[slip].nearest);
        }
    }
}

/* A cell may hold anything; a message is one line, and valid. */
static void
a_message_is_one_short_line (void **state)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autofree char *cell = g_strnfill (1024 * 1024, 'x');
  g_autofree char *text = NULL;

  memcpy (cell, "a\nb\t\xff\x1b", 6);
  gh_problems_add (problems, (GhPlace){ .file = "x.csv", .row = 3, .column = "title" },
                   "\"%s\" is wrong", cell);
  text = gh_problem_to_text (problems->list->pdata[0]);
  assert_true (g_str_has_prefix (text, "x.csv, row 3, column \"title\": \"a b \xef\xbf\xbd xxx"));
  assert_true (g_str_has_suffix (text, "xxx..."));
  assert_true (strlen (text) < 500);
  assert_true (g_utf8_validate (text, -1, NULL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (separators_breaks_quotes_and_marks),
    cmocka_unit_test (quotes_hold_anything),
    cmocka_unit_test (rows_know_their_lines),
    cmocka_unit_test (what_is_not_there_is_empty),
    cmocka_unit_test (what_cannot_be_read_is_not_whole),
    cmocka_unit_test (columns_have_a_limit),
    cmocka_unit_test (a_slip_finds_its_name),
    cmocka_unit_test (a_message_is_one_short_line),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
