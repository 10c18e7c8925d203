#include "input/verify/stay.h"
#include "input/verify/check.h"
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

/* ---- speeches ---------------------------------------------------------------------------- */

static int
count_sessions (const GhBook *book, const GhBookSpeech *speech)
{
  int n = 0;

  for (int session = 0; session < book->n_sessions; session++)
    n += speech->sessions[session];
  return n;
}

/* When speeches are given may change with their session, and which session gives them: the rule is
 * off, and only who speaks on site in one session and no other is bound to it. */
static void
bind_speakers (GhBook *fork)
{
  gsize n_columns = (gsize)fork->n_sessions + 1;
  gsize n = (gsize)GH_N_HARD * n_columns;
  GhBookSetting *settings = gh_book_new0 (fork, n, sizeof (GhBookSetting));

  memcpy (settings, fork->settings, n * sizeof (GhBookSetting));
  for (gsize column = 0; column < n_columns; column++)
    settings[(gsize)GH_HARD_SPEECHES * n_columns + column].is_hard = false;
  fork->settings = settings;
  fork->slots = gh_book_new0 (fork, (gsize)fork->n_speeches, sizeof (GhBookSlot));
  fork->n_slots = 0;
  for (int number = 0; number < fork->n_speeches; number++)
    {
      const GhBookSpeech *speech = &fork->speeches[number];
      if (!speech->on_site || count_sessions (fork, speech) != 1)
        continue;
      for (int session = 0; session < fork->n_sessions; session++)
        if (speech->sessions[session])
          fork->slots[fork->n_slots++] =
              (GhBookSlot){ .session = session, .speaker = speech->speaker, .speech = number };
    }
}

/* There is a time in the session at which the speaker could be heard. */
static bool
can_be_given (const GhBook *book, const GhBookSpeech *speech, const GhBookHad *had, int session)
{
  const GhBookSession *this = &book->sessions[session];
  const GArray *present = book->persons[speech->speaker].present;
  int last = had->start + this->minutes - speech->minutes;

  for (int start = had->start + this->speeches_after; start <= last; start++)
    if (gh_spans_hold (present, start, start + speech->minutes)
        && gh_spans_hold (speech->available, start, start + speech->minutes))
      return true;
  return false;
}

/* Some speech could not be given where the session was, and has no other session now. */
static bool
loses_a_speech (const GhBook *book, const GhBookPast *past, int session)
{
  for (int number = 0; number < book->n_speeches; number++)
    {
      const GhBookSpeech *speech = &book->speeches[number];
      bool is_elsewhere = speech->slot >= 0 && book->slots[speech->slot].session != session;
      if (speech->sessions[session] && !is_elsewhere
          && gh_book_is_hard (book, GH_HARD_SPEECHES, session)
          && !can_be_given (book, speech, &past->sessions[session], session))
        return true;
    }
  return false;
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

/* Of proposals for who covers what it is enough that some exist. */
GhBook *
gh_stay_fork (const GhBook *book, const GhBookPast *past)
{
  GhBook *fork = gh_book_fork (book);

  fork->share_out = false;
  bind_speakers (fork);
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

/* ---- asking ------------------------------------------------------------------------------ */

char *
gh_stay_key (const GhFinding *finding)
{
  return g_strdup_printf ("%s: %s", finding->rule, finding->sentence);
}

GHashTable *
gh_stay_find (GhBook *fork)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gh_check_rules (fork);
  for (guint entry = 0; entry < fork->verdict->findings->len; entry++)
    g_hash_table_add (found, gh_stay_key (fork->verdict->findings->pdata[entry]));
  g_ptr_array_set_size (fork->verdict->findings, 0);
  return found;
}

/* With the session where it was the checks find something that they do not find without it. */
static bool
adds_to (GhBook *fork, const GhBookPast *past, int session)
{
  bool does = false;

  fork->sessions[session].is_placed = false;
  g_autoptr (GHashTable) without = gh_stay_find (fork);
  put_back (fork, past, session);
  gh_check_rules (fork);
  for (guint entry = 0; entry < fork->verdict->findings->len; entry++)
    {
      g_autofree char *key = gh_stay_key (fork->verdict->findings->pdata[entry]);
      does = does || !g_hash_table_contains (without, key);
    }
  return does;
}

bool
gh_stay_could (const GhBook *book, const GhBook *firm, const GhBookPast *past, int session)
{
  g_autoptr (GhBook) alone = gh_book_fork (firm);
  g_autoptr (GhBook) beside = gh_book_fork (firm);

  put_frozen (beside, past);
  return !loses_a_speech (book, past, session) && !adds_to (alone, past, session)
         && !adds_to (beside, past, session);
}
