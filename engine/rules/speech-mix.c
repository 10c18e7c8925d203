/* A panel mixes regions, genders and sectors. */
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
      setting = gh_rule_setting (model, GH_RULE_SPEECH_MIX, session, NULL);
      gh_rule_cost_add (
          cost, &setting,
          gh_speech_mix_units (model, (const int *)(gpointer)list->data, (int)list->len));
    }
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
