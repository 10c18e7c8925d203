#include "calendars/busy-zones.h"
#include "calendars/zone.h"

#include <libical/ical.h>
#include <string.h>
#include <unicode/ucal.h>

#define NAME_OCTETS 128 /* Windows' names have at most 32 */

/* libical reads a zone's file when it is first asked for an offset. */
static void
load (icaltimezone *zone)
{
  icaltimetype any = icaltime_from_day_of_year (1, 2000);
  int is_daylight;

  icaltimezone_get_utc_offset (zone, &any, &is_daylight);
}

/* "/mozilla.org/20070129_1/Europe/Zurich" means Europe/Zurich: the longest end that is a name. */
static icaltimezone *
zone_of_system (const char *tzid)
{
  for (const char *name = tzid; name != NULL; name = strchr (name, '/'))
    {
      name += *name == '/';
      g_autoptr (GTimeZone) known = gh_zone_of_system (name, NULL);
      if (known != NULL)
        return icaltimezone_get_builtin_timezone (name);
    }
  return NULL;
}

/* What Windows and Exchange call a zone, by the table of the Unicode consortium. */
static icaltimezone *
zone_of_windows (const char *tzid)
{
  UChar windows[NAME_OCTETS], name[NAME_OCTETS];
  char latin[NAME_OCTETS];
  UErrorCode error = U_ZERO_ERROR;

  if (strlen (tzid) >= NAME_OCTETS || !g_str_is_ascii (tzid))
    return NULL;
  u_uastrcpy (windows, tzid);
  int32_t length = ucal_getTimeZoneIDForWindowsID (windows, -1, NULL, name, NAME_OCTETS, &error);
  if (U_FAILURE (error) || length <= 0 || length >= NAME_OCTETS)
    return NULL;
  u_austrcpy (latin, name);
  return zone_of_system (latin);
}

static void
add (GHashTable *zones, const char *name)
{
  icaltimezone *zone = zone_of_system (name);

  if (zone == NULL)
    zone = zone_of_windows (name);
  if (zone == NULL)
    return;
  load (zone);
  g_hash_table_insert (zones, (gpointer)name, zone);
}

GHashTable *
gh_busy_zones_load (const char *home, GHashTable *names)
{
  GHashTable *zones = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name;

  add (zones, home);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    add (zones, name);
  return zones;
}
