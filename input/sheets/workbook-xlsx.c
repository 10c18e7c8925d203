/* Office Open XML (ECMA-376, part 1, 18): a part for each sheet, and others for the texts and the
 * formats that sheets share.  A part names others in its relationships (part 2, 9.3). */
#include "input/sheets/scan.h"
#include "input/sheets/shown.h"
#include "input/sheets/workbook-reading.h"

#include <string.h>

#define MOST_FORMATS 65536 /* spreadsheets allow 65,490 */
#define MOST_LINES 1048576 /* as spreadsheets have */
#define MOST_COLUMNS 16384
#define MOST_MERGED 2000000 /* rows of all merged cells of a sheet: they do not overlap */

typedef struct
{
  GhWorkbookReading *reading;
  char *main;             /* the name of the workbook's own part */
  char *styles, *strings; /* of the parts that sheets share; NULL: there are none */
  GHashTable *sheets;     /* from a relationship's id to the name of a sheet's part */
  GPtrArray *parts;       /* const char*, of each sheet in reading->sheets; NULL: it has no cells */
  bool from_1904;

  GHashTable *codes; /* from a format's id to its code */
  GArray *formats;   /* GhShown, by a cell's style */
  bool in_cell_formats;

  GStringChunk *texts;
  GPtrArray *shared; /* const char*: the texts that cells share */
  gsize n_text;      /* their bytes */
  GString *text;     /* of a shared text or of a cell */
  bool is_text;      /* what comes now belongs to it */
  bool is_unread;    /* how it is spoken, which is not shown */
} Xlsx;

/* ---- relationships ------------------------------------------------------------------------ */

/* The part that TARGET means where FROM names it; the caller frees it. */
static char *
resolve (const char *from, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (from);
  g_autofree char *joined = g_strconcat ("/", *target == '/' ? "" : folder, "/", target, NULL);
  g_autofree char *whole = g_canonicalize_filename (joined, "/");
  return g_strdup (whole + 1);
}

/* "xl/_rels/workbook.xml.rels"; the caller frees it. */
static char *
relationships_of (const char *part)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *file = g_path_get_basename (part);
  return g_strconcat (strcmp (folder, ".") == 0 ? "" : folder, strcmp (folder, ".") == 0 ? "" : "/",
                      "_rels/", file, ".rels", NULL);
}

/* The last word of a relationship's type: both of the standard's dialects end alike. */
static bool
is_of_type (GhXmlValue type, const char *word)
{
  gsize n = strlen (word);
  return type.n > n && type.at[type.n - n - 1] == '/'
         && memcmp (type.at + type.n - n, word, n) == 0;
}

static bool
find_main (gpointer data, const GhXmlElement *element)
{
  Xlsx *xlsx = data;

  if (xlsx->main == NULL && strcmp (element->name, "Relationship") == 0
      && is_of_type (gh_xml_attribute (element, "Type"), "officeDocument"))
    {
      g_autofree char *target = gh_xml_copy (gh_xml_attribute (element, "Target"));
      xlsx->main = resolve ("", target);
    }
  return true;
}

static bool
take_relationship (gpointer data, const GhXmlElement *element)
{
  Xlsx *xlsx = data;
  GhXmlValue type = gh_xml_attribute (element, "Type");
  g_autofree char *target = NULL;
  char *part;

  if (strcmp (element->name, "Relationship") != 0
      || gh_xml_is (gh_xml_attribute (element, "TargetMode"), "External"))
    return true;
  target = gh_xml_copy (gh_xml_attribute (element, "Target"));
  part = resolve (xlsx->main, target);
  if (is_of_type (type, "worksheet"))
    g_hash_table_insert (xlsx->sheets, gh_xml_copy (gh_xml_attribute (element, "Id")),
                         g_steal_pointer (&part));
  else if (is_of_type (type, "styles") && xlsx->styles == NULL)
    xlsx->styles = g_steal_pointer (&part);
  else if (is_of_type (type, "sharedStrings") && xlsx->strings == NULL)
    xlsx->strings = g_steal_pointer (&part);
  g_free (part);
  return true;
}

/* ---- the workbook ------------------------------------------------------------------------- */

