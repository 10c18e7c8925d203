#include "calendars/busy-expand.h"
#include "calendars/zone.h"

#include <libical/ical.h>
#include <string.h>

/* Steps of rules in one file, of 3 us each: an hourly series of thirty years has as many. */
#define STEPS 300000
/* Clocks differ by this much from UTC at most; what is further away cannot matter. */
#define ZONE_MINUTES (14 * 60)

typedef struct
{
  const GhBusyAsk *ask;
  GHashTable *zones;
  icaltimezone *home_clock;
  icalcomponent *calendar; /* the one being read: its zones count */
  bool has_other_zone;     /* it names a zone for times that have none, and not the conference's */
  GHashTable *changed;     /* UID to Moments of the sittings that have events of their own */
  int n_steps;
  GhTimes *busy;
  GhDoubts *doubts;
} Expand;

/* A point on a clock. */
typedef struct
{
  icaltimetype time;   /* is_date: a whole day, without a clock */
  icaltimezone *clock; /* NULL: it has no zone of its own */
  const char *unknown; /* a zone that could not be found, and the conference's stands in for it */
} Moment;

typedef struct
{
  Moment start;
  int64_t length;   /* seconds; of whole days, days */
  GArray *left_out; /* Moment: when it does not take place */
} Series;

static bool
has_line (icalcomponent *component, icalproperty_kind kind)
{
  return icalcomponent_get_first_property (component, kind) != NULL;
}

/* ---- time --------------------------------------------------------------------------------- */

static bool
is_real (icaltimetype time)
{
  return time.year > 0 && time.year < 10000 && time.month > 0 && time.day > 0
         && g_date_valid_dmy ((GDateDay)time.day, (GDateMonth)time.month, (GDateYear)time.year)
         && (time.is_date
             || (time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60
                 && time.second >= 0 && time.second <= 60));
}

static int
julian_of (icaltimetype time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)time.day, (GDateMonth)time.month, (GDateYear)time.year);
  return (int)g_date_get_julian (&date);
}

/* Unix time.  icaltime_as_timet() would do, but for years before 1970. */
static int64_t
unix_of (icaltimetype time, icaltimezone *clock)
{
  int is_daylight;
  int64_t local =
      GH_UNIX_OF_DAY (julian_of (time)) + time.hour * 3600 + time.minute * 60 + time.second;

  return local - icaltimezone_get_utc_offset (clock, &time, &is_daylight);
}

/* libical passes over an observance that lacks something, and takes a zone without any for UTC. */
static bool
is_whole (icalcomponent *observance)
{
  return has_line (observance, ICAL_DTSTART_PROPERTY)
         && has_line (observance, ICAL_TZOFFSETFROM_PROPERTY)
         && has_line (observance, ICAL_TZOFFSETTO_PROPERTY);
}

static icaltimezone *
zone_of_file (icalcomponent *calendar, const char *tzid)
{
  icaltimezone *zone = icalcomponent_get_timezone (calendar, tzid);
  icalcomponent *component = zone != NULL ? icaltimezone_get_component (zone) : NULL;
  icalcomponent *observance =
      component != NULL ? icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT) : NULL;

  if (observance == NULL || icalcomponent_count_errors (component) > 0)
    return NULL;
  for (; observance != NULL;
       observance = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    if (!is_whole (observance))
      return NULL;
  return zone;
}

static Moment
moment_of (const Expand *expand, icalproperty *property, icaltimetype time)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *tzid = parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
  Moment moment = { .time = time };

  if (time.is_date)
    return moment;
  if (icaltime_is_utc (time))
    moment.clock = icaltimezone_get_utc_timezone ();
  else if (tzid != NULL)
    {
      moment.clock = zone_of_file (expand->calendar, tzid);
      if (moment.clock == NULL)
        moment.clock = g_hash_table_lookup (expand->zones, tzid);
      if (moment.clock == NULL)
        moment.unknown = tzid;
    }
  return moment;
}

static icaltimezone *
clock_of (const Expand *expand, const Moment *moment)
{
  return moment->clock != NULL ? moment->clock : expand->home_clock;
}

static int64_t
unix_of_moment (const Expand *expand, const Moment *moment)
{
  return unix_of (moment->time, clock_of (expand, moment));
}

/* What starts for certain may end at a guess: it is told by its start. */
static void
doubt_end (Moment *start, const Moment *end)
{
  if (start->unknown == NULL)
    start->unknown = end->unknown;
}

static bool
is_same (const Expand *expand, const Moment *left_out, const Series *series, icaltimetype local)
{
  icaltimetype time = left_out->time;

  if (time.year == 0 || !is_real (time))
    return false;
  if (left_out->clock != NULL && !series->start.time.is_date)
    return unix_of (time, left_out->clock) == unix_of (local, clock_of (expand, &series->start));
  return time.year == local.year && time.month == local.month && time.day == local.day
         && (time.is_date || local.is_date
             || (time.hour == local.hour && time.minute == local.minute
                 && time.second == local.second));
}

