#include "calendars/busy-doubts.h"

#include <glib.h>

static const char *const sentences[GH_N_DOUBTS] = {
  [GH_DOUBT_BAD_VALUE] = "one of its dates, times, durations or rules cannot be understood",
  [GH_DOUBT_BAD_TIME] = "one of its times does not exist",
  [GH_DOUBT_NO_START] = "an event has no start",
  [GH_DOUBT_BACKWARDS] = "an event ends before it starts",
  [GH_DOUBT_UNKNOWN_ZONE] = "an event is in an unknown time zone, and taken to be on the "
                            "conference's clock",
  [GH_DOUBT_OTHER_ZONE] = "an event has no time zone but its calendar has one (X-WR-TIMEZONE), and "
                          "is taken to be on the conference's clock",
  [GH_DOUBT_FROM_NOW_ON] = "a series is changed from one sitting on (RANGE=THISANDFUTURE), which "
                           "is not understood",
  [GH_DOUBT_OTHER_YEARS] = "an event repeats by another calendar than the Gregorian (RSCALE)",
  [GH_DOUBT_EVERY_MINUTE] = "an event repeats every minute or second",
  [GH_DOUBT_TOO_OFTEN] = "its events repeat too often",
  [GH_DOUBT_TOO_MANY] = "it has too many busy times during the conference",
  [GH_DOUBT_AVAILABILITY] = "it says by VAVAILABILITY when somebody is free, which is not "
                            "understood",
};

void
gh_doubts_add (GhDoubts *doubts, GhDoubt doubt)
{
  doubts->set |= 1u << doubt;
}

void
gh_doubts_add_zone (GhDoubts *doubts, const char *zone)
{
  gh_doubts_add (doubts, GH_DOUBT_UNKNOWN_ZONE);
  if (doubts->zone[0] == '\0')
    g_strlcpy (doubts->zone, zone, sizeof doubts->zone);
}

/* Nothing that would take hold of a terminal, or turn a line around. */
static void
append_name (GString *text, const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (text, g_unichar_isprint (g_utf8_get_char (at)) ? g_utf8_get_char (at)
                                                                            : 0xfffd);
}

char *
gh_doubts_to_text (const GhDoubts *doubts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int doubt = 0; doubt < GH_N_DOUBTS; doubt++)
    {
      if ((doubts->set & 1u << doubt) == 0)
        continue;
      g_string_append (text, text->len > 0 ? "; " : "");
      g_string_append (text, sentences[doubt]);
      if (doubt != GH_DOUBT_UNKNOWN_ZONE || doubts->zone[0] == '\0')
        continue;
      g_string_append (text, ": \"");
      append_name (text, doubts->zone);
      g_string_append_c (text, '"');
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}
