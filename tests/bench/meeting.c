/* Timefold's (OptaPlanner's) meeting scheduling, as plain JSON.
 *
 * A meeting wants a start, a grain of a quarter of an hour, and a room.  Grains are numbered
 * through lunch and night, and so are minutes here: a day has as many quarters of an hour from
 * 08:00 on as it has grains.  Who is required has a role, since two meetings of theirs never
 * overlap; who is preferred is in the weights of pairs.
 *
 * Costs are three times the format's, so that a minute of overlap is a whole number; its medium
 * level, which goes before all of the soft one, is 5000 of a soft unit.  What the format counts
 * between the last grain of a day and the first of the next, as if there were no night, is not said
 * here: the engine's cost is without it.
 *
 * The file is one object: grains (index, from 0 on; day, from 0 on; minute, which is not read);
 * rooms (id, capacity); meetings (id, durationInGrains; required, preferred: ids of persons).
 */
#include "tests/bench/format.h"
#include "tests/bench/read-json.h"

#define GRAIN_MINUTES 15
#define FIRST_MINUTE (8 * 60)
#define MOST_GRAINS_A_DAY ((GH_DAY - FIRST_MINUTE) / GRAIN_MINUTES)
/* Every pair of meetings has relations of its own. */
#define MOST_MEETINGS 1000
/* So many of the engine's units are one of the format's soft ones, and one of its medium ones. */
#define SOFT_UNIT 3
#define MEDIUM_UNIT (SOFT_UNIT * 5000)
/* The format's soft weights. */
#define OVERLAP_WEIGHT 10
#define PAUSE_WEIGHT 100
/* Meetings no more than so many grains apart should share their room. */
#define NEAR_GRAINS 2

typedef struct
{
  int id;
  int grains;
  GArray *required, *preferred; /* ids of persons */
} Meeting;

typedef struct
{
  int n_days, n_grains, n_rooms, n_meetings;
  int *first_grains; /* by day, and n_grains at its end */
  int *day_of_grain;
  int *room_ids, *seats; /* by room */
  Meeting *meetings;
  GArray *persons; /* ids, ascending */
} Meetings;

static void
meetings_free (gpointer instance)
{
  Meetings *this = instance;
  if (this == NULL)
    return;
  for (int meeting = 0; meeting < this->n_meetings; meeting++)
    {
      g_clear_pointer (&this->meetings[meeting].required, g_array_unref);
      g_clear_pointer (&this->meetings[meeting].preferred, g_array_unref);
    }
  g_free (this->first_grains);
  g_free (this->day_of_grain);
  g_free (this->room_ids);
  g_free (this->seats);
  g_free (this->meetings);
  g_array_unref (this->persons);
  g_free (this);
}

/* ---- reading ----------------------------------------------------------------------------- */

static void
read_grains (Meetings *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "grains", problem);
  int n = (int)json_array_get_length (list);

  this->n_grains = n;
  this->day_of_grain = g_new0 (int, n + 1);
  this->first_grains = g_new0 (int, n + 1);
  for (int grain = 0; grain < n && *problem == NULL; grain++)
    {
      JsonObject *object = gh_read_entry (list, (guint)grain, problem);
      int day = gh_read_whole (object, "day", 0, 365, problem);
      if (gh_read_whole (object, "index", 0, GH_READ_MOST, problem) != grain)
        gh_read_complain (problem, "grain %d is not the one after that before it", grain);
      if (day == this->n_days)
        this->first_grains[this->n_days++] = grain;
      if (day != this->n_days - 1)
        gh_read_complain (problem, "the day of grain %d is neither that before it nor the next",
                          grain);
      else if (grain - this->first_grains[day] >= MOST_GRAINS_A_DAY)
        gh_read_complain (problem, "day %d has more than %d grains", day, MOST_GRAINS_A_DAY);
      this->day_of_grain[grain] = day;
      gh_read_entry_done ("grain", (guint)grain, problem);
    }
  this->first_grains[this->n_days] = n;
}

