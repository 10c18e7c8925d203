#include "engine/demands/domain.h"

#include "engine/past.h"

/* In its window, in the hours, in the conference. */
static bool
is_in_bounds (const GhModel *model, const GhSession *session, GhMinute start)
{
  GhMinute end = start + session->minutes;
  return start >= 0 && gh_day_of (start) < model->conference.n_days
         && gh_times_hold (session->window, start, end)
         && gh_times_hold (model->conference.hours, start, end);
}

static bool
row_offers (const GhPatternRow *row, GhMinute start)
{
  /* A start after midnight (25:00) belongs to the day before. */
  for (guint entry = 0; entry < row->starts->len; entry++)
    {
      GhMinute day = start - g_array_index (row->starts, int, entry);
      if (day % GH_DAY == 0 && gh_times_hold (row->days, day, day + GH_DAY))
        return true;
    }
  return false;
}

/* The cheapest row that offers a start, or NULL. */
static const GhPatternRow *
row_of (const GhModel *model, int session, GhMinute start)
{
  const GhPatternRow *best = NULL;
  int pattern = model->sessions[session].pattern;
  if (pattern < 0)
    return NULL;
  for (guint entry = 0; entry < model->patterns[pattern].rows->len; entry++)
    {
      const GhPatternRow *row = model->patterns[pattern].rows->pdata[entry];
      if (row_offers (row, start) && (best == NULL || row->cost < best->cost))
        best = row;
    }
  return best;
}

bool
gh_pattern_offers (const GhModel *model, int session, GhMinute start)
{
  return row_of (model, session, start) != NULL;
}

static bool
is_given (const GhSession *session)
{
  return session->pinned_start != GH_NEVER || session->fixed_start != GH_NEVER;
}

bool
gh_start_is_right (const GhModel *model, int session, GhMinute start)
{
  const GhSession *this = &model->sessions[session];
  if (!is_in_bounds (model, this, start))
    return false;
  if (is_given (this))
    return (this->pinned_start == GH_NEVER || this->pinned_start == start)
           && (this->fixed_start == GH_NEVER || this->fixed_start == start);
  return (start - gh_day_of (start) * GH_DAY) % model->conference.grid_minutes == 0
         && (this->pattern < 0 || gh_pattern_offers (model, session, start));
}

int
gh_start_cost (const GhModel *model, int session, GhMinute start)
{
  const GhPatternRow *row = row_of (model, session, start);
  return row != NULL ? row->cost : 0;
}

static void
add_pattern_starts (const GhModel *model, int session, GArray *starts)
{
  const GPtrArray *rows = model->patterns[model->sessions[session].pattern].rows;
  for (guint entry = 0; entry < rows->len; entry++)
    {
      const GhPatternRow *row = rows->pdata[entry];
      for (int day = -1; day < model->conference.n_days; day++)
        for (guint time = 0; time < row->starts->len; time++)
          {
            GhMinute start = day * GH_DAY + g_array_index (row->starts, int, time);
            if (gh_times_hold (row->days, day * GH_DAY, (day + 1) * GH_DAY))
              g_array_append_val (starts, start);
          }
    }
}

void
gh_add_grid_starts (const GhModel *model, GArray *starts)
{
  int grid = model->conference.grid_minutes;
  /* From each day's midnight: the grid need not divide a day. */
  for (int day = 0; day < model->conference.n_days; day++)
    for (GhMinute start = day * GH_DAY; start < (day + 1) * GH_DAY; start += grid)
      g_array_append_val (starts, start);
}

GhMinute
gh_waived_start (const GhModel *model, int session)
{
  const GhSession *this = &model->sessions[session];
  GhMinute start = this->pinned_start != GH_NEVER ? this->pinned_start : this->fixed_start;

  if (start == GH_NEVER || start < 0 || start >= model->conference.n_days * GH_DAY
      || gh_rule_setting (model, GH_RULE_START, session, NULL).level != GH_LEVEL_OFF)
    return GH_NEVER;
  return start;
}

