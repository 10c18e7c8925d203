#include "engine/search/random.h"
#include "engine/speeches/speeches.h"

#include "engine/past.h"

#include <string.h>

/* Exchanges that are tried for each speech: a quarter of a second for 150 of them. */
#define TRIES_A_SPEECH 1500
/* Orders that are tried for a speech that fits nowhere in the one there is. */
#define SHUFFLES 500

/* ---- what an order costs ----------------------------------------------------------------- */

bool
gh_speech_is_off_theme (const GhModel *model, int speech, int session)
{
  return model->speeches[speech].theme != NULL && model->sessions[session].theme != NULL
         && model->speeches[speech].theme != model->sessions[session].theme;
}

#define RANK_UNKNOWN 999
#define RANK_NONE 1000

/* The order of protocol; a rank that is a number stands for itself. */
static int
rank_of (const char *rank)
{
  static const char *const ranks[] = { "head of state",    "head of government", "minister",
                                       "deputy minister",  "vice-minister",      "state minister",
                                       "ambassador",       "head of delegation", "head of entity",
                                       "director-general", "director",           "delegate" };
  if (rank == NULL)
    return RANK_NONE;
  if (g_ascii_isdigit (rank[0]))
    return (int)MIN (RANK_UNKNOWN - 1, g_ascii_strtoll (rank, NULL, 10));
  for (gsize entry = 0; entry < G_N_ELEMENTS (ranks); entry++)
    if (g_ascii_strcasecmp (ranks[entry], rank) == 0)
      return (int)entry + 1;
  return RANK_UNKNOWN;
}

bool
gh_speech_order_knows (const char *rank)
{
  return rank_of (rank) < RANK_UNKNOWN;
}

static int
speaker_rank (const GhModel *model, int speech)
{
  return rank_of (model->persons[model->speeches[speech].speaker].rank);
}

/* RANKS by speech. */
static int
order_units (const GhModel *model, const int *ranks, const int *speeches, int n)
{
  int units = 0;
  for (int first = 0; first < n; first++)
    {
      for (int second = first + 1; second < n; second++)
        units += ranks[speeches[second]] < ranks[speeches[first]];
      if (first + 1 < n)
        {
          const char *region = model->persons[model->speeches[speeches[first]].speaker].region;
          units += region != NULL
                   && region == model->persons[model->speeches[speeches[first + 1]].speaker].region;
        }
    }
  return units;
}

int
gh_speech_order_units (const GhModel *model, const int *speeches, int n)
{
  g_autofree int *ranks = g_new0 (int, model->n_speeches + 1);
  for (int entry = 0; entry < n; entry++)
    ranks[speeches[entry]] = speaker_rank (model, speeches[entry]);
  return order_units (model, ranks, speeches, n);
}

typedef const char *(*PersonText) (const GhPerson *person);

static const char *
region_of (const GhPerson *person)
{
  return person->region;
}

static const char *
gender_of (const GhPerson *person)
{
  return person->gender;
}

static const char *
sector_of (const GhPerson *person)
{
  return person->sector;
}

static int
largest_share (const GhModel *model, const int *speeches, int n, PersonText text)
{
  int largest = 0;
  for (int first = 0; first < n; first++)
    {
      const char *this = text (&model->persons[model->speeches[speeches[first]].speaker]);
      int count = 0;
      for (int other = first; this != NULL && other < n; other++)
        count += text (&model->persons[model->speeches[speeches[other]].speaker]) == this;
      largest = MAX (largest, count);
    }
  return largest;
}

int
gh_speech_mix_units (const GhModel *model, const int *speeches, int n)
{
  return largest_share (model, speeches, n, region_of)
         + largest_share (model, speeches, n, gender_of)
         + largest_share (model, speeches, n, sector_of);
}

void
gh_speeches_in (const GhProgramme *programme, int session, GArray *list)
{
  g_array_set_size (list, 0);
  for (int speech = 0; speech < programme->n_speeches; speech++)
    {
      guint at = list->len;
      if (programme->speeches[speech].session != session)
        continue;
      while (at > 0
             && programme->speeches[g_array_index (list, int, at - 1)].start
                    > programme->speeches[speech].start)
        at--;
      g_array_insert_val (list, at, speech);
    }
}

/* ---- the book of panels ------------------------------------------------------------------ */

typedef struct
{
  int session;
  GArray *speeches; /* int, in speaking order */
  int64_t cost;
  GhRuleSetting theme, order, mix;
} Panel;

