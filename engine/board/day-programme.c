#include "engine/board/day-programme.h"

/* ---- runs -------------------------------------------------------------------------------- */

/* What a run from step FIRST to step LAST costs beyond VALUE; 0 where LAST is before FIRST. */
static int
beyond (const GhMinute *bounds, int first, int last, int value)
{
  return last < first ? 0 : MAX (0, bounds[last + 1] - bounds[first] - value);
}

static void
add_term (GArray *terms, int first, int last, int cost)
{
  GhStepTerm term = { .first = first, .last = last, .cost = cost };
  if (cost != 0)
    g_array_append_val (terms, term);
}

static void
add_bridges (GhRunProgramme *programme, const GhMinute *bounds, int n_steps, int pause)
{
  GArray *bridges = g_array_new (false, false, sizeof (GhBridge));
  for (int first = 1; first < n_steps - 1; first++)
    for (int last = first; last < n_steps - 1 && bounds[last + 1] - bounds[first] < pause; last++)
      {
        GhBridge bridge = { first, last };
        g_array_append_val (bridges, bridge);
      }
  programme->n_bridges = (int)bridges->len;
  programme->bridges = (GhBridge *)(gpointer)g_array_free (bridges, false);
}

/* Where to look for the terms that a step is part of. */
static void
index_terms (GhRunProgramme *programme)
{
  programme->from_term = g_new (int, programme->n_steps + 1);
  programme->before_term = g_new (int, programme->n_steps + 1);
  for (int step = 0; step < programme->n_steps; step++)
    {
      int from = 0;
      int before = programme->n_terms;
      while (from < programme->n_terms && programme->terms[from].last < step)
        from++;
      while (before > 0 && programme->terms[before - 1].first > step)
        before--;
      programme->from_term[step] = from;
      programme->before_term[step] = before;
    }
}

void
gh_run_programme_make (GhRunProgramme *programme, const GhMinute *bounds, int n_steps, int value,
                       int weight, int pause)
{
  GArray *terms = g_array_new (false, false, sizeof (GhStepTerm));
  int next;

  programme->n_steps = n_steps;
  for (int first = 0; first < n_steps; first++)
    for (int last = first; last < n_steps; last++)
      add_term (terms, first, last,
                weight
                    * (beyond (bounds, first, last, value) - beyond (bounds, first + 1, last, value)
                       - beyond (bounds, first, last - 1, value)
                       + beyond (bounds, first + 1, last - 1, value)));
  next = (int)terms->len;
  for (int term = next - 1; term >= 0; term--)
    {
      GhStepTerm *this = &g_array_index (terms, GhStepTerm, term);
      if (term + 1 < (int)terms->len && (this + 1)->first != this->first)
        next = term + 1;
      this->next = next;
    }
  programme->n_terms = (int)terms->len;
  programme->terms = (GhStepTerm *)(gpointer)g_array_free (terms, false);
  index_terms (programme);
  add_bridges (programme, bounds, n_steps, pause);
}

void
gh_run_programme_clear (GhRunProgramme *programme)
{
  g_free (programme->terms);
  g_free (programme->from_term);
  g_free (programme->before_term);
  g_free (programme->bridges);
}

/* ---- nights ------------------------------------------------------------------------------ */

typedef struct
{
  const GhMinute *evening, *morning;
  int n_morning;
  int value;
} Night;

/* The minutes that are missing when LAST is the last busy step and FIRST the first one. */
static int
missing (const Night *night, int last, int first)
{
  if (last < 0 || first >= night->n_morning)
    return 0;
  return MAX (0, night->value - (night->morning[first] - night->evening[last + 1]));
}

void
gh_night_programme_make (GhNightProgramme *programme, const GhMinute *evening, int n_evening,
                         const GhMinute *morning, int n_morning, int value, int weight)
{
  Night night = { evening, morning, n_morning, value };
  GArray *terms = g_array_new (false, false, sizeof (GhStepTerm));

  programme->n_evening_steps = n_evening;
  programme->n_mornings = 0;
  for (int last = n_evening - 1; last >= 0; last--)
    for (int first = 0; first < n_morning; first++)
      {
        int cost = missing (&night, last, first) - missing (&night, last - 1, first)
                   - missing (&night, last, first + 1) + missing (&night, last - 1, first + 1);
        add_term (terms, last, first, weight * cost);
        if (cost != 0)
          programme->n_mornings = MAX (programme->n_mornings, first + 1);
      }
  programme->n_terms = (int)terms->len;
  programme->terms = (GhStepTerm *)(gpointer)g_array_free (terms, false);
}

void
gh_night_programme_clear (GhNightProgramme *programme)
{
  g_free (programme->terms);
}
