#include "input/verify/check.h"

#include <glib.h>

static void
count (GhBook *book)
{
  for (int session = 0; session < book->n_sessions; session++)
    {
      const GhBookSession *this = &book->sessions[session];
      book->verdict->n_placed += this->is_placed;
      book->verdict->n_unplaced += !this->is_placed && !this->optional && !this->cancelled;
    }
}

void
gh_check_rules (GhBook *book)
{
  static void (*const checks[]) (GhBook * book) = {
    gh_check_start, gh_check_room_fit, gh_check_room_clash, gh_check_person_clash,
    gh_check_cover, gh_check_order,    gh_check_relations,  gh_check_limits,
    gh_check_teams, gh_check_speeches,
  };

  for (gsize check = 0; check < G_N_ELEMENTS (checks); check++)
    checks[check](book);
}

GhVerdict *
gh_verify (const char *conference, const char *draft_or_revision,
           GhVerifyReadCalendar read_calendar, GhVerifyReadBusy read_busy, GError **error)
{
  g_autoptr (GhBook) book = gh_book_new (conference, draft_or_revision, read_busy);

  if (!gh_book_read (book, error))
    return NULL;
  count (book);
  gh_check_files (book);
  gh_check_manifest (book);
  gh_check_exports (book);
  gh_check_rules (book);
  gh_check_frozen (book);
  gh_check_calendars (book, read_calendar);
  return g_steal_pointer (&book->verdict);
}