typedef struct
{
  const GhDemands *demands;
  const GhModel *model;
  const GhPlacement *placements;
  GPtrArray *panels;
  int *panel_of;     /* by session, or -1 */
  GhMinute *starts;  /* by speech: as its panel stands */
  GhMinute *scratch; /* starts of one panel */
  GArray **covered;  /* by person: int sessions that they cover; NULL: none */
  int *ranks;        /* by speech */
  /* By speech and session: its speaker can go there for it, or leave it, and nobody else notices.
   * Never for speakers with other talks, or with other duties in the session. */
  uint8_t *may_enter, *may_leave;
  GhRandom random;
} Talks;

static int
soft_weight (const GhRuleSetting *setting)
{
  return setting->level == GH_LEVEL_SOFT ? setting->weight : 0;
}

static int64_t
panel_cost (const Talks *talks, const Panel *panel)
{
  const int *speeches = (const int *)(gpointer)panel->speeches->data;
  int n = (int)panel->speeches->len;
  int64_t off_theme = 0;

  for (int entry = 0; entry < n; entry++)
    off_theme += gh_speech_is_off_theme (talks->model, speeches[entry], panel->session);
  return off_theme * soft_weight (&panel->theme)
         + (int64_t)order_units (talks->model, talks->ranks, speeches, n)
               * soft_weight (&panel->order)
         + (int64_t)gh_speech_mix_units (talks->model, speeches, n) * soft_weight (&panel->mix);
}

static bool is_free_to_speak (gconstpointer data, int speech, int session, GhMinute start);
static void note_starts (Talks *talks, const Panel *panel);

/* When each speech of a panel begins; false: there is no time for all. */
static bool
set_starts (const Talks *talks, const Panel *panel, GhMinute *starts)
{
  return gh_speeches_have_time (talks->model, panel->session,
                                talks->placements[panel->session].start,
                                (const int *)(gpointer)panel->speeches->data,
                                (int)panel->speeches->len, is_free_to_speak, talks, starts);
}

/* Speakers are there when they speak, and there is time for all. */
static bool
is_right (const Talks *talks, const Panel *panel)
{
  int most = talks->model->sessions[panel->session].most_speeches;
  return (most < 0 || (int)panel->speeches->len <= most) && set_starts (talks, panel, NULL);
}

static Panel *
panel_for (Talks *talks, int session)
{
  Panel *panel;
  if (talks->panel_of[session] >= 0)
    return talks->panels->pdata[talks->panel_of[session]];
  panel = g_new0 (Panel, 1);
  panel->session = session;
  panel->speeches = g_array_new (false, false, sizeof (int));
  panel->theme = gh_rule_setting (talks->model, GH_RULE_SPEECH_THEME, session, NULL);
  panel->order = gh_rule_setting (talks->model, GH_RULE_SPEECH_ORDER, session, NULL);
  panel->mix = gh_rule_setting (talks->model, GH_RULE_SPEECH_MIX, session, NULL);
  talks->panel_of[session] = (int)talks->panels->len;
  g_ptr_array_add (talks->panels, panel);
  return panel;
}

static void
panel_free (gpointer data)
{
  Panel *panel = data;
  g_array_unref (panel->speeches);
  g_free (panel);
}

static void
sort_by_leaving (const Talks *talks, Panel *panel)
{
  GhMinute start = talks->placements[panel->session].start;
  int minutes = talks->model->sessions[panel->session].minutes;
  for (guint entry = 1; entry < panel->speeches->len; entry++)
    for (guint at = entry; at > 0; at--)
      {
        int *later = &g_array_index (panel->speeches, int, at);
        int *sooner = &g_array_index (panel->speeches, int, at - 1);
        int swapped = *sooner;
        if (gh_speech_leaves (talks->model, *sooner, start, minutes)
            <= gh_speech_leaves (talks->model, *later, start, minutes))
          break;
        *sooner = *later;
        *later = swapped;
      }
}

static void
shuffle (Talks *talks, Panel *panel)
{
  for (guint entry = panel->speeches->len - 1; entry > 0; entry--)
    {
      int *other =
          &g_array_index (panel->speeches, int, gh_random_below (&talks->random, (int)entry + 1));
      int swapped = g_array_index (panel->speeches, int, entry);
      g_array_index (panel->speeches, int, entry) = *other;
      *other = swapped;
    }
}

