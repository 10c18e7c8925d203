/* The relations sheet, but for `before` (rule order) and `joined` (a property of pairs). */
#include "engine/demands/demands.h"

static GhRuleSetting
setting_of (const GhModel *model, const GhRelation *relation, int a, int b)
{
  GhRuleSetting setting = gh_rule_pair_setting (model, GH_RULE_RELATIONS, a, b);
  setting.level = MIN (setting.level, relation->level);
  if (relation->level == GH_LEVEL_SOFT)
    setting.weight = relation->weight;
  return setting;
}

/* The pair comes again with its ends exchanged, and means the same: it counts once. */
static bool
is_mirror (const GhRelation *relation, int a, int b)
{
  bool is_symmetric = relation->kind == GH_NOT_PARALLEL
                          ? relation->minutes == relation->minutes_after
                          : relation->kind != GH_PAUSE && relation->kind != GH_LARGER_ROOM;
  return a == b
         || (is_symmetric && b < a && gh_bits_has (relation->a, b) && gh_bits_has (relation->b, a));
}

static bool
is_ours (const GhRelation *relation)
{
  return relation->kind != GH_BEFORE && relation->kind != GH_JOINED;
}

/* Sessions on two days overlap past midnight only, and not at all where only one day counts. */
static void
demand_no_overlap (GhDemands *demands, const GhRelation *relation, GhPair pair)
{
  bool is_hard = pair.weight < 0;
  pair.low = -demands->model->sessions[pair.b].minutes;
  pair.high = demands->model->sessions[pair.a].minutes;
  if (is_hard)
    pair.kind = relation->within_day ? GH_PAIR_APART_ON_DAY : GH_PAIR_APART;
  else
    pair.kind = relation->within_day ? GH_PAIR_OVERLAP_ON_DAY : GH_PAIR_OVERLAP;
  gh_demands_add_pair (demands, pair);
}

static void
demand_pair (GhDemands *demands, const GhRelation *relation, int a, int b, int weight)
{
  const GhSession *sessions = demands->model->sessions;
  GhPair pair = {
    .a = a, .b = b, .weight = weight, .rule = GH_RULE_RELATIONS, .source = relation->source
  };
  GhRoomEdge edge = { .on_day = relation->within_day,
                      .weight = weight,
                      .rule = GH_RULE_RELATIONS,
                      .source = relation->source };

  switch (relation->kind)
    {
    case GH_NOT_PARALLEL:
      pair.kind = relation->within_day ? GH_PAIR_APART_ON_DAY : GH_PAIR_APART;
      pair.low = -(sessions[b].minutes + relation->minutes);
      pair.high = sessions[a].minutes + relation->minutes_after;
      gh_demands_add_pair (demands, pair);
      break;
    case GH_ADJACENT:
      pair.kind = relation->within_day ? GH_PAIR_ADJACENT_ON_DAY : GH_PAIR_ADJACENT;
      pair.high = relation->minutes;
      gh_demands_add_pair (demands, pair);
      break;
    case GH_SAME_DAY:
      /* Of pairs on one day it says nothing. */
      pair.kind = GH_PAIR_SAME_DAY;
      if (!relation->within_day)
        gh_demands_add_pair (demands, pair);
      break;
    case GH_DIFFERENT_DAY:
      pair.kind = GH_PAIR_DIFFERENT_DAY;
      gh_demands_add_pair (demands, pair);
      break;
    case GH_SAME_ROOM:
      edge.kind = relation->minutes < 0 ? GH_ROOM_PAIR_SAME : GH_ROOM_PAIR_SAME_IF_NEAR;
      edge.minutes = relation->minutes;
      gh_demands_add_room_pair (demands, a, b, edge);
      break;
    case GH_DIFFERENT_ROOM:
      edge.kind = GH_ROOM_PAIR_DIFFERENT;
      gh_demands_add_room_pair (demands, a, b, edge);
      break;
    case GH_LARGER_ROOM:
      edge.kind = GH_ROOM_PAIR_NOT_SMALLER;
      gh_demands_add_room_pair (demands, a, b, edge);
      break;
    case GH_PARALLEL:
      /* Neither starts before the other. */
      pair.kind = relation->within_day ? GH_PAIR_APART_ON_DAY : GH_PAIR_APART;
      pair.low = -GH_FAR;
      pair.high = 0;
      gh_demands_add_pair (demands, pair);
      pair.a = b;
      pair.b = a;
      gh_demands_add_pair (demands, pair);
      break;
    case GH_PAUSE:
      pair.kind = relation->within_day ? GH_PAIR_APART_ON_DAY : GH_PAIR_APART;
      pair.low = sessions[a].minutes - 1;
      pair.high = sessions[a].minutes + relation->minutes;
      gh_demands_add_pair (demands, pair);
      break;
    case GH_OVERLAP:
      demand_no_overlap (demands, relation, pair);
      break;
    case GH_BEFORE:
    case GH_JOINED:
      g_assert_not_reached ();
    }
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (!is_ours (this))
        continue;
      GH_BITS_EACH (this->a, a)
        GH_BITS_EACH (this->b, b)
          {
            GhRuleSetting setting = setting_of (model, this, a, b);
            if (setting.level != GH_LEVEL_OFF && !is_mirror (this, a, b))
              demand_pair (demands, this, a, b,
                           setting.level == GH_LEVEL_HARD ? -1 : setting.weight);
          }
    }
}