static bool
take_sheet (gpointer data, const GhXmlElement *element)
{
  Xlsx *xlsx = data;

  if (strcmp (element->name, "workbookPr") == 0)
    xlsx->from_1904 = gh_xml_is_true (gh_xml_attribute (element, "date1904"));
  else if (strcmp (element->name, "sheet") == 0)
    {
      g_autofree char *id = gh_xml_copy (gh_xml_attribute_within (element, "id", "relationships"));
      g_ptr_array_add (xlsx->parts, g_hash_table_lookup (xlsx->sheets, id));
      return gh_workbook_add (xlsx->reading, gh_xml_copy (gh_xml_attribute (element, "name")))
             != NULL;
    }
  return true;
}

static bool
read_outline (Xlsx *xlsx)
{
  static const GhXmlHandler mains = { .begin = find_main };
  static const GhXmlHandler relationships = { .begin = take_relationship };
  static const GhXmlHandler sheets = { .begin = take_sheet };
  GhZip *zip = &xlsx->reading->zip;
  g_autofree char *part = NULL;

  if (!gh_xml_read (zip, "_rels/.rels", &mains, xlsx))
    return false;
  if (xlsx->main == NULL)
    return gh_zip_fail (zip, "this zip holds no workbook; save the sheets as .xlsx or .ods");
  part = relationships_of (xlsx->main);
  return gh_xml_read (zip, part, &relationships, xlsx)
         && gh_xml_read (zip, xlsx->main, &sheets, xlsx);
}

/* ---- formats (18.8) ----------------------------------------------------------------------- */

static bool
begin_styles (gpointer data, const GhXmlElement *element)
{
  Xlsx *xlsx = data;
  int id = gh_xml_int (gh_xml_attribute (element, "numFmtId"), 0, G_MAXINT, 0);

  if (strcmp (element->name, "numFmt") == 0 && g_hash_table_size (xlsx->codes) < MOST_FORMATS)
    g_hash_table_insert (xlsx->codes, GINT_TO_POINTER (id),
                         gh_xml_copy (gh_xml_attribute (element, "formatCode")));
  else if (strcmp (element->name, "cellXfs") == 0)
    xlsx->in_cell_formats = true;
  else if (strcmp (element->name, "xf") == 0 && xlsx->in_cell_formats
           && xlsx->formats->len < MOST_FORMATS)
    {
      GhShown shown =
          gh_shown_of_format (id, g_hash_table_lookup (xlsx->codes, GINT_TO_POINTER (id)));
      g_array_append_val (xlsx->formats, shown);
    }
  return true;
}

static void
end_styles (gpointer data, const char *name, int depth)
{
  Xlsx *xlsx = data;
  xlsx->in_cell_formats = xlsx->in_cell_formats && strcmp (name, "cellXfs") != 0;
}

/* ---- texts (18.4) ------------------------------------------------------------------------- */

/* Elements that a shared text and a cell's own have in common. */
static void
begin_in_text (Xlsx *xlsx, const char *name)
{
  if (strcmp (name, "rPh") == 0)
    xlsx->is_unread = true;
  else if (strcmp (name, "t") == 0)
    xlsx->is_text = !xlsx->is_unread;
}

static void
end_in_text (Xlsx *xlsx, const char *name)
{
  xlsx->is_text = false;
  xlsx->is_unread = xlsx->is_unread && strcmp (name, "rPh") != 0;
}

static void
text (gpointer data, const char *bytes, gsize n_bytes)
{
  Xlsx *xlsx = data;
  if (xlsx->is_text)
    gh_workbook_append (xlsx->text, bytes, n_bytes);
}

/* The character of "_x000D_", which XML cannot write (22.9.2.19); 0: it is none. */
static gunichar
escaped (const char *at)
{
  gunichar code = 0;

  if (strlen (at) < 7 || at[1] != 'x' || at[6] != '_')
    return 0;
  for (int digit = 2; digit < 6; digit++)
    if (!g_ascii_isxdigit (at[digit]))
      return 0;
    else
      code = 16 * code + (gunichar)g_ascii_xdigit_value (at[digit]);
  return g_unichar_validate (code) ? code : 0;
}

/* Puts characters in place of their escapes, which are longer. */
static char *
unescape (char *text_)
{
  char *into = text_;

  for (const char *at = text_; *at != '\0';)
    {
      gunichar code = *at == '_' ? escaped (at) : 0;
      if (code != 0)
        into += g_unichar_to_utf8 (code, into);
      else
        *into++ = *at;
      at += code != 0 ? 7 : 1;
    }
  *into = '\0';
  return text_;
}

