/* From which day to which sessions moved since the last revision. */
#include "output/pages/figure.h"
#include "output/pages/report.h"

#include <string.h>

/* The day that "2022-06-07 09:30 AULA" begins with, of the conference; -1: none. */
static int
day_of (const GhModel *model, const char *place)
{
  g_autofree char *date = g_strndup (place, 10);
  GhMinute start = gh_minute_of_texts (model->conference.first_day, date, "00:00");
  int day = start != GH_NEVER ? gh_day_of (start) : -1;

  return day < model->conference.n_days ? day : -1;
}

/* By day then, then day now; how many there are in all. */
static int
count_moves (const GhSite *site, int *counts)
{
  int n = 0;

  for (guint number = 0; number < site->changes->len; number++)
    {
      const GhChange *change = g_ptr_array_index (site->changes, number);
      int was = day_of (site->model, change->was);
      int now = day_of (site->model, change->now);
      if (strcmp (change->change, gh_change_word (GH_CHANGE_MOVED)) != 0 || was < 0 || now < 0)
        continue;
      counts[was * site->model->conference.n_days + now]++;
      n++;
    }
  return n;
}

void
gh_report_moves (GhPage *page, GhFolder *folder)
{
  const GhModel *model = page->site->model;
  int n_days = model->conference.n_days;
  g_autofree int *counts = g_new0 (int, n_days *n_days);
  g_autoptr (GhFigure) figure =
      gh_figure_new ("moves", "From which day to which sessions moved", 1 + n_days);

  if (count_moves (page->site, counts) == 0)
    return;
  gh_figure_text (figure, "was");
  for (int day = 0; day < n_days; day++)
    {
      g_autofree char *date = gh_date_text (model, day * GH_DAY);
      gh_figure_text (figure, date + 5);
    }
  for (int was = 0; was < n_days; was++)
    {
      g_autofree char *date = gh_date_text (model, was * GH_DAY);
      gh_figure_text (figure, date);
      for (int now = 0; now < n_days; now++)
        if (counts[was * n_days + now] > 0)
          gh_figure_number (figure, counts[was * n_days + now]);
        else
          gh_figure_text (figure, "");
    }
  gh_figure_begin (page, figure,
                   "Rows: the day on which they were in the last revision; columns: today's.");
  gh_figure_heat (page, figure);
  gh_figure_end (page, folder, figure);
}
