/* Rule cover: every must-session of a delegation has somebody of it.
 *
 * Where covers are shared out, the rows `covers` of attendance.csv are judged; where they are not,
 * the question is only whether such covers exist, and a small exact search answers it. */
#include "input/verify/check.h"
#include "input/verify/duties.h"
#include "input/verify/times.h"

#include <string.h>

/* Beyond this nothing is said: a programme is not wrong because we cannot tell. */
#define MOST_NODES 20000

/* One delegation's people, and what each has to do and covers. */
typedef struct
{
  GhBook *book;
  int delegation;
  const GhBookInts *people;
  GArray **duties;    /* by entry in people: GhBookDuty */
  GhBookInts *covers; /* by entry: sessions */
  bool has_someone_on_site;
  int nodes; /* left to the search */
} Delegation;

/* ---- one person and one session ---------------------------------------------------------- */

static GhBookDuty
cover_of (const GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  return (GhBookDuty){ session, this->start, this->end, false, true, { true, 0 } };
}

static bool
meets (const GhBook *book, int person, const GhBookDuty *a, const GhBookDuty *b)
{
  bool stays = book->persons[person].remote || !a->is_on_site || !b->is_on_site;
  return a->session != b->session
         && gh_duties_meet (a, b, gh_book_travel (book, a->session, b->session, stays));
}

/* Why somebody cannot cover a session that they have no duty in, apart from their other covers:
 * NULL, or words; *OTHER is the session that is in the way, or -1. */
static const char *
hindrance (const Delegation *delegation, int entry, int session, int *other)
{
  const GhBook *book = delegation->book;
  int person = delegation->people->items[entry];
  const GArray *duties = delegation->duties[entry];
  GhBookDuty cover = cover_of (book, session);

  *other = -1;
  if (!gh_spans_hold (book->persons[person].present, cover.start, cover.end))
    return "is absent";
  if (!gh_book_may_enter (book, person, session))
    return "has no access to it";
  if (book->persons[person].remote && delegation->has_someone_on_site
      && gh_book_setting (book, GH_HARD_COVER, session).value == 1)
    return "is remote, though others are on site";
  for (guint duty = 0; duty < duties->len; duty++)
    if (meets (book, person, &cover, &g_array_index (duties, GhBookDuty, duty)))
      {
        *other = g_array_index (duties, GhBookDuty, duty).session;
        return "is needed in";
      }
  return NULL;
}

static bool
is_covered_anyway (const Delegation *delegation, int session)
{
  for (int entry = 0; entry < delegation->people->n; entry++)
    if (gh_duty_is_there (delegation->duties[entry], session))
      return true;
  return false;
}

/* ---- shared out -------------------------------------------------------------------------- */

static bool
is_covered (const Delegation *delegation, int session)
{
  for (int entry = 0; entry < delegation->people->n; entry++)
    for (int number = 0; number < delegation->covers[entry].n; number++)
      if (delegation->covers[entry].items[number] == session)
        return true;
  return is_covered_anyway (delegation, session);
}

/* A row of attendance.csv that somebody with a duty in the session has beside it says no more. */
static bool
is_judged (const Delegation *delegation, int entry, int session)
{
  return gh_book_is_hard (delegation->book, GH_HARD_COVER, session)
         && !gh_duty_is_there (delegation->duties[entry], session);
}

static void
say_wrong (const Delegation *delegation, int entry, int session, const char *why, int other)
{
  GhBook *book = delegation->book;

  gh_book_find_wrong (book, "cover", "%s covers %s for %s, but %s%s%s",
                      book->persons[delegation->people->items[entry]].id,
                      gh_book_say (book, session), book->delegations[delegation->delegation].id,
                      why, other >= 0 ? " " : "", other >= 0 ? gh_book_say (book, other) : "");
}

static void
check_covers_of (const Delegation *delegation, int entry)
{
  const GhBook *book = delegation->book;
  const GhBookInts *covers = &delegation->covers[entry];

  for (int number = 0; number < covers->n; number++)
    {
      int session = covers->items[number];
      int other;
      if (!is_judged (delegation, entry, session))
        continue;
      const char *why = hindrance (delegation, entry, session, &other);
      if (why != NULL)
        say_wrong (delegation, entry, session, why, other);
      for (int before = 0; before < number; before++)
        {
          GhBookDuty a = cover_of (book, session);
          GhBookDuty b = cover_of (book, covers->items[before]);
          if (is_judged (delegation, entry, b.session)
              && meets (book, delegation->people->items[entry], &a, &b))
            say_wrong (delegation, entry, session, "covers also", b.session);
        }
    }
}

static void
check_shared_out (const Delegation *delegation, const GhBookInts *musts)
{
  GhBook *book = delegation->book;

  for (int must = 0; must < musts->n; must++)
    if (!is_covered (delegation, musts->items[must]))
      gh_book_find_wrong (book, "cover", "nobody of %s covers %s",
                          book->delegations[delegation->delegation].id,
                          gh_book_say (book, musts->items[must]));
  for (int entry = 0; entry < delegation->people->n; entry++)
    check_covers_of (delegation, entry);
}

/* ---- not shared out ---------------------------------------------------------------------- */

/* What the person covers leaves time for this session too. */
static bool
has_time (const Delegation *delegation, int entry, int session)
{
  const GhBookInts *covers = &delegation->covers[entry];
  GhBookDuty cover = cover_of (delegation->book, session);

  for (int number = 0; number < covers->n; number++)
    {
      GhBookDuty other = cover_of (delegation->book, covers->items[number]);
      if (meets (delegation->book, delegation->people->items[entry], &cover, &other))
        return false;
    }
  return true;
}