/* Makes room for a speech by another order: that in which speakers must leave, or else any. */
static bool
insert_by_reordering (Talks *talks, Panel *panel, int speech)
{
  g_autoptr (GArray) before = g_array_copy (panel->speeches);

  g_array_append_val (panel->speeches, speech);
  sort_by_leaving (talks, panel);
  for (int turn = 0; turn < SHUFFLES; turn++)
    {
      if (is_right (talks, panel))
        {
          panel->cost = panel_cost (talks, panel);
          note_starts (talks, panel);
          return true;
        }
      shuffle (talks, panel);
    }
  g_array_set_size (panel->speeches, 0);
  g_array_append_vals (panel->speeches, before->data, before->len);
  return false;
}

/* Puts a speech somewhere in the panel where everybody can still be there; cheapest first. */
static bool
insert_speech (Talks *talks, Panel *panel, int speech)
{
  int best = -1;
  int64_t least = 0;
  for (guint at = 0; at <= panel->speeches->len; at++)
    {
      g_array_insert_val (panel->speeches, at, speech);
      if (is_right (talks, panel))
        {
          int64_t cost = panel_cost (talks, panel);
          if (best < 0 || cost < least)
            {
              best = (int)at;
              least = cost;
            }
        }
      g_array_remove_index (panel->speeches, at);
    }
  if (best < 0)
    return insert_by_reordering (talks, panel, speech);
  g_array_insert_val (panel->speeches, (guint)best, speech);
  panel->cost = least;
  note_starts (talks, panel);
  return true;
}

/* ---- what binds speakers ----------------------------------------------------------------- */

static bool
overlap (const Talks *talks, int a, int b, int gap)
{
  const GhPlacement *placements = talks->placements;
  return placements[b].start != GH_NEVER
         && placements[a].start < placements[b].start + talks->model->sessions[b].minutes + gap
         && placements[b].start < placements[a].start + talks->model->sessions[a].minutes + gap;
}

/* From a duty in OTHER to a speech in SESSION: none for who speaks from afar, wherever that is. */
static int
travel_between (const Talks *talks, int speech, int other, int session)
{
  const GhSpeech *this = &talks->model->speeches[speech];
  return this->mode != GH_ONSITE || talks->model->persons[this->speaker].remote
             ? 0
             : gh_demands_travel (talks->demands, other, talks->placements[other].room, session,
                                  talks->placements[session].room);
}

/* Minutes that a speaker needs between a duty elsewhere and a speech in SESSION; -1: they may
 * overlap. */
static int
gap_between (const Talks *talks, const GhCommitment *duty, int speech, int session)
{
  GhRuleSetting clash = gh_demands_speaker_clash (talks->model, session);
  int gap = gh_demands_role_gap (talks->demands, duty->session, &duty->clash, session, &clash);
  if (gap < 0)
    return -1;
  return MAX (duty->by_role ? gap : 0, travel_between (talks, speech, duty->session, session));
}

/* They cover another session for their delegation between START and END. */
static bool
covers_another (const Talks *talks, int speech, int session, GhMinute start, GhMinute end)
{
  const GArray *covered = talks->covered[talks->model->speeches[speech].speaker];
  for (guint entry = 0; covered != NULL && entry < covered->len; entry++)
    {
      int other = g_array_index (covered, int, entry);
      GhMinute other_start = talks->placements[other].start;
      int travel = travel_between (talks, speech, other, session);
      if (other != session && start < other_start + talks->model->sessions[other].minutes + travel
          && other_start < end + travel)
        return true;
    }
  return false;
}

/* The speaker has no other duty between START and END in SESSION. */
static bool
has_no_other_duty (const Talks *talks, int speech, int session, GhMinute start, GhMinute end)
{
  const GhModel *model = talks->model;
  const GhList *busy = &talks->demands->busy[model->speeches[speech].speaker];

  for (int entry = 0; entry < busy->n; entry++)
    {
      const GhCommitment *this =
          &g_array_index (talks->demands->commitments, GhCommitment, busy->items[entry]);
      GhMinute other = talks->placements[this->session].start;
      int gap;
      if (this->session == session
          || (this->is_speech && this->session == talks->demands->speech_sessions[speech])
          || other == GH_NEVER)
        continue;
      gap = gap_between (talks, this, speech, session);
      if (gap >= 0 && start < other + model->sessions[this->session].minutes + gap
          && other < end + gap)
        return false;
    }
  return !covers_another (talks, speech, session, start, end);
}