/* libical's own counts in int, which a hostile DURATION overflows. */
static int64_t
seconds_of (struct icaldurationtype duration)
{
  int64_t days = (int64_t)duration.weeks * 7 + duration.days;
  int64_t seconds =
      ((days * 24 + duration.hours) * 60 + duration.minutes) * 60 + (int64_t)duration.seconds;

  return duration.is_neg != 0 ? -seconds : seconds;
}

/* ---- spans -------------------------------------------------------------------------------- */

static void
add_span (Expand *expand, int64_t start, int64_t end)
{
  start = MAX (start, 0);
  end = MIN (end, expand->ask->end);
  if (start >= end || gh_times_hold (expand->busy, (GhMinute)start, (GhMinute)end))
    return;
  if (expand->busy->n_spans == GH_BUSY_SPANS)
    gh_doubts_add (expand->doubts, GH_DOUBT_TOO_MANY);
  else
    gh_times_add (expand->busy, (GhMinute)start, (GhMinute)end);
}

static bool
is_near (const Expand *expand, int64_t start, int64_t end)
{
  return start < expand->ask->end + ZONE_MINUTES && end > -ZONE_MINUTES;
}

/* A span in Unix time; CLOCK is that of its start, which may be a guess. */
static void
add_moments (Expand *expand, int64_t start, int64_t end, const Moment *clock)
{
  int64_t wall_start = gh_zone_wall (expand->ask->home, expand->ask->first_day, start);
  int64_t wall_end = gh_zone_wall (expand->ask->home, expand->ask->first_day, end + 59);

  if (end < start && is_near (expand, wall_end, wall_start))
    gh_doubts_add (expand->doubts, GH_DOUBT_BACKWARDS);
  if (end <= start)
    return;
  /* Over the hour that comes twice, the wall clock may end before it began. */
  if (wall_end <= wall_start)
    wall_end = wall_start + (end - start + 59) / 60;
  if (clock->unknown != NULL && is_near (expand, wall_start, wall_end))
    gh_doubts_add_zone (expand->doubts, clock->unknown);
  else if (clock->clock == NULL && expand->has_other_zone && is_near (expand, wall_start, wall_end))
    gh_doubts_add (expand->doubts, GH_DOUBT_OTHER_ZONE);
  add_span (expand, wall_start, wall_end);
}

static void
add_days (Expand *expand, icaltimetype first, int64_t n_days)
{
  int64_t start = ((int64_t)julian_of (first) - expand->ask->first_day) * GH_DAY;

  add_span (expand, start, start + MAX (n_days, 1) * GH_DAY);
}

static void
add_period (Expand *expand, icalproperty *property, struct icalperiodtype period)
{
  bool has_end = !icaltime_is_null_time (period.end);

  if (!is_real (period.start) || (has_end && !is_real (period.end)) || period.start.is_date)
    {
      gh_doubts_add (expand->doubts, GH_DOUBT_BAD_TIME);
      return;
    }
  Moment start = moment_of (expand, property, period.start);
  Moment end = moment_of (expand, property, period.end);
  doubt_end (&start, &end);
  int64_t begins = unix_of_moment (expand, &start);
  add_moments (expand, begins,
               has_end ? unix_of_moment (expand, &end) : begins + seconds_of (period.duration),
               &start);
}

/* ---- events ------------------------------------------------------------------------------- */

/* The reduced file keeps STATUS and TRANSP only where they mean free. */
static bool
is_free (icalcomponent *event)
{
  return has_line (event, ICAL_STATUS_PROPERTY) || has_line (event, ICAL_TRANSP_PROPERTY);
}

static bool
has_real_start (icalcomponent *event)
{
  icalproperty *line = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  return line != NULL && is_real (icalproperty_get_dtstart (line));
}

static const char *
uid_of (icalcomponent *event)
{
  const char *uid = icalcomponent_get_uid (event);
  return uid != NULL ? uid : "";
}

static void
add_sitting (Expand *expand, const Series *series, icaltimetype local)
{
  for (guint index = 0; index < series->left_out->len; index++)
    if (is_same (expand, &g_array_index (series->left_out, Moment, index), series, local))
      return;
  if (local.is_date)
    add_days (expand, local, series->length);
  else
    {
      int64_t start = unix_of (local, clock_of (expand, &series->start));
      add_moments (expand, start, start + series->length, &series->start);
    }
}

/* Days from the first of the conference by which a sitting has surely begun after its end. */
static bool
is_past_the_end (const Expand *expand, icaltimetype local)
{
  return julian_of (local) > expand->ask->first_day + expand->ask->end / GH_DAY + 2;
}

