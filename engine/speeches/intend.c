#include "engine/speeches/speeches.h"

#include "engine/past.h"

/* A speech off its theme, against the most expensive of others; what cannot be is no edge at all.
 */
#define OFF_THEME 1
/* And in another session than before: dearer than any theme. */
#define MOVED 8

typedef struct
{
  const GhDemands *demands;
  int n_speeches, n_sessions;
  int *chosen;       /* by speech: session, or -1 */
  int *left;         /* by session: speeches that still have room */
  int *left_minutes; /* by session: and minutes */
} Matching;

/* As gh_demands_role_gap(), between a speech in SESSION and a role; -1 also where the role's
 * session need not have a place at all. */
static int
role_gap (const GhDemands *demands, int session, const GhRole *role)
{
  const GhModel *model = demands->model;
  GhRuleSetting clash = gh_demands_speaker_clash (model, session);
  GhRuleSetting there = gh_rule_setting (model, GH_RULE_PERSON_CLASH, role->session, role->role);

  if (model->sessions[role->session].optional || model->sessions[role->session].cancelled)
    return -1;
  return gh_demands_role_gap (demands, session, &clash, role->session, &there);
}

/* The first and last start that are left to a session; false: none is. */
static bool
find_ends (const GhDomain *domain, GhMinute *first, GhMinute *last)
{
  bool any = false;
  *first = *last = GH_NEVER;
  for (int option = 0; option < domain->n_options; option++)
    if (gh_domain_is_open (domain, option))
      {
        if (!any)
          *first = domain->options[option].start;
        *last = domain->options[option].start;
        any = true;
      }
  return any;
}

/* The speaker has a role in another session, and the two can only clash, wherever they are put.  A
 * speech from afar takes only its minutes, and may be before or after the other session. */
static bool
is_taken_elsewhere (const GhDemands *demands, const GhSpeech *speech, int session)
{
  const GhModel *model = demands->model;
  const GhSession *here = &model->sessions[session];
  bool on_site = speech->mode == GH_ONSITE;
  int until = on_site ? here->minutes : here->speeches_after + speech->minutes;
  int from = on_site ? 0 : here->minutes - speech->minutes;
  GhMinute first, last, other_first, other_last;

  if (!find_ends (&demands->domains[session], &first, &last))
    return true;
  for (int role = 0; role < model->n_roles; role++)
    {
      int other = model->roles[role].session;
      int gap;
      if (model->roles[role].person != speech->speaker || other == session
          || !find_ends (&demands->domains[other], &other_first, &other_last))
        continue;
      gap = role_gap (demands, session, &model->roles[role]);
      if (gap >= 0 && other_first + model->sessions[other].minutes + gap > last + from
          && first + until + gap > other_last)
        return true;
    }
  return false;
}

static bool
is_possible (const GhDemands *demands, int number, int session)
{
  const GhModel *model = demands->model;
  const GhSpeech *speech = &model->speeches[number];
  const GhDomain *domain = &demands->domains[session];
  const GhTimes *present = model->persons[speech->speaker].present;

  if (!gh_bits_has (speech->sessions, session) || is_taken_elsewhere (demands, speech, session))
    return false;
  for (int option = 0; option < domain->n_options; option++)
    {
      GhMinute start = domain->options[option].start;
      GhMinute end = start + model->sessions[session].minutes;
      GhMinute first = start + model->sessions[session].speeches_after;
      bool is_there = speech->mode == GH_ONSITE  ? gh_times_hold (present, start, end)
                      : speech->mode == GH_VIDEO ? true
                                                 : gh_times_meet (present, first, end);
      is_there = is_there && gh_domain_is_open (domain, option);
      for (GhMinute at = first; is_there && at + speech->minutes <= end; at++)
        if (gh_times_hold (speech->available, at, at + speech->minutes))
          return true;
    }
  return false;
}

static int
minutes_of (const Matching *matching, int speech)
{
  return matching->demands->model->speeches[speech].minutes;
}

/* Finds the cheapest chain of changes that gives a speech a session: Bellman and Ford's labels over
 * sessions, since a session's other speeches may move on to make room. */
