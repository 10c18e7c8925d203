/* A stranger's calendar of any octets: the pre-scan and the reader, without the box around them,
 * so that a mistake of memory is seen and not survived. */
#include "calendars/busy-expand.h"
#include "calendars/busy-zones.h"
#include "calendars/zone.h"
#include "tests/fuzz/fuzz.h"

#define DAYS 6

static void
check_answer (const GhTimes *busy, const GhDoubts *doubts)
{
  g_autofree char *text = gh_doubts_to_text (doubts);

  g_assert (doubts->set >> GH_N_DOUBTS == 0);
  g_assert ((text != NULL) == (doubts->set != 0));
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
  g_assert (busy->n_spans <= GH_BUSY_SPANS);
  for (int span = 0; span < busy->n_spans; span++)
    {
      g_assert (busy->spans[span].start >= 0 && busy->spans[span].end <= DAYS * GH_DAY);
      g_assert (busy->spans[span].start < busy->spans[span].end);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  static GTimeZone *home;
  g_autofree char *sentence = NULL;
  g_autofree char *ended = g_strndup ((const char *)bytes, n_bytes);

  if (home == NULL)
    home = gh_zone_of_system ("Europe/Zurich", NULL);
  g_autoptr (GhBusyFile) file = gh_busy_scan (ended, n_bytes, &sentence);
  g_assert ((file == NULL) == (sentence != NULL));
  if (file == NULL)
    return 0;
  GhBusyAsk ask = { home, "Europe/Zurich", 738312, DAYS * GH_DAY };
  g_autoptr (GHashTable) zones = gh_busy_zones_load (ask.timezone, file->zones);
  g_autoptr (GhTimes) busy = gh_times_new ();
  GhDoubts doubts = file->doubts;
  if (gh_busy_expand (file, &ask, zones, busy, &doubts))
    check_answer (busy, &doubts);
  return 0;
}
