/* The workbook's lists: all sessions, and those of each team; and the latter as teams.csv. */
#include "output/csv.h"
#include "output/listing.h"
#include "output/workbook.h"

#include <string.h>

#define TITLE_WIDTH 60 /* of the column, in characters */

/* Programs that do not measure a wrapped text when they open a file are told how high it is. */
static void
set_height (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int session)
{
  const char *title = gh_workbook_title (book, session);
  glong n_lines = title != NULL ? g_utf8_strlen (title, -1) / (TITLE_WIDTH - 8) + 1 : 1;

  if (n_lines > 1)
    worksheet_set_row (sheet, row, (double)MIN (n_lines, 20) * LXW_DEF_ROW_HEIGHT, NULL);
}

static void
set_widths (lxw_worksheet *sheet, const int *widths, int n_widths)
{
  for (int column = 0; column < n_widths; column++)
    worksheet_set_column (sheet, (lxw_col_t)column, (lxw_col_t)column, widths[column], NULL);
}

/* Heads that stay in sight, filters, and a page as wide as its paper. */
static void
finish_list (lxw_worksheet *sheet, lxw_row_t heads, lxw_row_t last, int n_columns)
{
  worksheet_freeze_panes (sheet, heads + 1, 1);
  worksheet_autofilter (sheet, heads, 0, MAX (last, heads), (lxw_col_t)(n_columns - 1));
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9); /* A4 */
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_repeat_rows (sheet, heads, heads);
}

/* ---- all sessions ------------------------------------------------------------------------- */

static const char *
status_of (const GhWorkbook *book, int session)
{
  if (book->model->sessions[session].cancelled)
    return "cancelled";
  return book->places[session].start != GH_NEVER ? "planned" : "unplaced";
}

#define N_COLUMNS 12 /* of every conference; further languages follow */

/* What is not translated is an empty cell. */
static void
write_translations (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int session)
{
  const GhSession *this = &book->model->sessions[session];
  const char **languages = book->model->conference.languages;

  for (int language = 1; languages[language] != NULL && !this->closed && this->title_in != NULL;
       language++)
    gh_workbook_write (sheet, row, N_COLUMNS - 1 + language, this->title_in[language],
                       book->looks.wrapped);
}

/* "title:fr", as in the sheets; how many columns there are then. */
static int
add_languages (GhWorkbook *book, lxw_worksheet *sheet)
{
  const char **languages = book->model->conference.languages;
  int column = N_COLUMNS;

  for (int language = 1; languages[language] != NULL; language++, column++)
    {
      g_autofree char *head = g_strconcat ("title:", languages[language], NULL);
      gh_workbook_write (sheet, 0, column, head, book->looks.head);
      worksheet_set_column (sheet, (lxw_col_t)column, (lxw_col_t)column, TITLE_WIDTH, NULL);
    }
  return column;
}

/* The columns of schedule.csv, then what else one may want to filter by. */
static void
write_session (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int session)
{
  const GhLastRow *place = &book->places[session];
  g_autofree char *teams = gh_workbook_teams (book, session);

  gh_workbook_write (sheet, row, 0, place->id, book->looks.text);
  if (place->start != GH_NEVER)
    {
      gh_workbook_write_day (book, sheet, row, 1, place->start);
      gh_workbook_write_clock (book, sheet, row, 2, place->start);
      gh_workbook_write_clock (book, sheet, row, 3, place->end);
      gh_workbook_write (sheet, row, 4, place->room, book->looks.text);
      gh_workbook_write (sheet, row, 5, teams, book->looks.text);
      gh_workbook_write (sheet, row, 11, gh_workbook_room (book, session), book->looks.wrapped);
    }
  gh_workbook_write (sheet, row, 6, status_of (book, session), book->looks.text);
  gh_workbook_write (sheet, row, 7, gh_workbook_title (book, session), book->looks.wrapped);
  gh_workbook_write (sheet, row, 8, gh_workbook_group (book, session), book->looks.text);
  gh_workbook_write (sheet, row, 9, gh_workbook_kind (book, session), book->looks.text);
  worksheet_write_number (sheet, row, 10, book->model->sessions[session].minutes,
                          book->looks.number);
  write_translations (book, sheet, row, session);
  set_height (book, sheet, row, session);
}

void
gh_workbook_add_sessions (GhWorkbook *book)
{
  static const char *const heads[N_COLUMNS] = { "session", "date",  "start",   "end",
                                                "room",    "teams", "status",  "title",
                                                "group",   "kind",  "minutes", "room name" };
  static const int widths[N_COLUMNS] = { 14, 11, 7, 7, 12, 14, 11, TITLE_WIDTH, 12, 18, 9, 28 };
  lxw_worksheet *sheet = gh_workbook_add_sheet (book, "Sessions");

  set_widths (sheet, widths, G_N_ELEMENTS (widths));
  gh_workbook_write_heads (book, sheet, 0, heads, G_N_ELEMENTS (heads));
  int n_columns = add_languages (book, sheet);
  for (guint entry = 0; entry < book->order->len; entry++)
    write_session (book, sheet, entry + 1, g_array_index (book->order, int, entry));
  finish_list (sheet, 0, book->order->len, n_columns);
}

/* ---- teams -------------------------------------------------------------------------------- */

/* The sessions that each team has, in the order of schedule.csv: int, by team.  The caller frees
 * them. */
