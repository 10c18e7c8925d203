/* What changed, as text: a summary, the sessions by kinds of changes, the people. */
#include "input/command/show/diff.h"
#include "input/command/term.h"

#include <string.h>

#define NO_PEOPLE "people are not compared: one of the two has no attendance.csv"

/* Of a person's changes, so many are told where everybody is listed. */
#define FIRST_FEW 3

/* ---- words -------------------------------------------------------------------------------- */

/* How each kind of change is told, in the order in which they are. */
typedef struct
{
  GhChangeKind kind;
  const char *heading;
  const char *of_one, *of_many; /* "1 changed its room", "2 changed their rooms" */
  const char *counted;          /* "2 room only" of somebody's sessions */
  const char *for_person;
} Words;

static const Words all_words[] = {
  { GH_CHANGE_MOVED, "Moved", "moved", "moved", "moved", "moved" },
  { GH_CHANGE_ROOM, "Room only", "changed its room", "changed their rooms", "room only",
    "room only" },
  { GH_CHANGE_CANCELLED, "Cancelled", "cancelled", "cancelled", "cancelled", "cancelled" },
  { GH_CHANGE_NEW, "New", "new", "new", "new", "new" },
  { GH_CHANGE_WITHDRAWN, "Withdrawn", "withdrawn", "withdrawn", "withdrawn", "withdrawn from you" },
  { GH_CHANGE_ADDED, NULL, NULL, NULL, "added", "added to you" },
  { GH_CHANGE_AS, NULL, NULL, NULL, "for another reason", "another reason" },
};

static const char *
name_in (GHashTable *names, const char *id)
{
  const char *name = g_hash_table_lookup (names, id);
  return name != NULL ? name : "";
}

/* TITLE, if it is told, is that of one that is gone. */
static const char *
title_of (const GhTelling *telling, const char *session, const char *title)
{
  return title[0] != '\0' ? title : name_in (telling->titles, session);
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
    return g_strconcat (before, " -> ", after, NULL);
  return before != NULL ? g_steal_pointer (&before) : g_steal_pointer (&after);
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
      g_string_append (text, "; " NO_PEOPLE);
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

/* ---- lines -------------------------------------------------------------------------------- */

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
}

/* A line of as many cells as the others have. */
G_GNUC_NULL_TERMINATED
static void
add_line (GPtrArray *lines, const char *first, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  va_list cells;

  va_start (cells, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (cells, const char *))
    g_strv_builder_add (builder, cell);
  va_end (cells);
  g_ptr_array_add (lines, g_strv_builder_end (builder));
}

static int
width_of (const GPtrArray *lines, guint column)
{
  int width = 0;
  for (guint line = 0; line < lines->len; line++)
    width = MAX (width, gh_text_width (((GStrv)lines->pdata[line])[column]));
  return width;
}

/* The lines below HEADING, their columns under each other; nothing if there are none. */
static void
print_lines (const char *heading, const GPtrArray *lines)
{
  guint n_columns = lines->len > 0 ? g_strv_length (lines->pdata[0]) : 0;
  g_autofree int *widths = g_new (int, n_columns);

  for (guint column = 0; column < n_columns; column++)
    widths[column] = width_of (lines, column);
  if (lines->len > 0)
    g_print ("\n%s\n", heading);
  for (guint line = 0; line < lines->len; line++)
    {
      GStrv cells = lines->pdata[line];
      g_print ("  ");
      for (guint column = 0; column + 1 < n_columns; column++)
        gh_print_cell (cells[column], widths[column]);
      g_print ("%s\n", cells[n_columns - 1]);
    }
}

/* ---- sessions as text --------------------------------------------------------------------- */

static void
print_sessions (const GhTelling *telling, const Words *words)
{
  const GArray *sessions = telling->diff->sessions;
  g_autoptr (GPtrArray) lines = lines_new ();

  for (guint entry = 0; entry < sessions->len; entry++)
    {
      const GhDiffSession *this = &g_array_index (sessions, GhDiffSession, entry);
      g_autofree char *places = change_text (telling, this->change, &this->was, &this->now);
      g_autofree char *why =
          g_strconcat (title_of (telling, this->session, this->title),
                       this->because[0] != '\0' ? "; because: " : "", this->because, NULL);
      if (this->change == words->kind)
        add_line (lines, this->session, places, why, NULL);
    }
  print_lines (words->heading, lines);
}

