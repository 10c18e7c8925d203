/* What changed between two drafts or revisions. */
#include "tests/output/sample.h"

#include <glib/gstdio.h>
#include <gio/gio.h>

#define FIRST_DAY 738312 /* 6 June 2022 */
#define SCHEDULE "session,date,start,end,room,status\n"
#define ATTENDANCE "person,session,as\n"
#define SPEECHES "session,start,speaker,minutes,theme\n"

/* ---- folders and what is said of them ----------------------------------------------------- */

static void
save_table (void **state, const char *folder, const char *file, const char *text)
{
  g_autofree char *below = g_build_filename (folder, file, NULL);

  g_mkdir (sample_path (state, folder), 0777);
  /* Only what is replaced is synced, which takes long where there are hundreds. */
  g_remove (sample_path (state, below));
  if (text != NULL)
    sample_save (state, below, text);
}

static void
save_folder (void **state, const char *folder, const char *schedule, const char *attendance,
             const char *speeches)
{
  save_table (state, folder, "schedule.csv", schedule);
  save_table (state, folder, "attendance.csv", attendance);
  save_table (state, folder, "speeches.csv", speeches);
}

static GhDiff *
read_diff (void **state, const char *old_folder, const char *new_folder, GHashTable *names)
{
  g_autoptr (GError) error = NULL;
  GhDiff *diff = gh_diff_read (sample_path (state, old_folder), sample_path (state, new_folder),
                               FIRST_DAY, names, &error);

  assert_null (error);
  assert_non_null (diff);
  return diff;
}

static void
append_place (GString *text, const GhDiffPlace *place)
{
  g_autofree char *told = gh_place_text (FIRST_DAY, place->start, place->end, place->room);

  g_string_append_printf (text, " | %s", told);
}

static void
append_slot (GString *text, const GhDiffSlot *slot)
{
  g_autofree char *start = gh_place_text (FIRST_DAY, slot->start, GH_NEVER, "");

  g_string_append_printf (text, " | %s", start);
  if (slot->session != NULL)
    g_string_append_printf (text, " %s %d %s", slot->session, slot->minutes, slot->theme);
}

