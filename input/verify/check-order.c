/* Rules order and relations: what stands between two sessions in the sheets. */
#include "input/verify/check.h"
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

/* ---- order ------------------------------------------------------------------------------- */

/* B starts at least MINUTES after A ends. */
static void
check_order_of (GhBook *book, int a, int b, int minutes, bool within_day, const char *why)
{
  const GhBookSession *one = &book->sessions[a];
  const GhBookSession *other = &book->sessions[b];

  if (a == b || !one->is_placed || !other->is_placed
      || !gh_book_is_hard_for (book, GH_HARD_ORDER, a, b)
      || (within_day && gh_book_day (one->start) != gh_book_day (other->start))
      || other->start >= one->end + minutes)
    return;
  if (minutes > 0)
    gh_book_find_wrong (book, "order", "%s is not %d minutes after %s, as %s asks",
                        gh_book_say (book, b), minutes, gh_book_say (book, a), why);
  else
    gh_book_find_wrong (book, "order", "%s is not after %s, as %s asks", gh_book_say (book, b),
                        gh_book_say (book, a), why);
}

static void
check_after (GhBook *book, int session)
{
  GhBookRow row = gh_book_row (book, GH_READ_SESSIONS, book->sessions[session].row);

  for (char **item = gh_cell_list (&row, "after"); *item != NULL; item++)
    {
      char *colon = strchr (*item, ':');
      int minutes = 0;
      if (colon != NULL)
        {
          *colon = '\0';
          gh_read_number (g_strstrip (colon + 1), &minutes);
        }
      int first = gh_book_find (book->session_ids, g_strchomp (*item));
      if (first >= 0)
        check_order_of (book, first, session, minutes, false, "its column after");
    }
}

static void
check_groups (GhBook *book)
{
  for (int a = 0; a < book->n_sessions; a++)
    {
      int group = book->sessions[a].group;
      if (group < 0 || book->groups[group].order_minutes < 0)
        continue;
      for (int b = a + 1; b < book->n_sessions; b++)
        if (book->sessions[b].group == group)
          check_order_of (book, a, b, book->groups[group].order_minutes, false,
                          "the order of their group");
    }
}

void
gh_check_order (GhBook *book)
{
  for (int session = 0; session < book->n_sessions; session++)
    check_after (book, session);
  check_groups (book);
  for (int number = 0; number < book->n_relations; number++)
    {
      const GhBookRelation *relation = &book->relations[number];
      if (relation->rule != GH_HARD_ORDER || !relation->is_hard)
        continue;
      const char *why = gh_book_place (book, GH_READ_RELATIONS, relation->line);
      for (int a = 0; a < book->n_sessions; a++)
        for (int b = 0; relation->a[a] && b < book->n_sessions; b++)
          if (relation->b[b])
            check_order_of (book, a, b, relation->minutes, relation->within_day, why);
    }
}

/* ---- relations --------------------------------------------------------------------------- */

/* The later of the two starts no more than so many minutes after the other ends. */
static bool
are_near (const GhBookSession *a, const GhBookSession *b, int minutes)
{
  return (a->start < b->start && b->start <= a->end + minutes)
         || (b->start < a->start && a->start <= b->end + minutes);
}

static bool
holds (const GhBook *book, const GhBookRelation *relation, int one, int other)
{
  const GhBookSession *a = &book->sessions[one];
  const GhBookSession *b = &book->sessions[other];
  bool is_one_day = gh_book_day (a->start) == gh_book_day (b->start);
  bool have_rooms = a->room >= 0 && b->room >= 0;
  const char *kind = relation->kind;

  if (relation->within_day && !is_one_day)
    return true;
  if (strcmp (kind, "not-parallel") == 0)
    return b->end + relation->minutes <= a->start || a->end + relation->minutes_after <= b->start;
  if (strcmp (kind, "adjacent") == 0)
    return is_one_day
           && ((b->start >= a->end && b->start - a->end <= relation->minutes)
               || (a->start >= b->end && a->start - b->end <= relation->minutes));
  if (strcmp (kind, "same-room") == 0)
    return !have_rooms || a->room == b->room
           || (relation->minutes >= 0 && !are_near (a, b, relation->minutes));
  if (strcmp (kind, "larger-room") == 0)
    return !have_rooms || gh_book_seats (book, one) >= gh_book_seats (book, other);
  if (strcmp (kind, "parallel") == 0)
    return a->start == b->start;
  if (strcmp (kind, "pause") == 0)
    return b->start < a->end || b->start >= a->end + relation->minutes;
  if (strcmp (kind, "overlap") == 0)
    return a->end <= b->start || b->end <= a->start;
  if (strcmp (kind, "different-room") == 0)
    return !have_rooms || a->room != b->room;
  if (strcmp (kind, "same-day") == 0)
    return is_one_day;
  if (strcmp (kind, "different-day") == 0)
    return !is_one_day;
  return true;
}

/* Against the row: what is said of two sessions of which it does not hold. */
static void
find_against (GhBook *book, const GhBookRelation *relation, int a, int b)
{
  const char *one = gh_book_say (book, a);
  const char *other = gh_book_say (book, b);
  const char *kind = relation->kind;
  const char *where = gh_book_place (book, GH_READ_RELATIONS, relation->line);

  if (strcmp (kind, "pause") == 0)
    gh_book_find_wrong (book, "relations",
                        "%s starts sooner than %d minutes after %s ends, against %s", other,
                        relation->minutes, one, where);
  else if (strcmp (kind, "overlap") == 0)
    gh_book_find_wrong (book, "relations", "%s and %s are held at once, against %s", one, other,
                        where);
  else if (strcmp (kind, "larger-room") == 0)
    gh_book_find_wrong (book, "relations", "%s has %d seats, fewer than the %d of %s, against %s",
                        one, gh_book_seats (book, a), gh_book_seats (book, b), other, where);
  else
    gh_book_find_wrong (
        book, "relations", "%s and %s are not %s%s, as %s asks", one, other, kind,
        relation->minutes > 0 || relation->minutes_after > 0 ? " by its minutes" : "", where);
}

static void
check_relation (GhBook *book, const GhBookRelation *relation, int a, int b)
{
  const GhBookSession *one = &book->sessions[a];
  const GhBookSession *other = &book->sessions[b];
  bool is_mirror = a > b && relation->a[b] && relation->b[a];

  if (a == b || !one->is_placed || !other->is_placed
      || !gh_book_is_hard_for (book, GH_HARD_RELATIONS, a, b) || holds (book, relation, a, b))
    return;
  /* A pair that comes both ways and is wrong both ways is said once. */
  if (is_mirror && !holds (book, relation, b, a))
    return;
  find_against (book, relation, a, b);
}

void
gh_check_relations (GhBook *book)
{
  for (int number = 0; number < book->n_relations; number++)
    {
      const GhBookRelation *relation = &book->relations[number];
      if (relation->rule != GH_HARD_RELATIONS || !relation->is_hard)
        continue;
      for (int a = 0; a < book->n_sessions; a++)
        for (int b = 0; relation->a[a] && b < book->n_sessions; b++)
          if (relation->b[b])
            check_relation (book, relation, a, b);
    }
}
