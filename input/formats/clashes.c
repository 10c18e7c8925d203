#include "input/formats/imported.h"

/* A room or person, busy from start to end. */
typedef struct
{
  int who;
  gint64 start, end;
} Busy;

static int
compare_busy (gconstpointer a, gconstpointer b)
{
  const Busy *one = a, *other = b;

  if (one->who != other->who)
    return one->who < other->who ? -1 : 1;
  return (one->start > other->start) - (one->start < other->start);
}

static void
add_all (GArray *busy, const GhImportedSession *session, const GArray *whose)
{
  for (guint entry = 0; entry < whose->len; entry++)
    {
      Busy this = { g_array_index (whose, int, entry), session->start,
                    session->start + session->minutes };
      g_array_append_val (busy, this);
    }
}

/* How many begin before an earlier one of the same room or person has ended. */
static int
count_clashes (GArray *busy)
{
  gint64 end = GH_IMPORTED_NEVER;
  int n = 0;

  g_array_sort (busy, compare_busy);
  for (guint entry = 0; entry < busy->len; entry++)
    {
      const Busy *this = &g_array_index (busy, Busy, entry);
      if (entry == 0 || this[-1].who != this->who)
        end = GH_IMPORTED_NEVER;
      n += this->start < end;
      end = MAX (end, this->end);
    }
  return n;
}

void
gh_imported_note_clashes (GhImported *imported)
{
  g_autoptr (GArray) rooms = g_array_new (false, false, sizeof (Busy));
  g_autoptr (GArray) people = g_array_new (false, false, sizeof (Busy));
  int n_rooms, n_people;

  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      const GhImportedSession *session = imported->sessions->pdata[entry];
      if (session->start == GH_IMPORTED_NEVER)
        continue;
      add_all (rooms, session, session->rooms);
      add_all (people, session, session->people);
    }
  n_rooms = count_clashes (rooms);
  n_people = count_clashes (people);
  gh_imported_note (imported, "room-clash", n_rooms,
                    "times that a room has two sessions at once: %d; replan moves one of them",
                    n_rooms);
  gh_imported_note (imported, "person-clash", n_people,
                    "times that a person speaks in two sessions at once: %d; replan moves one of "
                    "them, unless rules.csv has person-clash as soft",
                    n_people);
}