/* All of it, a line each. */
static char *
tell (const GhDiff *diff)
{
  GString *text = g_string_new (NULL);

  for (guint entry = 0; entry < diff->sessions->len; entry++)
    {
      const GhDiffSession *this = &g_array_index (diff->sessions, GhDiffSession, entry);
      g_string_append_printf (text, "%s %s", this->session, gh_change_word (this->change));
      append_place (text, &this->was);
      append_place (text, &this->now);
      g_string_append_printf (text, "%s%s\n", *this->because != '\0' ? " | " : "", this->because);
    }
  for (guint entry = 0; entry < diff->covers->len; entry++)
    {
      const GhDiffCover *this = &g_array_index (diff->covers, GhDiffCover, entry);
      g_string_append_printf (text, "cover %s %s %s\n", this->session, this->person,
                              gh_change_word (this->change));
    }
  for (guint entry = 0; entry < diff->people->len; entry++)
    {
      const GhDiffPerson *person = &g_array_index (diff->people, GhDiffPerson, entry);
      g_string_append_printf (text, "%s\n", person->person);
      for (guint change = 0; change < person->n_changes; change++)
        {
          const GhDiffAttendance *this = &person->changes[change];
          assert_string_equal (this->person, person->person);
          g_string_append_printf (text, "  %s %s", this->session, gh_change_word (this->change));
          append_place (text, &this->was);
          append_place (text, &this->now);
          g_string_append_printf (text, " | %s -> %s\n", this->as_was, this->as_now);
        }
      for (guint speech = 0; speech < person->n_speeches; speech++)
        {
          const GhDiffSpeech *this = &person->speeches[speech];
          assert_string_equal (this->speaker, person->person);
          g_string_append_printf (text, "  speech %s", gh_change_word (this->change));
          append_slot (text, &this->was);
          append_slot (text, &this->now);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, false);
}

static void
assert_told (void **state, GHashTable *names, const char *expected)
{
  g_autoptr (GhDiff) diff = read_diff (state, "0001", "0002", names);
  g_autofree char *told = tell (diff);

  assert_string_equal (told, expected);
}

/* ---- by hand ------------------------------------------------------------------------------ */

static void
every_kind_of_change_of_a_session_is_told (void **state)
{
  save_folder (state, "0001",
               SCHEDULE "SAME,2022-06-06,09:00,10:00,AULA,planned\n"
                        "ROOM,2022-06-06,09:00,10:00,HALL,planned\n"
                        "MOVE,2022-06-06,23:30,00:30,HALL,planned\n"
                        "LONG,2022-06-07,09:00,10:00,HALL,planned\n"
                        "DEAD,2022-06-07,11:00,12:00,HALL,planned\n"
                        "BACK,2022-06-07,11:00,12:00,AULA,cancelled\n"
                        "GONE,2022-06-07,13:00,14:00,,planned\n"
                        "LOST,2022-06-07,14:00,15:00,,planned\n"
                        "FOUND,,,,,unplaced\n",
               NULL, NULL);
  save_folder (state, "0002",
               SCHEDULE "SAME,2022-06-06,09:00,10:00,AULA,planned\n"
                        "ROOM,2022-06-06,09:00,10:00,AULA,planned\n"
                        "MOVE,2022-06-07,00:00,01:00,AULA,planned\n"
                        "LONG,2022-06-07,09:00,10:30,HALL,planned\n"
                        "DEAD,2022-06-07,11:00,12:00,HALL,cancelled\n"
                        "BACK,2022-06-07,11:00,12:00,AULA,planned\n"
                        "FOUND,2022-06-05,08:00,09:00,AULA,planned\n"
                        "FRESH,2022-06-08,08:00,09:00,AULA,planned\n"
                        "LOST,,,,,unplaced\n",
               NULL, NULL);
  assert_told (state, NULL,
               "BACK new |  | 2022-06-07 11:00-12:00 AULA\n"
               "DEAD cancelled | 2022-06-07 11:00-12:00 HALL | \n"
               "FOUND new |  | 2022-06-05 08:00-09:00 AULA\n"
               "FRESH new |  | 2022-06-08 08:00-09:00 AULA\n"
               "GONE withdrawn | 2022-06-07 13:00-14:00 | \n"
               "LONG moved | 2022-06-07 09:00-10:00 HALL | 2022-06-07 09:00-10:30 HALL\n"
               "LOST withdrawn | 2022-06-07 14:00-15:00 | \n"
               "MOVE moved | 2022-06-06 23:30-00:30 HALL | 2022-06-07 00:00-01:00 AULA\n"
               "ROOM room | 2022-06-06 09:00-10:00 HALL | 2022-06-06 09:00-10:00 AULA\n");
}

static void
a_person_is_told_only_what_is_theirs (void **state)
{
  save_folder (state, "0001",
               SCHEDULE "MOVE,2022-06-06,09:00,10:00,AULA,planned\n"
                        "ROOM,2022-06-06,11:00,12:00,HALL,planned\n"
                        "DEAD,2022-06-07,11:00,12:00,HALL,planned\n"
                        "SAME,2022-06-07,13:00,14:00,HALL,planned\n",
               ATTENDANCE "ANN,MOVE,chair\nANN,ROOM,should\nANN,DEAD,must\nANN,SAME,covers\n"
                          "ANN,SAME,should\nBEN,SAME,covers\nBEN,MOVE,may\nEVE,SAME,must\n",
               NULL);
  save_folder (state, "0002",
               SCHEDULE "MOVE,2022-06-06,10:00,11:00,AULA,planned\n"
                        "ROOM,2022-06-06,11:00,12:00,AULA,planned\n"
                        "DEAD,2022-06-07,11:00,12:00,HALL,cancelled\n"
                        "SAME,2022-06-07,13:00,14:00,HALL,planned\n"
                        "NEW,2022-06-08,13:00,14:00,,planned\n",
               ATTENDANCE "EVE,SAME,must\nANN,MOVE,must\nANN,ROOM,should\nANN,DEAD,must\n"
                          "ANN,SAME,should\nANN,NEW,may\nCAT,SAME,covers\nCAT,ELSE,may\n",
               NULL);
  assert_told (state, NULL,
               "DEAD cancelled | 2022-06-07 11:00-12:00 HALL | \n"
               "MOVE moved | 2022-06-06 09:00-10:00 AULA | 2022-06-06 10:00-11:00 AULA\n"
               "NEW new |  | 2022-06-08 13:00-14:00\n"
               "ROOM room | 2022-06-06 11:00-12:00 HALL | 2022-06-06 11:00-12:00 AULA\n"
               "cover SAME ANN withdrawn\n"
               "cover SAME BEN withdrawn\n"
               "cover SAME CAT added\n"
               "ANN\n"
               "  DEAD cancelled | 2022-06-07 11:00-12:00 HALL |  | must -> \n"
               "  MOVE moved | 2022-06-06 09:00-10:00 AULA | 2022-06-06 10:00-11:00 AULA"
               " | chair -> must\n"
               "  NEW new |  | 2022-06-08 13:00-14:00 |  -> may\n"
               "  ROOM room | 2022-06-06 11:00-12:00 HALL | 2022-06-06 11:00-12:00 AULA"
               " | should -> should\n"
               "  SAME as | 2022-06-07 13:00-14:00 HALL | 2022-06-07 13:00-14:00 HALL"
               " | covers;should -> should\n"
               "BEN\n"
               "  MOVE withdrawn | 2022-06-06 09:00-10:00 AULA |  | may -> \n"
               "  SAME withdrawn | 2022-06-07 13:00-14:00 HALL |  | covers -> \n"
               "CAT\n"
               "  SAME added |  | 2022-06-07 13:00-14:00 HALL |  -> covers\n");
}

static void
a_speech_that_goes_with_its_session_has_not_moved (void **state)
{
  save_folder (state, "0001",
               SCHEDULE "DAY,2022-06-06,09:00,10:00,AULA,planned\n"
                        "EVE,2022-06-06,18:00,19:00,AULA,planned\n",
               ATTENDANCE,
               SPEECHES "DAY,2022-06-06T09:10,ANN,3,roads\nDAY,2022-06-06T09:20,ANN,3,bridges\n"
                        "DAY,2022-06-06T09:13,BEN,3,\nDAY,2022-06-06T09:30,CAT,3,\n"
                        "DAY,2022-06-06T09:33,DAN,3,\n");
  save_folder (state, "0002",
               SCHEDULE "DAY,2022-06-07,09:00,10:00,AULA,planned\n"
                        "EVE,2022-06-06,18:00,19:00,AULA,planned\n",
               ATTENDANCE,
               SPEECHES "DAY,2022-06-07T09:20,ANN,3,bridges\nEVE,2022-06-06T18:05,BEN,3,\n"
                        "DAY,2022-06-07T09:30,CAT,3,\nDAY,2022-06-07T09:35,DAN,3,\n"
                        "EVE,2022-06-06T18:30,EVA,4,\n");
  assert_told (state, NULL,
               "DAY moved | 2022-06-06 09:00-10:00 AULA | 2022-06-07 09:00-10:00 AULA\n"
               "ANN\n  speech withdrawn | 2022-06-06 09:10 DAY 3 roads | \n"
               "BEN\n  speech moved | 2022-06-06 09:13 DAY 3  | 2022-06-06 18:05 EVE 3 \n"
               "DAN\n  speech moved | 2022-06-06 09:33 DAY 3  | 2022-06-07 09:35 DAY 3 \n"
               "EVA\n  speech new |  | 2022-06-06 18:30 EVE 4 \n");
}

static void
a_session_that_was_renamed_is_the_same (void **state)
{
  g_autoptr (GHashTable) first_ids = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const talk[] = { "GOSSIP", "CHAT" };
  const char *const now[] = { "OLD" };

  gh_first_ids_add (first_ids, "TALK", talk, 2);
  gh_first_ids_add (first_ids, "NOW", now, 1);
  save_folder (state, "0001",
               SCHEDULE "CHAT,2022-06-06,09:00,10:00,AULA,planned\n"
                        "OLD,2022-06-06,09:00,10:00,HALL,planned\n"
                        "GOSSIP,2022-06-06,11:00,12:00,HALL,planned\n",
               ATTENDANCE "ANN,CHAT,may\nANN,OLD,may\n", NULL);
  save_folder (state, "0002",
               SCHEDULE "NOW,2022-06-06,10:00,11:00,HALL,planned\n"
                        "TALK,2022-06-06,09:00,10:00,AULA,planned\n",
               ATTENDANCE "ANN,TALK,may\nANN,NOW,may\n", NULL);
  /* CHAT is TALK, so GOSSIP beside it, which was one later, is not. */
  assert_told (state, first_ids,
               "GOSSIP withdrawn | 2022-06-06 11:00-12:00 HALL | \n"
               "NOW moved | 2022-06-06 09:00-10:00 HALL | 2022-06-06 10:00-11:00 HALL\n"
               "ANN\n"
               "  NOW moved | 2022-06-06 09:00-10:00 HALL | 2022-06-06 10:00-11:00 HALL"
               " | may -> may\n");
}

/* The first of a series is dropped, and the others take the numbers before theirs: they stay where
 * they are, for each is the one that its calendar entry says. */
static void
sessions_may_take_the_ids_of_others (void **state)
{
  save_folder (state, "0001",
               "session,title,date,start,end,room,status\n"
               "X-1,Budget,2022-06-06,09:00,10:00,AULA,planned\n"
               "X-2,Staff,2022-06-06,11:00,12:00,HALL,planned\n"
               "X-3,Rules,2022-06-06,14:00,15:00,CAVE,planned\n",
               ATTENDANCE "ANN,X-1,may\nANN,X-2,must\nBEN,X-3,must\n", NULL);
  save_table (state, "0001", "manifest.json", "{}");
  save_folder (state, "0002",
               SCHEDULE "X-1,2022-06-06,11:00,12:00,HALL,planned\n"
                        "X-2,2022-06-06,14:00,15:00,CAVE,planned\n",
               ATTENDANCE "ANN,X-1,must\nBEN,X-2,must\n", NULL);
  save_table (state, "0002", "manifest.json",
              "{ \"renamed\": { \"X-1\": \"X-2\", \"X-2\": \"X-3\" } }");
  assert_told (state, NULL,
               "X-1 withdrawn | 2022-06-06 09:00-10:00 AULA | \n"
               "ANN\n"
               "  X-1 withdrawn | 2022-06-06 09:00-10:00 AULA |  | may -> \n");
  {
    g_autoptr (GhDiff) diff = read_diff (state, "0001", "0002", NULL);
    const GhDiffSession *gone = &g_array_index (diff->sessions, GhDiffSession, 0);
    assert_true (gone->is_gone);
    assert_string_equal (gone->title, "Budget");
  }
  /* What the sheets no longer tell is the same by its id. */
  save_folder (state, "0001", SCHEDULE "X-1,2022-06-06,11:00,12:00,AULA,planned\n", NULL, NULL);
  save_table (state, "0001", "manifest.json", "{ \"renamed\": { \"X-1\": \"X-0\" } }");
  save_folder (state, "0002", SCHEDULE "X-1,2022-06-06,11:00,12:00,HALL,planned\n", NULL, NULL);
  save_table (state, "0002", "manifest.json", "{}");
  assert_told (state, NULL,
               "X-1 room | 2022-06-06 11:00-12:00 AULA | 2022-06-06 11:00-12:00 HALL\n");
}

static void
a_schedule_is_enough_but_then_there_are_no_people (void **state)
{
  save_folder (state, "0001", SCHEDULE "A,2022-06-06,09:00,10:00,AULA,planned\n", NULL, NULL);
  save_folder (state, "0002", SCHEDULE "A,2022-06-06,09:00,10:00,HALL,planned\n",
               ATTENDANCE "ANN,A,must\n", SPEECHES "A,2022-06-06T09:10,ANN,3,roads\n");
  g_autoptr (GhDiff) diff = read_diff (state, "0001", "0002", NULL);
  assert_false (diff->has_people);
  assert_int_equal (diff->sessions->len, 1);
  assert_int_equal (diff->people->len, 0);
  assert_int_equal (diff->speeches->len, 0);
}

static void
why_is_told_where_one_was_made_on_the_other (void **state)
{
  static const char *const rows[] = { SCHEDULE "A,2022-06-06,09:00,10:00,AULA,planned\n",
                                      SCHEDULE "A,2022-06-06,09:00,10:00,HALL,planned\n" };

  save_folder (state, "0001", rows[0], NULL, NULL);
  save_folder (state, "0002", rows[1], NULL, NULL);
  save_table (state, "0002", "changes.csv",
              "session,change,was,now,because\nA,cover,X,Y,not this\nA,room,x,y,the roof leaks\n");
  assert_told (state, NULL, "A room | 2022-06-06 09:00-10:00 AULA | 2022-06-06 09:00-10:00 HALL\n");
  save_table (state, "0002", "manifest.json", "{ \"base\": 1 }");
  assert_told (state, NULL,
               "A room | 2022-06-06 09:00-10:00 AULA | 2022-06-06 09:00-10:00 HALL"
               " | the roof leaks\n");
  save_table (state, "0002", "manifest.json", "{ \"base\": 7 }");
  assert_told (state, NULL, "A room | 2022-06-06 09:00-10:00 AULA | 2022-06-06 09:00-10:00 HALL\n");
}

static void
what_cannot_be_read_is_said (void **state)
{
  static const char *const damaged[] = { NULL, "", "sessio,date\nA,2022-06-06\n", "session\n\"A\n",
                                         "session\n\xff\n" };

  save_folder (state, "0001", SCHEDULE, ATTENDANCE, SPEECHES);
  for (gsize entry = 0; entry < G_N_ELEMENTS (damaged); entry++)
    {
      g_autoptr (GError) error = NULL;
      save_folder (state, "0002", damaged[entry], NULL, NULL);
      assert_null (gh_diff_read (sample_path (state, "0001"), sample_path (state, "0002"),
                                 FIRST_DAY, NULL, &error));
      assert_non_null (strstr (error->message, "0002/schedule.csv"));
    }
  /* Far dates, and what is none, are no places. */
  save_folder (state, "0002",
               SCHEDULE
               "A,9999-12-31,09:00,10:00,AULA,planned\nB,2022-06-31,09:00,10:00,,planned\n",
               ATTENDANCE, SPEECHES);
  assert_told (state, NULL, "");
}

/* ---- at random ---------------------------------------------------------------------------- */

enum
{
  N_SESSIONS = 7,
  N_PERSONS = 4,
  N_REASONS = 3
};

static const char *const reasons[] = { "chair", "covers", "must" };

/* What one folder says of a session. */
typedef struct
{
  bool is_there, has_place, is_cancelled;
  int hour, minutes, room;
  bool attends[N_PERSONS][N_REASONS];
} Said;

typedef struct
{
  Said said[2][N_SESSIONS];
} World;

static bool
is_likely (GRand *random)
{
  return g_rand_int_range (random, 0, 4) > 0;
}

static void
say (GRand *random, Said *said)
{
  *said = (Said){
    .is_there = is_likely (random),
    .has_place = is_likely (random),
    .is_cancelled = !is_likely (random),
    .hour = g_rand_int_range (random, 9, 11),
    .minutes = is_likely (random) ? 60 : 90,
    .room = g_rand_int_range (random, 0, 2),
  };
  for (int person = 0; person < N_PERSONS; person++)
    for (int reason = 0; reason < N_REASONS; reason++)
      said->attends[person][reason] = !is_likely (random);
}

static void
append_session (GString *schedule, int session, const Said *said)
{
  if (!said->is_there)
    return;
  g_string_append_printf (schedule, "S%d,", session);
  if (said->has_place)
    g_string_append_printf (schedule, "2022-06-06,%02d:00,%02d:%02d,R%d,%s\n", said->hour,
                            said->hour + 1, said->minutes - 60, said->room,
                            said->is_cancelled ? "cancelled" : "planned");
  else
    g_string_append_printf (schedule, ",,,,%s\n", said->is_cancelled ? "cancelled" : "unplaced");
}

static void
append_speeches (GRand *random, GString *speeches, int session, const Said *said)
{
  for (int person = 0; person < N_PERSONS; person++)
    if (!is_likely (random))
      g_string_append_printf (speeches, "S%d,2022-06-06T%02d:%02d,P%d,3,\n", session, said->hour,
                              g_rand_int_range (random, 0, 3) * 5, person);
}

static void
save_world (void **state, GRand *random, World *world)
{
  static const char *const folders[] = { "0001", "0002" };

  for (int side = 0; side < 2; side++)
    {
      g_autoptr (GString) schedule = g_string_new (SCHEDULE);
      g_autoptr (GString) attendance = g_string_new (ATTENDANCE);
      g_autoptr (GString) speeches = g_string_new (SPEECHES);
      for (int session = 0; session < N_SESSIONS; session++)
        {
          Said *said = &world->said[side][session];
          say (random, said);
          append_session (schedule, session, said);
          append_speeches (random, speeches, session, said);
          for (int person = 0; person < N_PERSONS; person++)
            for (int reason = 0; reason < N_REASONS; reason++)
              if (said->attends[person][reason])
                g_string_append_printf (attendance, "P%d,S%d,%s\n", person, session,
                                        reasons[reason]);
        }
      save_folder (state, folders[side], schedule->str, attendance->str, speeches->str);
    }
}

/* What a change looks like from the other side; new is cancelled where that side says so. */
static GhChangeKind
mirror (GhChangeKind change, GhChangeKind other)
{
  switch (change)
    {
    case GH_CHANGE_NEW:
      return other == GH_CHANGE_CANCELLED ? GH_CHANGE_CANCELLED : GH_CHANGE_WITHDRAWN;
    case GH_CHANGE_CANCELLED:
      return GH_CHANGE_NEW;
    case GH_CHANGE_ADDED:
      return GH_CHANGE_WITHDRAWN;
    case GH_CHANGE_WITHDRAWN:
      return other == GH_CHANGE_ADDED ? GH_CHANGE_ADDED : GH_CHANGE_NEW;
    default:
      return change;
    }
}

static bool
are_same_places (const GhDiffPlace *a, const GhDiffPlace *b)
{
  return a->start == b->start && a->end == b->end && strcmp (a->room, b->room) == 0;
}

static bool
are_same_slots (const GhDiffSlot *a, const GhDiffSlot *b)
{
  return g_strcmp0 (a->session, b->session) == 0 && a->start == b->start
         && a->minutes == b->minutes;
}

static int
count_speeches (const GhDiff *diff, const char *speaker, const GhDiffSlot *was,
                const GhDiffSlot *now, GhChangeKind change)
{
  int n = 0;

  for (guint entry = 0; entry < diff->speeches->len; entry++)
    {
      const GhDiffSpeech *this = &g_array_index (diff->speeches, GhDiffSpeech, entry);
      n += strcmp (this->speaker, speaker) == 0 && this->change == change
           && are_same_slots (&this->was, was) && are_same_slots (&this->now, now);
    }
  return n;
}

static bool
do_sessions_mirror (const GhDiff *there, const GhDiff *back)
{
  if (there->sessions->len != back->sessions->len)
    return false;
  for (guint entry = 0; entry < there->sessions->len; entry++)
    {
      const GhDiffSession *a = &g_array_index (there->sessions, GhDiffSession, entry);
      const GhDiffSession *b = &g_array_index (back->sessions, GhDiffSession, entry);
      if (strcmp (a->session, b->session) != 0 || b->change != mirror (a->change, b->change)
          || !are_same_places (&a->was, &b->now) || !are_same_places (&a->now, &b->was))
        return false;
    }
  return true;
}

static bool
do_people_mirror (const GhDiff *there, const GhDiff *back)
{
  if (there->attendance->len != back->attendance->len || there->people->len != back->people->len
      || there->covers->len != back->covers->len)
    return false;
  for (guint entry = 0; entry < there->attendance->len; entry++)
    {
      const GhDiffAttendance *a = &g_array_index (there->attendance, GhDiffAttendance, entry);
      const GhDiffAttendance *b = &g_array_index (back->attendance, GhDiffAttendance, entry);
      if (strcmp (a->person, b->person) != 0 || strcmp (a->session, b->session) != 0
          || b->change != mirror (a->change, b->change) || !are_same_places (&a->was, &b->now)
          || !are_same_places (&a->now, &b->was) || strcmp (a->as_was, b->as_now) != 0
          || strcmp (a->as_now, b->as_was) != 0)
        return false;
    }
  for (guint entry = 0; entry < there->covers->len; entry++)
    {
      const GhDiffCover *a = &g_array_index (there->covers, GhDiffCover, entry);
      const GhDiffCover *b = &g_array_index (back->covers, GhDiffCover, entry);
      if (strcmp (a->session, b->session) != 0 || strcmp (a->person, b->person) != 0
          || a->change == b->change)
        return false;
    }
  return true;
}

static bool
do_speeches_mirror (const GhDiff *there, const GhDiff *back)
{
  if (there->speeches->len != back->speeches->len)
    return false;
  for (guint entry = 0; entry < there->speeches->len; entry++)
    {
      const GhDiffSpeech *this = &g_array_index (there->speeches, GhDiffSpeech, entry);
      GhChangeKind change = this->change == GH_CHANGE_NEW         ? GH_CHANGE_WITHDRAWN
                            : this->change == GH_CHANGE_WITHDRAWN ? GH_CHANGE_NEW
                                                                  : GH_CHANGE_MOVED;
      if (count_speeches (there, this->speaker, &this->was, &this->now, this->change)
          != count_speeches (back, this->speaker, &this->now, &this->was, change))
        return false;
    }
  return true;
}

static void
back_again_is_the_mirror (void **state)
{
  int n_changes = 0;

  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      World world;
      save_world (state, random, &world);
      g_autoptr (GhDiff) there = read_diff (state, "0001", "0002", NULL);
      g_autoptr (GhDiff) back = read_diff (state, "0002", "0001", NULL);
      g_autoptr (GhDiff) nowhere = read_diff (state, "0001", "0001", NULL);
      if (!do_sessions_mirror (there, back) || !do_people_mirror (there, back)
          || !do_speeches_mirror (there, back))
        fail_msg ("seed %u: there and back are no mirror", seed);
      if (nowhere->sessions->len + nowhere->people->len + nowhere->covers->len > 0)
        fail_msg ("seed %u: a folder differs from itself", seed);
      n_changes += (int)(there->attendance->len + there->speeches->len);
    }
  assert_true (n_changes > 1000);
}

