/* Rule frozen: what had begun when the programme was made, or was about to, is where it was.
 *
 * Whether something could have stayed is asked of the other checks: in a fork of the book it stands
 * where it was, beside what stands firm, and what they find with it and not without it is its
 * excuse.  What has begun needs none: what only such sessions break is a note. */
#include "input/verify/check.h"
#include "input/verify/past.h"
#include "input/verify/times.h"

#include <string.h>

/* ---- elsewhere --------------------------------------------------------------------------- */

static void
clear (GhBook *fork)
{
  for (int session = 0; session < fork->n_sessions; session++)
    fork->sessions[session].is_placed = false;
}

static void
put (GhBook *fork, int number, int start, int room, GhBookInts teams)
{
  GhBookSession *session = &fork->sessions[number];

  session->is_placed = true;
  session->start = start;
  session->end = start + session->minutes;
  session->room = room;
  session->in = teams;
}

static void
put_back (GhBook *fork, const GhBookPast *past, int session)
{
  const GhBookHad *had = &past->sessions[session];
  put (fork, session, had->start, had->room, had->in);
}

static char *
key_of (const GhFinding *finding)
{
  return g_strdup_printf ("%s: %s", finding->rule, finding->sentence);
}

/* What the checks find, as a set of rules and sentences. */
static GHashTable *
find_all (GhBook *fork)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gh_check_rules (fork);
  for (guint entry = 0; entry < fork->verdict->findings->len; entry++)
    g_hash_table_add (found, key_of (fork->verdict->findings->pdata[entry]));
  g_ptr_array_set_size (fork->verdict->findings, 0);
  return found;
}

/* ---- what stands firm -------------------------------------------------------------------- */

/* The only start that a session may have, or GH_BOOK_NEVER. */
static int
find_only_start (const GhBook *book, const GhBookPast *past, int session)
{
  const GhBookSession *this = &book->sessions[session];
  int given = this->pinned != GH_BOOK_NEVER ? this->pinned : this->fixed;
  int only = GH_BOOK_NEVER;

  if (given != GH_BOOK_NEVER)
    return given;
  for (int start = 0; start < book->n_days * GH_BOOK_DAY; start++)
    {
      bool is_in_time =
          start >= past->now + book->notice_minutes || start == past->sessions[session].start;
      if (!is_in_time || !gh_book_may_start (book, session, start))
        continue;
      if (only != GH_BOOK_NEVER)
        return GH_BOOK_NEVER;
      only = start;
    }
  return only;
}

static bool
is_fit (const GhBook *book, int session, int start, int room)
{
  g_autoptr (GhBook) fork = gh_book_fork (book);

  clear (fork);
  put (fork, session, start, room, (GhBookInts){ 0 });
  gh_check_room_fit (fork);
  return fork->verdict->findings->len == 0;
}

/* The only room that fits, or -1. */
static int
find_only_room (const GhBook *book, int session, int start)
{
  int only = -1;

  for (int room = 0; room < book->n_rooms; room++)
    {
      if (!is_fit (book, session, start, room))
        continue;
      if (only >= 0)
        return -1;
      only = room;
    }
  return only;
}

/* Puts what has begun where it was, and what can start only then there; where that leaves a choice
 * of rooms, into none. */
static void
put_firm (GhBook *fork, const GhBookPast *past)
{
  for (int session = 0; session < fork->n_sessions; session++)
    {
      const GhBookHad *had = &past->sessions[session];
      int start =
          had->has_begun || had->is_frozen || had->is_kept || fork->sessions[session].cancelled
              ? GH_BOOK_NEVER
              : find_only_start (fork, past, session);
      if (had->has_begun)
        put_back (fork, past, session);
      else if (start != GH_BOOK_NEVER)
        put (fork, session, start, find_only_room (fork, session, start), (GhBookInts){ 0 });
    }
}

/* Speeches may move with their session or to another: they keep none.  Nor do proposals for who
 * covers what: that some exist is enough. */
static GhBook *
fork_firm (const GhBook *book, const GhBookPast *past)
{
  GhBook *fork = gh_book_fork (book);

  fork->n_speeches = fork->n_slots = 0;
  fork->share_out = false;
  clear (fork);
  put_firm (fork, past);
  return fork;
}

static void
put_frozen (GhBook *fork, const GhBookPast *past)
{
  for (int session = 0; session < fork->n_sessions; session++)
    if (past->sessions[session].is_frozen || past->sessions[session].is_kept)
      put_back (fork, past, session);
}

/* ---- what was frozen --------------------------------------------------------------------- */

static bool
is_where_it_was (const GhBookSession *session, const GhBookHad *had)
{
  return session->is_placed && session->start == had->start
         && (session->room == had->room || had->room_is_gone);
}