/* Drops what is not right. */
static void
keep_right_starts (const GhModel *model, int session, GArray *starts)
{
  guint kept = 0;
  for (guint entry = 0; entry < starts->len; entry++)
    {
      GhMinute start = g_array_index (starts, GhMinute, entry);
      if (gh_start_is_right (model, session, start))
        g_array_index (starts, GhMinute, kept++) = start;
    }
  g_array_set_size (starts, kept);
}

GArray *
gh_session_starts (const GhModel *model, int session)
{
  const GhSession *this = &model->sessions[session];
  GArray *starts = g_array_new (false, false, sizeof (GhMinute));

  if (this->pinned_start != GH_NEVER)
    g_array_append_val (starts, this->pinned_start);
  else if (this->fixed_start != GH_NEVER)
    g_array_append_val (starts, this->fixed_start);
  else if (this->pattern >= 0)
    add_pattern_starts (model, session, starts);
  else
    gh_add_grid_starts (model, starts);
  gh_minutes_tidy (starts);
  keep_right_starts (model, session, starts);
  return starts;
}

void
gh_session_add_days (const GhModel *model, int session, GhBits *days)
{
  g_autoptr (GArray) starts = gh_session_starts (model, session);
  for (guint entry = 0; entry < starts->len; entry++)
    gh_bits_add (days, gh_day_of (g_array_index (starts, GhMinute, entry)));
}

/* What has begun is there, right or not; what is frozen, or would come too soon, is not moved. */
static void
keep_to_past (const GhModel *model, int session, GArray *starts)
{
  guint kept = 0;

  if (gh_has_begun (model, session))
    {
      g_array_set_size (starts, 0);
      g_array_append_val (starts, gh_had (model, session)->start);
      return;
    }
  for (guint entry = 0; entry < starts->len; entry++)
    {
      GhMinute start = g_array_index (starts, GhMinute, entry);
      if (gh_past_allows_start (model, session, start))
        g_array_index (starts, GhMinute, kept++) = start;
    }
  g_array_set_size (starts, kept);
}

void
gh_domain_make_starts (GhDemands *demands, int session, GhRuleSetting setting)
{
  const GhModel *model = demands->model;
  GhDomain *domain = &demands->domains[session];
  g_autoptr (GArray) starts = NULL;
  GhMinute waived = gh_waived_start (model, session);

  if (model->sessions[session].cancelled)
    return;
  starts = gh_session_starts (model, session);
  if (waived != GH_NEVER)
    {
      g_array_set_size (starts, 0);
      g_array_append_val (starts, waived);
    }
  else if (setting.level != GH_LEVEL_HARD)
    {
      gh_add_grid_starts (model, starts);
      gh_minutes_tidy (starts);
    }
  keep_to_past (model, session, starts);
  domain->n_options = (int)starts->len;
  domain->options = g_new0 (GhOption, starts->len);
  for (int option = 0; option < domain->n_options; option++)
    {
      GhMinute start = g_array_index (starts, GhMinute, option);
      domain->options[option].start = start;
      if (setting.level == GH_LEVEL_SOFT && !gh_start_is_right (model, session, start))
        domain->options[option].cost += setting.weight;
    }
}

bool
gh_session_lists_room (const GhSession *session, int room)
{
  for (guint entry = 0; entry < session->rooms->len; entry++)
    if (g_array_index (session->rooms, int, entry) == room)
      return true;
  return session->rooms->len == 0;
}

bool
gh_room_has_seats (const GhModel *model, int session, int room)
{
  const GhSession *this = &model->sessions[session];
  return (int64_t)gh_room_seats (&model->rooms[room], this->layout)
             * model->conference.seats_percent
         >= (int64_t)this->attendance * 100;
}