static void
read_rooms (Meetings *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "rooms", problem);
  guint n = json_array_get_length (list);

  this->room_ids = g_new0 (int, n + 1);
  this->seats = g_new0 (int, n + 1);
  for (guint entry = 0; entry < n && *problem == NULL; entry++)
    {
      JsonObject *object = gh_read_entry (list, entry, problem);
      int id = gh_read_whole (object, "id", 0, G_MAXINT32, problem);
      for (int room = 0; room < this->n_rooms; room++)
        if (this->room_ids[room] == id)
          gh_read_complain (problem, "room %d is there twice", id);
      this->seats[this->n_rooms] = gh_read_whole (object, "capacity", 0, 1000, problem);
      this->room_ids[this->n_rooms++] = id;
      gh_read_entry_done ("room", entry, problem);
    }
}

static void
add_persons (Meetings *this, const GArray *ids)
{
  for (guint entry = 0; entry < ids->len; entry++)
    if (!gh_wholes_have (this->persons, g_array_index (ids, int, entry)))
      g_array_append_val (this->persons, g_array_index (ids, int, entry));
}

static void
read_meeting (Meetings *this, Meeting *meeting, JsonObject *object, char **problem)
{
  meeting->id = gh_read_whole (object, "id", 0, G_MAXINT32, problem);
  meeting->grains = gh_read_whole (object, "durationInGrains", 1, MOST_GRAINS_A_DAY, problem);
  meeting->required = gh_read_wholes (object, "required", problem);
  meeting->preferred = gh_read_wholes (object, "preferred", problem);
  for (guint entry = 0; entry < meeting->required->len; entry++)
    if (gh_wholes_have (meeting->preferred, g_array_index (meeting->required, int, entry)))
      gh_read_complain (problem, "somebody is both required and preferred in meeting %d",
                        meeting->id);
  add_persons (this, meeting->required);
  add_persons (this, meeting->preferred);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  int left = *(const int *)a;
  int right = *(const int *)b;
  return left < right ? -1 : left > right;
}

static void
read_meetings (Meetings *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "meetings", problem);
  guint n = json_array_get_length (list);

  if (n < 1 || n > MOST_MEETINGS)
    gh_read_complain (problem, "it has not 1 to %d meetings", MOST_MEETINGS);
  this->meetings = g_new0 (Meeting, n);
  for (guint entry = 0; entry < n && *problem == NULL; entry++)
    {
      Meeting *meeting = &this->meetings[this->n_meetings++];
      read_meeting (this, meeting, gh_read_entry (list, entry, problem), problem);
      for (int other = 0; other < this->n_meetings - 1; other++)
        if (this->meetings[other].id == meeting->id)
          gh_read_complain (problem, "meeting %d is there twice", meeting->id);
      gh_read_entry_done ("meeting", entry, problem);
    }
  g_array_sort (this->persons, compare_ids);
}

static gpointer
meetings_read (const char *path, char **problem)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  Meetings *this = g_new0 (Meetings, 1);
  JsonObject *root = gh_read_file (parser, path, problem);

  this->persons = g_array_new (false, false, sizeof (int));
  if (root != NULL)
    {
      read_grains (this, root, problem);
      read_rooms (this, root, problem);
      read_meetings (this, root, problem);
      if (this->n_grains == 0 || this->n_rooms == 0)
        gh_read_complain (problem, "it has no grains, or no rooms");
    }
  if (*problem == NULL)
    return this;
  meetings_free (this);
  return NULL;
}

/* ---- what the format counts -------------------------------------------------------------- */

static int
common (const GArray *a, const GArray *b)
{
  int n = 0;
  for (guint entry = 0; entry < a->len; entry++)
    n += gh_wholes_have (b, g_array_index (a, int, entry));
  return n;
}

static int
common_required (const Meeting *a, const Meeting *b)
{
  return common (a->required, b->required);
}

static int
common_persons (const Meeting *a, const Meeting *b)
{
  return common (a->required, b->required) + common (a->required, b->preferred)
         + common (a->preferred, b->required) + common (a->preferred, b->preferred);
}

static int
attendance_of (const Meeting *meeting)
{
  return (int)(meeting->required->len + meeting->preferred->len);
}