static bool
augment (Matching *matching, int speech, const uint8_t *possible, const uint8_t *costs)
{
  int n = matching->n_sessions;
  g_autofree int *label = g_new (int, n);
  g_autofree int *from_speech = g_new (int, n); /* which speech comes to this session */
  int best = -1;
  bool changed = true;

  for (int session = 0; session < n; session++)
    {
      label[session] = possible[speech * n + session] ? costs[speech * n + session] : INT32_MAX;
      from_speech[session] = speech;
    }
  for (int round = 0; changed && round <= n; round++)
    {
      changed = false;
      for (int other = 0; other < matching->n_speeches; other++)
        {
          int here = matching->chosen[other];
          if (other == speech || here < 0 || label[here] == INT32_MAX
              || minutes_of (matching, from_speech[here]) - minutes_of (matching, other)
                     > matching->left_minutes[here])
            continue;
          for (int session = 0; session < n; session++)
            {
              int cost;
              if (session == here || !possible[other * n + session])
                continue;
              cost = label[here] - costs[other * n + here] + costs[other * n + session];
              if (cost < label[session])
                {
                  label[session] = cost;
                  from_speech[session] = other;
                  changed = true;
                }
            }
        }
    }
  for (int session = 0; session < n; session++)
    if (matching->left[session] > 0 && label[session] < INT32_MAX
        && minutes_of (matching, from_speech[session]) <= matching->left_minutes[session]
        && (best < 0 || label[session] < label[best]))
      best = session;
  if (best < 0)
    return false;
  matching->left[best]--;
  while (from_speech[best] != speech)
    {
      int moved = from_speech[best];
      int came_from = matching->chosen[moved];
      matching->chosen[moved] = best;
      matching->left_minutes[best] -= minutes_of (matching, moved);
      matching->left_minutes[came_from] += minutes_of (matching, moved);
      best = came_from;
    }
  matching->chosen[speech] = best;
  matching->left_minutes[best] -= minutes_of (matching, speech);
  return true;
}

/* The speeches meant for a session, WITHOUT one (-1: with all), those first whose speakers leave
 * first. */
static void
list_by_leaving (const GhDemands *demands, int session, int without, GhMinute start, GArray *list)
{
  const GhModel *model = demands->model;
  g_array_set_size (list, 0);
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      guint at = list->len;
      GhMinute leaves = gh_speech_leaves (model, speech, start, model->sessions[session].minutes);
      if (demands->speech_sessions[speech] != session || speech == without)
        continue;
      while (at > 0
             && gh_speech_leaves (model, g_array_index (list, int, at - 1), start,
                                  model->sessions[session].minutes)
                    > leaves)
        at--;
      g_array_insert_val (list, at, speech);
    }
}

GhMinute
gh_speech_leaves (const GhModel *model, int speech, GhMinute start, int minutes)
{
  const GhTimes *times[] = { model->speeches[speech].available,
                             model->persons[model->speeches[speech].speaker].present };
  GhMinute leaves = start + minutes;
  for (int list = 0; list < 2; list++)
    for (int span = 0; span < times[list]->n_spans; span++)
      if (times[list]->spans[span].start < start + minutes && times[list]->spans[span].end > start
          && (span + 1 == times[list]->n_spans
              || times[list]->spans[span + 1].start >= start + minutes))
        leaves = MIN (leaves, times[list]->spans[span].end);
  return leaves;
}

/* When a speech can begin, at AT or later; GH_NEVER: it cannot, before END. */
static GhMinute
first_time (const GhModel *model, int session, int speech, GhMinute at, GhMinute end,
            GhMaySpeak may_speak, gconstpointer data)
{
  const GhSpeech *this = &model->speeches[speech];
  const GhTimes *present = model->persons[this->speaker].present;
  for (; at + this->minutes <= end; at++)
    if (gh_times_hold (this->available, at, at + this->minutes)
        && gh_times_hold (present, at, at + this->minutes)
        && (may_speak == NULL || may_speak (data, speech, session, at)))
      return at;
  return GH_NEVER;
}

