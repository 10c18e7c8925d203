/* Post-enrolment timetabling: ITC-2002, and track 2 of ITC-2007.
 *
 * Events want a room and one of 45 slots (5 days of 9).  An event is a session of 30 minutes, a
 * slot a start from 08:00 on, a student a delegate who must be in their events.  Three in a row,
 * a single event on a day, and the last slot of a day cost 1 for each student: here 30, since a run
 * is counted in minutes.
 *
 * The file is whole numbers: events, rooms, features, students; the rooms' seats; who attends
 * what, a row for each student; which room has which feature; which event needs which.  ITC-2007
 * goes on with the slots that each event may have, and with the order of events: 1 in row a, column
 * b says that a is before b.
 */
#include "tests/bench/format.h"

#include <string.h>

#define N_DAYS 5
#define SLOTS_A_DAY 9
#define N_SLOTS (N_DAYS * SLOTS_A_DAY)
#define SLOT_MINUTES 30
#define FIRST_MINUTE (8 * 60)
/* More than anybody published, and small enough for all products of two. */
#define MOST 20000

typedef struct
{
  GArray *numbers; /* int: the whole file, which the rest points into */
  int n_events, n_rooms, n_features, n_students;
  const int *seats;     /* by room */
  const int *attends;   /* student * n_events + event */
  const int *has;       /* room * n_features + feature */
  const int *needs;     /* event * n_features + feature */
  const int *available; /* event * N_SLOTS + slot; NULL: always */
  const int *order;     /* a * n_events + b: 1 where a is before b; NULL: none */
  int *sizes;           /* students, by event */
} Tim;

static void
tim_free (gpointer instance)
{
  Tim *tim = instance;
  if (tim == NULL)
    return;
  g_array_unref (tim->numbers);
  g_free (tim->sizes);
  g_free (tim);
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool
read_numbers (const char *path, GArray *numbers, char **problem)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      *problem = g_strdup (error->message);
      return false;
    }
  const char *end = text + length;
  for (const char *at = text; at < end;)
    {
      char *next;
      if (g_ascii_isspace (*at))
        {
          at++;
          continue;
        }
      gint64 number = g_ascii_strtoll (at, &next, 10);
      if (next == at || number < -1 || number > G_MAXINT32
          || (next < end && !g_ascii_isspace (*next)))
        {
          *problem = g_strdup_printf ("item %u is no whole number from -1 up", numbers->len + 1);
          return false;
        }
      int small = (int)number;
      g_array_append_val (numbers, small);
      at = next;
    }
  return true;
}

/* The next N numbers, all of them from LEAST to MOST_ALLOWED, or NULL. */
static const int *
take (const Tim *tim, guint *at, gint64 n, int least, int most_allowed, const char *what,
      char **problem)
{
  const int *first = (const int *)(gpointer)tim->numbers->data + *at;
  for (gint64 entry = 0; entry < n; entry++)
    if (first[entry] < least || first[entry] > most_allowed)
      {
        *problem = g_strdup_printf ("item %" G_GINT64_FORMAT " (%s) is %d, not from %d to %d",
                                    *at + entry + 1, what, first[entry], least, most_allowed);
        return NULL;
      }
  *at += (guint)n;
  return first;
}

/* The four numbers at the front, and whether the rest is as long as they say. */
static bool
read_head (Tim *tim, bool *is_long, char **problem)
{
  const int *numbers = (const int *)(gpointer)tim->numbers->data;
  gint64 n = tim->numbers->len;
  for (int entry = 0; entry < 4; entry++)
    if (n < 4 || numbers[entry] < (entry == 2 ? 0 : 1) || numbers[entry] > MOST)
      {
        *problem = g_strdup_printf ("it does not begin with numbers of events, rooms, features and "
                                    "students from 1 to %d",
                                    MOST);
        return false;
      }
  tim->n_events = numbers[0];
  tim->n_rooms = numbers[1];
  tim->n_features = numbers[2];
  tim->n_students = numbers[3];

  gint64 events = tim->n_events;
  gint64 n_short = 4 + tim->n_rooms + tim->n_students * events
                   + (gint64)tim->n_rooms * tim->n_features + events * tim->n_features;
  gint64 n_long = n_short + N_SLOTS * events + events * events;
  *is_long = n == n_long;
  if (n == n_short || n == n_long)
    return true;
  *problem = g_strdup_printf ("it holds %" G_GINT64_FORMAT " numbers, where %" G_GINT64_FORMAT
                              " or %" G_GINT64_FORMAT " belong",
                              n, n_short, n_long);
  return false;
}