/* A sitting that ends this early needs no closer look. */
static bool
is_before_the_beginning (const Expand *expand, const Series *series, icaltimetype local)
{
  int64_t days = local.is_date ? series->length : series->length / 86400;
  return julian_of (local) + days < expand->ask->first_day - 3;
}

static void
add_rule (Expand *expand, const Series *series, icalproperty *property)
{
  icaltimetype start = series->start.time;

  if (!start.is_date)
    icaltime_set_timezone (&start, clock_of (expand, &series->start));
  icalrecur_iterator *sittings = icalrecur_iterator_new (icalproperty_get_rrule (property), start);
  if (sittings == NULL)
    {
      gh_doubts_add (expand->doubts, GH_DOUBT_BAD_VALUE);
      return;
    }
  for (icaltimetype next = icalrecur_iterator_next (sittings); !icaltime_is_null_time (next);
       next = icalrecur_iterator_next (sittings))
    {
      if (!is_real (next) || is_past_the_end (expand, next))
        break;
      if (++expand->n_steps > STEPS)
        {
          gh_doubts_add (expand->doubts, GH_DOUBT_TOO_OFTEN);
          break;
        }
      if (!is_before_the_beginning (expand, series, next))
        add_sitting (expand, series, next);
    }
  icalrecur_iterator_free (sittings);
}

static void
add_extra (Expand *expand, const Series *series, icalproperty *property)
{
  struct icaldatetimeperiodtype extra = icalproperty_get_rdate (property);

  if (icaltime_is_null_time (extra.time))
    add_period (expand, property, extra.period);
  else if (!is_real (extra.time) || extra.time.is_date != series->start.time.is_date)
    gh_doubts_add (expand->doubts, GH_DOUBT_BAD_TIME);
  else if (extra.time.is_date)
    add_sitting (expand, series, extra.time);
  else
    {
      Series other = *series;
      Moment start = moment_of (expand, property, extra.time);
      if (start.clock != NULL)
        other.start = start;
      add_sitting (expand, &other, extra.time);
    }
}

/* Length of an event: from DTEND, DURATION, or by RFC 5545, 3.6.1 a day for a date and nothing for
 * a time; that too where the end cannot be understood. */
static void
measure (Expand *expand, icalcomponent *event, Series *series)
{
  icalproperty *end_line = icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY);
  icalproperty *duration = icalcomponent_get_first_property (event, ICAL_DURATION_PROPERTY);
  icaltimetype start = series->start.time;

  series->length = start.is_date ? 1 : 0;
  if (end_line != NULL)
    {
      icaltimetype end = icalproperty_get_dtend (end_line);
      if (!is_real (end) || end.is_date != start.is_date)
        {
          gh_doubts_add (expand->doubts, GH_DOUBT_BAD_TIME);
          return;
        }
      Moment moment = moment_of (expand, end_line, end);
      if (moment.clock == NULL && moment.unknown == NULL)
        moment.clock = series->start.clock;
      doubt_end (&series->start, &moment);
      series->length = start.is_date ? julian_of (end) - julian_of (start)
                                     : unix_of_moment (expand, &moment)
                                           - unix_of_moment (expand, &series->start);
    }
  else if (duration != NULL)
    {
      int64_t seconds = seconds_of (icalproperty_get_duration (duration));
      series->length = start.is_date ? (seconds + 86399) / 86400 : seconds;
    }
}

static icalproperty *
each (icalcomponent *component, icalproperty *last, icalproperty_kind kind)
{
  return last == NULL ? icalcomponent_get_first_property (component, kind)
                      : icalcomponent_get_next_property (component, kind);
}

/* Where a series does not take place: EXDATEs, and sittings with events of their own. */
static GArray *
left_out_of (const Expand *expand, icalcomponent *event)
{
  GArray *left_out = g_array_new (false, false, sizeof (Moment));

  for (icalproperty *line = each (event, NULL, ICAL_EXDATE_PROPERTY); line != NULL;
       line = each (event, line, ICAL_EXDATE_PROPERTY))
    {
      Moment moment = moment_of (expand, line, icalproperty_get_exdate (line));
      g_array_append_val (left_out, moment);
    }
  const GArray *changed = g_hash_table_lookup (expand->changed, uid_of (event));
  if (changed != NULL && !has_line (event, ICAL_RECURRENCEID_PROPERTY))
    g_array_append_vals (left_out, changed->data, changed->len);
  return left_out;
}