bool
gh_speeches_have_time (const GhModel *model, int session, GhMinute start, const int *speeches,
                       int n, GhMaySpeak may_speak, gconstpointer data, GhMinute *starts)
{
  GhMinute at = start + model->sessions[session].speeches_after;
  GhMinute end = start + model->sessions[session].minutes;

  for (int entry = 0; entry < n; entry++)
    {
      const GhSpeech *speech = &model->speeches[speeches[entry]];
      at = first_time (model, session, speeches[entry], at, end, may_speak, data);
      if (at == GH_NEVER
          || (speech->mode == GH_ONSITE
              && !gh_times_hold (model->persons[speech->speaker].present, start, end)))
        return false;
      if (starts != NULL)
        starts[entry] = at;
      at += speech->minutes;
    }
  return true;
}

/* The first and last minute at which a speech from afar could begin in a session at START. */
static void
find_window (const GhModel *model, int session, int speech, GhMinute start, GhMinute *first,
             GhMinute *last)
{
  GhMinute end = start + model->sessions[session].minutes;
  *last = GH_NEVER;
  *first = first_time (model, session, speech, start + model->sessions[session].speeches_after, end,
                       NULL, NULL);
  for (GhMinute at = *first; at != GH_NEVER;
       at = first_time (model, session, speech, at + 1, end, NULL, NULL))
    *last = at;
}

/* Wherever another session, where the speaker has a role, is put, it takes all the time that they
 * have for a speech in this one at START. */
static bool
is_crowded_out (const GhDemands *demands, int session, int speech, GhMinute start,
                const GhRole *role)
{
  const GhModel *model = demands->model;
  const GhDomain *there = &demands->domains[role->session];
  int gap = role_gap (demands, session, role);
  GhMinute first, last;

  if (gap < 0)
    return false;

  find_window (model, session, speech, start, &first, &last);
  for (int option = 0; option < there->n_options; option++)
    {
      GhMinute at = there->options[option].start;
      if (gh_domain_is_open (there, option)
          && (at - gap >= first + model->speeches[speech].minutes
              || at + model->sessions[role->session].minutes + gap <= last))
        return false;
    }
  return there->n_options > 0;
}

/* Some speaker from afar has a role elsewhere that leaves no time. */
static bool
is_any_crowded_out (const GhDemands *demands, int session, GhMinute start, const GArray *speeches)
{
  const GhModel *model = demands->model;
  for (guint entry = 0; entry < speeches->len; entry++)
    {
      int speech = g_array_index (speeches, int, entry);
      for (int role = 0; model->speeches[speech].mode != GH_ONSITE && role < model->n_roles; role++)
        if (model->roles[role].person == model->speeches[speech].speaker
            && model->roles[role].session != session
            && is_crowded_out (demands, session, speech, start, &model->roles[role]))
          return true;
    }
  return false;
}

/* A session is not put where those who are meant to speak in it could not. */
static void
forbid_starts_without_time (GhDemands *demands)
{
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      const GhDomain *domain = &demands->domains[session];
      for (int option = 0; option < domain->n_options; option++)
        {
          GhMinute start = domain->options[option].start;
          list_by_leaving (demands, session, -1, start, list);
          if (list->len == 0)
            break;
          if (is_any_crowded_out (demands, session, start, list)
              || !gh_speeches_have_time (demands->model, session, start,
                                         (const int *)(gpointer)list->data, (int)list->len, NULL,
                                         NULL, NULL))
            gh_demands_forbid_option (demands, session, option);
        }
    }
}

/* Starts at which a session has time for what is meant for it, WITHOUT one speech. */
static int
count_starts_with_time (const GhDemands *demands, int session, int without, GArray *list)
{
  const GhDomain *domain = &demands->domains[session];
  int n = 0;
  for (int option = 0; option < domain->n_options; option++)
    {
      GhMinute start = domain->options[option].start;
      if (!gh_domain_is_open (domain, option))
        continue;
      list_by_leaving (demands, session, without, start, list);
      n += !is_any_crowded_out (demands, session, start, list)
           && gh_speeches_have_time (demands->model, session, start,
                                     (const int *)(gpointer)list->data, (int)list->len, NULL, NULL,
                                     NULL);
    }
  return n;
}

/* The speech that keeps a session from having any start, and could be elsewhere; -1: there is none.
 */