static bool
begin_strings (gpointer data, const GhXmlElement *element)
{
  Xlsx *xlsx = data;
  if (strcmp (element->name, "si") == 0)
    g_string_truncate (xlsx->text, 0);
  begin_in_text (xlsx, element->name);
  return xlsx->reading->zip.trouble == NULL;
}

static void
end_strings (gpointer data, const char *name, int depth)
{
  Xlsx *xlsx = data;
  GhZip *zip = &xlsx->reading->zip;

  end_in_text (xlsx, name);
  if (strcmp (name, "si") != 0)
    return;
  xlsx->n_text += xlsx->text->len + 1;
  if (xlsx->text->len > GH_WORKBOOK_LONGEST_CELL)
    gh_zip_fail (zip,
                 "a cell has at most %d characters, and the text that begins with \"%.20s\" "
                 "has more",
                 GH_WORKBOOK_LONGEST_CELL / 4, xlsx->text->str);
  else if (xlsx->shared->len == GH_WORKBOOK_MOST_STRINGS || xlsx->n_text > GH_WORKBOOK_MOST_TEXT)
    gh_zip_fail (zip, "a workbook has at most %d different texts, and %d MiB of them",
                 GH_WORKBOOK_MOST_STRINGS, GH_WORKBOOK_MOST_TEXT / 1024 / 1024);
  else
    g_ptr_array_add (xlsx->shared,
                     g_string_chunk_insert (xlsx->texts, gh_trim (unescape (xlsx->text->str))));
}

static bool
read_shared (Xlsx *xlsx)
{
  static const GhXmlHandler styles = { begin_styles, end_styles, NULL };
  static const GhXmlHandler strings = { begin_strings, end_strings, text };
  GhZip *zip = &xlsx->reading->zip;

  return (xlsx->styles == NULL || gh_xml_read (zip, xlsx->styles, &styles, xlsx))
         && (xlsx->strings == NULL || gh_xml_read (zip, xlsx->strings, &strings, xlsx));
}

/* ---- cells (18.3) ------------------------------------------------------------------------- */

typedef enum
{
  NUMBER,
  SHARED,
  TEXT,
  YES_NO,
  ERROR,
  DATE,
} CellType;

typedef struct
{
  Xlsx *xlsx;
  GhRows rows;
  GPtrArray *kept; /* const char*, of each shared text: where the table has it; NULL: not yet */
  int line, column;
  CellType type;
  int style;
  int n_merged;
  bool in_row, in_cell, has_room;
  bool has_formula; /* the cell has */
  bool has_told;    /* of a formula without a value */
} Sheet;

static CellType
type_of (GhXmlValue type)
{
  if (gh_xml_is (type, "s"))
    return SHARED;
  if (gh_xml_is (type, "str") || gh_xml_is (type, "inlineStr"))
    return TEXT;
  if (gh_xml_is (type, "b"))
    return YES_NO;
  if (gh_xml_is (type, "e"))
    return ERROR;
  return gh_xml_is (type, "d") ? DATE : NUMBER;
}

/* The column of "D14", A is 0, and its line; false: it is none. */
static bool
read_reference (const char *at, const char *end, int *column, int *line)
{
  gint64 letters = 0, digits = 0;

  for (; at < end && g_ascii_isupper (*at) && letters <= MOST_COLUMNS; at++)
    letters = 26 * letters + (*at - 'A' + 1);
  for (; at < end && g_ascii_isdigit (*at) && digits <= MOST_LINES; at++)
    digits = 10 * digits + (*at - '0');
  *column = (int)letters - 1;
  *line = (int)digits;
  return at == end && letters > 0 && digits > 0 && letters <= MOST_COLUMNS && digits <= MOST_LINES;
}

/* A sheet whose rows or cells do not come in their order, or are where no sheet has any. */
static bool
fail_order (Sheet *sheet)
{
  return gh_zip_fail (
      &sheet->xlsx->reading->zip,
      "the rows or cells of its sheet %s are out of order or bounds; open it in a spreadsheet "
      "program and save it again",
      gh_rows_place (&sheet->rows, 0).sheet);
}

static bool
begin_row (Sheet *sheet, const GhXmlElement *element)
{
  int line = gh_xml_int (gh_xml_attribute (element, "r"), 1, G_MAXINT, sheet->line + 1);

  if (line <= sheet->line || line > MOST_LINES)
    return fail_order (sheet);
  sheet->line = line;
  sheet->column = -1;
  sheet->in_row = true;
  gh_rows_open (&sheet->rows, line);
  return true;
}

