/* Workbooks: what of their XML is a cell, and what the cell shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "book.h"
#include "input/sheets/sheets.h"
#include "input/sheets/tables.h"

#include <glib/gstdio.h>
#include <string.h>

/* libxlsxwriter 1.1.4 forgets a copy of each drop-down's formula: 18 bytes of a template. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:lxw_strdup";
}

static void
assert_cells (GByteArray *made, const char *expected)
{
  g_autoptr (GByteArray) book = made;
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autofree char *cells = book_cells (book, "x.xlsx", problems);

  if (problems->list->len > 0)
    fail_msg ("%s", ((const GhProblem *)problems->list->pdata[0])->sentence);
  assert_string_equal (cells, expected);
}

static void
assert_xlsx (const char *rows, const char *expected)
{
  static const char texts[] =
      "<si><t>a</t></si><si><t>b</t></si>"
      "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">two </t></r><r><t>runs</t></r>"
      "<rPh sb=\"0\" eb=\"2\"><t>spoken</t></rPh><phoneticPr/></si>"
      "<si><t> trimmed\xc2\xa0</t></si><si/><si><t>a_x000D_b_x005F_x000D_ _x0000_</t></si>";
  static const char formats[] =
      "<numFmts><numFmt numFmtId=\"200\" formatCode=\"0000\"/></numFmts><cellStyleXfs>"
      "<xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
      "<xf numFmtId=\"20\"/><xf numFmtId=\"200\"/></cellXfs><dxfs><xf numFmtId=\"9\"/></dxfs>";
  assert_cells (book_xlsx (rows, texts, formats), expected);
}

/* The header "a|b" and one row with this in its first cell. */
static void
assert_xlsx_cell (const char *cell, const char *expected)
{
  g_autofree char *rows = g_strdup_printf ("<sheetData><row><c t=\"s\"><v>0</v></c><c "
                                           "t=\"s\"><v>1</v></c></row><row>%s</row></sheetData>",
                                           cell);
  g_autofree char *all =
      *expected != '\0' ? g_strdup_printf ("0: a|b / 2: %s|", expected) : g_strdup ("0: a|b");
  assert_xlsx (rows, all);
}

static void
cells_of_an_xlsx (void **state)
{
  assert_xlsx_cell ("<c t=\"s\"><v>2</v></c>", "two runs");
  assert_xlsx_cell ("<c t=\"s\"><v>3</v></c>", "trimmed");
  assert_xlsx_cell ("<c t=\"s\"><v>4</v></c>", "");
  assert_xlsx_cell ("<c t=\"s\"><v>5</v></c>", "a\rb_x000D_ _x0000_");
  assert_xlsx_cell ("<c t=\"s\"></c>", "");
  assert_xlsx_cell ("<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>", "inline");
  assert_xlsx_cell ("<c t=\"str\"><f>A1&amp;B1</f><v>a &lt; b</v></c>", "a < b");
  assert_xlsx_cell ("<c><f>30+30</f><v>60</v></c>", "60");
  assert_xlsx_cell ("<c t=\"n\" s=\"0\"><v>0.30000000000000004</v></c>", "0.3");
  assert_xlsx_cell ("<c s=\"1\"><v>44718</v></c>", "2022-06-06");
  assert_xlsx_cell ("<c s=\"2\"><v>0.395833333333333</v></c>", "09:30");
  assert_xlsx_cell ("<c s=\"3\"><v>7</v></c>", "0007");
  assert_xlsx_cell ("<c s=\"77\"><v>7</v></c>", "7");
  assert_xlsx_cell ("<c t=\"b\"><v>1</v></c>", "yes");
  assert_xlsx_cell ("<c t=\"b\"><v>0</v></c>", "no");
  assert_xlsx_cell ("<c t=\"d\"><v>2022-06-06T09:30:00.000</v></c>", "2022-06-06T09:30");
  assert_xlsx_cell ("<c t=\"str\"><v><![CDATA[a & b]]></v></c>", "a & b");
  assert_xlsx_cell ("<c s=\"1\"/>", "");
  assert_xlsx_cell ("<c><v></v><extLst><ext><v>9</v></ext></extLst></c>", "9");
}

static void
rows_of_an_xlsx (void **state)
{
  /* References say where; without them a cell follows the one before. */
  assert_xlsx (
      "<sheetData><row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"D3\" t=\"s\"><v>1</v>"
      "</c></row><row r=\"7\" hidden=\"1\"><c r=\"B7\"><v>1</v></c><c/>"
      "<c r=\"D7\"><v>3</v></c></row></sheetData>",
      "0: |a||b / 7: |1||3");
  /* Blank rows and cells cost nothing. */
  assert_xlsx ("<sheetData><row/><row><c/></row><row><c t=\"s\"><v>0</v></c></row><row><c/></row>"
               "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData>",
               "0: a / 1048576: 1");
  /* Of merged cells the first counts, whatever the others still hold. */
  assert_xlsx (
      "<sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
      "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
      "<row><c><v>5</v></c><c><v>6</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A2:B3\"/><mergeCell ref=\"A4\"/><mergeCell ref=\"x:y\"/>"
      "</mergeCells>",
      "0: a|b / 2: 1| / 3: | / 4: 5|6");
}

