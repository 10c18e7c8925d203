#include "engine/prove/chains.h"

/* The first start that a session can still have, and why it is not sooner. */
typedef struct
{
  GhMinute first;
  int pushed_by; /* the entry of the pair; -1: nothing but its own places */
} Label;

static const GhPair *
pair_of (const GhCase *this, int entry)
{
  const GhAsked *asked = this->asked->pdata[entry];
  return &g_array_index (this->demands->pairs, GhPair, asked->number);
}

/* The pairs that put one session after another. */
static GArray *
list_orders (const GhCase *this)
{
  GArray *orders = g_array_new (false, false, sizeof (int));
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_PAIR && gh_case_asks (this, entry)
          && gh_case_holds (this, asked->session) && gh_case_holds (this, asked->other)
          && pair_of (this, entry)->kind == GH_PAIR_APART && pair_of (this, entry)->low <= -GH_FAR)
        g_array_append_val (orders, entry);
    }
  return orders;
}

/* The first of its places at or after MINUTE; GH_END: there is none. */
static GhMinute
first_from (GhCase *this, int session, GhMinute minute)
{
  const GArray *starts = gh_case_places (this, session)->starts;
  guint at = gh_minutes_from (starts, minute);
  return at < starts->len ? g_array_index (starts, GhMinute, at) : GH_END;
}

/* From a session without a start back along what pushed it: to a beginning, or round a circle. */
static GhBits *
trace (const GhCase *this, const Label *labels, int session, int last_push)
{
  GhBits *needed = gh_bits_new ((int)this->asked->len);
  int entry = last_push;

  gh_case_need_session (this, session, needed);
  while (entry >= 0 && !gh_bits_has (needed, entry))
    {
      gh_bits_add (needed, entry);
      session = pair_of (this, entry)->a;
      gh_case_need_session (this, session, needed);
      entry = labels[session].pushed_by;
    }
  return needed;
}

GhBits *
gh_chains_find (GhCase *this)
{
  int n = this->model->n_sessions;
  g_autoptr (GArray) orders = list_orders (this);
  g_autofree Label *labels = g_new (Label, n + 1);
  bool changed = true;

  for (int session = 0; session < n; session++)
    labels[session] = (Label){ GH_NEVER, -1 };
  for (guint at = 0; at < orders->len; at++)
    {
      const GhPair *pair = pair_of (this, g_array_index (orders, int, at));
      labels[pair->a].first = first_from (this, pair->a, GH_BEGINNING);
      labels[pair->b].first = first_from (this, pair->b, GH_BEGINNING);
      if (labels[pair->a].first == GH_END || labels[pair->b].first == GH_END)
        return trace (this, labels, labels[pair->a].first == GH_END ? pair->a : pair->b, -1);
    }
  while (changed)
    {
      changed = false;
      for (guint at = 0; at < orders->len; at++)
        {
          int entry = g_array_index (orders, int, at);
          const GhPair *pair = pair_of (this, entry);
          GhMinute earliest = labels[pair->a].first + pair->high;
          if (earliest <= labels[pair->b].first)
            continue;
          labels[pair->b].first = first_from (this, pair->b, earliest);
          if (labels[pair->b].first == GH_END)
            return trace (this, labels, pair->b, entry);
          labels[pair->b].pushed_by = entry;
          changed = true;
        }
    }
  return NULL;
}
