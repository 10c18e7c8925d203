#include "engine/model.h"

#include <string.h>

/* The arrays grow while a model is filled; the pointers in GhModel follow them. */
struct GhModelStore
{
  GStringChunk *texts;
  GPtrArray *translations; /* const char ** */
  GArray *rooms, *patterns, *groups, *sessions, *persons, *roles, *delegations, *afters, *relations,
      *limits, *teams, *speeches, *rule_rows, *person_wants, *delegation_wants, *venues;
};

static void
pattern_row_free (gpointer data)
{
  GhPatternRow *row = data;
  gh_times_free (row->days);
  g_array_unref (row->starts);
  g_free (row);
}

/* Adds a zeroed element and keeps the model's pointer and count in step. */
#define ADD(array, field, count)                                                                   \
  (g_array_set_size (model->store->array, model->store->array->len + 1),                           \
   model->field = (gpointer)model->store->array->data,                                             \
   model->count = (int)model->store->array->len, &model->field[model->count - 1])

static GArray *
array_of (gsize size)
{
  return g_array_new (false, true, (guint)size);
}

static GArray *
ints (void)
{
  return array_of (sizeof (int));
}

GhModel *
gh_model_new (void)
{
  GhModel *model = g_new0 (GhModel, 1);
  struct GhModelStore *store = g_new0 (struct GhModelStore, 1);

  model->store = store;
  store->texts = g_string_chunk_new (64 * 1024);
  store->translations = g_ptr_array_new_with_free_func (g_free);
  store->rooms = array_of (sizeof (GhRoom));
  store->patterns = array_of (sizeof (GhPattern));
  store->groups = array_of (sizeof (GhGroup));
  store->sessions = array_of (sizeof (GhSession));
  store->persons = array_of (sizeof (GhPerson));
  store->roles = array_of (sizeof (GhRole));
  store->delegations = array_of (sizeof (GhDelegation));
  store->afters = array_of (sizeof (GhAfter));
  store->relations = array_of (sizeof (GhRelation));
  store->limits = array_of (sizeof (GhLimit));
  store->teams = array_of (sizeof (GhTeam));
  store->speeches = array_of (sizeof (GhSpeech));
  store->rule_rows = array_of (sizeof (GhRuleRow));
  store->person_wants = array_of (sizeof (GhWant));
  store->delegation_wants = array_of (sizeof (GhWant));
  store->venues = array_of (sizeof (const char *));

  model->conference = (GhConference){
    .n_days = 1,
    .first_day = 1,
    .first_weekday = 1,
    .grid_minutes = 5,
    .workdays = 0x3e,
    .seats_percent = 100,
    .freeze = 20 * 60,
    .share_out = true,
    .hours = gh_times_new_always (),
  };
  model->conference.languages = g_new0 (const char *, 2);
  model->conference.languages[0] = gh_model_text (model, "en");
  return model;
}

static void
free_rooms (GhModel *model)
{
  for (int room = 0; room < model->n_rooms; room++)
    {
      g_ptr_array_unref (model->rooms[room].seats_layouts);
      g_array_unref (model->rooms[room].seats_in_layout);
      g_ptr_array_unref (model->rooms[room].features);
      gh_times_free (model->rooms[room].open);
      g_array_unref (model->rooms[room].parts);
    }
}

static void
free_sessions (GhModel *model)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhSession *this = &model->sessions[session];
      g_ptr_array_unref (this->tags);
      g_array_unref (this->rooms);
      gh_times_free (this->window);
      g_ptr_array_unref (this->features);
      g_ptr_array_unref (this->wishes);
      g_array_unref (this->teams);
      g_ptr_array_unref (this->was);
    }
}

static void
free_people (GhModel *model)
{
  for (int person = 0; person < model->n_persons; person++)
    gh_times_free (model->persons[person].present);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    {
      g_ptr_array_unref (model->delegations[delegation].flags);
      g_array_unref (model->delegations[delegation].people);
    }
}

static void
free_groups (GhModel *model)
{
  for (int group = 0; group < model->n_groups; group++)
    {
      gh_bits_free (model->groups[group].access_persons);
      gh_bits_free (model->groups[group].access_delegations);
      g_array_unref (model->groups[group].sessions);
    }
  for (int pattern = 0; pattern < model->n_patterns; pattern++)
    g_ptr_array_unref (model->patterns[pattern].rows);
}

static void
free_rules (GhModel *model)
{
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      gh_bits_free (model->relations[relation].a);
      gh_bits_free (model->relations[relation].b);
    }
  for (int limit = 0; limit < model->n_limits; limit++)
    {
      gh_bits_free (model->limits[limit].of);
      gh_times_free (model->limits[limit].during);
    }
  for (int team = 0; team < model->n_teams; team++)
    gh_times_free (model->teams[team].available);
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      gh_bits_free (model->speeches[speech].sessions);
      gh_times_free (model->speeches[speech].available);
    }
  for (int row = 0; row < model->n_rule_rows; row++)
    gh_bits_free (model->rule_rows[row].of);
}

