/* Ministers speak before directors, and neighbours come from different regions. */
#include "engine/speeches/speeches.h"

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  gh_speeches_in (programme, session, list);
  return gh_speech_order_units (model, (const int *)(gpointer)list->data, (int)list->len);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_SPEECH_ORDER, units_of, cost);
}

const GhRule gh_rule_speech_order = {
  .info = { .name = "speech-order",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "pairs of speeches out of the order of rank, and neighbours of one region",
            .value = -1,
            .value_end = -1,
            .says = "Within a session speakers follow by rank, and no two of one region follow "
                    "each other." },
  .measure = measure,
};
