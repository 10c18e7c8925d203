/* Ministers speak before directors, and neighbours come from different regions. */
#include "engine/speeches/speeches.h"

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting;
      gh_speeches_in (programme, session, list);
      if (list->len == 0)
        continue;
      setting = gh_rule_setting (model, GH_RULE_SPEECH_ORDER, session, NULL);
      gh_rule_cost_add (
          cost, &setting,
          gh_speech_order_units (model, (const int *)(gpointer)list->data, (int)list->len));
    }
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
