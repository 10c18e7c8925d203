/* Speeches are given in a session of their theme. */
#include "engine/speeches/speeches.h"

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      int session = programme->speeches[speech].session;
      GhRuleSetting setting;
      if (session < 0)
        continue;
      setting = gh_rule_setting (model, GH_RULE_SPEECH_THEME, session, NULL);
      if (gh_speech_is_off_theme (model, speech, session))
        gh_rule_cost_add (cost, &setting, 1);
    }
}

const GhRule gh_rule_speech_theme = {
  .info = { .name = "speech-theme",
            .level = GH_LEVEL_SOFT,
            .weight = 20,
            .unit = "speeches off theme",
            .value = -1,
            .value_end = -1,
            .says = "A speech with a theme is in a session of that theme." },
  .measure = measure,
};