static void
add_event (Expand *expand, icalcomponent *event)
{
  icalproperty *start_line = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);

  if (is_free (event))
    return;
  if (icalcomponent_count_errors (event) > 0)
    gh_doubts_add (expand->doubts, GH_DOUBT_BAD_VALUE);
  else if (start_line == NULL)
    gh_doubts_add (expand->doubts, GH_DOUBT_NO_START);
  else if (!has_real_start (event))
    gh_doubts_add (expand->doubts, GH_DOUBT_BAD_TIME);
  if (!has_real_start (event))
    return;
  Series series = { .start =
                        moment_of (expand, start_line, icalproperty_get_dtstart (start_line)) };
  measure (expand, event, &series);
  series.left_out = left_out_of (expand, event);
  add_sitting (expand, &series, series.start.time);
  for (icalproperty *line = each (event, NULL, ICAL_RRULE_PROPERTY); line != NULL;
       line = each (event, line, ICAL_RRULE_PROPERTY))
    add_rule (expand, &series, line);
  for (icalproperty *line = each (event, NULL, ICAL_RDATE_PROPERTY); line != NULL;
       line = each (event, line, ICAL_RDATE_PROPERTY))
    add_extra (expand, &series, line);
  g_array_unref (series.left_out);
}

static void
add_freebusy (Expand *expand, icalcomponent *freebusy)
{
  if (icalcomponent_count_errors (freebusy) > 0)
    gh_doubts_add (expand->doubts, GH_DOUBT_BAD_VALUE);
  for (icalproperty *line = each (freebusy, NULL, ICAL_FREEBUSY_PROPERTY); line != NULL;
       line = each (freebusy, line, ICAL_FREEBUSY_PROPERTY))
    {
      icalparameter *type = icalproperty_get_first_parameter (line, ICAL_FBTYPE_PARAMETER);
      if (type == NULL || icalparameter_get_fbtype (type) != ICAL_FBTYPE_FREE)
        add_period (expand, line, icalproperty_get_freebusy (line));
    }
}

/* ---- calendars ---------------------------------------------------------------------------- */

/* Takes a sitting out of its series, unless nobody can say what stands in its place. */
static void
note_changed (Expand *expand, icalcomponent *event)
{
  icalproperty *line = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);

  if (line == NULL || uid_of (event)[0] == '\0' || (!is_free (event) && !has_real_start (event)))
    return;
  if (icalproperty_get_first_parameter (line, ICAL_RANGE_PARAMETER) != NULL)
    gh_doubts_add (expand->doubts, GH_DOUBT_FROM_NOW_ON);
  GArray *changed = g_hash_table_lookup (expand->changed, uid_of (event));
  if (changed == NULL)
    {
      changed = g_array_new (false, false, sizeof (Moment));
      g_hash_table_insert (expand->changed, g_strdup (uid_of (event)), changed);
    }
  Moment moment = moment_of (expand, line, icalproperty_get_recurrenceid (line));
  g_array_append_val (changed, moment);
}

static void
for_each (Expand *expand, icalcomponent_kind kind, void (*act) (Expand *, icalcomponent *))
{
  icalcomponent *calendar = expand->calendar;

  for (icalcomponent *component = icalcomponent_get_first_component (calendar, kind);
       component != NULL; component = icalcomponent_get_next_component (calendar, kind))
    act (expand, component);
}

/* The one X- line that busy-scan.c keeps is X-WR-TIMEZONE. */
static bool
has_other_zone (const Expand *expand)
{
  icalproperty *line = icalcomponent_get_first_property (expand->calendar, ICAL_X_PROPERTY);
  const char *zone = line != NULL ? icalproperty_get_x (line) : NULL;

  return zone != NULL && strcmp (zone, expand->ask->timezone) != 0;
}

static void
add_calendar (Expand *expand, icalcomponent *calendar)
{
  expand->calendar = calendar;
  expand->has_other_zone = has_other_zone (expand);
  expand->changed =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  for_each (expand, ICAL_VEVENT_COMPONENT, note_changed);
  for_each (expand, ICAL_VEVENT_COMPONENT, add_event);
  for_each (expand, ICAL_VFREEBUSY_COMPONENT, add_freebusy);
  g_hash_table_unref (expand->changed);
}

bool
gh_busy_expand (const GhBusyFile *file, const GhBusyAsk *ask, GHashTable *zones, GhTimes *busy,
                GhDoubts *doubts)
{
  Expand expand = { .ask = ask,
                    .zones = zones,
                    .home_clock = g_hash_table_lookup (zones, ask->timezone),
                    .busy = busy,
                    .doubts = doubts };
  icalcomponent *root = icalparser_parse_string (file->reduced->str);

  if (root == NULL)
    return false;
  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    add_calendar (&expand, root);
  for (icalcomponent *calendar = icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT);
       calendar != NULL;
       calendar = icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT))
    add_calendar (&expand, calendar);
  icalcomponent_free (root);
  return true;
}
