/* Rule frozen: what had begun when the programme was made, or was about to, is where it was, unless
 * it could not stay there (stay.h).  What has begun needs no excuse: what only such sessions break
 * is a note. */
#include "input/verify/check.h"
#include "input/verify/stay.h"

/* ---- what was frozen --------------------------------------------------------------------- */

static bool
is_where_it_was (const GhBookSession *session, const GhBookHad *had)
{
  return session->is_placed && session->start == had->start
         && (session->room == had->room || had->room_is_gone);
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
        firm = gh_stay_fork (book, past);
      if (gh_stay_could (book, firm, past, session))
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
  return gh_stay_find (fork);
}

static void
excuse_begun (GhBook *book, const GhBookPast *past)
{
  g_autoptr (GHashTable) begun = find_begun (book, past);
  GPtrArray *findings = book->verdict->findings;

  for (guint entry = 0; entry < findings->len;)
    {
      g_autofree char *key = gh_stay_key (findings->pdata[entry]);
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
