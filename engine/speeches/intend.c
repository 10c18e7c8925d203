#include "engine/speeches/speeches.h"

#include <string.h>

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
}