static bool
is_antisymmetric (const Tim *tim, char **problem)
{
  int n = tim->n_events;
  for (int a = 0; a < n; a++)
    for (int b = 0; b <= a; b++)
      if (tim->order[a * n + b] != -tim->order[b * n + a])
        {
          *problem = a == b ? g_strdup_printf ("event %d comes before itself", a + 1)
                            : g_strdup_printf ("the order of events %d and %d is said in two ways",
                                               b + 1, a + 1);
          return false;
        }
  return true;
}

static bool
read_parts (Tim *tim, char **problem)
{
  bool is_long;
  guint at = 4;
  if (!read_head (tim, &is_long, problem))
    return false;

  gint64 events = tim->n_events;
  tim->seats = take (tim, &at, tim->n_rooms, 0, G_MAXINT32, "seats", problem);
  if (tim->seats == NULL)
    return false;
  tim->attends = take (tim, &at, tim->n_students * events, 0, 1, "attendance", problem);
  if (tim->attends == NULL)
    return false;
  tim->has =
      take (tim, &at, (gint64)tim->n_rooms * tim->n_features, 0, 1, "features of rooms", problem);
  if (tim->has == NULL)
    return false;
  tim->needs = take (tim, &at, events * tim->n_features, 0, 1, "features of events", problem);
  if (tim->needs == NULL || !is_long)
    return tim->needs != NULL;
  tim->available = take (tim, &at, N_SLOTS * events, 0, 1, "slots of events", problem);
  if (tim->available == NULL)
    return false;
  tim->order = take (tim, &at, events * events, -1, 1, "order of events", problem);
  return tim->order != NULL && is_antisymmetric (tim, problem);
}

static gpointer
tim_read (const char *path, char **problem)
{
  Tim *tim = g_new0 (Tim, 1);
  tim->numbers = g_array_new (false, false, sizeof (int));
  if (!read_numbers (path, tim->numbers, problem) || !read_parts (tim, problem))
    {
      tim_free (tim);
      return NULL;
    }
  tim->sizes = g_new0 (int, tim->n_events);
  for (int student = 0; student < tim->n_students; student++)
    for (int event = 0; event < tim->n_events; event++)
      tim->sizes[event] += tim->attends[student * tim->n_events + event];
  return tim;
}

/* ---- as a model -------------------------------------------------------------------------- */

static GhMinute
minute_of (int slot)
{
  return slot / SLOTS_A_DAY * GH_DAY + FIRST_MINUTE + slot % SLOTS_A_DAY * SLOT_MINUTES;
}

static int
slot_of (const GhProgramme *programme, int event)
{
  GhMinute start = programme->placements[event].start;
  return start == GH_NEVER
             ? -1
             : gh_day_of (start) * SLOTS_A_DAY + (start % GH_DAY - FIRST_MINUTE) / SLOT_MINUTES;
}

static const char *
number_text (GhModel *model, const char *kind, int number)
{
  g_autofree char *text = g_strdup_printf ("%s%d", kind, number);
  return gh_model_text (model, text);
}

static void
add_frame (GhModel *model)
{
  GhTimes *hours = gh_times_new ();
  gh_times_free (model->conference.hours);
  for (int day = 0; day < N_DAYS; day++)
    gh_times_add (hours, minute_of (day * SLOTS_A_DAY),
                  minute_of (day * SLOTS_A_DAY) + SLOTS_A_DAY * SLOT_MINUTES);
  model->conference.hours = hours;
  model->conference.n_days = N_DAYS;
  model->conference.grid_minutes = SLOT_MINUTES;
}

static void
add_names (GhModel *model, GPtrArray *list, const int *marks, int n_features)
{
  for (int feature = 0; feature < n_features; feature++)
    if (marks[feature])
      g_ptr_array_add (list, (gpointer)number_text (model, "f", feature));
}

