#include "output/workbook.h"
#include "output/listing.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Of characters: Excel holds no more in a name, and in a cell. */
#define NAME_LENGTH 31
#define CELL_LENGTH 32767

/* ---- texts -------------------------------------------------------------------------------- */

/* A reader takes `_x000D_` for the character of that number: its `_` is written as one such. */
static char *
escape (const char *clean)
{
  GString *text = g_string_new (NULL);

  for (const char *at = clean; *at != '\0'; at++)
    if (at[0] == '_' && at[1] == 'x' && strspn (at + 2, "0123456789abcdefABCDEF") >= 4
        && at[6] == '_')
      g_string_append (text, "_x005F_");
    else
      g_string_append_c (text, *at);
  return g_string_free (text, false);
}

static char *
cell_text (const char *clean)
{
  g_autofree char *escaped = escape (clean);

  return g_utf8_strlen (escaped, -1) > CELL_LENGTH ? g_utf8_substring (escaped, 0, CELL_LENGTH)
                                                   : g_steal_pointer (&escaped);
}

void
gh_workbook_write (lxw_worksheet *sheet, lxw_row_t row, int column, const char *text,
                   lxw_format *format)
{
  g_autofree char *clean = gh_clean_text (text);
  g_autofree char *cell = cell_text (clean);

  if (cell[0] != '\0')
    worksheet_write_string (sheet, row, (lxw_col_t)column, cell, format);
}

void
gh_workbook_write_heads (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row,
                         const char *const *heads, int n_heads)
{
  for (int column = 0; column < n_heads; column++)
    gh_workbook_write (sheet, row, column, heads[column], book->looks.head);
}

void
gh_workbook_write_box (lxw_worksheet *sheet, lxw_row_t first_row, int first_column,
                       lxw_row_t last_row, int last_column, const char *lines, lxw_format *format)
{
  g_autofree char *cell = cell_text (lines);

  if (first_row == last_row && first_column == last_column)
    worksheet_write_string (sheet, first_row, (lxw_col_t)first_column, cell, format);
  else
    worksheet_merge_range (sheet, first_row, (lxw_col_t)first_column, last_row,
                           (lxw_col_t)last_column, cell, format);
}

/* ---- time --------------------------------------------------------------------------------- */

void
gh_workbook_write_day (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int column,
                       GhMinute minute)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(book->model->conference.first_day + gh_day_of (minute)));
  lxw_datetime cell = { .year = g_date_get_year (&date),
                        .month = g_date_get_month (&date),
                        .day = g_date_get_day (&date) };
  worksheet_write_datetime (sheet, row, (lxw_col_t)column, &cell, book->looks.day);
}

void
gh_workbook_write_clock (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int column,
                         GhMinute minute)
{
  int of_day = minute - gh_day_of (minute) * GH_DAY;
  lxw_datetime cell = { .hour = of_day / 60, .min = of_day % 60 };

  worksheet_write_datetime (sheet, row, (lxw_col_t)column, &cell, book->looks.clock);
}

/* ---- worksheets --------------------------------------------------------------------------- */

/* No name may have one of []:*?/\ or an apostrophe at either end, or be that of the history. */
static char *
possible_name (const char *name)
{
  g_autofree char *clean = gh_clean_text (name);
  g_autofree char *possible = g_strdelimit (g_steal_pointer (&clean), "[]:*?/\\'", '_');

  if (possible[0] == '\0' || g_ascii_strcasecmp (possible, "History") == 0)
    return g_strdup_printf ("_%s", possible);
  return g_steal_pointer (&possible);
}

/* The first characters of NAME, and NUMBER, if it is not the first one. */
static char *
cut_name (const char *name, int number)
{
  g_autofree char *tail = number > 1 ? g_strdup_printf (" %d", number) : g_strdup ("");
  glong length = MIN (g_utf8_strlen (name, -1), NAME_LENGTH - (glong)strlen (tail));
  g_autofree char *head = g_utf8_substring (name, 0, length);

  return g_strconcat (head, tail, NULL);
}

lxw_worksheet *
gh_workbook_add_sheet (GhWorkbook *book, const char *name)
{
  g_autofree char *possible = possible_name (name);

  for (int number = 1;; number++)
    {
      g_autofree char *cut = cut_name (possible, number);
      if (g_hash_table_add (book->names, g_utf8_casefold (cut, -1)))
        return workbook_add_worksheet (book->workbook, cut);
    }
}