/* As has_no_other_duty(), for a speech on site: the whole session. */
static bool
may_speak_in (const Talks *talks, int speech, int session)
{
  GhMinute start = talks->placements[session].start;
  return talks->model->speeches[speech].mode != GH_ONSITE
         || has_no_other_duty (talks, speech, session, start,
                               start + talks->model->sessions[session].minutes);
}

/* They speak in another panel between START and END, or too close to it. */
static bool
speaks_elsewhere (const Talks *talks, int speech, int session, GhMinute start, GhMinute end)
{
  const GhModel *model = talks->model;
  GhRuleSetting clash = gh_demands_speaker_clash (model, session);
  for (guint number = 0; number < talks->panels->len; number++)
    {
      const Panel *panel = talks->panels->pdata[number];
      GhRuleSetting in_panel = gh_demands_speaker_clash (model, panel->session);
      int gap = gh_demands_role_gap (talks->demands, session, &clash, panel->session, &in_panel);
      if (panel->session == session || gap < 0)
        continue;
      for (guint entry = 0; entry < panel->speeches->len; entry++)
        {
          int there = g_array_index (panel->speeches, int, entry);
          GhMinute at = talks->starts[there];
          if (model->speeches[there].speaker == model->speeches[speech].speaker && at < end + gap
              && start < at + model->speeches[there].minutes + gap)
            return true;
        }
    }
  return false;
}

/* A remote or video speaker is needed only while speaking.  (On site, the placement has seen to
 * it.) */
static bool
is_free_to_speak (gconstpointer data, int speech, int session, GhMinute start)
{
  const Talks *talks = data;
  GhMinute end = start + talks->model->speeches[speech].minutes;

  return talks->model->speeches[speech].mode == GH_ONSITE
         || (has_no_other_duty (talks, speech, session, start, end)
             && !speaks_elsewhere (talks, speech, session, start, end));
}

/* A panel has changed: where its speakers are now is known to the others. */
static void
note_starts (Talks *talks, const Panel *panel)
{
  bool fits;
  for (guint entry = 0; entry < panel->speeches->len; entry++)
    talks->starts[g_array_index (panel->speeches, int, entry)] = GH_BEGINNING;
  fits = set_starts (talks, panel, talks->scratch);
  g_assert (fits);
  for (guint entry = 0; entry < panel->speeches->len; entry++)
    talks->starts[g_array_index (panel->speeches, int, entry)] = talks->scratch[entry];
}

/* Whether a delegation must attend a session that lies near another; the other itself counts if
 * SAME. */
static bool
is_must_near (const Talks *talks, int delegation, int session, int widest, bool same)
{
  const GhModel *model = talks->model;
  for (int want = gh_first_want (model->delegation_wants, model->n_delegation_wants, delegation);
       want < model->n_delegation_wants && model->delegation_wants[want].who == delegation; want++)
    {
      const GhWant *this = &model->delegation_wants[want];
      if (this->wish == GH_MUST
          && (same ? this->session == session : overlap (talks, session, this->session, widest)))
        return true;
    }
  return false;
}

/* Where the speaker is just then is no matter for what their delegation must attend. */
static void
find_freedom (Talks *talks, int speech, int session)
{
  const GhModel *model = talks->model;
  gsize at = (gsize)speech * (gsize)model->n_sessions + (gsize)session;
  int delegation = model->speeches[speech].mode == GH_ONSITE
                       ? model->persons[model->speeches[speech].speaker].delegation
                       : -1;
  int widest = 0;

  for (int pair = 0; pair < model->n_venues * model->n_venues; pair++)
    widest = MAX (widest, model->travel[pair]);
  talks->may_enter[at] =
      talks->placements[session].start != GH_NEVER && may_speak_in (talks, speech, session)
      && (delegation < 0 || !is_must_near (talks, delegation, session, widest, false));
  talks->may_leave[at] = delegation < 0 || !is_must_near (talks, delegation, session, widest, true);
}

/* Nothing else binds the speaker to the session that the speech is meant for, nor another talk. */
static bool
is_only_talk (const Talks *talks, int speech)
{
  const GhModel *model = talks->model;
  const GhList *busy = &talks->demands->busy[model->speeches[speech].speaker];
  int n_talks = 0;

  for (int other = 0; other < model->n_speeches; other++)
    n_talks += model->speeches[other].speaker == model->speeches[speech].speaker;
  for (int entry = 0; entry < busy->n; entry++)
    {
      const GhCommitment *this =
          &g_array_index (talks->demands->commitments, GhCommitment, busy->items[entry]);
      if (this->session == talks->demands->speech_sessions[speech] && !this->is_speech)
        return false;
    }
  return n_talks == 1;
}