/* The seats by which larger rooms are larger. */
static int
seats_beyond (const Meetings *this, int room)
{
  int sum = 0;
  for (int other = 0; other < this->n_rooms; other++)
    sum += MAX (0, this->seats[other] - this->seats[room]);
  return sum;
}

/* ---- as a model -------------------------------------------------------------------------- */

static const char *
number_text (GhModel *model, const char *kind, int number)
{
  g_autofree char *text = g_strdup_printf ("%s%d", kind, number);
  return gh_model_text (model, text);
}

static void
add_frame (const Meetings *this, GhModel *model)
{
  GhTimes *hours = gh_times_new ();
  gh_times_free (model->conference.hours);
  for (int day = 0; day < this->n_days; day++)
    {
      GhMinute morning = day * GH_DAY + FIRST_MINUTE;
      int n_grains = this->first_grains[day + 1] - this->first_grains[day];
      gh_times_add (hours, morning, morning + GRAIN_MINUTES * n_grains);
    }
  model->conference.hours = hours;
  model->conference.n_days = this->n_days;
  model->conference.grid_minutes = GRAIN_MINUTES;
}

static void
add_things (const Meetings *this, GhModel *model)
{
  for (int room = 0; room < this->n_rooms; room++)
    {
      GhRoom *to = gh_model_add_room (model);
      to->id = to->name = number_text (model, "R", this->room_ids[room]);
      to->seats = this->seats[room];
      to->cost = SOFT_UNIT * seats_beyond (this, room);
    }
  for (guint person = 0; person < this->persons->len; person++)
    {
      GhPerson *to = gh_model_add_person (model);
      to->id = to->name = number_text (model, "P", g_array_index (this->persons, int, person));
    }
  for (int meeting = 0; meeting < this->n_meetings; meeting++)
    {
      const Meeting *from = &this->meetings[meeting];
      GhSession *to = gh_model_add_session (model);
      to->id = to->title = number_text (model, "M", from->id);
      to->minutes = from->grains * GRAIN_MINUTES;
      to->attendance = attendance_of (from);
      for (guint person = 0; person < this->persons->len; person++)
        if (gh_wholes_have (from->required, g_array_index (this->persons, int, person)))
          *gh_model_add_role (model) = (GhRole){ .person = (int)person,
                                                 .session = meeting,
                                                 .role = gh_model_text (model, "required") };
    }
}

static void
add_pair (const Meetings *this, GhModel *model, int a, int b)
{
  const Meeting *meeting_a = &this->meetings[a];
  const Meeting *meeting_b = &this->meetings[b];
  int persons = common_persons (meeting_a, meeting_b);

  if (common_required (meeting_a, meeting_b) == 0)
    gh_format_relate (model, a, b, GH_OVERLAP, GH_LEVEL_SOFT,
                      (SOFT_UNIT * OVERLAP_WEIGHT + MEDIUM_UNIT * persons) / GRAIN_MINUTES);
  if (persons > 0)
    gh_format_relate (model, a, b, GH_SAME_ROOM, GH_LEVEL_SOFT, SOFT_UNIT * persons)->minutes =
        NEAR_GRAINS * GRAIN_MINUTES;
}

static void
add_pauses (const Meetings *this, GhModel *model)
{
  GhRelation *relation =
      gh_format_add_relation (model, GH_PAUSE, GH_LEVEL_SOFT, SOFT_UNIT * PAUSE_WEIGHT);
  relation->minutes = GRAIN_MINUTES;
  for (int meeting = 0; meeting < this->n_meetings; meeting++)
    {
      gh_bits_add (relation->a, meeting);
      gh_bits_add (relation->b, meeting);
    }
}

static GhModel *
meetings_model (gconstpointer instance)
{
  const Meetings *this = instance;
  GhModel *model = gh_model_new ();

  add_frame (this, model);
  add_things (this, model);
  for (int b = 0; b < this->n_meetings; b++)
    for (int a = 0; a < b; a++)
      add_pair (this, model, a, b);
  add_pauses (this, model);
  gh_format_forget_soft_rules (model);
  gh_format_set_rule (model, "early", GH_LEVEL_SOFT, SOFT_UNIT, -1);
  gh_format_set_rule (model, "room-cost", GH_LEVEL_SOFT, 1, -1);
  gh_model_finish (model);
  return model;
}

