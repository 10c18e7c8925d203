/* A panel mixes regions, genders and sectors. */
#include "engine/speeches/speeches.h"

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  gh_speeches_in (programme, session, list);
  return gh_speech_mix_units (model, (const int *)(gpointer)list->data, (int)list->len);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_SPEECH_MIX, units_of, cost);
}

const GhRule gh_rule_speech_mix = {
  .info = { .name = "speech-mix",
            .level = GH_LEVEL_SOFT,
            .weight = 2,
            .unit = "speakers of the largest region, gender and sector of each session",
            .value = -1,
            .value_end = -1,
            .says = "The speakers of a session are of many regions, genders and sectors." },
  .measure = measure,
};
