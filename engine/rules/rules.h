/* The rules: what an organiser would say, one file each.
 *
 * A rule has its words (GhRuleInfo), the demands that it compiles to, and, if it is soft, its cost
 * from scratch: the truth that every faster way of counting is tested against.  list.c names them
 * all, in the order in which they are shown.
 */
#pragma once

#include "engine/engine.h"

typedef struct GhDemands GhDemands;

typedef struct
{
  GhRuleInfo info;
  /* Adds what it demands of a placement; NULL: nothing, it is settled afterwards. */
  void (*demand) (GhDemands *demands, int rule);
  /* Adds the units and the cost of a whole programme; NULL: it has no cost. */
  void (*measure) (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost);
} GhRule;

/* As list.c lists them. */
enum
{
  GH_RULE_START,
  GH_RULE_ROOM_FIT,
  GH_RULE_ROOM_CLASH,
  GH_RULE_PERSON_CLASH,
  GH_RULE_COVER,
  GH_RULE_ORDER,
  GH_RULE_RELATIONS,
  GH_RULE_LIMITS,
  GH_RULE_TEAMS,
  GH_RULE_SPEECHES,
  GH_RULE_FROZEN,
  GH_RULE_CHANGE,
  GH_RULE_LEFT_OUT,
  GH_RULE_RESERVE,
  GH_RULE_WANTED_CLASH,
  GH_RULE_START_COST,
  GH_RULE_ROOM_STABILITY,
  GH_RULE_ROOM_WASTE,
  GH_RULE_ROOM_WISH,
  GH_RULE_ROOM_COST,
  GH_RULE_EARLY,
  GH_RULE_LATE_EVENING,
  GH_RULE_SHORT_NIGHT,
  GH_RULE_LONG_RUN,
  GH_RULE_LONE_DAY,
  GH_RULE_REMOTE_HOURS,
  GH_RULE_SPREAD,
  GH_RULE_KEEP_GROUP,
  GH_RULE_SPEECH_THEME,
  GH_RULE_SPEECH_ORDER,
  GH_RULE_SPEECH_MIX,
  GH_N_RULES
};

extern const GhRule gh_rule_change, gh_rule_start, gh_rule_room_fit, gh_rule_room_clash,
    gh_rule_person_clash, gh_rule_cover, gh_rule_order, gh_rule_relations, gh_rule_limits,
    gh_rule_teams, gh_rule_speeches, gh_rule_frozen, gh_rule_left_out, gh_rule_reserve,
    gh_rule_wanted_clash, gh_rule_start_cost, gh_rule_room_stability, gh_rule_room_waste,
    gh_rule_room_wish, gh_rule_room_cost, gh_rule_early, gh_rule_lone_day, gh_rule_late_evening,
    gh_rule_short_night, gh_rule_long_run, gh_rule_remote_hours, gh_rule_spread, gh_rule_keep_group,
    gh_rule_speech_theme, gh_rule_speech_order, gh_rule_speech_mix;

const GhRule *gh_rule_get (int rule);

/* A pair is judged by the milder of its two sessions: the lower level, then of soft ones the lower
 * weight, then the smaller value. */
GhRuleSetting gh_rule_milder (GhRuleSetting a, GhRuleSetting b);
/* The stricter of two that both hold, such as two roles of one person in one session. */
GhRuleSetting gh_rule_stricter (GhRuleSetting a, GhRuleSetting b);
/* The setting of a pair of sessions. */
GhRuleSetting gh_rule_pair_setting (const GhModel *model, int rule, int a, int b);
/* Units of one session in a programme. */
typedef int64_t (*GhSessionUnits) (const GhModel *model, const GhProgramme *programme, int session);
/* Measures a rule that looks at one session after the other. */
void gh_rule_measure_sessions (const GhModel *model, const GhProgramme *programme, int rule,
                               GhSessionUnits units, GhRuleCost *cost);
/* Adds UNITS at this setting's weight, if it is soft. */
void gh_rule_cost_add (GhRuleCost *cost, const GhRuleSetting *setting, int64_t units);

/* Rule `change`: what it counts that a session which had a place is now at START (GH_NEVER: has no
 * place), or keeps its start and is in ROOM; 0 for what had none. */
int64_t gh_change_price (const GhModel *model, int session, GhMinute start);
int64_t gh_room_change_price (const GhModel *model, int session, int room);
