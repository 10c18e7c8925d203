/* What it costs people that a session is moved: a matter of re-planning. */
#include "engine/demands/demands.h"
#include "engine/past.h"
#include "engine/rules/rules.h"

int64_t
gh_change_price (const GhModel *model, int session, GhMinute start)
{
  const GhHad *had = gh_had (model, session);
  GhRuleSetting setting;
  bool is_short;

  if (had == NULL || start == had->start)
    return 0;
  setting = gh_rule_setting (model, GH_RULE_CHANGE, session, NULL);
  if (setting.level == GH_LEVEL_OFF)
    return 0;
  if (model->past->counts_sessions)
    return 1;
  is_short =
      (start == GH_NEVER ? had->start : MIN (had->start, start)) < model->past->now + setting.value;
  return (int64_t)setting.weight * had->people * (is_short ? 2 : 1);
}

int64_t
gh_room_change_price (const GhModel *model, int session, int room)
{
  const GhHad *had = gh_had (model, session);

  /* What has begun in a room that the sheets no longer know has not changed. */
  if (had == NULL || (room == had->room && (!had->room_is_gone || had->has_begun))
      || gh_rule_setting (model, GH_RULE_CHANGE, session, NULL).level == GH_LEVEL_OFF)
    return 0;
  return model->past->counts_sessions ? 1 : had->people;
}

static void
forbid_dear_starts (GhDemands *demands, int session)
{
  const GhDomain *domain = &demands->domains[session];
  int64_t most = demands->model->past->sessions[session].most_price;

  for (int option = 0; most > 0 && option < domain->n_options; option++)
    if (gh_change_price (demands->model, session, domain->options[option].start) > most)
      gh_demands_forbid_option (demands, session, option);
}

/* Charges, and forbids what counts for more than it may: which changes are least is lexicographic,
 * and found by replan/. */
static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int session = 0; model->past != NULL && session < model->n_sessions; session++)
    {
      const GhDomain *domain = &demands->domains[session];
      for (int option = 0; option < domain->n_options; option++)
        domain->options[option].cost +=
            demands->lessons.weight_of_move
            * gh_change_price (model, session, domain->options[option].start);
      for (int room = 0; room < domain->n_rooms; room++)
        domain->room_costs[room] += demands->lessons.weight_of_room
                                    * gh_room_change_price (model, session, domain->rooms[room]);
      forbid_dear_starts (demands, session);
    }
}

const GhRule gh_rule_change = {
  .info = { .name = "change",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "people of sessions that are moved by re-planning",
            .value = 1440,
            .value_end = -1,
            .says = "Re-planning moves as few people as it can: those of a session that changes "
                    "its start or loses its place count by the weight, and twice when either "
                    "start is less than so many minutes away.  A row that says off: its changes "
                    "count nothing." },
  .demand = demand,
};