static GArray **
deal_sessions (const GhModel *model, const GhProgramme *programme, const GArray *order)
{
  GArray **dealt = g_new (GArray *, model->n_teams + 1);

  for (int team = 0; team < model->n_teams; team++)
    dealt[team] = g_array_new (false, false, sizeof (int));
  for (guint entry = 0; entry < order->len; entry++)
    {
      int session = g_array_index (order, int, entry);
      const GArray *teams = programme->teams[session];
      if (!gh_programme_is_placed (programme, session))
        continue;
      for (guint number = 0; number < teams->len; number++)
        g_array_append_val (dealt[g_array_index (teams, int, number)], session);
    }
  return dealt;
}

static void
free_dealt (const GhModel *model, GArray **dealt)
{
  for (int team = 0; team < model->n_teams; team++)
    g_array_unref (dealt[team]);
  g_free (dealt);
}

/* "T-1, interpretation: 12 sessions, 18 h 15 min" */
static char *
team_title (const GhWorkbook *book, const GhTeam *team, const GArray *sessions)
{
  int minutes = 0;

  for (guint entry = 0; entry < sessions->len; entry++)
    minutes += book->model->sessions[g_array_index (sessions, int, entry)].minutes;
  return g_strdup_printf ("%s, %s: %u session%s, %d h %02d min", team->id,
                          team->kind != NULL ? team->kind : "team", sessions->len,
                          sessions->len == 1 ? "" : "s", minutes / 60, minutes % 60);
}

static void
write_duty (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int session, int before)
{
  const GhLastRow *place = &book->places[session];

  gh_workbook_write_day (book, sheet, row, 0, place->start);
  gh_workbook_write_clock (book, sheet, row, 1, place->start);
  gh_workbook_write_clock (book, sheet, row, 2, place->end);
  worksheet_write_number (sheet, row, 3, book->model->sessions[session].minutes,
                          book->looks.number);
  if (before >= 0 && gh_day_of (book->places[before].start) == gh_day_of (place->start))
    worksheet_write_number (sheet, row, 4, place->start - book->places[before].end,
                            book->looks.number);
  gh_workbook_write (sheet, row, 5, place->id, book->looks.text);
  gh_workbook_write (sheet, row, 6, gh_workbook_room (book, session), book->looks.wrapped);
  gh_workbook_write (sheet, row, 7, gh_workbook_title (book, session), book->looks.wrapped);
  set_height (book, sheet, row, session);
}

static void
add_team (GhWorkbook *book, const GhTeam *team, const GArray *sessions)
{
  static const char *const heads[] = { "date",         "start",   "end",  "minutes",
                                       "pause before", "session", "room", "title" };
  static const int widths[] = { 11, 7, 7, 9, 13, 14, 28, TITLE_WIDTH };
  g_autofree char *name = g_strconcat ("Team ", team->id, NULL);
  g_autofree char *title = team_title (book, team, sessions);
  lxw_worksheet *sheet = gh_workbook_add_sheet (book, name);

  set_widths (sheet, widths, G_N_ELEMENTS (widths));
  gh_workbook_write (sheet, 0, 0, title, book->looks.title);
  worksheet_set_row (sheet, 0, 24, NULL);
  gh_workbook_write_heads (book, sheet, 1, heads, G_N_ELEMENTS (heads));
  for (guint entry = 0; entry < sessions->len; entry++)
    write_duty (book, sheet, entry + 2, g_array_index (sessions, int, entry),
                entry > 0 ? g_array_index (sessions, int, entry - 1) : -1);
  finish_list (sheet, 1, sessions->len + 1, G_N_ELEMENTS (heads));
}

void
gh_workbook_add_teams (GhWorkbook *book)
{
  GArray **dealt = deal_sessions (book->model, book->programme, book->order);

  for (int team = 0; team < book->model->n_teams; team++)
    if (dealt[team]->len > 0)
      add_team (book, &book->model->teams[team], dealt[team]);
  free_dealt (book->model, dealt);
}

/* ---- teams.csv ---------------------------------------------------------------------------- */

/* A spreadsheet that opens a CSV file takes what begins like this for a formula, and runs it; an
 * apostrophe before it says that it is text.  The caller frees it. */
static char *
text_for_people (const char *text)
{
  g_autofree char *clean = gh_clean_text (text);

  return clean[0] != '\0' && strchr ("=+-@", clean[0]) != NULL ? g_strconcat ("'", clean, NULL)
                                                               : g_steal_pointer (&clean);
}

static void
append_duty (GString *csv, const GhModel *model, const GhTeam *team, const GhLastRow *place)
{
  const GhSession *session = &model->sessions[place->session];
  g_autofree char *team_id = text_for_people (team->id);
  g_autofree char *kind = text_for_people (team->kind);
  g_autofree char *date = gh_date_text (model, place->start);
  g_autofree char *start = gh_clock_text (place->start);
  g_autofree char *end = gh_clock_text (place->end);
  g_autofree char *minutes = g_strdup_printf ("%d", session->minutes);
  g_autofree char *id = text_for_people (session->id);
  g_autofree char *room = text_for_people (place->room);
  g_autofree char *title = text_for_people (session->closed ? "Closed session" : session->title);
  const char *cells[] = { team_id, kind, date, start, end, minutes, id, room, title };

  gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
}

GString *
gh_teams_table (const GhModel *model, const GhProgramme *programme, const GhLastRow *places)
{
  GString *csv = g_string_new ("team,kind,date,start,end,minutes,session,room,title\n");
  g_autoptr (GArray) order = gh_last_order (places, model);
  GArray **dealt = deal_sessions (model, programme, order);

  for (int team = 0; team < model->n_teams; team++)
    for (guint entry = 0; entry < dealt[team]->len; entry++)
      append_duty (csv, model, &model->teams[team],
                   &places[g_array_index (dealt[team], int, entry)]);
  free_dealt (model, dealt);
  return csv;
}
