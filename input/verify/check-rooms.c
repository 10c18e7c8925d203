/* Rules room-fit and room-clash: whether a session may be in its room, and who else is. */
#include "input/verify/check.h"
#include "input/verify/read.h"

#include <string.h>

/* ---- room-fit ---------------------------------------------------------------------------- */

static void
check_seats (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  const GhBookRoom *room = &book->rooms[this->room];
  bool has_own = *this->layout != '\0';
  const char *layout = has_own ? this->layout : room->layout;
  int seats = gh_book_seats (book, session);

  if (has_own && !gh_book_knows_layout (book, layout))
    gh_book_find_wrong (book, "room-fit", "%s needs the layout %s, which no room knows",
                        gh_book_say (book, session), layout);
  else if (has_own && seats == 0)
    gh_book_find_wrong (book, "room-fit", "%s needs the layout %s, in which %s never is",
                        gh_book_say (book, session), layout, room->id);
  else if ((gint64)seats * book->seats_percent < (gint64)this->attendance * 100)
    gh_book_find_wrong (book, "room-fit", "%s expects %d, but %s has %d seats%s%s at %d percent",
                        gh_book_say (book, session), this->attendance, room->id, seats,
                        *layout != '\0' ? " as " : "", layout, book->seats_percent);
}

static void
check_list (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  bool is_in_list = this->rooms.n == 0;

  for (int entry = 0; entry < this->rooms.n; entry++)
    is_in_list = is_in_list || this->rooms.items[entry] == this->room;
  if (!is_in_list)
    gh_book_find_wrong (book, "room-fit", "%s is in a room that is not in its list",
                        gh_book_say (book, session));
  if (this->pinned_room >= 0 && this->pinned_room != this->room)
    gh_book_find_wrong (book, "room-fit", "%s is pinned to %s", gh_book_say (book, session),
                        book->rooms[this->pinned_room].id);
}

static void
check_fit (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  const GhBookRoom *room = &book->rooms[this->room];

  check_list (book, session);
  if (this->venue >= 0 && room->venue != this->venue)
    gh_book_find_wrong (book, "room-fit", "%s must be at %s", gh_book_say (book, session),
                        book->venues[this->venue]);
  for (char **feature = this->features; *feature != NULL; feature++)
    if (!gh_list_has (room->features, *feature))
      gh_book_find_wrong (book, "room-fit", "%s needs %s, which %s has not",
                          gh_book_say (book, session), *feature, room->id);
  check_seats (book, session);
}

void
gh_check_room_fit (GhBook *book)
{
  for (int session = 0; session < book->n_sessions; session++)
    {
      const GhBookSession *this = &book->sessions[session];
      bool is_known = this->unknown_room == NULL || *this->unknown_room == '\0';
      if (this->is_placed && !is_known)
        gh_book_find_wrong (book, "files",
                            "schedule.csv puts %s into \"%s\", which the sheets do not know",
                            this->id, this->unknown_room);
      if (!this->is_placed || !gh_book_is_hard (book, GH_HARD_ROOM_FIT, session))
        continue;
      if (this->needs_room && this->room < 0 && is_known)
        gh_book_find_wrong (book, "room-fit", "%s has no room, and needs one",
                            gh_book_say (book, session));
      else if (!this->needs_room && this->room >= 0)
        gh_book_find_wrong (book, "room-fit", "%s has a room, and needs none",
                            gh_book_say (book, session));
      else if (this->room >= 0)
        check_fit (book, session);
    }
}

/* ---- room-clash -------------------------------------------------------------------------- */

/* A room and its parts, and two rooms that share a part, are one. */
static bool
share_floor (const GhBook *book, int a, int b)
{
  for (int room = 0; room < book->n_rooms; room++)
    if (book->rooms[a].floor[room] && book->rooms[b].floor[room])
      return true;
  return false;
}

/* Minutes between two sessions of one room. */
static int
gap_between (const GhBook *book, int a, int b)
{
  const GhBookRoom *in_a = &book->rooms[book->sessions[a].room];
  const GhBookRoom *in_b = &book->rooms[book->sessions[b].room];
  const char *layout_a = book->sessions[a].layout;
  const char *layout_b = book->sessions[b].layout;
  int gap = MAX (in_a->turnaround_minutes, in_b->turnaround_minutes);

  if (gh_book_are_joined (book, a, b))
    return 0;
  layout_a = *layout_a != '\0' ? layout_a : in_a->layout;
  layout_b = *layout_b != '\0' ? layout_b : in_b->layout;
  if (*layout_a != '\0' && *layout_b != '\0' && strcmp (layout_a, layout_b) != 0)
    gap += MAX (in_a->layout_change_minutes, in_b->layout_change_minutes);
  return gap;
}

static void
check_pair (GhBook *book, int a, int b)
{
  const GhBookSession *one = &book->sessions[a];
  const GhBookSession *other = &book->sessions[b];
  int gap = gap_between (book, a, b);

  if (one->start >= other->end + gap || other->start >= one->end + gap)
    return;
  if (one->start < other->end && other->start < one->end)
    gh_book_find_wrong (book, "room-clash", "%s and %s are at one time in one room",
                        gh_book_say (book, a), gh_book_say (book, b));
  else
    gh_book_find_wrong (book, "room-clash", "%s and %s have less than %d minutes between them",
                        gh_book_say (book, a), gh_book_say (book, b), gap);
}

void
gh_check_room_clash (GhBook *book)
{
  for (int a = 0; a < book->n_sessions; a++)
    for (int b = a + 1; b < book->n_sessions; b++)
      if (book->sessions[a].is_placed && book->sessions[b].is_placed && book->sessions[a].room >= 0
          && book->sessions[b].room >= 0 && gh_book_is_hard_for (book, GH_HARD_ROOM_CLASH, a, b)
          && share_floor (book, book->sessions[a].room, book->sessions[b].room))
        check_pair (book, a, b);
}