/* ---- scoring ----------------------------------------------------------------------------- */

typedef struct
{
  const Meeting *meeting;
  int first, last; /* grains; -1: not placed */
  int room;
} Held;

static Held
held_in (const Meetings *this, const GhProgramme *programme, int number)
{
  const Meeting *meeting = &this->meetings[number];
  GhPlacement at = programme->placements[number];
  Held held = { .meeting = meeting, .first = -1, .last = -1, .room = at.room };
  if (at.start != GH_NEVER)
    {
      int day = gh_day_of (at.start);
      g_assert (day >= 0 && day < this->n_days);
      held.first =
          this->first_grains[day] + (at.start - day * GH_DAY - FIRST_MINUTE) / GRAIN_MINUTES;
      held.last = held.first + meeting->grains - 1;
    }
  return held;
}

static void
score_meeting (const Meetings *this, const Held *one, GhScore *score)
{
  if (one->last >= this->n_grains)
    score->hard += one->last;
  else
    score->hard += this->day_of_grain[one->first] != this->day_of_grain[one->last];
  score->hard += MAX (0, attendance_of (one->meeting) - this->seats[one->room]);
  score->soft += one->last + seats_beyond (this, one->room);
}

/* Two meetings at once. */
static void
score_overlap (const Held *a, const Held *b, GhScore *score)
{
  int overlap = MAX (0, MIN (a->last, b->last) + 1 - MAX (a->first, b->first));
  int required = common_required (a->meeting, b->meeting);
  score->hard += overlap * (required + (a->room == b->room));
  score->medium += overlap * (common_persons (a->meeting, b->meeting) - required);
  score->soft += overlap * OVERLAP_WEIGHT;
}

/* What B costs for coming so soon after A. */
static int
soon_cost (const Held *a, const Held *b)
{
  int cost = a->last + 1 == b->first ? PAUSE_WEIGHT : 0;
  if (a->first < b->first && a->room != b->room
      && b->first - a->meeting->grains - a->first <= NEAR_GRAINS)
    cost += common_persons (a->meeting, b->meeting);
  return cost;
}

static void
meetings_score (gconstpointer instance, const GhModel *model, const GhProgramme *programme,
                GhScore *score)
{
  const Meetings *this = instance;
  g_autofree Held *held = g_new (Held, this->n_meetings);
  int64_t over_night = 0;
  int n_placed = 0;

  *score = (GhScore){ .distance = -1 };
  for (int b = 0; b < this->n_meetings; b++)
    {
      held[b] = held_in (this, programme, b);
      if (held[b].first < 0)
        {
          score->unplaced++;
          continue;
        }
      n_placed++;
      score_meeting (this, &held[b], score);
      for (int a = 0; a < b; a++)
        if (held[a].first >= 0)
          {
            int cost = soon_cost (&held[a], &held[b]) + soon_cost (&held[b], &held[a]);
            score_overlap (&held[a], &held[b], score);
            score->soft += cost;
            if (this->day_of_grain[held[a].first] != this->day_of_grain[held[b].first])
              over_night += cost;
          }
    }
  /* The engine counts the grains until a meeting's end, which is one more than its last. */
  score->cost = SOFT_UNIT * (score->soft - over_night + n_placed) + MEDIUM_UNIT * score->medium;
}

static GString *
meetings_solution (gconstpointer instance, const GhModel *model, const GhProgramme *programme)
{
  const Meetings *this = instance;
  g_autoptr (GString) text = g_string_new (NULL);
  for (int meeting = 0; meeting < this->n_meetings; meeting++)
    {
      Held held = held_in (this, programme, meeting);
      if (held.first < 0)
        return NULL;
      g_string_append_printf (text, "%d\t%d\t%d\n", this->meetings[meeting].id, held.first,
                              this->room_ids[held.room]);
    }
  return g_steal_pointer (&text);
}

const GhFormat gh_format_meeting = {
  .name = "meeting",
  .read = meetings_read,
  .free = meetings_free,
  .model = meetings_model,
  .score = meetings_score,
  .solution = meetings_solution,
};
