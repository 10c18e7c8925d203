/* What changed, as text: a summary, the sessions by kinds of changes, the people. */
#include "input/command/diff.h"

#include <string.h>

/* Of a person's changes, so many are told where everybody is listed. */
#define FIRST_FEW 3

/* ---- words -------------------------------------------------------------------------------- */

/* How each kind of change is told, in the order in which they are. */
typedef struct
{
  GhChangeKind kind;
  const char *heading;
  const char *of_one, *of_many; /* "1 changed its room", "2 changed their rooms" */
  const char *for_person;
} Words;

static const Words all_words[] = {
  { GH_CHANGE_MOVED, "Moved", "moved", "moved", "moved" },
  { GH_CHANGE_ROOM, "Room only", "changed its room", "changed their rooms", "room only" },
  { GH_CHANGE_CANCELLED, "Cancelled", "cancelled", "cancelled", "cancelled" },
  { GH_CHANGE_NEW, "New", "new", "new", "new" },
  { GH_CHANGE_WITHDRAWN, "Withdrawn", "withdrawn", "withdrawn", "withdrawn from you" },
  { GH_CHANGE_ADDED, NULL, NULL, NULL, "added to you" },
  { GH_CHANGE_AS, NULL, NULL, NULL, "other reason" },
};

static const char *
name_in (GHashTable *names, const char *id)
{
  const char *name = g_hash_table_lookup (names, id);
  return name != NULL ? name : "";
}

static char *
place_text (const GhTelling *telling, const GhDiffPlace *place, bool with_end)
{
  return gh_place_text (telling->diff->first_day, place->start, with_end ? place->end : GH_NEVER,
                        place->room);
}

/* "2022-06-07 09:30 AULA -> 2022-06-08 11:00 HALL"; what is the same is not said twice. */
static char *
change_text (const GhTelling *telling, GhChangeKind change, const GhDiffPlace *was,
             const GhDiffPlace *now)
{
  bool with_end = change == GH_CHANGE_MOVED && was->start == now->start;
  g_autofree char *before = place_text (telling, was, with_end);
  g_autofree char *after = place_text (telling, now, with_end);

  if (change == GH_CHANGE_ROOM)
    return g_strconcat (before, " -> ", now->room[0] != '\0' ? now->room : "no room", NULL);
  if (change == GH_CHANGE_MOVED)
    return g_strconcat (before, " -> ", after, NULL);
  return now->start != GH_NEVER ? g_steal_pointer (&after) : g_steal_pointer (&before);
}

/* "PANEL 2022-06-07 09:33 (3 minutes)" */
static char *
slot_text (const GhTelling *telling, const GhDiffSlot *slot)
{
  g_autofree char *start = gh_place_text (telling->diff->first_day, slot->start, GH_NEVER, "");
  return g_strdup_printf ("%s %s (%d minutes)", slot->session, start, slot->minutes);
}

static char *
speech_text (const GhTelling *telling, const GhDiffSpeech *speech)
{
  g_autofree char *before = speech->was.session != NULL ? slot_text (telling, &speech->was) : NULL;
  g_autofree char *after = speech->now.session != NULL ? slot_text (telling, &speech->now) : NULL;

  if (before != NULL && after != NULL)
    return g_strconcat ("speech moved: ", before, " -> ", after, NULL);
  return g_strconcat ("speech ", gh_change_word (speech->change), ": ",
                      before != NULL ? before : after, NULL);
}

/* ---- the summary -------------------------------------------------------------------------- */

static int
count_sessions (const GhDiff *diff, GhChangeKind kind)
{
  int n = 0;
  for (guint entry = 0; entry < diff->sessions->len; entry++)
    n += g_array_index (diff->sessions, GhDiffSession, entry).change == kind;
  return n;
}

static int
count_changes (const GhDiffPerson *person, GhChangeKind kind)
{
  int n = 0;
  for (guint change = 0; change < person->n_changes; change++)
    n += person->changes[change].change == kind;
  return n;
}

static bool
has_only_other_reasons (const GhDiffPerson *person)
{
  return person->n_speeches == 0 && count_changes (person, GH_CHANGE_AS) == (int)person->n_changes;
}

/* ", 3 sessions moved"; nothing of none. */
static void
append_part (GString *text, int n, const char *of_what, const char *what)
{
  if (n > 0)
    g_string_append_printf (text, "%s%d %s%s", text->len > 0 ? ", " : "", n, of_what, what);
}