/* S0 is called S1 in the second folder, S1 S2, and so on round. */
static void
rename_all (void **state)
{
  static const char *const files[] = { "schedule.csv", "attendance.csv", "speeches.csv" };
  g_autoptr (GString) renamed = g_string_new ("{ \"renamed\": { ");

  for (gsize file = 0; file < G_N_ELEMENTS (files); file++)
    {
      g_autofree char *below = g_build_filename ("0002", files[file], NULL);
      g_autofree char *text = sample_read (state, below);
      /* No other word of the tables is an S and a digit. */
      for (char *at = text; *at != '\0'; at++)
        if (at[0] == 'S' && g_ascii_isdigit (at[1]))
          at[1] = (char)('0' + (at[1] - '0' + 1) % N_SESSIONS);
      save_table (state, "0002", files[file], text);
    }
  for (int session = 0; session < N_SESSIONS; session++)
    g_string_append_printf (renamed, "%s\"S%d\": \"S%d\"", session > 0 ? ", " : "",
                            (session + 1) % N_SESSIONS, session);
  g_string_append (renamed, " } }");
  save_table (state, "0002", "manifest.json", renamed->str);
  save_table (state, "0001", "manifest.json", "{}");
}

/* The same session of the renamed ones. */
static bool
is_renamed (const char *plain, const char *renamed, bool is_gone)
{
  int number = plain[1] - '0';

  return renamed[1] - '0' == (is_gone ? number : (number + 1) % N_SESSIONS);
}

