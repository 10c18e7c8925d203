#include "engine/prove/formula-write.h"

#include "engine/past.h"

/* Numbers of rooms are merged like minutes. */
G_STATIC_ASSERT (sizeof (GhMinute) == sizeof (int));

void
gh_minutes_merge (GArray *into, const GArray *from)
{
  g_array_append_vals (into, from->data, from->len);
  gh_minutes_tidy (into);
}

/* Where a session could be; if wide, also without any one of the demands about that. */
static void
list_places (GhWriting *writing, int session)
{
  GhCase *this = writing->this;
  GhPart *part = &writing->parts[session];
  const GhPlaces *places = gh_case_places (this, session);
  const GArray *list = this->of_session[session];

  part->starts = g_array_new (false, false, sizeof (GhMinute));
  part->rooms = g_array_new (false, false, sizeof (int));
  gh_minutes_merge (part->starts, places->starts);
  gh_minutes_merge (part->rooms, places->rooms);
  for (guint at = 0; writing->wide && at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      if (!gh_asked_is_about_place (this->asked->pdata[entry]) || !gh_case_asks (this, entry))
        continue;
      gh_case_drop (this, entry);
      places = gh_case_places (this, session);
      gh_minutes_merge (part->starts, places->starts);
      gh_minutes_merge (part->rooms, places->rooms);
      gh_case_take_back (this, entry);
    }
}

/* "At its start number N" is that start or later, and not the next or later. */
static void
write_starts (GhWriting *writing, GhPart *part)
{
  int n = (int)part->starts->len;

  part->ladder = gh_writing_add_variables (writing, MAX (0, n - 1));
  part->at = gh_writing_add_variables (writing, MAX (0, n - 2));
  for (int number = 1; number + 1 < n; number++)
    {
      int at = part->at + number - 1;
      int from = part->ladder + number - 1;
      int next = part->ladder + number;
      gh_clause_write (writing, -next, from, 0);
      gh_clause_write (writing, -at, from, 0);
      gh_clause_write (writing, -at, -next, 0);
      gh_clause_write (writing, at, -from, next);
    }
}

/* It has a start, and a room that is open then. */
static void
write_places (GhWriting *writing, int session)
{
  GhPart *part = &writing->parts[session];
  bool needs_room = gh_needs_room (writing->model, session);
  int n = (int)part->starts->len;

  write_starts (writing, part);
  part->room = gh_writing_add_variables (writing, (int)part->rooms->len);
  gh_clause_begin (writing);
  gh_clause_put_unless_held (writing, session);
  for (guint room = 0; n > 0 && room < part->rooms->len; room++)
    gh_clause_put (writing, part->room + (int)room);
  if (n == 0 || needs_room)
    gh_clause_end (writing);
}

/* The room is not open then, or a demand that has been kept as one forbids a start or a room. */
static void
write_opening (GhWriting *writing, int session)
{
  const GhCase *this = writing->this;
  GhPart *part = &writing->parts[session];
  int open_entry = -1;

  for (guint at = 0; at < this->of_session[session]->len; at++)
    {
      int entry = g_array_index (this->of_session[session], int, at);
      if (((const GhAsked *)this->asked->pdata[entry])->asks == GH_ASKS_OPEN_ROOM
          && gh_case_asks (this, entry))
        open_entry = entry;
    }
  if (open_entry < 0)
    return;
  for (guint room = 0; room < part->rooms->len; room++)
    for (int from = 0, before; from < (int)part->starts->len; from = before)
      {
        /* Starts side by side that are not open share a clause. */
        int in = g_array_index (part->rooms, int, room);
        for (before = from;
             before < (int)part->starts->len
             && gh_asked_forbids (writing->model, this->asked->pdata[open_entry],
                                  g_array_index (part->starts, GhMinute, before), in);
             before++)
          ;
        if (before > from)
          {
            gh_clause_begin (writing);
            gh_clause_put_unless_held (writing, session);
            if (writing->wide)
              gh_clause_put_unless (writing, open_entry);
            gh_clause_put (writing, -(part->room + (int)room));
            gh_clause_put_outside (writing, part, from, before);
            gh_clause_end (writing);
          }
        else
          before++;
      }
}

static void
write_own_demand (GhWriting *writing, int session, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  GhPart *part = &writing->parts[session];

  for (int at = 0; at < (int)part->starts->len; at++)
    if (gh_asked_forbids (writing->model, asked, g_array_index (part->starts, GhMinute, at), -1))
      {
        gh_clause_begin (writing);
        gh_clause_put_unless_held (writing, session);
        gh_clause_put_unless (writing, entry);
        gh_clause_put_not_at (writing, part, at);
        gh_clause_end (writing);
      }
  for (guint room = 0; asked->asks > GH_ASKS_OPEN_ROOM && room < part->rooms->len; room++)
    if (gh_asked_forbids (writing->model, asked, 0, g_array_index (part->rooms, int, room)))
      {
        gh_clause_begin (writing);
        gh_clause_put_unless_held (writing, session);
        gh_clause_put_unless (writing, entry);
        gh_clause_put (writing, -(part->room + (int)room));
        gh_clause_end (writing);
      }
}

void
gh_write_session (GhWriting *writing, int session)
{
  const GArray *list = writing->this->of_session[session];

  list_places (writing, session);
  write_places (writing, session);
  write_opening (writing, session);
  for (guint at = 0; writing->wide && at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      const GhAsked *asked = writing->this->asked->pdata[entry];
      if (gh_asked_is_about_place (asked) && asked->asks != GH_ASKS_OPEN_ROOM
          && gh_case_asks (writing->this, entry))
        write_own_demand (writing, session, entry);
    }
}