static void
append_sessions (GString *text, const GhDiff *diff)
{
  int n_covered = 0;

  for (gsize entry = 0; entry < G_N_ELEMENTS (all_words); entry++)
    {
      const Words *words = &all_words[entry];
      int n = words->heading != NULL ? count_sessions (diff, words->kind) : 0;
      const char *sessions = text->len > 0 ? "" : n == 1 ? "session " : "sessions ";
      append_part (text, n, sessions, n == 1 ? words->of_one : words->of_many);
    }
  for (guint entry = 0; entry < diff->covers->len; entry++)
    {
      const GhDiffCover *cover = &g_array_index (diff->covers, GhDiffCover, entry);
      n_covered += entry == 0 || strcmp (cover[-1].session, cover->session) != 0;
    }
  append_part (text, n_covered, "",
               n_covered == 1 ? "is covered by others" : "are covered by others");
  append_part (text, (int)diff->speeches->len, diff->speeches->len == 1 ? "speech" : "speeches",
               " changed");
}

static void
append_people (GString *text, const GhDiff *diff)
{
  int n_only_reasons = 0;

  if (!diff->has_people)
    {
      g_string_append (text, "; people are not compared: one of the two has no attendance.csv");
      return;
    }
  for (guint entry = 0; entry < diff->people->len; entry++)
    n_only_reasons += has_only_other_reasons (&g_array_index (diff->people, GhDiffPerson, entry));
  int n_changed = (int)diff->people->len - n_only_reasons;
  g_string_append_printf (text, "; %d %s a changed programme", n_changed,
                          n_changed == 1 ? "person has" : "people have");
  if (n_only_reasons > 0)
    g_string_append_printf (text, ", %d only another reason", n_only_reasons);
}

static void
print_summary (const GhTelling *telling)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_sessions (text, telling->diff);
  if (text->len == 0)
    g_string_append (text, "no session changed");
  append_people (text, telling->diff);
  g_print ("%s\n", text->str);
}

/* ---- sessions as text --------------------------------------------------------------------- */

static void
print_sessions (const GhTelling *telling, const Words *words)
{
  const GArray *sessions = telling->diff->sessions;
  bool is_first = true;

  for (guint entry = 0; entry < sessions->len; entry++)
    {
      const GhDiffSession *this = &g_array_index (sessions, GhDiffSession, entry);
      g_autofree char *places = change_text (telling, this->change, &this->was, &this->now);
      if (this->change != words->kind)
        continue;
      if (is_first)
        g_print ("\n%s\n", words->heading);
      is_first = false;
      g_print ("  ");
      gh_print_cell (this->session, 12);
      gh_print_cell (places, words->kind == GH_CHANGE_MOVED ? 52 : 24);
      g_print ("%s%s%s\n", name_in (telling->titles, this->session),
               this->because[0] != '\0' ? "; because: " : "", this->because);
    }
}

/* "COM-1  AND-1 no longer, BEL-1 newly" */
static void
print_covers (const GhTelling *telling)
{
  const GArray *covers = telling->diff->covers;
  const char *session = "";

  if (covers->len > 0)
    g_print ("\nCovers");
  for (guint entry = 0; entry < covers->len; entry++)
    {
      const GhDiffCover *this = &g_array_index (covers, GhDiffCover, entry);
      bool goes_on = strcmp (session, this->session) == 0;
      if (!goes_on)
        {
          g_print ("\n  ");
          gh_print_cell (this->session, 12);
        }
      session = this->session;
      g_print ("%s%s %s", goes_on ? ", " : "", this->person,
               this->change == GH_CHANGE_ADDED ? "newly" : "no longer");
    }
  if (covers->len > 0)
    g_print ("\n");
}

static void
print_speeches (const GhTelling *telling)
{
  const GArray *speeches = telling->diff->speeches;

  if (speeches->len > 0)
    g_print ("\nSpeeches\n");
  for (guint entry = 0; entry < speeches->len; entry++)
    {
      const GhDiffSpeech *this = &g_array_index (speeches, GhDiffSpeech, entry);
      g_autofree char *text = speech_text (telling, this);
      g_print ("  ");
      gh_print_cell (this->speaker, 12);
      g_print ("%s\n", text);
    }
}