/* ---- sessions ----------------------------------------------------------------------------- */

const char *
gh_workbook_title (const GhWorkbook *book, int session)
{
  const GhSession *this = &book->model->sessions[session];

  return this->closed ? "Closed session" : this->title;
}

const char *
gh_workbook_group (const GhWorkbook *book, int session)
{
  const GhSession *this = &book->model->sessions[session];

  return this->closed || this->group < 0 ? NULL : book->model->groups[this->group].id;
}

const char *
gh_workbook_kind (const GhWorkbook *book, int session)
{
  const GhSession *this = &book->model->sessions[session];

  return this->closed ? NULL : this->kind;
}

const char *
gh_workbook_room (const GhWorkbook *book, int session)
{
  const char *id = book->places[session].room;

  for (int room = 0; room < book->model->n_rooms; room++)
    if (strcmp (book->model->rooms[room].id, id) == 0)
      return book->model->rooms[room].name;
  return id;
}

char *
gh_workbook_teams (const GhWorkbook *book, int session)
{
  const GArray *teams = book->programme->teams[session];
  GString *text = g_string_new (NULL);

  for (guint entry = 0; entry < teams->len; entry++)
    g_string_append_printf (text, "%s%s", entry > 0 ? ";" : "",
                            book->model->teams[g_array_index (teams, int, entry)].id);
  return g_string_free (text, false);
}

guint
gh_workbook_kind_number (const GhWorkbook *book, const char *kind)
{
  guint number;

  return kind != NULL && g_ptr_array_find (book->kinds, kind, &number) ? number : book->kinds->len;
}

char *
gh_workbook_sign (guint kind)
{
  static const char *const signs[] = { "●", "■", "▲", "◆", "★", "▼", "○",
                                       "□", "△", "◇", "☆", "▽", "◈" };
  guint round = kind / G_N_ELEMENTS (signs) + 1;
  const char *sign = signs[kind % G_N_ELEMENTS (signs)];

  return round > 1 ? g_strdup_printf ("%s%u", sign, round) : g_strdup (sign);
}

static void
find_kinds (GhWorkbook *book)
{
  for (int session = 0; session < book->model->n_sessions; session++)
    {
      const char *kind = gh_workbook_kind (book, session);
      if (kind != NULL && !book->model->sessions[session].reserve
          && !g_ptr_array_find (book->kinds, kind, NULL))
        g_ptr_array_add (book->kinds, (gpointer)kind);
    }
}

/* ---- looks -------------------------------------------------------------------------------- */

#define INK 0x16202C
#define DEEP 0x0B3A5E
#define SOFT 0xE8EDF2
#define LINE 0xB4BFCA

/* The page's hues, from kind to kind. */
static const lxw_color_t tints[] = { 0xCBDDF6, 0xF6DDCB, 0xCBF6DD, 0xEBCBF6, 0xF6EFCB, 0xCBF2F6,
                                     0xF6CBD9, 0xDDF6CB, 0xD6CBF6, 0xF6CFCB, 0xCBF6EB, 0xF6CBEB };

static lxw_format *
add_look (GhWorkbook *book, const char *number_format)
{
  lxw_format *format = workbook_add_format (book->workbook);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  format_set_font_color (format, INK);
  if (number_format != NULL)
    format_set_num_format (format, number_format);
  return format;
}

/* What stands right would touch the text of the next column. */
static lxw_format *
add_middle_look (GhWorkbook *book, const char *number_format)
{
  lxw_format *format = add_look (book, number_format);

  format_set_align (format, LXW_ALIGN_CENTER);
  return format;
}

static lxw_format *
add_head_look (GhWorkbook *book)
{
  lxw_format *format = add_look (book, NULL);

  format_set_bold (format);
  format_set_font_color (format, 0xFFFFFF);
  format_set_bg_color (format, DEEP);
  format_set_text_wrap (format);
  return format;
}

static lxw_format *
add_box_look (GhWorkbook *book, lxw_color_t tint)
{
  lxw_format *format = add_look (book, NULL);

  format_set_bg_color (format, tint);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, DEEP);
  format_set_text_wrap (format);
  format_set_font_size (format, 9);
  return format;
}

static lxw_format *
add_line_look (GhWorkbook *book, bool is_hour)
{
  lxw_format *format = add_look (book, NULL);

  format_set_top (format, is_hour ? LXW_BORDER_THIN : LXW_BORDER_HAIR);
  format_set_top_color (format, LINE);
  format_set_font_size (format, 9);
  if (is_hour)
    format_set_bold (format);
  return format;
}

