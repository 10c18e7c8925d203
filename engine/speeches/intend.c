#include "engine/speeches/speeches.h"

/* A speech off its theme, against the most expensive of others; what cannot be is no edge at all.
 */
#define OFF_THEME 1

typedef struct
{
  const GhDemands *demands;
  int n_speeches, n_sessions;
  int *chosen; /* by speech: session, or -1 */
  int *left;   /* by session: speeches that still have room */
} Matching;

/* Speeches of this many minutes that a session has time for. */
static int
room_for (const GhSession *session, int minutes)
{
  int n = MAX (0, session->minutes - session->speeches_after) / MAX (1, minutes);
  return session->most_speeches >= 0 ? MIN (n, session->most_speeches) : n;
}

/* The speaker has a role in another session at that very time, wherever both are put. */
static bool
is_taken_elsewhere (const GhDemands *demands, int person, int session)
{
  const GhModel *model = demands->model;
  const GhDomain *domain = &demands->domains[session];
  for (int role = 0; role < model->n_roles; role++)
    {
      int other = model->roles[role].session;
      const GhDomain *there = &demands->domains[other];
      if (model->roles[role].person != person || other == session || there->n_options != 1
          || domain->n_options != 1)
        continue;
      if (there->options[0].start < domain->options[0].start + model->sessions[session].minutes
          && domain->options[0].start < there->options[0].start + model->sessions[other].minutes)
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

  if (!gh_bits_has (speech->sessions, session)
      || (speech->mode == GH_ONSITE && is_taken_elsewhere (demands, speech->speaker, session)))
    return false;
  for (int option = 0; option < domain->n_options; option++)
    {
      GhMinute start = domain->options[option].start;
      GhMinute end = start + model->sessions[session].minutes;
      GhMinute first = start + model->sessions[session].speeches_after;
      bool is_there = speech->mode == GH_ONSITE  ? gh_times_hold (present, start, end)
                      : speech->mode == GH_VIDEO ? true
                                                 : gh_times_meet (present, first, end);
      for (GhMinute at = first; is_there && at + speech->minutes <= end; at++)
        if (gh_times_hold (speech->available, at, at + speech->minutes))
          return true;
    }
  return false;
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
          if (other == speech || here < 0 || label[here] == INT32_MAX)
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
      best = came_from;
    }
  matching->chosen[speech] = best;
  return true;
}

/* The speeches meant for a session, those first whose speakers leave first. */
static void
list_by_leaving (const GhDemands *demands, int session, GhMinute start, GArray *list)
{
  const GhModel *model = demands->model;
  g_array_set_size (list, 0);
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      guint at = list->len;
      GhMinute leaves = gh_speech_leaves (model, speech, start, model->sessions[session].minutes);
      if (demands->speech_sessions[speech] != session)
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

bool
gh_speeches_have_time (const GhModel *model, int session, GhMinute start, const int *speeches,
                       int n)
{
  GhMinute at = start + model->sessions[session].speeches_after;
  for (int entry = 0; entry < n; entry++)
    {
      const GhSpeech *speech = &model->speeches[speeches[entry]];
      const GhTimes *present = model->persons[speech->speaker].present;
      GhMinute end = at + speech->minutes;
      if (!gh_times_hold (speech->available, at, end) || !gh_times_hold (present, at, end)
          || (speech->mode == GH_ONSITE
              && !gh_times_hold (present, start, start + model->sessions[session].minutes)))
        return false;
      at = end;
    }
  return at <= start + model->sessions[session].minutes;
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
          list_by_leaving (demands, session, start, list);
          if (list->len == 0)
            break;
          if (!gh_speeches_have_time (demands->model, session, start,
                                      (const int *)(gpointer)list->data, (int)list->len))
            gh_demands_forbid_option (demands, session, option);
        }
    }
}

void
gh_speeches_intend (GhDemands *demands)
{
  const GhModel *model = demands->model;
  int n = model->n_sessions;
  Matching matching = { demands, model->n_speeches, n, demands->speech_sessions, NULL };
  g_autofree uint8_t *possible = g_new0 (uint8_t, (gsize)n * (gsize)model->n_speeches + 1);
  g_autofree uint8_t *costs = g_new0 (uint8_t, (gsize)n * (gsize)model->n_speeches + 1);
  g_autofree int *longest = g_new0 (int, n);
  g_autofree int *left = g_new0 (int, n);

  for (int speech = 0; speech < model->n_speeches; speech++)
    GH_BITS_EACH (model->speeches[speech].sessions, session)
      {
        possible[speech * n + session] = is_possible (demands, speech, session);
        if (gh_speech_is_off_theme (model, speech, session)
            && gh_rule_setting (model, GH_RULE_SPEECH_THEME, session, NULL).level == GH_LEVEL_SOFT)
          costs[speech * n + session] = OFF_THEME;
        if (possible[speech * n + session])
          longest[session] = MAX (longest[session], model->speeches[speech].minutes);
      }
  for (int session = 0; session < n; session++)
    left[session] = room_for (&model->sessions[session], longest[session]);
  matching.left = left;
  for (int speech = 0; speech < model->n_speeches; speech++)
    augment (&matching, speech, possible, costs);
  forbid_starts_without_time (demands);
}