static bool
begin_cell (Sheet *sheet, const GhXmlElement *element)
{
  GhXmlValue reference = gh_xml_attribute (element, "r");
  int column = sheet->column + 1;
  int line;

  if (reference.at != NULL
      && !read_reference (reference.at, reference.at + reference.n, &column, &line))
    return fail_order (sheet);
  if (column <= sheet->column || column >= MOST_COLUMNS)
    return fail_order (sheet);
  sheet->column = column;
  sheet->type = type_of (gh_xml_attribute (element, "t"));
  sheet->style = gh_xml_int (gh_xml_attribute (element, "s"), 0, MOST_FORMATS, 0);
  sheet->in_cell = true;
  sheet->has_formula = false;
  g_string_truncate (sheet->xlsx->text, 0);
  return true;
}

/* A shared text, kept by the table once; NULL after a trouble. */
static const char *
shared_text (Sheet *sheet, const char *value)
{
  const GPtrArray *shared = sheet->xlsx->shared;
  guint64 number;

  if (*value == '\0')
    return "";
  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT, &number, NULL) || number >= shared->len)
    {
      gh_zip_fail (
          &sheet->xlsx->reading->zip,
          "a cell of its sheet %s shows a text that is not there; open it in a spreadsheet "
          "program and save it again",
          gh_rows_place (&sheet->rows, 0).sheet);
      return NULL;
    }
  if (sheet->kept->pdata[number] == NULL)
    sheet->kept->pdata[number] = (gpointer)gh_rows_keep (&sheet->rows, shared->pdata[number]);
  return sheet->kept->pdata[number];
}

static const char *
keep_number (Sheet *sheet, const char *value)
{
  const Xlsx *xlsx = sheet->xlsx;
  static const GhShown plain = { .as = GH_SHOWN_PLAIN };
  bool has_style = sheet->style < (int)xlsx->formats->len;
  GhShown shown = has_style ? g_array_index (xlsx->formats, GhShown, sheet->style) : plain;
  g_autofree char *owned = gh_shown_number (value, shown, xlsx->from_1904);
  return gh_rows_keep (&sheet->rows, gh_trim (owned));
}

/* What the cell shows, as the table keeps it; NULL after a trouble. */
static const char *
shown (Sheet *sheet)
{
  char *value = gh_trim (unescape (sheet->xlsx->text->str));
  g_autofree char *date = NULL;

  switch (sheet->type)
    {
    case SHARED:
      return shared_text (sheet, value);
    case YES_NO:
      return gh_rows_keep (&sheet->rows, *value == '\0'             ? ""
                                         : strcmp (value, "1") == 0 ? "yes"
                                                                    : "no");
    case DATE:
      date = gh_shown_date (value, false);
      return gh_rows_keep (&sheet->rows, date);
    case NUMBER:
      if (*value == '\0' && sheet->has_formula && !sheet->has_told)
        {
          gh_workbook_tell_unknown (&sheet->rows, sheet->column);
          sheet->has_told = true;
        }
      return *value == '\0' ? "" : keep_number (sheet, value);
    case ERROR:
      gh_workbook_tell_error (&sheet->rows, sheet->column, value);
      return "";
    case TEXT:
      break;
    }
  return gh_rows_keep (&sheet->rows, value);
}

static void
end_cell (Sheet *sheet)
{
  const char *kept;

  gh_workbook_check_length (&sheet->rows, sheet->column, sheet->xlsx->text);
  kept = shown (sheet);
  if (kept != NULL && *kept != '\0')
    gh_rows_cell (&sheet->rows, sheet->column, kept);
  sheet->in_cell = false;
}

/* Of merged cells only the first is seen, whatever the others hold. */
static void
merge (Sheet *sheet, const GhXmlElement *element)
{
  g_autofree char *area = gh_xml_copy (gh_xml_attribute (element, "ref"));
  const char *colon = strchr (area, ':');
  int left, top, right, bottom;

  if (colon == NULL || !read_reference (area, colon, &left, &top)
      || !read_reference (colon + 1, colon + strlen (colon), &right, &bottom))
    return;
  sheet->n_merged += 1 + gh_rows_blank (&sheet->rows, left + 1, right, top, top)
                     + gh_rows_blank (&sheet->rows, left, right, top + 1, bottom);
  if (sheet->n_merged > MOST_MERGED)
    gh_zip_fail (&sheet->xlsx->reading->zip,
                 "its sheet %s has merged cells that overlap; open it in a spreadsheet program and "
                 "save it again",
                 gh_rows_place (&sheet->rows, 0).sheet);
}