/* With the session where it was the checks find something that they do not find without it. */
static bool
adds_to (GhBook *fork, const GhBookPast *past, int session)
{
  bool does = false;

  fork->sessions[session].is_placed = false;
  g_autoptr (GHashTable) without = find_all (fork);
  put_back (fork, past, session);
  gh_check_rules (fork);
  for (guint entry = 0; entry < fork->verdict->findings->len; entry++)
    {
      g_autofree char *key = key_of (fork->verdict->findings->pdata[entry]);
      does = does || !g_hash_table_contains (without, key);
    }
  return does;
}

/* It breaks a hard rule where it was: beside what stands firm, or beside what else was frozen, when
 * either may have moved. */
static bool
could_not_stay (const GhBook *firm, const GhBookPast *past, int session)
{
  g_autoptr (GhBook) alone = gh_book_fork (firm);
  g_autoptr (GhBook) beside = gh_book_fork (firm);

  put_frozen (beside, past);
  return adds_to (alone, past, session) || adds_to (beside, past, session);
}

static void
say_moved (GhBook *book, const GhBookPast *past, int session, const char *why)
{
  const GhBookHad *had = &past->sessions[session];
  const char *room = had->room >= 0      ? book->rooms[had->room].id
                     : had->room_is_gone ? "a room that is gone"
                                         : "no room";

  gh_book_find_wrong (book, "frozen", "%s %s at %s in %s in revision %s, and %s",
                      gh_book_say (book, session),
                      book->sessions[session].is_placed ? "was" : "has no place, was",
                      gh_book_when (book, had->start), room, past->revision, why);
}

static void
check_notice (GhBook *book, const GhBookPast *past, int session)
{
  const GhBookSession *this = &book->sessions[session];

  if (this->is_placed && this->start != past->sessions[session].start
      && this->start < past->now + book->notice_minutes
      && gh_book_is_hard (book, GH_HARD_FROZEN, session))
    gh_book_find_wrong (book, "frozen", "%s was not to start then in revision %s, and is %s %s",
                        gh_book_say (book, session), past->revision,
                        this->start < past->now
                            ? "before"
                            : gh_book_text (book, g_strdup_printf ("sooner than %d minutes after",
                                                                   book->notice_minutes)),
                        gh_book_when (book, past->now));
}

static void
check_begun (GhBook *book, const GhBookPast *past, int session)
{
  if (!is_where_it_was (&book->sessions[session], &past->sessions[session]))
    say_moved (
        book, past, session,
        gh_book_text (book, g_strdup_printf ("had begun by %s", gh_book_when (book, past->now))));
}

static void
check_moved (GhBook *book, const GhBookPast *past)
{
  const char *why = gh_book_text (
      book, g_strdup_printf ("was frozen up to %s", gh_book_when (book, past->frozen_to)));
  g_autoptr (GhBook) firm = NULL;

  for (int session = 0; session < book->n_sessions; session++)
    {
      if (!past->sessions[session].is_frozen
          || is_where_it_was (&book->sessions[session], &past->sessions[session]))
        continue;
      if (firm == NULL)
        firm = fork_firm (book, past);
      if (!could_not_stay (firm, past, session))
        say_moved (book, past, session, why);
    }
}

/* ---- what had begun ---------------------------------------------------------------------- */

/* What the checks find where nothing is placed but what has begun and stayed. */
static GHashTable *
find_begun (const GhBook *book, const GhBookPast *past)
{
  g_autoptr (GhBook) fork = gh_book_fork (book);

  /* A speech that is missing is wrong also if all of its sessions have begun. */
  fork->n_speeches = 0;
  for (int session = 0; session < book->n_sessions; session++)
    fork->sessions[session].is_placed =
        past->sessions[session].has_begun
        && is_where_it_was (&book->sessions[session], &past->sessions[session]);
  return find_all (fork);
}

static void
excuse_begun (GhBook *book, const GhBookPast *past)
{
  g_autoptr (GHashTable) begun = find_begun (book, past);
  GPtrArray *findings = book->verdict->findings;

  for (guint entry = 0; entry < findings->len;)
    {
      g_autofree char *key = key_of (findings->pdata[entry]);
      if (!g_hash_table_contains (begun, key))
        {
          entry++;
          continue;
        }
      GhFinding *note = g_ptr_array_steal_index (findings, entry);
      g_autofree char *sentence = note->sentence;
      note->sentence =
          g_strdup_printf ("%s; began before %s; stays", sentence, gh_book_when (book, past->now));
      g_ptr_array_add (book->verdict->notes, note);
    }
}

void
gh_check_frozen (GhBook *book)
{
  const GhBookPast *past = gh_book_read_past (book);

  if (past == NULL)
    return;
  excuse_begun (book, past);
  for (int session = 0; session < book->n_sessions; session++)
    if (past->sessions[session].has_begun)
      check_begun (book, past, session);
    else
      check_notice (book, past, session);
  check_moved (book, past);
}
