/* Sittings of teams against their limits, day by day. */
#include "output/pages/figure.h"
#include "output/pages/report.h"

/* What a team does on one day; a sitting counts on the day of its first start. */
typedef struct
{
  int sittings;
  int longest; /* sitting, in minutes: first start to last end */
  int minutes; /* the sum of its sessions */
  GhMinute start, end;
} TeamDay;

static bool
has_team (const GhSite *site, int session, int team)
{
  const GArray *teams = site->programme->teams[session];

  for (guint entry = 0; entry < teams->len; entry++)
    if (g_array_index (teams, int, entry) == team)
      return true;
  return false;
}

/* By day.  The caller's to free. */
static TeamDay *
find_days (const GhSite *site, int team)
{
  const GhTeam *this = &site->model->teams[team];
  int n_days = site->model->conference.n_days;
  TeamDay *days = g_new0 (TeamDay, n_days);
  GhMinute start = GH_NEVER;
  GhMinute end = GH_NEVER;

  for (guint entry = 0; entry < site->shown->len; entry++)
    {
      int session = g_array_index (site->shown, int, entry);
      const GhLastRow *place = &site->places[session];
      int day = gh_day_of (place->start);
      if (place->cancelled || day < 0 || day >= n_days || !has_team (site, session, team))
        continue;
      bool goes_on =
          end != GH_NEVER && this->rest_minutes > 0 && place->start - end < this->rest_minutes;
      if (!goes_on)
        start = place->start;
      end = goes_on ? MAX (end, place->end) : place->end;
      TeamDay *of_start = &days[gh_day_of (start)];
      of_start->sittings += !goes_on;
      of_start->longest = MAX (of_start->longest, end - start);
      days[day].minutes += place->end - place->start;
      if (days[day].end == 0)
        days[day].start = place->start;
      days[day].end = MAX (days[day].end, place->end);
    }
  return days;
}

static int
percent (int value, int limit)
{
  return limit > 0 ? value * 100 / limit : 0;
}

/* Of the limit that is nearest. */
static int
pressure (const GhTeam *team, const TeamDay *day)
{
  return MAX (
      MAX (percent (day->longest, team->most_minutes), percent (day->sittings, team->most_per_day)),
      MAX (percent (day->minutes, team->most_minutes_per_day),
           percent (day->end - day->start, team->day_minutes)));
}

static void
add_limit (GhFigure *figure, int limit)
{
  if (limit >= 0)
    gh_figure_number (figure, limit);
  else
    gh_figure_text (figure, "");
}

static void
add_day (GhFigure *list, const GhSite *site, const GhTeam *team, const TeamDay *day, int number)
{
  g_autofree char *date = gh_date_text (site->model, number * GH_DAY);

  gh_figure_text (list, team->id);
  gh_figure_text (list, date);
  gh_figure_number (list, day->sittings);
  add_limit (list, team->most_per_day);
  gh_figure_number (list, day->longest);
  add_limit (list, team->most_minutes);
  gh_figure_number (list, day->minutes);
  add_limit (list, team->most_minutes_per_day);
  gh_figure_number (list, day->end - day->start);
  add_limit (list, team->day_minutes);
}

static void
add_team (GhFigure *heat, GhFigure *list, const GhSite *site, int team)
{
  const GhTeam *this = &site->model->teams[team];
  g_autofree TeamDay *days = find_days (site, team);

  gh_figure_text (heat, this->id);
  for (int day = 0; day < site->model->conference.n_days; day++)
    {
      if (days[day].minutes == 0)
        {
          gh_figure_text (heat, "");
          continue;
        }
      gh_figure_number (heat, pressure (this, &days[day]));
      add_day (list, site, this, &days[day], day);
    }
}

void
gh_report_teams (GhPage *page, GhFolder *folder)
{
  static const char *const columns[] = { "team",    "day",     "sittings",
                                         "most",    "longest", "most",
                                         "minutes", "most",    "first start to last end",
                                         "most" };
  const GhSite *site = page->site;
  g_autoptr (GhFigure) heat =
      gh_figure_new ("teams", "Interpreters and other teams", 1 + site->model->conference.n_days);
  g_autoptr (GhFigure) list =
      gh_figure_new ("sittings", "Sittings, day by day", G_N_ELEMENTS (columns));

  if (site->model->n_teams == 0)
    return;
  gh_figure_text (heat, "team");
  for (int day = 0; day < site->model->conference.n_days; day++)
    {
      g_autofree char *date = gh_date_text (site->model, day * GH_DAY);
      gh_figure_text (heat, date + 5);
    }
  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    gh_figure_text (list, columns[column]);
  for (int team = 0; team < site->model->n_teams; team++)
    add_team (heat, list, site, team);
  gh_figure_begin (page, heat,
                   "How near a team comes to its nearest limit on a day, in percent: length of a "
                   "sitting, sittings, minutes, or first start to last end.");
  gh_figure_heat (page, heat);
  gh_figure_end (page, folder, heat);
  gh_figure_begin (page, list, "What these percents are of, in minutes; an empty limit is none.");
  gh_figure_end (page, folder, list);
}