/* MUSTS from FROM on, up to END, can be covered; or the search gave up. */
static bool
can_go_on (Delegation *delegation, const GhBookInts *musts, int from, int end)
{
  int other;

  if (from == end || delegation->nodes-- <= 0)
    return true;
  int session = musts->items[from];
  if (is_covered_anyway (delegation, session))
    return can_go_on (delegation, musts, from + 1, end);
  for (int entry = 0; entry < delegation->people->n; entry++)
    {
      GhBookInts *covers = &delegation->covers[entry];
      if (hindrance (delegation, entry, session, &other) != NULL
          || !has_time (delegation, entry, session))
        continue;
      covers->items[covers->n++] = session;
      bool is_possible = can_go_on (delegation, musts, from + 1, end);
      covers->n--;
      if (is_possible)
        return true;
    }
  return false;
}

static int
widest_travel (const GhBook *book)
{
  int widest = 0;

  for (int way = 0; way < book->n_venues * book->n_venues; way++)
    widest = MAX (widest, book->travel[way]);
  return widest;
}

static void
say_uncovered (const Delegation *delegation, const GhBookInts *musts, int first, int end)
{
  GhBook *book = delegation->book;
  g_autoptr (GString) names = g_string_new (NULL);

  for (int must = first; must < end; must++)
    g_string_append_printf (names, "%s%s", must > first ? ", " : "",
                            gh_book_say (book, musts->items[must]));
  gh_book_find_wrong (book, "cover", "%s cannot cover all of %s",
                      book->delegations[delegation->delegation].id, names->str);
}

/* Musts, sorted by start, fall into knots that have nothing to do with each other. */
static void
check_existence (Delegation *delegation, const GhBookInts *musts)
{
  GhBook *book = delegation->book;
  int travel = widest_travel (book);
  int end;

  for (int entry = 0; entry < delegation->people->n; entry++)
    delegation->covers[entry] =
        (GhBookInts){ 0, gh_book_new0 (book, (gsize)musts->n, sizeof (int)) };
  for (int first = 0; first < musts->n; first = end)
    {
      int latest = book->sessions[musts->items[first]].end;
      for (end = first + 1;
           end < musts->n && book->sessions[musts->items[end]].start < latest + travel; end++)
        latest = MAX (latest, book->sessions[musts->items[end]].end);
      delegation->nodes = MOST_NODES;
      if (!can_go_on (delegation, musts, first, end))
        say_uncovered (delegation, musts, first, end);
    }
}

/* ---- without people ---------------------------------------------------------------------- */

static void
check_size (GhBook *book, int delegation, const GhBookInts *musts)
{
  for (int must = 0; must < musts->n; must++)
    {
      int at = book->sessions[musts->items[must]].start;
      int n = 0;
      if (must > 0 && book->sessions[musts->items[must - 1]].start == at)
        continue;
      for (int other = 0; other < musts->n; other++)
        n += book->sessions[musts->items[other]].start <= at
             && at < book->sessions[musts->items[other]].end;
      if (n > book->delegations[delegation].size)
        gh_book_find_wrong (
            book, "cover", "%s must be in %d sessions at %s, among them %s, and is %d",
            book->delegations[delegation].id, n, gh_book_when (book, at),
            gh_book_say (book, musts->items[must]), book->delegations[delegation].size);
    }
}

/* ---- all --------------------------------------------------------------------------------- */

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhBook *book = data;
  int left = *(const int *)a;
  int right = *(const int *)b;
  int order = book->sessions[left].start - book->sessions[right].start;

  return order != 0 ? order : left - right;
}

static void
check_delegation (GhBook *book, int number, GhBookInts *covers_of_person)
{
  const GhBookInts *people = &book->delegations[number].people;
  GhBookInts musts = { 0 };

  for (int session = 0; session < book->n_sessions; session++)
    if (book->sessions[session].is_placed && gh_book_is_hard (book, GH_HARD_COVER, session)
        && gh_book_delegation_want (book, number, session).wish == GH_WISH_MUST)
      gh_book_append (book, &musts, session);
  if (musts.n > 0)
    g_qsort_with_data (musts.items, musts.n, sizeof (int), compare_starts, book);
  if (people->n == 0)
    {
      check_size (book, number, &musts);
      return;
    }

  Delegation delegation = { .book = book, .delegation = number, .people = people };
  delegation.duties = g_new (GArray *, people->n);
  delegation.covers = g_new (GhBookInts, people->n);
  for (int entry = 0; entry < people->n; entry++)
    {
      delegation.duties[entry] = gh_duties_of (book, people->items[entry]);
      delegation.covers[entry] = covers_of_person[people->items[entry]];
      delegation.has_someone_on_site =
          delegation.has_someone_on_site || !book->persons[people->items[entry]].remote;
    }
  if (book->share_out)
    check_shared_out (&delegation, &musts);
  else
    check_existence (&delegation, &musts);
  for (int entry = 0; entry < people->n; entry++)
    g_array_unref (delegation.duties[entry]);
  g_free (delegation.duties);
  g_free (delegation.covers);
}

void
gh_check_cover (GhBook *book)
{
  GhBookInts *covers = gh_book_new0 (book, (gsize)book->n_persons, sizeof (GhBookInts));

  for (int row = 0; row < book->n_attendances; row++)
    {
      const GhBookAttendance *this = &book->attendances[row];
      if (this->person >= 0 && this->session >= 0 && book->sessions[this->session].is_placed
          && strcmp (this->as, "covers") == 0
          && !gh_book_has_named_role (book, this->person, this->session, "covers"))
        gh_book_append (book, &covers[this->person], this->session);
    }
  for (int delegation = 0; delegation < book->n_delegations; delegation++)
    check_delegation (book, delegation, covers);
}