/* ---- people as text ----------------------------------------------------------------------- */

/* "(chair)", "(covers -> must)", or nothing. */
static char *
reasons_text (const GhDiffAttendance *change)
{
  bool is_other = *change->as_was != '\0' && *change->as_now != '\0'
                  && strcmp (change->as_was, change->as_now) != 0;
  if (is_other)
    return g_strdup_printf ("(%s -> %s)", change->as_was, change->as_now);
  return g_strdup_printf ("(%s)", *change->as_now != '\0' ? change->as_now : change->as_was);
}

static void
print_in_full (const GhTelling *telling, const GhDiffPerson *person)
{
  g_print ("\n%s %s\n", person->person, name_in (telling->people, person->person));
  for (gsize entry = 0; entry < G_N_ELEMENTS (all_words); entry++)
    for (guint number = 0; number < person->n_changes; number++)
      {
        const GhDiffAttendance *this = &person->changes[number];
        g_autofree char *places = change_text (telling, this->change, &this->was, &this->now);
        g_autofree char *reasons = reasons_text (this);
        if (this->change != all_words[entry].kind)
          continue;
        g_print ("  ");
        gh_print_cell (all_words[entry].for_person, 18);
        gh_print_cell (this->session, 12);
        g_print ("%s  %s %s\n", places, name_in (telling->titles, this->session), reasons);
      }
  for (guint speech = 0; speech < person->n_speeches; speech++)
    {
      g_autofree char *text = speech_text (telling, &person->speeches[speech]);
      g_print ("  %s\n", text);
    }
}

/* "2 moved, 1 room only: COM-1, COM-2, PL-1" */
static void
print_compactly (const GhTelling *telling, const GhDiffPerson *person)
{
  g_autoptr (GString) kinds = g_string_new (NULL);
  g_autoptr (GString) sessions = g_string_new (NULL);
  guint n_named = 0;

  for (gsize entry = 0; entry < G_N_ELEMENTS (all_words); entry++)
    {
      append_part (kinds, count_changes (person, all_words[entry].kind), "",
                   gh_change_word (all_words[entry].kind));
      for (guint number = 0; number < person->n_changes && n_named < FIRST_FEW; number++)
        if (person->changes[number].change == all_words[entry].kind)
          g_string_append_printf (sessions, "%s%s", n_named++ > 0 ? ", " : ": ",
                                  person->changes[number].session);
    }
  append_part (kinds, (int)person->n_speeches, "", person->n_speeches == 1 ? "speech" : "speeches");
  g_print ("  ");
  gh_print_cell (person->person, 12);
  gh_print_cell (name_in (telling->people, person->person), 24);
  g_print ("%s%s%s\n", kinds->str, sessions->str, person->n_changes > n_named ? " ..." : "");
}

static void
print_people (const GhTelling *telling)
{
  const GArray *people = telling->diff->people;

  if (people->len > 0 && !telling->in_full)
    g_print ("\nPeople\n");
  for (guint entry = 0; entry < people->len; entry++)
    {
      const GhDiffPerson *person = &g_array_index (people, GhDiffPerson, entry);
      if (telling->in_full)
        print_in_full (telling, person);
      else
        print_compactly (telling, person);
    }
}

static const GhDiffPerson *
find_person (const GhTelling *telling)
{
  const GArray *people = telling->diff->people;

  for (guint entry = 0; entry < people->len; entry++)
    if (strcmp (g_array_index (people, GhDiffPerson, entry).person, telling->person) == 0)
      return &g_array_index (people, GhDiffPerson, entry);
  return NULL;
}

static void
print_person (const GhTelling *telling)
{
  const GhDiffPerson *person = find_person (telling);

  if (person != NULL)
    print_in_full (telling, person);
  else
    g_print ("nothing changed for %s\n", telling->person);
}

void
gh_diff_tell_text (const GhTelling *telling)
{
  g_print ("%s -> %s\n", telling->old_name, telling->new_name);
  if (telling->person != NULL)
    {
      print_person (telling);
      return;
    }
  print_summary (telling);
  for (gsize entry = 0; entry < G_N_ELEMENTS (all_words); entry++)
    if (all_words[entry].heading != NULL)
      print_sessions (telling, &all_words[entry]);
  print_covers (telling);
  print_speeches (telling);
  print_people (telling);
}