static bool
has_session (const GhDiff *diff, const GhDiffSession *wanted)
{
  for (guint entry = 0; entry < diff->sessions->len; entry++)
    {
      const GhDiffSession *this = &g_array_index (diff->sessions, GhDiffSession, entry);
      if (this->is_gone == wanted->is_gone
          && is_renamed (wanted->session, this->session, this->is_gone))
        return this->change == wanted->change && are_same_places (&this->was, &wanted->was)
               && are_same_places (&this->now, &wanted->now);
    }
  return false;
}

static bool
has_attendance (const GhDiff *diff, const GhDiffAttendance *wanted)
{
  for (guint entry = 0; entry < diff->attendance->len; entry++)
    {
      const GhDiffAttendance *this = &g_array_index (diff->attendance, GhDiffAttendance, entry);
      if (strcmp (this->person, wanted->person) == 0 && this->is_gone == wanted->is_gone
          && is_renamed (wanted->session, this->session, this->is_gone))
        return this->change == wanted->change && strcmp (this->as_was, wanted->as_was) == 0
               && strcmp (this->as_now, wanted->as_now) == 0;
    }
  return false;
}

static void
what_sessions_are_called_changes_nothing (void **state)
{
  int n_changes = 0;

  for (guint32 seed = 1; seed <= 100; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      World world;
      save_world (state, random, &world);
      save_table (state, "0001", "manifest.json", NULL);
      save_table (state, "0002", "manifest.json", NULL);
      g_autoptr (GhDiff) plain = read_diff (state, "0001", "0002", NULL);
      rename_all (state);
      g_autoptr (GhDiff) renamed = read_diff (state, "0001", "0002", NULL);
      assert_int_equal (plain->sessions->len, renamed->sessions->len);
      assert_int_equal (plain->attendance->len, renamed->attendance->len);
      assert_int_equal (plain->covers->len, renamed->covers->len);
      assert_int_equal (plain->people->len, renamed->people->len);
      assert_int_equal (plain->speeches->len, renamed->speeches->len);
      for (guint entry = 0; entry < plain->sessions->len; entry++)
        if (!has_session (renamed, &g_array_index (plain->sessions, GhDiffSession, entry)))
          fail_msg ("seed %u: session %u is another change", seed, entry);
      for (guint entry = 0; entry < plain->attendance->len; entry++)
        if (!has_attendance (renamed, &g_array_index (plain->attendance, GhDiffAttendance, entry)))
          fail_msg ("seed %u: attendance %u is another change", seed, entry);
      n_changes += (int)plain->attendance->len;
    }
  assert_true (n_changes > 500);
}