/* By how much the relation does not hold between two placed sessions: minutes of overlap, or one.
 */
static int
units_of (const GhModel *model, const GhRelation *relation, int a, GhPlacement at_a, int b,
          GhPlacement at_b)
{
  bool one_day = gh_day_of (at_a.start) == gh_day_of (at_b.start);
  GhMinute end_a = at_a.start + model->sessions[a].minutes;
  GhMinute end_b = at_b.start + model->sessions[b].minutes;
  bool have_rooms = at_a.room >= 0 && at_b.room >= 0;

  if (relation->within_day && !one_day)
    return 0;
  switch (relation->kind)
    {
    case GH_NOT_PARALLEL:
      return at_b.start < end_a + relation->minutes_after && at_a.start < end_b + relation->minutes;
    case GH_ADJACENT:
      return !one_day
             || !((at_b.start >= end_a && at_b.start <= end_a + relation->minutes)
                  || (at_a.start >= end_b && at_a.start <= end_b + relation->minutes));
    case GH_SAME_DAY:
      return !one_day;
    case GH_DIFFERENT_DAY:
      return one_day;
    case GH_SAME_ROOM:
      return have_rooms && at_a.room != at_b.room
             && (relation->minutes < 0
                 || (at_a.start < at_b.start && at_b.start <= end_a + relation->minutes)
                 || (at_b.start < at_a.start && at_a.start <= end_b + relation->minutes));
    case GH_DIFFERENT_ROOM:
      return have_rooms && at_a.room == at_b.room;
    case GH_PARALLEL:
      return at_a.start != at_b.start;
    case GH_PAUSE:
      return at_b.start >= end_a && at_b.start < end_a + relation->minutes;
    case GH_OVERLAP:
      return MAX (0, MIN (end_a, end_b) - MAX (at_a.start, at_b.start));
    case GH_LARGER_ROOM:
      return have_rooms
             && gh_room_seats (&model->rooms[at_a.room], model->sessions[a].layout)
                    < gh_room_seats (&model->rooms[at_b.room], model->sessions[b].layout);
    case GH_BEFORE:
    case GH_JOINED:
      break;
    }
  return 0;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (!is_ours (this))
        continue;
      GH_BITS_EACH (this->a, a)
        GH_BITS_EACH (this->b, b)
          {
            GhRuleSetting setting = setting_of (model, this, a, b);
            if (setting.level == GH_LEVEL_SOFT && !is_mirror (this, a, b)
                && gh_programme_is_placed (programme, a) && gh_programme_is_placed (programme, b))
              gh_rule_cost_add (
                  cost, &setting,
                  units_of (model, this, a, programme->placements[a], b, programme->placements[b]));
          }
    }
}

const GhRule gh_rule_relations = {
  .info = { .name = "relations",
            .level = GH_LEVEL_HARD,
            .weight = 10,
            .unit = "pairs of sessions against a soft relation (overlap: minutes)",
            .value = -1,
            .value_end = -1,
            .says = "The rows of the relations sheet hold for their pairs; a soft row costs its "
                    "own weight a pair, or a minute of overlap." },
  .demand = demand,
  .measure = measure,
};