void
gh_model_free (GhModel *model)
{
  if (model == NULL)
    return;
  free_rooms (model);
  free_sessions (model);
  free_people (model);
  free_groups (model);
  free_rules (model);
  gh_times_free (model->conference.hours);
  g_free (model->conference.languages);
  g_free (model->travel);

  GArray *arrays[] = {
    model->store->rooms,       model->store->patterns,     model->store->groups,
    model->store->sessions,    model->store->persons,      model->store->roles,
    model->store->delegations, model->store->afters,       model->store->relations,
    model->store->limits,      model->store->teams,        model->store->speeches,
    model->store->rule_rows,   model->store->person_wants, model->store->delegation_wants,
    model->store->venues
  };
  for (gsize array = 0; array < G_N_ELEMENTS (arrays); array++)
    g_array_unref (arrays[array]);
  g_string_chunk_free (model->store->texts);
  g_ptr_array_unref (model->store->translations);
  g_free (model->store);
  g_free (model);
}

const char *
gh_model_text (GhModel *model, const char *text)
{
  return text == NULL || *text == '\0' ? NULL
                                       : g_string_chunk_insert_const (model->store->texts, text);
}

void
gh_model_translate (GhModel *model, const char ***in, int language, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (*in == NULL)
    {
      *in = g_new0 (const char *, g_strv_length ((char **)model->conference.languages));
      g_ptr_array_add (model->store->translations, *in);
    }
  (*in)[language] = gh_model_text (model, text);
}

/* "fr" of "fr-CA". */
static gsize
primary_length (const char *language)
{
  return strcspn (language, "-_");
}

int
gh_conference_language (const GhConference *conference, const char *language)
{
  for (int number = 0; language != NULL && conference->languages[number] != NULL; number++)
    if (g_ascii_strcasecmp (conference->languages[number], language) == 0)
      return number;
  for (int number = 0; language != NULL && conference->languages[number] != NULL; number++)
    {
      const char *known = conference->languages[number];
      gsize length = primary_length (known);
      if (length == primary_length (language) && g_ascii_strncasecmp (known, language, length) == 0)
        return number;
    }
  return -1;
}

const char *
gh_text_in (const char *plain, const char *const *in, int language, bool *is_there)
{
  bool there = language >= 0 && in != NULL && in[language] != NULL;

  if (is_there != NULL)
    *is_there = there || language == 0;
  return there ? in[language] : plain;
}

GhRoom *
gh_model_add_room (GhModel *model)
{
  GhRoom *room = ADD (rooms, rooms, n_rooms);
  room->venue = -1;
  room->seats_layouts = g_ptr_array_new ();
  room->seats_in_layout = ints ();
  room->features = g_ptr_array_new ();
  room->open = gh_times_new_always ();
  room->parts = ints ();
  return room;
}

GhPattern *
gh_model_add_pattern (GhModel *model)
{
  GhPattern *pattern = ADD (patterns, patterns, n_patterns);
  pattern->rows = g_ptr_array_new_with_free_func (pattern_row_free);
  return pattern;
}

GhPatternRow *
gh_pattern_add_row (GhPattern *pattern)
{
  GhPatternRow *row = g_new0 (GhPatternRow, 1);
  row->days = gh_times_new_always ();
  row->starts = ints ();
  g_ptr_array_add (pattern->rows, row);
  return row;
}

GhGroup *
gh_model_add_group (GhModel *model)
{
  GhGroup *group = ADD (groups, groups, n_groups);
  group->parent = -1;
  group->order_minutes = -1;
  group->sessions = ints ();
  return group;
}

GhSession *
gh_model_add_session (GhModel *model)
{
  GhSession *session = ADD (sessions, sessions, n_sessions);
  session->group = -1;
  session->minutes = 1;
  session->pattern = -1;
  session->fixed_start = GH_NEVER;
  session->needs_room = true;
  session->rooms = ints ();
  session->pinned_start = GH_NEVER;
  session->pinned_room = -1;
  session->venue = -1;
  session->window = gh_times_new_always ();
  session->tags = g_ptr_array_new ();
  session->features = g_ptr_array_new ();
  session->wishes = g_ptr_array_new ();
  session->teams = array_of (sizeof (GhTeamNeed));
  session->most_speeches = -1;
  session->was = g_ptr_array_new ();
  return session;
}

GhPerson *
gh_model_add_person (GhModel *model)
{
  GhPerson *person = ADD (persons, persons, n_persons);
  person->delegation = -1;
  person->present = gh_times_new_always ();
  return person;
}