static void
find_freedoms (Talks *talks)
{
  const GhModel *model = talks->model;
  gsize n = (gsize)model->n_speeches * (gsize)model->n_sessions;
  talks->may_enter = g_new0 (uint8_t, n + 1);
  talks->may_leave = g_new0 (uint8_t, n + 1);
  for (int speech = 0; speech < model->n_speeches; speech++)
    if (is_only_talk (talks, speech))
      GH_BITS_EACH (model->speeches[speech].sessions, session)
        find_freedom (talks, speech, session);
}

static bool
may_enter (const Talks *talks, int speech, int session)
{
  return talks->may_enter[(gsize)speech * (gsize)talks->model->n_sessions + (gsize)session];
}

/* A speech can change to another session without anybody noticing but its speaker. */
static bool
may_change (const Talks *talks, int speech, int session, int old)
{
  gsize row = (gsize)speech * (gsize)talks->model->n_sessions;
  return talks->may_enter[row + (gsize)session] && talks->may_leave[row + (gsize)old];
}

/* ---- settling ---------------------------------------------------------------------------- */

/* Speeches in the order in which they are given a place: as they were given before, then new ones.
 */
static GArray *
list_in_order (const GhModel *model)
{
  GArray *order = g_array_new (false, false, sizeof (int));
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      GhMinute start = gh_had_speech (model, speech);
      guint at = order->len;
      while (at > 0 && start < gh_had_speech (model, g_array_index (order, int, at - 1)))
        at--;
      g_array_insert_val (order, at, speech);
    }
  return order;
}

/* Where it was before, as the last of its session so far. */
static bool
take_up_place (Talks *talks, int speech)
{
  const GhModel *model = talks->model;
  int session;
  Panel *panel;

  if (gh_had_speech (model, speech) == GH_NEVER)
    return false;
  session = model->past->speeches[speech].session;
  if (talks->placements[session].start == GH_NEVER
      || !gh_bits_has (model->speeches[speech].sessions, session)
      || (talks->demands->speech_sessions[speech] != session
          && !may_enter (talks, speech, session)))
    return false;
  panel = panel_for (talks, session);
  g_array_append_val (panel->speeches, speech);
  if (!is_right (talks, panel))
    {
      g_array_set_size (panel->speeches, panel->speeches->len - 1);
      return false;
    }
  panel->cost = panel_cost (talks, panel);
  note_starts (talks, panel);
  return true;
}

/* Where it was meant to be; or else anywhere. */
static bool
find_place (Talks *talks, int speech)
{
  int meant = talks->demands->speech_sessions[speech];
  if (meant >= 0 && talks->placements[meant].start != GH_NEVER
      && insert_speech (talks, panel_for (talks, meant), speech))
    return true;
  GH_BITS_EACH (talks->model->speeches[speech].sessions, session)
    if (session != meant && may_enter (talks, speech, session)
        && insert_speech (talks, panel_for (talks, session), speech))
      return true;
  return false;
}

static Panel *
random_panel (Talks *talks)
{
  return talks->panels->pdata[gh_random_below (&talks->random, (int)talks->panels->len)];
}

/* Two speeches change places, within a panel or between two, if that costs less or as much. */
static void
exchange (Talks *talks)
{
  Panel *one = random_panel (talks);
  Panel *two = random_panel (talks);
  int *first;
  int *second;
  int kept;
  int64_t cost_one, cost_two;
  bool is_noted = false;

  if (one->speeches->len == 0 || two->speeches->len == 0)
    return;
  first = &g_array_index (one->speeches, int,
                          gh_random_below (&talks->random, (int)one->speeches->len));
  second = &g_array_index (two->speeches, int,
                           gh_random_below (&talks->random, (int)two->speeches->len));
  if (first == second
      || (one != two
          && (!may_change (talks, *first, two->session, one->session)
              || !may_change (talks, *second, one->session, two->session))))
    return;
  kept = *first;
  *first = *second;
  *second = kept;
  cost_one = panel_cost (talks, one);
  cost_two = one == two ? 0 : panel_cost (talks, two);
  if (cost_one + cost_two <= one->cost + (one == two ? 0 : two->cost) && is_right (talks, one))
    {
      note_starts (talks, one);
      if (is_right (talks, two))
        {
          note_starts (talks, two);
          one->cost = cost_one;
          if (one != two)
            two->cost = cost_two;
          return;
        }
      is_noted = true;
    }
  *second = *first;
  *first = kept;
  if (is_noted)
    {
      note_starts (talks, one);
      note_starts (talks, two);
    }
}