static void
assert_ods_cell (const char *cell, const char *expected)
{
  g_autofree char *rows = g_strdup_printf (
      "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p>"
      "</table:table-cell></table:table-row><table:table-row>%s</table:table-row>",
      cell);
  g_autofree char *all =
      *expected != '\0' ? g_strdup_printf ("0: a / 2: %s", expected) : g_strdup ("0: a");
  assert_cells (book_ods (rows), all);
}

static void
cells_of_an_ods (void **state)
{
  static const struct
  {
    const char *attributes, *inside, *shown;
  } cells[] = {
    { "string", "<text:p>two <text:span>r</text:span>uns</text:p>", "two runs" },
    { "string", "<text:p>one<text:s text:c=\"2\"/>x<text:tab/>y\n  z</text:p>", "one  x\ty z" },
    { "string", "<text:p>one</text:p><text:p>two<text:line-break/>three</text:p>",
      "one\ntwo\nthree" },
    { "string",
      "<text:p><text:ruby><text:ruby-base>base</text:ruby-base>"
      "<text:ruby-text>spoken</text:ruby-text></text:ruby></text:p>",
      "base" },
    { "string",
      "<office:annotation><text:p>a comment</text:p></office:annotation>"
      "<text:p>text</text:p>",
      "text" },
    { "string\" office:string-value=\"of a formula", "", "of a formula" },
    { "string\" office:string-value=\"kept", "<text:p/>", "" },
    { "float\" office:value=\"60", "<text:p>60,00</text:p>", "60" },
    { "float\" office:value=\"0.30000000000000004", "<text:p>0,3</text:p>", "0.3" },
    { "float\" office:value=\"7", "<text:p>0007</text:p>", "0007" },
    { "currency\" office:value=\"7", "<text:p>7 RWF</text:p>", "7" },
    { "percentage\" office:value=\"0.9", "<text:p>90 %</text:p>", "90%" },
    { "date\" office:date-value=\"2022-06-06", "<text:p>6. Juni</text:p>", "2022-06-06" },
    { "date\" office:date-value=\"2022-06-06", "<text:p>6.6. 00:00</text:p>", "2022-06-06T00:00" },
    { "date\" office:date-value=\"2022-06-06T09:30:00", "<text:p>6.6. 9.30</text:p>",
      "2022-06-06T09:30" },
    { "time\" office:time-value=\"PT09H30M00S", "<text:p>9:30</text:p>", "09:30" },
    { "boolean\" office:boolean-value=\"true", "<text:p>WAHR</text:p>", "yes" },
    { "boolean\" office:boolean-value=\"false", "<text:p>FALSCH</text:p>", "no" },
    { "void", "", "" },
  };

  for (gsize entry = 0; entry < G_N_ELEMENTS (cells); entry++)
    {
      g_autofree char *cell =
          g_strdup_printf ("<table:table-cell office:value-type=\"%s\">%s</table:table-cell>",
                           cells[entry].attributes, cells[entry].inside);
      assert_ods_cell (cell, cells[entry].shown);
    }
}

#define OF_TEXT "<table:table-cell office:value-type='string'><text:p>"
#define END "</text:p></table:table-cell>"

static void
rows_of_an_ods (void **state)
{
  /* Repeated cells and rows, groups, a header's rows; a million blank ones at the end. */
  static const char repeated[] =
      "<table:table-column table:number-columns-repeated='16384'/>"
      "<table:table-row table:number-rows-repeated='4'>"
      "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
      "<table:table-header-rows><table:table-row>" OF_TEXT "a" END OF_TEXT "x" END OF_TEXT "b" END
      "</table:table-row></table:table-header-rows>"
      "<table:table-row-group><table:table-row table:number-rows-repeated='2'>"
      "<table:table-cell office:value-type='float' office:value='1'"
      " table:number-columns-repeated='3'/>"
      "<table:table-cell table:number-columns-repeated='16381'/></table:table-row>"
      "</table:table-row-group><table:table-row table:visibility='collapse'>"
      "<table:table-cell table:number-columns-spanned='3' office:value-type='float'"
      " office:value='2'/><table:covered-table-cell office:value-type='string'>"
      "<text:p>hidden</text:p></table:covered-table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated='1048567'>"
      "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>";
  /* A table in a cell, shapes with text, and forms are no rows. */
  static const char other[] =
      "<table:shapes><text:p>x</text:p><table:table-row>" OF_TEXT "x" END
      "</table:table-row></table:shapes><table:table-row>" OF_TEXT "a" END
      "</table:table-row><table:table-row><table:table-cell office:value-type='string'>"
      "<table:table><table:table-row>" OF_TEXT "x" END "</table:table-row></table:table>"
      "<text:p>1</text:p></table:table-cell></table:table-row>";

  assert_cells (book_ods (repeated), "0: a|x|b / 6: 1|1|1 / 7: 1|1|1 / 8: 2||");
  assert_cells (book_ods (other), "0: a / 2: 1");
}