static void
add_rooms (const Tim *tim, GhModel *model)
{
  for (int room = 0; room < tim->n_rooms; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      this->id = this->name = number_text (model, "r", room);
      this->seats = tim->seats[room];
      add_names (model, this->features, tim->has + room * tim->n_features, tim->n_features);
    }
}

static void
add_starts (GhPattern *pattern, int first, int last, int cost)
{
  GhPatternRow *row = gh_pattern_add_row (pattern);
  row->cost = cost;
  for (int slot = first; slot <= last; slot++)
    {
      int start = minute_of (slot);
      g_array_append_val (row->starts, start);
    }
}

/* Events of one size share a pattern: the last slot of a day costs all their students. */
static int
pattern_for (GhModel *model, int size, GArray *pattern_of_size)
{
  int *known = &g_array_index (pattern_of_size, int, size);
  if (*known == 0)
    {
      GhPattern *pattern = gh_model_add_pattern (model);
      pattern->id = number_text (model, "size", size);
      add_starts (pattern, 0, SLOTS_A_DAY - 2, 0);
      add_starts (pattern, SLOTS_A_DAY - 1, SLOTS_A_DAY - 1, SLOT_MINUTES * size);
      *known = model->n_patterns;
    }
  return *known - 1;
}

static void
allow_slots (const Tim *tim, int event, GhSession *session)
{
  const int *available = tim->available + event * N_SLOTS;
  gh_times_free (session->window);
  session->window = gh_times_new ();
  for (int slot = 0; slot < N_SLOTS; slot++)
    if (available[slot])
      gh_times_add (session->window, minute_of (slot), minute_of (slot) + SLOT_MINUTES);
}

static void
add_events (const Tim *tim, GhModel *model)
{
  g_autoptr (GArray) pattern_of_size = g_array_new (false, true, sizeof (int));
  g_array_set_size (pattern_of_size, (guint)tim->n_students + 1);
  for (int event = 0; event < tim->n_events; event++)
    {
      GhSession *this = gh_model_add_session (model);
      this->id = this->title = number_text (model, "e", event);
      this->minutes = SLOT_MINUTES;
      this->attendance = tim->sizes[event];
      this->pattern = pattern_for (model, tim->sizes[event], pattern_of_size);
      add_names (model, this->features, tim->needs + event * tim->n_features, tim->n_features);
      if (tim->available != NULL)
        allow_slots (tim, event, this);
    }
}

static void
add_students (const Tim *tim, GhModel *model)
{
  for (int student = 0; student < tim->n_students; student++)
    {
      GhPerson *this = gh_model_add_person (model);
      this->id = this->name = number_text (model, "s", student);
      for (int event = 0; event < tim->n_events; event++)
        if (tim->attends[student * tim->n_events + event])
          *gh_model_add_person_want (model) =
              (GhWant){ .who = student, .session = event, .wish = GH_MUST, .named = true };
    }
}

static void
add_order (const Tim *tim, GhModel *model)
{
  for (int a = 0; tim->order != NULL && a < tim->n_events; a++)
    for (int b = 0; b < tim->n_events; b++)
      if (tim->order[a * tim->n_events + b] == 1)
        {
          GhAfter *after = gh_model_add_after (model);
          after->a = a;
          after->b = b;
        }
}

static GhModel *
tim_model (gconstpointer instance)
{
  const Tim *tim = instance;
  GhModel *model = gh_model_new ();
  add_frame (model);
  add_rooms (tim, model);
  add_events (tim, model);
  add_students (tim, model);
  add_order (tim, model);
  gh_format_forget_soft_rules (model);
  gh_format_set_rule (model, "long-run", GH_LEVEL_SOFT, 1, 2 * SLOT_MINUTES);
  gh_format_set_rule (model, "lone-day", GH_LEVEL_SOFT, SLOT_MINUTES, -1);
  gh_format_set_rule (model, "start-cost", GH_LEVEL_SOFT, 1, -1);
  gh_model_finish (model);
  return model;
}

/* ---- scoring ----------------------------------------------------------------------------- */

static bool
is_room_suitable (const Tim *tim, int event, int room)
{
  if (room < 0 || tim->seats[room] < tim->sizes[event])
    return false;
  for (int feature = 0; feature < tim->n_features; feature++)
    if (tim->needs[event * tim->n_features + feature]
        && !tim->has[room * tim->n_features + feature])
      return false;
  return true;
}