/* "COM-1  2 newly, 1 no longer"; in full "AND-1, BEL-1 newly, COR-2 no longer" */
static void
append_covers (const GhTelling *telling, GString *text, const GhDiffCover *covers, guint n_covers,
               GhChangeKind change, const char *word)
{
  g_autoptr (GString) people = g_string_new (NULL);
  int n = 0;

  for (guint entry = 0; entry < n_covers; entry++)
    if (covers[entry].change == change)
      g_string_append_printf (people, "%s%s", n++ > 0 ? ", " : "", covers[entry].person);
  if (n > 0 && telling->in_full)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", people->str, word);
  else
    append_part (text, n, "", word);
}

static void
print_covers (const GhTelling *telling)
{
  const GArray *covers = telling->diff->covers;
  g_autoptr (GPtrArray) lines = lines_new ();

  for (guint first = 0, next; first < covers->len; first = next)
    {
      const GhDiffCover *of = &g_array_index (covers, GhDiffCover, first);
      g_autoptr (GString) text = g_string_new (NULL);
      for (next = first + 1; next < covers->len; next++)
        if (strcmp (of[next - first].session, of->session) != 0)
          break;
      append_covers (telling, text, of, next - first, GH_CHANGE_ADDED, "newly");
      append_covers (telling, text, of, next - first, GH_CHANGE_WITHDRAWN, "no longer");
      add_line (lines, of->session, text->str, NULL);
    }
  print_lines ("Covers", lines);
}

static void
print_speeches (const GhTelling *telling)
{
  const GArray *speeches = telling->diff->speeches;
  g_autoptr (GPtrArray) lines = lines_new ();

  for (guint entry = 0; entry < speeches->len; entry++)
    {
      const GhDiffSpeech *this = &g_array_index (speeches, GhDiffSpeech, entry);
      g_autofree char *text = speech_text (telling, this);
      add_line (lines, this->speaker, gh_change_word (this->change), text, NULL);
    }
  print_lines ("Speeches", lines);
}

/* ---- people as text ----------------------------------------------------------------------- */

/* "(chair)", or "(covers -> must)". */
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
  g_autoptr (GPtrArray) lines = lines_new ();
  g_autofree char *heading =
      g_strconcat (person->person, "  ", name_in (telling->people, person->person), NULL);

  for (gsize entry = 0; entry < G_N_ELEMENTS (all_words); entry++)
    for (guint number = 0; number < person->n_changes; number++)
      {
        const GhDiffAttendance *this = &person->changes[number];
        g_autofree char *places = change_text (telling, this->change, &this->was, &this->now);
        g_autofree char *reasons = reasons_text (this);
        g_autofree char *title =
            g_strconcat (title_of (telling, this->session, this->title), " ", reasons, NULL);
        if (this->change == all_words[entry].kind)
          add_line (lines, all_words[entry].for_person, this->session, places, title, NULL);
      }
  for (guint speech = 0; speech < person->n_speeches; speech++)
    {
      const GhDiffSpeech *this = &person->speeches[speech];
      const GhDiffSlot *slot = this->now.session != NULL ? &this->now : &this->was;
      g_autofree char *text = speech_text (telling, this);
      g_autofree char *word = g_strconcat ("speech ", gh_change_word (this->change), NULL);
      add_line (lines, word, slot->session, text, title_of (telling, slot->session, slot->title),
                NULL);
    }
  print_lines (heading, lines);
}

/* "2 moved, 1 room only: COM-1, COM-2, PL-1" */
static void
add_compactly (const GhTelling *telling, GPtrArray *lines, const GhDiffPerson *person)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) sessions = g_string_new (NULL);
  guint n_named = 0;

  for (gsize entry = 0; entry < G_N_ELEMENTS (all_words); entry++)
    {
      append_part (text, count_changes (person, all_words[entry].kind), "",
                   all_words[entry].counted);
      for (guint number = 0; number < person->n_changes && n_named < FIRST_FEW; number++)
        if (person->changes[number].change == all_words[entry].kind)
          g_string_append_printf (sessions, "%s%s", n_named++ > 0 ? ", " : ": ",
                                  person->changes[number].session);
    }
  append_part (text, (int)person->n_speeches, "", person->n_speeches == 1 ? "speech" : "speeches");
  g_string_append_printf (text, "%s%s", sessions->str, person->n_changes > n_named ? " ..." : "");
  add_line (lines, person->person, name_in (telling->people, person->person), text->str, NULL);
}

static void
print_people (const GhTelling *telling)
{
  const GArray *people = telling->diff->people;
  g_autoptr (GPtrArray) lines = lines_new ();

  for (guint entry = 0; entry < people->len; entry++)
    {
      const GhDiffPerson *person = &g_array_index (people, GhDiffPerson, entry);
      if (telling->in_full)
        print_in_full (telling, person);
      else
        add_compactly (telling, lines, person);
    }
  print_lines ("People", lines);
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

  if (!telling->diff->has_people)
    g_print ("%s\n", NO_PEOPLE);
  else if (person != NULL)
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