static bool
begin_in_sheet (gpointer data, const GhXmlElement *element)
{
  Sheet *sheet = data;
  const char *name = element->name;

  if (sheet->in_cell && strcmp (name, "v") == 0)
    sheet->xlsx->is_text = true;
  else if (sheet->in_cell && strcmp (name, "f") == 0)
    sheet->has_formula = true;
  else if (sheet->in_cell)
    begin_in_text (sheet->xlsx, name);
  else if (sheet->in_row && strcmp (name, "c") == 0)
    return begin_cell (sheet, element);
  else if (!sheet->in_row && strcmp (name, "row") == 0)
    return begin_row (sheet, element);
  else if (!sheet->in_row && strcmp (name, "mergeCell") == 0)
    merge (sheet, element);
  return sheet->has_room && sheet->xlsx->reading->zip.trouble == NULL;
}

static void
end_in_sheet (gpointer data, const char *name, int depth)
{
  Sheet *sheet = data;

  end_in_text (sheet->xlsx, name);
  if (sheet->in_cell && strcmp (name, "c") == 0)
    end_cell (sheet);
  else if (!sheet->in_cell && sheet->in_row && strcmp (name, "row") == 0)
    {
      sheet->has_room = gh_rows_close (&sheet->rows);
      sheet->in_row = false;
    }
}

static void
text_in_sheet (gpointer data, const char *bytes, gsize n_bytes)
{
  text (((Sheet *)data)->xlsx, bytes, n_bytes);
}

static bool
read_sheet (Xlsx *xlsx, GhWorkbookSheet *made, const char *part)
{
  static const GhXmlHandler handler = { begin_in_sheet, end_in_sheet, text_in_sheet };
  GhWorkbookReading *reading = xlsx->reading;
  Sheet sheet = { .xlsx = xlsx,
                  .kept = g_ptr_array_sized_new (xlsx->shared->len),
                  .has_room = true };
  bool is_read;

  g_ptr_array_set_size (sheet.kept, (int)xlsx->shared->len);
  gh_rows_begin (&sheet.rows, reading->file, made->name, &reading->allowance, reading->problems);
  is_read = gh_xml_read (&reading->zip, part, &handler, &sheet);
  made->table = gh_rows_end (&sheet.rows, is_read && sheet.has_room);
  g_ptr_array_unref (sheet.kept);
  return is_read;
}

static bool
read_sheets (Xlsx *xlsx)
{
  GhWorkbookReading *reading = xlsx->reading;

  for (guint number = 0; number < reading->sheets->len; number++)
    {
      GhWorkbookSheet *sheet = reading->sheets->pdata[number];
      const char *part = xlsx->parts->pdata[number];
      if (part != NULL && gh_workbook_wants (reading, sheet) && !read_sheet (xlsx, sheet, part))
        return false;
    }
  return true;
}

/* ---- the file ---------------------------------------------------------------------------- */

static void
clear (Xlsx *xlsx)
{
  g_free (xlsx->main);
  g_free (xlsx->styles);
  g_free (xlsx->strings);
  g_hash_table_unref (xlsx->sheets);
  g_ptr_array_unref (xlsx->parts);
  g_hash_table_unref (xlsx->codes);
  g_array_unref (xlsx->formats);
  g_string_chunk_free (xlsx->texts);
  g_ptr_array_unref (xlsx->shared);
  g_string_free (xlsx->text, true);
}

bool
gh_workbook_read_xlsx (GhWorkbookReading *reading)
{
  Xlsx xlsx = {
    .reading = reading,
    .sheets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .parts = g_ptr_array_new (),
    .codes = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free),
    .formats = g_array_new (false, false, sizeof (GhShown)),
    .texts = g_string_chunk_new (16 * 1024),
    .shared = g_ptr_array_new (),
    .text = g_string_new (NULL),
  };
  bool is_read = read_outline (&xlsx) && read_shared (&xlsx) && read_sheets (&xlsx);

  clear (&xlsx);
  return is_read;
}