/* ---- by brute force ----------------------------------------------------------------------- */

static bool
is_held (const Said *said)
{
  return said->is_there && said->has_place && !said->is_cancelled;
}

static char *
reasons_of (const Said *said, int person)
{
  GString *text = g_string_new (NULL);

  for (int reason = 0; reason < N_REASONS && is_held (said); reason++)
    if (said->attends[person][reason])
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", reasons[reason]);
  return g_string_free (text, false);
}

/* The word for what changed of a session for somebody with these reasons; "" for nothing. */
static const char *
expected_change (const Said *was, const Said *now, const char *as_was, const char *as_now)
{
  if (*as_was == '\0' && *as_now == '\0')
    return "";
  if (*as_was == '\0')
    return is_held (was) ? "added" : "new";
  if (*as_now == '\0')
    return now->is_there && now->is_cancelled ? "cancelled" : "withdrawn";
  if (was->hour != now->hour || was->minutes != now->minutes)
    return "moved";
  if (was->room != now->room)
    return "room";
  return strcmp (as_was, as_now) != 0 ? "as" : "";
}

/* Everybody's changes, session by session, as the tables were made. */
static char *
expected_people (const World *world)
{
  GString *text = g_string_new (NULL);

  for (int person = 0; person < N_PERSONS; person++)
    for (int session = 0; session < N_SESSIONS; session++)
      {
        const Said *was = &world->said[0][session];
        const Said *now = &world->said[1][session];
        g_autofree char *as_was = reasons_of (was, person);
        g_autofree char *as_now = reasons_of (now, person);
        const char *change = expected_change (was, now, as_was, as_now);
        if (*change != '\0')
          g_string_append_printf (text, "P%d S%d %s %s->%s\n", person, session, change, as_was,
                                  as_now);
      }
  return g_string_free (text, false);
}