bool
gh_room_is_fit (const GhModel *model, int session, int room)
{
  const GhSession *this = &model->sessions[session];
  const GhRoom *in = &model->rooms[room];
  int seats = gh_room_seats (in, this->layout);

  for (guint feature = 0; feature < this->features->len; feature++)
    if (!gh_names_have (in->features, this->features->pdata[feature]))
      return false;
  return gh_session_lists_room (this, room) && (this->pinned_room < 0 || this->pinned_room == room)
         && (this->venue < 0 || this->venue == in->venue)
         && (this->layout == NULL || (gh_room_knows_layout (in, this->layout) && seats > 0))
         && gh_room_has_seats (model, session, room);
}

/* Where `room-fit` is waived, a pinned room, or one of its list, holds all the same. */
static bool
is_given_room (const GhModel *model, int session, int room)
{
  const GhSession *this = &model->sessions[session];

  if (gh_rule_setting (model, GH_RULE_ROOM_FIT, session, NULL).level != GH_LEVEL_OFF)
    return true;
  return this->pinned_room >= 0 ? room == this->pinned_room : gh_session_lists_room (this, room);
}

static void
list_rooms (GhDemands *demands, int session, GhRuleSetting setting)
{
  const GhModel *model = demands->model;
  GhDomain *domain = &demands->domains[session];

  if (!model->sessions[session].needs_room || gh_has_begun (model, session))
    {
      domain->n_rooms = 1;
      domain->rooms = g_new (int, 1);
      domain->rooms[0] = gh_has_begun (model, session) ? gh_had (model, session)->room : -1;
      domain->room_costs = g_new0 (int64_t, 1);
      return;
    }
  domain->rooms = g_new (int, model->n_rooms);
  domain->room_costs = g_new0 (int64_t, model->n_rooms);
  for (int room = 0; room < model->n_rooms; room++)
    {
      bool is_fit = gh_room_is_fit (model, session, room);
      if ((!is_fit && setting.level == GH_LEVEL_HARD) || !is_given_room (model, session, room)
          || !gh_past_allows_room (model, session, room))
        continue;
      if (!is_fit && setting.level == GH_LEVEL_SOFT)
        domain->room_costs[domain->n_rooms] = setting.weight;
      domain->rooms[domain->n_rooms++] = room;
    }
}

/* The one venue of all its rooms, or -2. */
static int
common_venue (const GhModel *model, int session, const GhDomain *domain)
{
  int venue = -1;
  if (!gh_needs_room (model, session))
    return model->sessions[session].venue;
  for (int room = 0; room < domain->n_rooms; room++)
    {
      int this = model->rooms[domain->rooms[room]].venue;
      if (room == 0)
        venue = this;
      else if (this != venue)
        return -2;
    }
  return venue;
}

void
gh_domain_make_rooms (GhDemands *demands, int session, GhRuleSetting setting)
{
  const GhModel *model = demands->model;
  const GhSession *this = &model->sessions[session];
  GhDomain *domain = &demands->domains[session];
  bool opening_holds = gh_rule_setting (model, GH_RULE_START, session, NULL).level == GH_LEVEL_HARD
                       && !gh_has_begun (model, session);

  list_rooms (demands, session, setting);
  domain->venue = common_venue (model, session, domain);
  domain->n_room_words = (domain->n_rooms + 63) / 64;
  domain->fits = g_new0 (uint64_t, (gsize)domain->n_options * (gsize)domain->n_room_words + 1);
  for (int option = 0; option < domain->n_options; option++)
    for (int room = 0; room < domain->n_rooms; room++)
      {
        GhMinute start = domain->options[option].start;
        if (domain->rooms[room] < 0 || !opening_holds
            || gh_times_hold (model->rooms[domain->rooms[room]].open, start, start + this->minutes))
          domain->fits[option * domain->n_room_words + (room >> 6)] |= UINT64_C (1) << (room & 63);
      }
}
