/* A sheet for each room and day, to be read at its door. */
#include "output/print/print.h"

static void
add_session (GhSheet *sheet, int session)
{
  double width = sheet->width - 2 * GH_SHEET_MARGIN;
  g_autofree char *times = gh_sheet_times (sheet, session);
  g_autofree char *state =
      sheet->site->places[session].cancelled
          ? g_strdup_printf ("%s · %s", times, gh_sheet_word (sheet, "cancelled"))
          : g_strdup (times);
  GhBox clock = { .x = GH_SHEET_MARGIN, .width = width, .size = 20, .is_bold = true };
  GhBox title = { .x = GH_SHEET_MARGIN, .width = width, .size = 16 };
  GhBox id = { .x = GH_SHEET_MARGIN, .width = width, .size = 9, .is_dim = true };
  const char *name = gh_sheet_title (sheet, session);

  gh_sheet_need (sheet, gh_sheet_measure (sheet, &clock, state)
                            + gh_sheet_measure (sheet, &title, name) + 30);
  cairo_tag_begin (sheet->cairo, "P", NULL);
  sheet->y += gh_sheet_text (sheet, &clock, state);
  sheet->y += gh_sheet_text (sheet, &title, name);
  sheet->y += gh_sheet_text (sheet, &id, sheet->site->places[session].id) + 14;
  cairo_tag_end (sheet->cairo, "P");
}

/* FIRST and NEXT: one day's run of a room's sessions. */
static void
add_door (GhSheet *sheet, const GArray *sessions, guint first, guint next)
{
  int session = g_array_index (sessions, int, first);
  g_autofree char *day = gh_sheet_day (sheet, sheet->site->places[session].start);

  gh_sheet_page (sheet, false);
  if (first == 0)
    gh_sheet_heading (sheet, 1, gh_sheet_room (sheet, session));
  else
    sheet->y += gh_sheet_text (sheet,
                               &(GhBox){ .x = GH_SHEET_MARGIN,
                                         .width = sheet->width - 2 * GH_SHEET_MARGIN,
                                         .size = 18,
                                         .is_bold = true },
                               gh_sheet_room (sheet, session))
                + 6;
  gh_sheet_heading (sheet, 2, day);
  sheet->y += 10;
  for (guint entry = first; entry < next; entry++)
    add_session (sheet, g_array_index (sessions, int, entry));
}

static void
add_room (GhSheet *sheet, int room)
{
  const GhSite *site = sheet->site;
  g_autoptr (GArray) sessions = g_array_new (false, false, sizeof (int));

  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      if (site->rooms[session] == room)
        g_array_append_val (sessions, session);
    }
  for (guint first = 0, next; first < sessions->len; first = next)
    {
      next = gh_site_end_of_day (site, sessions, first);
      add_door (sheet, sessions, first, next);
    }
}

GString *
gh_output_doors (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                 const GhPaper *paper, GError **error)
{
  g_autoptr (GhSite) site = gh_site_new (model, programme, making, error);

  if (site == NULL)
    return NULL;
  GhSheet *sheet =
      gh_sheet_new (site, paper->language, paper->is_a5 ? GH_SHEET_A5 : GH_SHEET_A4, NULL);
  for (int room = 0; room < model->n_rooms; room++)
    add_room (sheet, room);
  if (sheet->n_pages == 0)
    gh_sheet_page (sheet, false); /* a PDF has a page at least */
  return gh_sheet_end (sheet, error);
}