static char *
told_people (const GhDiff *diff)
{
  GString *text = g_string_new (NULL);

  for (guint entry = 0; entry < diff->people->len; entry++)
    {
      const GhDiffPerson *person = &g_array_index (diff->people, GhDiffPerson, entry);
      for (guint number = 0; number < person->n_changes; number++)
        {
          const GhDiffAttendance *this = &person->changes[number];
          g_string_append_printf (text, "%s %s %s %s->%s\n", person->person, this->session,
                                  gh_change_word (this->change), this->as_was, this->as_now);
        }
    }
  return g_string_free (text, false);
}

static void
people_are_told_what_comparing_one_by_one_finds (void **state)
{
  for (guint32 seed = 1001; seed <= 1200; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      World world;
      save_world (state, random, &world);
      g_autoptr (GhDiff) diff = read_diff (state, "0001", "0002", NULL);
      g_autofree char *expected = expected_people (&world);
      g_autofree char *told = told_people (diff);
      if (strcmp (expected, told) != 0)
        fail_msg ("seed %u: expected\n%sbut was told\n%s", seed, expected, told);
    }
}

/* ---- and changes.csv ---------------------------------------------------------------------- */

static GhProgramme *
random_programme (GRand *random, GhModel *model)
{
  GhProgramme *programme = gh_programme_new (model);

  for (int session = 0; session < N_SAMPLE_SESSIONS; session++)
    {
      model->sessions[session].cancelled = !is_likely (random);
      if (is_likely (random) && !model->sessions[session].cancelled)
        sample_place (programme, session, g_rand_int_range (random, 0, 2) * GH_DAY + 600,
                      g_rand_int_range (random, 0, 2));
    }
  return programme;
}