/* Writes the panels into the programme, and the speakers into its attendance. */
static void
publish (const Talks *talks, GhProgramme *programme)
{
  const GhModel *model = talks->model;
  for (guint number = 0; number < talks->panels->len; number++)
    {
      const Panel *panel = talks->panels->pdata[number];
      for (guint entry = 0; entry < panel->speeches->len; entry++)
        {
          int speech = g_array_index (panel->speeches, int, entry);
          GhAttendance attendance = { .person = model->speeches[speech].speaker,
                                      .session = panel->session,
                                      .as = GH_AS_SPEAKER };
          programme->speeches[speech] = (GhSpeechPlace){ panel->session, talks->starts[speech] };
          if (!model->sessions[panel->session].reserve)
            g_array_append_val (programme->attendance, attendance);
        }
    }
}

static void
list_covered (Talks *talks, const GhProgramme *programme)
{
  talks->covered = g_new0 (GArray *, talks->model->n_persons);
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (this->as != GH_AS_COVERS)
        continue;
      if (talks->covered[this->person] == NULL)
        talks->covered[this->person] = g_array_new (false, false, sizeof (int));
      g_array_append_val (talks->covered[this->person], this->session);
    }
}

static void
free_covered (Talks *talks)
{
  for (int person = 0; person < talks->model->n_persons; person++)
    if (talks->covered[person] != NULL)
      g_array_unref (talks->covered[person]);
  g_free (talks->covered);
}

/* Some session is to have the speech.  One of which all sessions are cancelled lapses with them. */
static bool
is_asked (const GhModel *model, int speech)
{
  GH_BITS_EACH (model->speeches[speech].sessions, session)
    if (gh_rule_setting (model, GH_RULE_SPEECHES, session, NULL).level == GH_LEVEL_HARD
        && !model->sessions[session].cancelled)
      return true;
  return false;
}

void
gh_speeches_settle (const GhDemands *demands, GhProgramme *programme, uint64_t seed)
{
  const GhModel *model = demands->model;
  Talks talks = {
    .demands = demands,
    .model = model,
    .placements = programme->placements,
    .panels = g_ptr_array_new_with_free_func (panel_free),
    .panel_of = g_new (int, model->n_sessions),
    .starts = g_new0 (GhMinute, model->n_speeches),
    .scratch = g_new0 (GhMinute, model->n_speeches),
    .ranks = g_new0 (int, model->n_speeches),
  };
  g_autoptr (GArray) order = NULL;

  gh_random_seed (&talks.random, seed);
  for (int session = 0; session < model->n_sessions; session++)
    talks.panel_of[session] = -1;
  list_covered (&talks, programme);
  find_freedoms (&talks);
  for (int speech = 0; speech < model->n_speeches; speech++)
    talks.ranks[speech] = speaker_rank (model, speech);
  order = list_in_order (model);
  for (guint entry = 0; entry < order->len; entry++)
    {
      int speech = g_array_index (order, int, entry);
      if (take_up_place (&talks, speech) || find_place (&talks, speech)
          || !is_asked (model, speech))
        continue;
      g_ptr_array_add (programme->complaints,
                       g_strdup_printf ("no session can take the speech of %s (speeches, row %d)",
                                        model->persons[model->speeches[speech].speaker].id,
                                        model->speeches[speech].source.row));
      programme->n_unplaced++;
    }
  /* Speakers who have been told their time keep it. */
  for (int turn = 0;
       model->past == NULL && talks.panels->len > 0 && turn < TRIES_A_SPEECH * model->n_speeches;
       turn++)
    exchange (&talks);
  publish (&talks, programme);

  g_ptr_array_unref (talks.panels);
  free_covered (&talks);
  g_free (talks.starts);
  g_free (talks.scratch);
  g_free (talks.panel_of);
  g_free (talks.ranks);
  g_free (talks.may_enter);
  g_free (talks.may_leave);
}
