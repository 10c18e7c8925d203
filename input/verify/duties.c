#include "input/verify/duties.h"

static bool
speaks_on_site (const GhBook *book, int person, int session)
{
  for (int number = 0; number < book->n_slots; number++)
    {
      const GhBookSlot *slot = &book->slots[number];
      if (slot->session == session && slot->speaker == person && slot->speech >= 0
          && book->speeches[slot->speech].on_site)
        return true;
    }
  return false;
}

static void
add_strict (GhBookSetting *clash, GhBookSetting other)
{
  if (other.is_hard)
    *clash =
        (GhBookSetting){ true, clash->is_hard ? MAX (clash->value, other.value) : other.value };
}

/* Minutes between two roles are no matter of a must. */
static GhBookSetting
clash_in (const GhBook *book, int person, int session, bool is_must, bool speaks)
{
  GhBookSetting clash = { is_must && gh_book_clash (book, NULL, session).is_hard, 0 };

  for (int role = book->first_role[person]; role < book->first_role[person + 1]; role++)
    if (book->roles[role].session == session)
      add_strict (&clash, gh_book_clash (book, book->roles[role].role, session));
  if (speaks)
    add_strict (&clash, gh_book_clash (book, "speaker", session));
  return clash;
}

static void
add_remote_speeches (const GhBook *book, int person, int session, GArray *duties)
{
  for (int number = 0; number < book->n_slots; number++)
    {
      const GhBookSlot *slot = &book->slots[number];
      if (slot->session != session || slot->speaker != person || slot->speech < 0)
        continue;
      GhBookDuty duty = { session, slot->start, slot->start + slot->minutes,
                          true,    false,       gh_book_clash (book, "speaker", session) };
      g_array_append_val (duties, duty);
    }
}

static bool
is_speaker (const GhBook *book, int person)
{
  for (int slot = 0; slot < book->n_slots; slot++)
    if (book->slots[slot].speaker == person)
      return true;
  return false;
}

GArray *
gh_duties_of (const GhBook *book, int person)
{
  GArray *duties = g_array_new (false, false, sizeof (GhBookDuty));
  bool speaks = is_speaker (book, person);

  for (int session = 0; session < book->n_sessions; session++)
    {
      const GhBookSession *this = &book->sessions[session];
      if (!this->is_placed)
        continue;
      GhBookWant want = gh_book_want (book, person, session);
      bool is_must = want.named && want.wish == GH_WISH_MUST;
      bool speaks_here = speaks && speaks_on_site (book, person, session);
      bool has_role = gh_book_has_role (book, person, session) || speaks_here;
      GhBookDuty duty = { session,   this->start,
                          this->end, has_role,
                          true,      clash_in (book, person, session, is_must, speaks_here) };
      if (has_role || is_must)
        g_array_append_val (duties, duty);
      else if (speaks)
        add_remote_speeches (book, person, session, duties);
    }
  return duties;
}

bool
gh_duty_is_there (const GArray *duties, int session)
{
  for (guint duty = 0; duty < duties->len; duty++)
    if (g_array_index (duties, GhBookDuty, duty).session == session)
      return g_array_index (duties, GhBookDuty, duty).is_on_site;
  return false;
}

bool
gh_duties_meet (const GhBookDuty *a, const GhBookDuty *b, int gap)
{
  return a->start < b->end + gap && b->start < a->end + gap;
}
