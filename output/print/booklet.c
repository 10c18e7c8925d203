/* The booklet: a cover, and for each day its grid and its list. */
#include "output/print/print.h"

static void
add_cover (GhSheet *sheet)
{
  const GhConference *conference = &sheet->site->model->conference;
  GhBox box = { .x = GH_SHEET_MARGIN, .width = sheet->width - 2 * GH_SHEET_MARGIN, .size = 14 };
  g_autofree char *first = gh_sheet_day (sheet, 0);
  g_autofree char *last = gh_sheet_day (sheet, (conference->n_days - 1) * GH_DAY);
  g_autofree char *dates =
      gh_words_fill (gh_sheet_word (sheet, "from-to"), "first", first, "last", last, NULL);
  g_autofree char *zone =
      conference->timezone != NULL
          ? gh_words_fill (gh_sheet_word (sheet, "zone"), "zone", conference->timezone, NULL)
          : g_strdup ("");

  sheet->y = sheet->height / 3;
  gh_sheet_heading (sheet, 1, gh_sheet_conference (sheet));
  sheet->y += gh_sheet_text (sheet, &box, conference->n_days > 1 ? dates : first) + 8;
  box.size = 10;
  gh_sheet_text (sheet, &box, zone);
}

GString *
gh_output_booklet (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                   const GhPaper *paper, GError **error)
{
  g_autoptr (GhSite) site = gh_site_new (model, programme, making, error);

  if (site == NULL)
    return NULL;
  GhSheet *sheet =
      gh_sheet_new (site, paper->language, paper->is_a5 ? GH_SHEET_A5 : GH_SHEET_A4, NULL);
  gh_sheet_page (sheet, false);
  add_cover (sheet);
  for (guint first = 0, next; first < site->shown->len; first = next)
    {
      const int *sessions = &g_array_index (site->shown, int, first);
      g_autofree char *day = gh_sheet_day (sheet, site->places[sessions[0]].start);
      next = gh_site_end_of_day (site, site->shown, first);
      gh_print_day (sheet, sessions, (int)(next - first));
      gh_sheet_page (sheet, false);
      gh_sheet_heading (sheet, 2, day);
      gh_print_list (sheet, sessions, (int)(next - first), NULL, NULL);
    }
  return gh_sheet_end (sheet, error);
}
