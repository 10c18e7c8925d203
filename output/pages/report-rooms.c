/* How full rooms are: of the time from the first start to the last end of a day. */
#include "output/pages/figure.h"
#include "output/pages/report.h"

typedef struct
{
  GhMinute start, end;
} Running;

/* By day; a day on which nothing is held has no length.  The caller's to free. */
static Running *
find_running (const GhSite *site)
{
  Running *days = g_new0 (Running, site->model->conference.n_days);

  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      const GhLastRow *place = &site->places[g_array_index (site->shown, int, entry)];
      int day = gh_day_of (place->start);
      if (place->cancelled || day < 0 || day >= site->model->conference.n_days)
        continue;
      if (days[day].end == 0)
        days[day].start = place->start;
      days[day].end = MAX (days[day].end, place->end);
    }
  return days;
}

/* By room, then day.  The caller's to free. */
static int *
find_minutes (const GhSite *site)
{
  int n_days = site->model->conference.n_days;
  int *minutes = g_new0 (int, site->model->n_rooms *n_days);

  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      const GhLastRow *place = &site->places[session];
      int day = gh_day_of (place->start);
      if (!place->cancelled && site->rooms[session] >= 0 && day >= 0 && day < n_days)
        minutes[site->rooms[session] * n_days + day] += place->end - place->start;
    }
  return minutes;
}

static void
add_room (GhFigure *figure, const GhSite *site, int room, const Running *days, const int *minutes)
{
  int n_days = site->model->conference.n_days;

  gh_figure_text (figure, site->model->rooms[room].id);
  for (int day = 0; day < n_days; day++)
    if (days[day].end > days[day].start)
      gh_figure_number (figure, (int64_t)minutes[room * n_days + day] * 100
                                    / (days[day].end - days[day].start));
}

void
gh_report_rooms (GhPage *page, GhFolder *folder)
{
  const GhSite *site = page->site;
  g_autofree Running *days = find_running (site);
  g_autofree int *minutes = find_minutes (site);
  int n_columns = 1;

  for (int day = 0; day < site->model->conference.n_days; day++)
    n_columns += days[day].end > days[day].start;
  g_autoptr (GhFigure) figure = gh_figure_new ("rooms", "How full the rooms are", n_columns);
  gh_figure_text (figure, "room");
  for (int day = 0; day < site->model->conference.n_days; day++)
    if (days[day].end > days[day].start)
      {
        g_autofree char *date = gh_date_text (site->model, day * GH_DAY);
        gh_figure_text (figure, date + 5); /* the year is the same, and would take the place */
      }
  for (int room = 0; room < site->model->n_rooms; room++)
    add_room (figure, site, room, days, minutes);
  gh_figure_begin (
      page, figure,
      "Percent of the time from a day's first start to its last end in which something "
      "is held in the room itself. A hall's parts are counted for themselves.");
  gh_figure_heat (page, figure);
  gh_figure_end (page, folder, figure);
}
