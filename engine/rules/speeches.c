/* Speaking slots: settled before placing (who speaks in which session) and after it (when). */
#include "engine/demands/demands.h"

/* Who speaks from afar is needed only while speaking: another duty may cut into the session, but
 * must leave time for the speech on one side. */
static void
leave_time (GhDemands *demands, int rule, int speech, const GhCommitment *duty)
{
  const GhModel *model = demands->model;
  int session = demands->speech_sessions[speech];
  int minutes = model->speeches[speech].minutes;
  GhRuleSetting clash = gh_demands_speaker_clash (model, session);
  int gap = gh_demands_role_gap (demands, session, &clash, duty->session, &duty->clash);
  GhPair pair = { .a = session,
                  .b = duty->session,
                  .kind = GH_PAIR_APART,
                  .weight = -1,
                  .rule = rule,
                  .source = model->speeches[speech].source };

  if (duty->session == session || gap < 0)
    return;
  if (!duty->by_role)
    gap = 0;
  pair.low =
      model->sessions[session].minutes - minutes - model->sessions[duty->session].minutes - gap;
  pair.high = model->sessions[session].speeches_after + minutes + gap;
  if (pair.low < pair.high)
    gh_demands_add_pair (demands, pair);
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      const GhList *busy = &demands->busy[model->speeches[speech].speaker];
      if (model->speeches[speech].mode == GH_ONSITE || demands->speech_sessions[speech] < 0)
        continue;
      for (int entry = 0; entry < busy->n; entry++)
        leave_time (demands, rule, speech,
                    &g_array_index (demands->commitments, GhCommitment, busy->items[entry]));
    }
}

const GhRule gh_rule_speeches = {
  .info = { .name = "speeches",
            .level = GH_LEVEL_HARD,
            .value = -1,
            .value_end = -1,
            .says = "Each speech is in one of its sessions, while its speaker is there, one at a "
                    "time, inside the session, and no more than the session allows." },
  .demand = demand,
};
