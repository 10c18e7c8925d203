/* Rule speeches: each in one of its sessions, inside it, one at a time, while its speaker can. */
#include "input/verify/check.h"
#include "input/verify/times.h"

static bool
counts (const GhBook *book, const GhBookSlot *slot)
{
  return slot->session >= 0 && slot->speaker >= 0 && book->sessions[slot->session].is_placed
         && gh_book_is_hard (book, GH_HARD_SPEECHES, slot->session);
}

/* A speech without a slot is wrong where one of its sessions is there to take it; where none is, it
 * is missing as a mandatory session would be. */
static void
check_missing (GhBook *book, int number)
{
  const GhBookSpeech *speech = &book->speeches[number];
  bool is_asked = false;
  bool has_session = false;

  if (speech->slot >= 0)
    return;
  for (int session = 0; session < book->n_sessions; session++)
    {
      const GhBookSession *this = &book->sessions[session];
      bool may = speech->sessions[session] && gh_book_is_hard (book, GH_HARD_SPEECHES, session);
      /* It lapses where all of its sessions are cancelled. */
      is_asked = is_asked || (may && !this->cancelled);
      has_session = has_session || (may && this->is_placed);
    }
  if (has_session)
    gh_book_find_wrong (book, "speeches", "%s has a speech of %d minutes in none of its sessions",
                        book->persons[speech->speaker].id, speech->minutes);
  else
    book->verdict->n_unplaced += is_asked;
}

static void
check_slot (GhBook *book, int number)
{
  const GhBookSlot *slot = &book->slots[number];
  const GhBookSession *session = &book->sessions[slot->session];
  const GhBookPerson *speaker = &book->persons[slot->speaker];
  const char *where = gh_book_say (book, slot->session);
  const char *when = gh_book_when (book, slot->start);
  int end = slot->start + slot->minutes;

  if (slot->speech < 0)
    {
      gh_book_find_wrong (book, "speeches",
                          "no row of the sheets has %s speak for %d minutes in %s, as at %s",
                          speaker->id, slot->minutes, where, when);
      return;
    }
  if (slot->start < session->start + session->speeches_after)
    gh_book_find_wrong (book, "speeches",
                        "%s speaks in %s at %s, before %d minutes of it have passed", speaker->id,
                        where, when, session->speeches_after);
  if (end > session->end)
    gh_book_find_wrong (book, "speeches", "%s speaks in %s at %s, beyond its end", speaker->id,
                        where, when);
  if (!gh_spans_hold (speaker->present, slot->start, end))
    gh_book_find_wrong (book, "speeches", "%s speaks in %s at %s and is absent", speaker->id, where,
                        when);
  if (!gh_spans_hold (book->speeches[slot->speech].available, slot->start, end))
    gh_book_find_wrong (book, "speeches", "%s speaks in %s at %s and is not available then",
                        speaker->id, where, when);
}

static void
check_together (GhBook *book, int a, int b)
{
  const GhBookSlot *one = &book->slots[a];
  const GhBookSlot *other = &book->slots[b];

  if (one->session == other->session && one->start < other->start + other->minutes
      && other->start < one->start + one->minutes)
    gh_book_find_wrong (book, "speeches", "%s and %s speak at one time in %s, at %s and %s",
                        book->persons[one->speaker].id, book->persons[other->speaker].id,
                        gh_book_say (book, one->session), gh_book_when (book, one->start),
                        gh_book_when (book, other->start));
}

static void
check_most (GhBook *book, int session)
{
  int most = book->sessions[session].most_speeches;
  int n = 0;

  for (int slot = 0; slot < book->n_slots; slot++)
    n += book->slots[slot].session == session && counts (book, &book->slots[slot]);
  if (most >= 0 && n > most)
    gh_book_find_wrong (book, "speeches", "%s has %d speeches, at most %d",
                        gh_book_say (book, session), n, most);
}

void
gh_check_speeches (GhBook *book)
{
  for (int speech = 0; speech < book->n_speeches; speech++)
    check_missing (book, speech);
  for (int slot = 0; slot < book->n_slots; slot++)
    {
      if (!counts (book, &book->slots[slot]))
        continue;
      check_slot (book, slot);
      for (int other = 0; other < slot; other++)
        if (counts (book, &book->slots[other]))
          check_together (book, other, slot);
    }
  for (int session = 0; session < book->n_sessions; session++)
    check_most (book, session);
}
