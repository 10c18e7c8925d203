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
  /* Who speaks from afar and is kept free only for lack of another time costs nothing. */
  if (setting.level == GH_LEVEL_OFF
      || (setting.level == GH_LEVEL_SOFT && (a->is_from_afar || b->is_from_afar)))
    return;

  int64_t weight = setting.level == GH_LEVEL_HARD ? -1 : setting.weight;
  int venue_a = demands->domains[a->session].venue;
  int venue_b = demands->domains[b->session].venue;
  bool remote = model->persons[a->person].remote;
  bool way_is_open = !remote && (venue_a == -2 || venue_b == -2); /* it depends on their rooms */
  int gap = role_gap (demands, a, b, setting.value);
  if (!remote && venue_a >= 0 && venue_b >= 0)
    gap = MAX (gap, model->travel[venue_a * model->n_venues + venue_b]);

  /* What costs is counted once: with the way, where that depends on the rooms. */
  if (weight < 0 || !way_is_open)
    gh_demands_add_pair (demands, (GhPair){
                                      .a = a->session,
                                      .b = b->session,
                                      .kind = GH_PAIR_APART,
                                      .low = -(model->sessions[b->session].minutes + gap),
                                      .high = model->sessions[a->session].minutes + gap,
                                      .weight = weight,
                                      .rule = rule,
                                  });
  if (way_is_open)
    gh_demands_add_room_pair (demands, a->session, b->session,
                              (GhRoomEdge){ .kind = GH_ROOM_PAIR_TRAVEL,
                                            .minutes = weight < 0 ? 0 : gap,
                                            .weight = weight,
                                            .rule = rule });
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

/* ---- what it costs where it is soft -------------------------------------------------------- */

/* Where somebody must be, in a programme. */
typedef struct
{
  int person, session;
  bool by_role;
  GhRuleSetting clash;
} Duty;

static int
compare_duties (gconstpointer a, gconstpointer b)
{
  const Duty *left = a;
  const Duty *right = b;
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  return left->session < right->session ? -1 : left->session > right->session;
}

static void
add_duty (const GhModel *model, const GhProgramme *programme, int person, int session,
          const char *role, GArray *duties)
{
  Duty duty = { person, session, role != NULL,
                gh_rule_setting (model, GH_RULE_PERSON_CLASH, session, role) };

  if (!gh_programme_is_placed (programme, session))
    return;
  if (role == NULL)
    duty.clash.value = 0;
  g_array_append_val (duties, duty);
}

/* One for each person and session, as strict as the strictest of what they do there. */
static GArray *
list_duties (const GhModel *model, const GhProgramme *programme)
{
  GArray *duties = g_array_new (false, false, sizeof (Duty));
  guint kept = 0;

  for (int role = 0; role < model->n_roles; role++)
    add_duty (model, programme, model->roles[role].person, model->roles[role].session,
              model->roles[role].role, duties);
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].named && model->person_wants[want].wish == GH_MUST)
      add_duty (model, programme, model->person_wants[want].who, model->person_wants[want].session,
                NULL, duties);
  for (int speech = 0; speech < model->n_speeches; speech++)
    if (programme->speeches[speech].session >= 0 && model->speeches[speech].mode == GH_ONSITE)
      add_duty (model, programme, model->speeches[speech].speaker,
                programme->speeches[speech].session, "speaker", duties);
  g_array_sort (duties, compare_duties);
  for (guint at = 0; at < duties->len; at++)
    {
      Duty *this = &g_array_index (duties, Duty, at);
      Duty *last = kept > 0 ? &g_array_index (duties, Duty, kept - 1) : NULL;
      if (last == NULL || compare_duties (last, this) != 0)
        {
          g_array_index (duties, Duty, kept++) = *this;
          continue;
        }
      last->by_role |= this->by_role;
      last->clash = gh_rule_stricter (last->clash, this->clash);
    }
  g_array_set_size (duties, kept);
  return duties;
}

static bool
are_joined (const GhModel *model, int a, int b)
{
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (this->kind == GH_JOINED && this->level != GH_LEVEL_OFF
          && ((gh_bits_has (this->a, a) && gh_bits_has (this->b, b))
              || (gh_bits_has (this->a, b) && gh_bits_has (this->b, a))))
        return true;
    }
  return false;
}

static int
venue_of (const GhModel *model, const GhProgramme *programme, int session)
{
  int room = programme->placements[session].room;
  return room >= 0 ? model->rooms[room].venue : model->sessions[session].venue;
}

/* Minutes that somebody needs between two of their duties. */
static int
gap_between (const GhModel *model, const GhProgramme *programme, const Duty *a, const Duty *b,
             int value)
{
  int from = venue_of (model, programme, a->session);
  int to = venue_of (model, programme, b->session);
  bool stays = model->persons[a->person].remote || from < 0 || to < 0;
  int way = stays ? 0 : model->travel[from * model->n_venues + to];
  return a->by_role && b->by_role && !are_joined (model, a->session, b->session) ? MAX (way, value)
                                                                                 : way;
}

static void
measure_two (const GhModel *model, const GhProgramme *programme, const Duty *a, const Duty *b,
             GhRuleCost *cost)
{
  GhRuleSetting setting = gh_rule_milder (a->clash, b->clash);
  GhMinute start_a = programme->placements[a->session].start;
  GhMinute start_b = programme->placements[b->session].start;
  int gap;

  if (setting.level != GH_LEVEL_SOFT)
    return;
  gap = gap_between (model, programme, a, b, setting.value);
  if (start_a < start_b + model->sessions[b->session].minutes + gap
      && start_b < start_a + model->sessions[a->session].minutes + gap)
    gh_rule_cost_add (cost, &setting, 1);
}

static bool
is_soft_anywhere (const GhModel *model)
{
  for (int row = 0; row < model->n_rule_rows; row++)
    if (model->rule_rows[row].rule == GH_RULE_PERSON_CLASH
        && model->rule_rows[row].level == GH_LEVEL_SOFT)
      return true;
  return false;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  if (!is_soft_anywhere (model))
    return;
  g_autoptr (GArray) duties = list_duties (model, programme);
  const Duty *all = (const Duty *)(gpointer)duties->data;

  for (guint a = 0; a < duties->len; a++)
    for (guint b = a + 1; b < duties->len && all[b].person == all[a].person; b++)
      measure_two (model, programme, &all[a], &all[b], cost);
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
  .measure = measure,
};
