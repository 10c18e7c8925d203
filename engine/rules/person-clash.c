/* Nobody who must be somewhere is in two places, absent, or on the way.  (Absence is in the domains
 * already, with the commitments.) */
#include "engine/demands/demands.h"

/* Minutes that one person needs between two commitments, travel apart. */
static int
role_gap (const GhDemands *demands, const GhCommitment *a, const GhCommitment *b, int value)
{
  if (!a->by_role || !b->by_role || gh_demands_are_joined (demands, a->session, b->session))
    return 0;
  return MAX (value, 0);
}

static void
keep_apart (GhDemands *demands, int rule, const GhCommitment *a, const GhCommitment *b)
{
  const GhModel *model = demands->model;
  GhRuleSetting setting = gh_rule_milder (a->clash, b->clash);
  if (setting.level == GH_LEVEL_OFF)
    return;

  int venue_a = demands->domains[a->session].venue;
  int venue_b = demands->domains[b->session].venue;
  bool remote = model->persons[a->person].remote;
  int gap = role_gap (demands, a, b, setting.value);
  if (!remote && venue_a >= 0 && venue_b >= 0)
    gap = MAX (gap, model->travel[venue_a * model->n_venues + venue_b]);

  gh_demands_add_pair (demands, (GhPair){
                                    .a = a->session,
                                    .b = b->session,
                                    .kind = GH_PAIR_APART,
                                    .low = -(model->sessions[b->session].minutes + gap),
                                    .high = model->sessions[a->session].minutes + gap,
                                    .weight = setting.level == GH_LEVEL_HARD ? -1 : setting.weight,
                                    .rule = rule,
                                });
  if (!remote && setting.level == GH_LEVEL_HARD && (venue_a == -2 || venue_b == -2))
    gh_demands_add_room_pair (
        demands, a->session, b->session,
        (GhRoomEdge){ .kind = GH_ROOM_PAIR_TRAVEL, .weight = -1, .rule = rule });
}

static void
demand (GhDemands *demands, int rule)
{
  const GhCommitment *all = (const GhCommitment *)(gpointer)demands->commitments->data;
  int n = (int)demands->commitments->len;

  for (int a = 0; a < n; a++)
    for (int b = a + 1; b < n && all[b].person == all[a].person; b++)
      keep_apart (demands, rule, &all[a], &all[b]);
}

const GhRule gh_rule_person_clash = {
  .info = { .name = "person-clash",
            .level = GH_LEVEL_HARD,
            .weight = 100,
            .unit = "pairs of sessions that need one person at once",
            .value = 0,
            .value_end = -1,
            .about_people = true,
            .says = "Nobody with a role, or a must of their own, is in two such sessions at once, "
                    "absent, or still travelling; between two roles there is the rule's value in "
                    "minutes." },
  .demand = demand,
};