/* The lines of changes.csv about sessions, as the comparison has them. */
static char *
changes_of (const GhDiff *diff)
{
  GString *text = g_string_new ("session,change,was,now,because\n");

  for (guint entry = 0; entry < diff->sessions->len; entry++)
    {
      const GhDiffSession *this = &g_array_index (diff->sessions, GhDiffSession, entry);
      g_autofree char *was = gh_place_text (FIRST_DAY, this->was.start, GH_NEVER, this->was.room);
      g_autofree char *now = gh_place_text (FIRST_DAY, this->now.start, GH_NEVER, this->now.room);
      g_string_append_printf (text, "%s,%s,%s,%s,%s\n", this->session,
                              gh_change_word (this->change), was, now, this->because);
    }
  return g_string_free (text, false);
}

static void
changes_of_a_draft_are_what_comparing_finds (void **state)
{
  for (guint32 seed = 2001; seed <= 2050; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GhModel) model = sample_model ();
      GhMaking making = sample_making (state);
      g_autoptr (GhProgramme) before = random_programme (random, model);
      sample_write (state, model, before, &making, "0001");
      g_autoptr (GhProgramme) after = random_programme (random, model);
      making.last = sample_path (state, "0001");
      sample_write (state, model, after, &making, "draft");
      g_autoptr (GhDiff) diff = read_diff (state, "0001", "draft", NULL);
      g_autofree char *changes = sample_read (state, "draft/changes.csv");
      g_autofree char *found = changes_of (diff);
      if (strcmp (changes, found) != 0)
        fail_msg ("seed %u: changes.csv is\n%sbut comparing finds\n%s", seed, changes, found);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown (name, sample_set_up, sample_tear_down)
    TEST (every_kind_of_change_of_a_session_is_told),
    TEST (a_person_is_told_only_what_is_theirs),
    TEST (a_speech_that_goes_with_its_session_has_not_moved),
    TEST (a_session_that_was_renamed_is_the_same),
    TEST (sessions_may_take_the_ids_of_others),
    TEST (a_schedule_is_enough_but_then_there_are_no_people),
    TEST (why_is_told_where_one_was_made_on_the_other),
    TEST (what_cannot_be_read_is_said),
    TEST (back_again_is_the_mirror),
    TEST (what_sessions_are_called_changes_nothing),
    TEST (people_are_told_what_comparing_one_by_one_finds),
    TEST (changes_of_a_draft_are_what_comparing_finds),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