static void
what_a_sheet_lacks_is_told (void **state)
{
  static const struct
  {
    const char *rows, *told;
  } cases[] = {
    { "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row><row><c t=\"e\"><v>#DIV/0!</v></c></row>",
      "x.xlsx, sheet rooms, A2: this cell shows the error #DIV/0!: mend its formula, or write the "
      "value itself" },
    { "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>"
      "<row><c t=\"str\"><f>T(1)</f><v></v></c></row><row><c><f>1+1</f><v/></c></row>"
      "<row><c><f>1+1</f></c></row>",
      "x.xlsx, sheet rooms, A3: note: no value of this formula is in the file (nor, maybe, of "
      "others in this sheet), and it is read as empty: if that is wrong, save the file in a "
      "spreadsheet "
      "program, or write the value itself" },
    { "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>a</t></is></c></row>",
      "x.xlsx, sheet rooms, B1: this column comes twice; take one of the two out" },
    { "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row><row><c r=\"AB2\"><v>1</v></c></row>",
      "x.xlsx, sheet rooms, AB2: note: column AB has no name, and what stands in it is ignored" },
    { "<row><c r=\"B2:C3\"/></row>",
      "x.xlsx: the rows or cells of its sheet rooms are out of order or bounds; open it in a "
      "spreadsheet program and save it again" },
  };

  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      g_autofree char *rows = g_strdup_printf ("<sheetData>%s</sheetData>", cases[entry].rows);
      g_autoptr (GByteArray) book = book_xlsx (rows, "", "");
      g_autoptr (GhProblems) problems = gh_problems_new ();
      g_autofree char *cells = book_cells (book, "x.xlsx", problems);
      g_autofree char *told = NULL;
      assert_int_equal (problems->list->len, 1);
      told = gh_problem_to_text (problems->list->pdata[0]);
      assert_string_equal (told, cases[entry].told);
    }
}

static void
what_a_formula_of_an_ods_comes_to_may_be_unknown (void **state)
{
  static const char rows[] =
      "<table:table-row>" OF_TEXT "a" END "</table:table-row><table:table-row>"
      "<table:table-cell table:formula=\"of:=T(1)\" office:value-type=\"string\"/>"
      "</table:table-row><table:table-row><table:table-cell table:formula=\"of:=1+1\"/>"
      "</table:table-row>";
  g_autoptr (GByteArray) book = book_ods (rows);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autofree char *cells = book_cells (book, "x.ods", problems);
  g_autofree char *told = NULL;

  assert_string_equal (cells, "0: a");
  assert_int_equal (problems->list->len, 1);
  told = gh_problem_to_text (problems->list->pdata[0]);
  assert_true (g_str_has_prefix (told, "x.ods, sheet rooms, A3: note: no value of this formula"));
}

/* ---- the template ------------------------------------------------------------------------ */

static void
assert_same_table (const GhTable *one, const GhTable *other)
{
  assert_int_equal (gh_table_n_rows (one), gh_table_n_rows (other));
  for (int column = 0; column < gh_table_n_columns (one); column++)
    {
      int same = gh_table_column (other, gh_table_column_name (one, column));
      assert_true (same >= 0);
      for (int row = 0; row < gh_table_n_rows (one); row++)
        assert_string_equal (gh_table_cell (one, row, column), gh_table_cell (other, row, same));
    }
}

/* All of Kigali, written into a workbook and read again, cell by cell. */
static void
a_template_holds_what_its_sheets_hold (void **state)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "conference.xlsx", NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTables) csv = NULL;
  g_autoptr (GhTables) book = NULL;

  assert_true (gh_sheets_write_workbook (GAHUNDA_EXAMPLES "/kigali", path, &error));
  csv = gh_tables_read (GAHUNDA_EXAMPLES "/kigali", gh_sheet_names (), NULL, problems, &error);
  book = gh_tables_read (folder, gh_sheet_names (), NULL, problems, &error);
  g_remove (path);
  g_rmdir (folder);
  assert_int_equal (problems->list->len, 0);
  for (const char *const *name = gh_sheet_names (); *name != NULL; name++)
    {
      g_autoptr (GhTable) one = gh_tables_take (csv, *name);
      g_autoptr (GhTable) other = gh_tables_take (book, *name);
      assert_int_equal (other != NULL, strcmp (*name, "pins") != 0);
      if (one != NULL)
        assert_same_table (one, other);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (cells_of_an_xlsx),
    cmocka_unit_test (rows_of_an_xlsx),
    cmocka_unit_test (cells_of_an_ods),
    cmocka_unit_test (rows_of_an_ods),
    cmocka_unit_test (what_a_sheet_lacks_is_told),
    cmocka_unit_test (what_a_formula_of_an_ods_comes_to_may_be_unknown),
    cmocka_unit_test (a_template_holds_what_its_sheets_hold),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