static int
find_misfit (const GhDemands *demands, int session, const uint8_t *possible)
{
  const GhModel *model = demands->model;
  g_autoptr (GArray) list = g_array_new (false, false, sizeof (int));
  int misfit = -1;
  int most = 0;

  if (demands->domains[session].n_options == 0
      || count_starts_with_time (demands, session, -1, list) > 0)
    return -1;
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      bool could_be_elsewhere = false;
      int n;
      if (demands->speech_sessions[speech] != session)
        continue;
      for (int other = 0; other < model->n_sessions; other++)
        could_be_elsewhere = could_be_elsewhere
                             || (other != session && possible[speech * model->n_sessions + other]);
      n = could_be_elsewhere ? count_starts_with_time (demands, session, speech, list) : -1;
      if (n >= most)
        {
          most = n;
          misfit = speech;
        }
    }
  return misfit;
}

static void
match (GhDemands *demands, const uint8_t *possible, const uint8_t *costs)
{
  const GhModel *model = demands->model;
  int n = model->n_sessions;
  g_autofree int *left = g_new0 (int, n);
  g_autofree int *left_minutes = g_new0 (int, n);
  Matching matching = {
    demands, model->n_speeches, n, demands->speech_sessions, left, left_minutes
  };

  for (int session = 0; session < n; session++)
    {
      const GhSession *this = &model->sessions[session];
      left[session] = this->most_speeches >= 0 ? this->most_speeches : model->n_speeches;
      left_minutes[session] = this->minutes - this->speeches_after;
    }
  for (int speech = 0; speech < model->n_speeches; speech++)
    demands->speech_sessions[speech] = -1;
  for (int speech = 0; speech < model->n_speeches; speech++)
    augment (&matching, speech, possible, costs);
}

/* Matches again without what does not fit together, until all sessions have a start. */
static void
match_until_it_fits (GhDemands *demands, uint8_t *possible, const uint8_t *costs)
{
  const GhModel *model = demands->model;
  bool changed = true;
  while (changed)
    {
      match (demands, possible, costs);
      changed = false;
      for (int session = 0; session < model->n_sessions; session++)
        {
          int misfit = find_misfit (demands, session, possible);
          if (misfit < 0)
            continue;
          possible[misfit * model->n_sessions + session] = 0;
          changed = true;
        }
    }
}

/* Keeps speeches that can be elsewhere away from where they have been in the way. */
static void
shun (const GhDemands *demands, uint8_t *possible)
{
  const GhModel *model = demands->model;
  const int *shunned = demands->lessons.shunned;

  for (int speech = 0; shunned != NULL && speech < model->n_speeches; speech++)
    {
      uint8_t *hosts = &possible[speech * model->n_sessions];
      bool has_other = false;
      for (int session = 0; session < model->n_sessions; session++)
        has_other |= hosts[session] != 0 && session != shunned[speech];
      if (has_other && shunned[speech] >= 0)
        hosts[shunned[speech]] = 0;
    }
}

void
gh_speeches_intend (GhDemands *demands)
{
  const GhModel *model = demands->model;
  int n = model->n_sessions;
  g_autofree uint8_t *possible = g_new0 (uint8_t, (gsize)n * (gsize)model->n_speeches + 1);
  g_autofree uint8_t *costs = g_new0 (uint8_t, (gsize)n * (gsize)model->n_speeches + 1);

  for (int speech = 0; speech < model->n_speeches; speech++)
    GH_BITS_EACH (model->speeches[speech].sessions, session)
      {
        possible[speech * n + session] = is_possible (demands, speech, session);
        if (gh_speech_is_off_theme (model, speech, session)
            && gh_rule_setting (model, GH_RULE_SPEECH_THEME, session, NULL).level == GH_LEVEL_SOFT)
          costs[speech * n + session] = OFF_THEME;
        if (model->past != NULL && model->past->speeches[speech].session >= 0
            && model->past->speeches[speech].session != session)
          costs[speech * n + session] += MOVED;
      }
  shun (demands, possible);
  match_until_it_fits (demands, possible, costs);
  forbid_starts_without_time (demands);
}