/* Faults of single events: a wrong room or slot. */
static int
event_faults (const Tim *tim, const GhProgramme *programme, int event, int slot)
{
  return !is_room_suitable (tim, event, programme->placements[event].room)
         + (tim->available != NULL && !tim->available[event * N_SLOTS + slot]);
}

/* Faults of two events: one room in one slot, or the wrong order. */
static int
pair_faults (const Tim *tim, const GhProgramme *programme, const int *slots, int a, int b)
{
  int order = tim->order != NULL ? tim->order[a * tim->n_events + b] : 0;
  return (slots[a] == slots[b] && programme->placements[a].room == programme->placements[b].room)
         + (order == 1 && slots[a] >= slots[b]) + (order == -1 && slots[b] >= slots[a]);
}

/* One student's week: pairs of events at once, and what the rest costs. */
static void
score_student (const Tim *tim, const int *slots, int student, GhScore *score)
{
  int held[N_SLOTS] = { 0 };
  for (int event = 0; event < tim->n_events; event++)
    if (tim->attends[student * tim->n_events + event] && slots[event] >= 0)
      score->hard += held[slots[event]]++;
  for (int day = 0; day < N_DAYS; day++)
    {
      const int *today = held + day * SLOTS_A_DAY;
      int run = 0;
      int n_busy = 0;
      for (int slot = 0; slot < SLOTS_A_DAY; slot++)
        {
          run = today[slot] ? run + 1 : 0;
          n_busy += today[slot] != 0;
          score->soft += run >= 3;
        }
      score->soft += (n_busy == 1) + (today[SLOTS_A_DAY - 1] != 0);
    }
}

static void
tim_score (gconstpointer instance, const GhModel *model, const GhProgramme *programme,
           GhScore *score)
{
  const Tim *tim = instance;
  g_autofree int *slots = g_new (int, tim->n_events);

  *score = (GhScore){ 0 };
  for (int event = 0; event < tim->n_events; event++)
    {
      slots[event] = slot_of (programme, event);
      if (slots[event] < 0)
        {
          score->unplaced++;
          score->distance += tim->sizes[event];
          continue;
        }
      score->hard += event_faults (tim, programme, event, slots[event]);
      for (int other = 0; other < event; other++)
        if (slots[other] >= 0)
          score->hard += pair_faults (tim, programme, slots, event, other);
    }
  for (int student = 0; student < tim->n_students; student++)
    score_student (tim, slots, student, score);
  score->cost = SLOT_MINUTES * score->soft;
}

static GString *
tim_solution (gconstpointer instance, const GhModel *model, const GhProgramme *programme)
{
  const Tim *tim = instance;
  GString *text = g_string_new (NULL);
  for (int event = 0; event < tim->n_events; event++)
    g_string_append_printf (text, "%d %d\n", slot_of (programme, event),
                            programme->placements[event].room);
  return text;
}

/* A slot and a room for each event; -1 -1: it has none. */
static bool
tim_read_solution (gconstpointer instance, const char *path, GhProgramme *programme, char **problem)
{
  const Tim *tim = instance;
  g_autoptr (GArray) numbers = g_array_new (false, false, sizeof (int));

  if (!read_numbers (path, numbers, problem))
    return false;
  if ((int)numbers->len != 2 * tim->n_events)
    {
      *problem = g_strdup_printf ("%s holds %u numbers, where %d belong", path, numbers->len,
                                  2 * tim->n_events);
      return false;
    }
  for (int event = 0; event < tim->n_events; event++)
    {
      int slot = g_array_index (numbers, int, 2 * event);
      int room = g_array_index (numbers, int, 2 * event + 1);
      if (slot >= N_SLOTS || room >= tim->n_rooms || (slot < 0) != (room < 0))
        {
          *problem = g_strdup_printf ("in %s event %d is at no slot and room", path, event + 1);
          return false;
        }
      if (slot >= 0)
        programme->placements[event] = (GhPlacement){ minute_of (slot), room };
    }
  return true;
}

const GhFormat gh_format_tim = {
  .name = "tim",
  .read = tim_read,
  .free = tim_free,
  .model = tim_model,
  .score = tim_score,
  .solution = tim_solution,
  .read_solution = tim_read_solution,
};