GhRole *
gh_model_add_role (GhModel *model)
{
  return ADD (roles, roles, n_roles);
}

GhDelegation *
gh_model_add_delegation (GhModel *model)
{
  GhDelegation *delegation = ADD (delegations, delegations, n_delegations);
  delegation->size = 1;
  delegation->weight = 1;
  delegation->flags = g_ptr_array_new ();
  delegation->people = ints ();
  return delegation;
}

GhAfter *
gh_model_add_after (GhModel *model)
{
  return ADD (afters, afters, n_afters);
}

GhRelation *
gh_model_add_relation (GhModel *model)
{
  GhRelation *relation = ADD (relations, relations, n_relations);
  relation->level = GH_LEVEL_HARD;
  relation->weight = 1;
  return relation;
}

GhLimit *
gh_model_add_limit (GhModel *model)
{
  GhLimit *limit = ADD (limits, limits, n_limits);
  limit->during = gh_times_new_always ();
  limit->level = GH_LEVEL_HARD;
  limit->weight = 1;
  return limit;
}

GhTeam *
gh_model_add_team (GhModel *model)
{
  GhTeam *team = ADD (teams, teams, n_teams);
  team->available = gh_times_new_always ();
  team->most_minutes = -1;
  team->most_per_day = -1;
  team->most_minutes_per_day = -1;
  team->day_minutes = -1;
  team->most_in_5_workdays = -1;
  return team;
}

GhSpeech *
gh_model_add_speech (GhModel *model)
{
  GhSpeech *speech = ADD (speeches, speeches, n_speeches);
  speech->available = gh_times_new_always ();
  return speech;
}

GhRuleRow *
gh_model_add_rule_row (GhModel *model)
{
  GhRuleRow *row = ADD (rule_rows, rule_rows, n_rule_rows);
  row->weight = -1;
  row->value = -1;
  row->value_end = -1;
  return row;
}

GhWant *
gh_model_add_person_want (GhModel *model)
{
  return ADD (person_wants, person_wants, n_person_wants);
}

GhWant *
gh_model_add_delegation_want (GhModel *model)
{
  return ADD (delegation_wants, delegation_wants, n_delegation_wants);
}

int
gh_model_venue (GhModel *model, const char *name)
{
  const char *text = gh_model_text (model, name);
  for (int venue = 0; venue < model->n_venues; venue++)
    if (model->venues[venue] == text)
      return venue;

  int n = model->n_venues;
  int *travel = g_new0 (int, (gsize)(n + 1) * (gsize)(n + 1));
  for (int from = 0; from < n; from++)
    for (int to = 0; to < n; to++)
      travel[from * (n + 1) + to] = model->travel[from * n + to];
  g_free (model->travel);
  model->travel = travel;

  *ADD (venues, venues, n_venues) = text;
  return n;
}

void
gh_model_set_travel (GhModel *model, int from, int to, int minutes)
{
  model->travel[from * model->n_venues + to] = minutes;
  model->travel[to * model->n_venues + from] = minutes;
}

static int
compare_roles (gconstpointer a, gconstpointer b)
{
  const GhRole *left = a;
  const GhRole *right = b;
  if (left->session != right->session)
    return left->session < right->session ? -1 : 1;
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  return strcmp (left->role, right->role);
}

static int
compare_wants (gconstpointer a, gconstpointer b)
{
  const GhWant *left = a;
  const GhWant *right = b;
  if (left->who != right->who)
    return left->who < right->who ? -1 : 1;
  return left->session < right->session ? -1 : left->session > right->session;
}

void
gh_model_finish (GhModel *model)
{
  g_array_sort (model->store->roles, compare_roles);
  g_array_sort (model->store->person_wants, compare_wants);
  g_array_sort (model->store->delegation_wants, compare_wants);
}

int
gh_first_want (const GhWant *wants, int n, int who)
{
  int low = 0;
  int high = n;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if (wants[middle].who < who)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

int
gh_room_seats (const GhRoom *room, const char *layout)
{
  if (layout == NULL)
    layout = room->layout;
  if (layout != NULL)
    for (guint entry = 0; entry < room->seats_layouts->len; entry++)
      if (room->seats_layouts->pdata[entry] == (gpointer)layout)
        return g_array_index (room->seats_in_layout, int, entry);
  return room->seats;
}

bool
gh_room_knows_layout (const GhRoom *room, const char *layout)
{
  return room->layout == layout || gh_names_have (room->seats_layouts, layout);
}

bool
gh_names_have (const GPtrArray *names, const char *name)
{
  for (guint entry = 0; entry < names->len; entry++)
    if (names->pdata[entry] == (gconstpointer)name)
      return true;
  return false;
}