static void
add_looks (GhWorkbook *book)
{
  GhWorkbookLooks *looks = &book->looks;

  looks->title = add_look (book, NULL);
  format_set_bold (looks->title);
  format_set_font_size (looks->title, 14);
  looks->head = add_head_look (book);
  looks->room = add_head_look (book);
  format_set_align (looks->room, LXW_ALIGN_CENTER);
  looks->text = add_look (book, NULL);
  looks->wrapped = add_look (book, NULL);
  format_set_text_wrap (looks->wrapped);
  looks->number = add_middle_look (book, "0");
  looks->day = add_middle_look (book, "yyyy\\-mm\\-dd");
  looks->clock = add_middle_look (book, "hh:mm");
  looks->hour = looks->hour_line = add_line_look (book, true);
  looks->half = looks->half_line = add_line_look (book, false);
  looks->off = add_box_look (book, 0xFFFFFF);
  format_set_font_strikeout (looks->off);
  format_set_border (looks->off, LXW_BORDER_DASHED);
  looks->shut = add_box_look (book, LINE);
  looks->boxes = g_ptr_array_new ();
  for (guint kind = 0; kind < book->kinds->len; kind++)
    g_ptr_array_add (looks->boxes, add_box_look (book, tints[kind % G_N_ELEMENTS (tints)]));
  g_ptr_array_add (looks->boxes, add_box_look (book, SOFT));
}

/* ---- the file ----------------------------------------------------------------------------- */

/* Of --at, so that the same programme is the same file. */
static time_t
created (const GhMaking *making)
{
  g_autofree char *text = g_strconcat (making->at, ":00Z", NULL);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (text, NULL);

  /* 0 would be the time at which it is written. */
  return at != NULL ? (time_t)g_date_time_to_unix (at) : 1;
}

static void
add_properties (GhWorkbook *book)
{
  const GhMaking *making = book->making;
  g_autofree char *title = gh_clean_text (book->model->conference.name);
  g_autofree char *state =
      making->revision > 0 ? g_strdup_printf ("Revision %d", making->revision) : g_strdup ("DRAFT");
  g_autofree char *program = g_strconcat ("gahunda ", making->version, NULL);
  lxw_doc_properties properties = {
    .title = title, .subject = state, .author = program, .created = created (making)
  };

  workbook_set_properties (book->workbook, &properties);
}

static GString *
read_all (int file)
{
  GString *bytes = g_string_new (NULL);
  char piece[65536];
  ssize_t n_read;

  lseek (file, 0, SEEK_SET);
  while ((n_read = read (file, piece, sizeof piece)) > 0)
    g_string_append_len (bytes, piece, n_read);
  return bytes;
}

static void
fail (GError **error, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "programme.xlsx cannot be made: %s", why);
}

/* Everything but opening and closing the file. */
static void
fill (GhWorkbook *book)
{
  find_kinds (book);
  add_looks (book);
  add_properties (book);
  gh_workbook_add_days (book);
  gh_workbook_add_sessions (book);
  gh_workbook_add_teams (book);
}

static void
clear (GhWorkbook *book)
{
  g_array_unref (book->order);
  g_ptr_array_unref (book->kinds);
  g_hash_table_unref (book->names);
  g_ptr_array_unref (book->looks.boxes);
}

GString *
gh_workbook_make (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                  const GhLastRow *places, GError **error)
{
  /* The library writes only to files with a name: this one has one while it is open, and leaves
   * nothing behind. */
  int file = memfd_create ("programme.xlsx", MFD_CLOEXEC);
  g_autofree char *name = g_strdup_printf ("/proc/self/fd/%d", file);
  GString *bytes = NULL;
  GhWorkbook book = { .model = model,
                      .programme = programme,
                      .making = making,
                      .places = places,
                      .workbook = file >= 0 ? workbook_new (name) : NULL };

  if (book.workbook == NULL)
    {
      fail (error, g_strerror (errno));
      return NULL;
    }
  book.order = gh_last_order (places, model);
  book.kinds = g_ptr_array_new ();
  book.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fill (&book);
  lxw_error trouble = workbook_close (book.workbook);
  if (trouble != LXW_NO_ERROR)
    fail (error, lxw_strerror (trouble));
  else
    bytes = read_all (file);
  close (file);
  clear (&book);
  return bytes;
}
