#include "engine/board/people-inside.h"

#include <string.h>

/* ---- simple diaries ---------------------------------------------------------------------- */

static int64_t
day_cost (GhPeople *people, const GhGroupDay *day)
{
  int64_t cost = 0;

  if (day->lone_weight > 0)
    cost += (int64_t)day->lone_weight * people->kernels->in_one_row (day->starts, day->n_steps);
  if (day->runs != NULL)
    cost += people->kernels->runs (day->busy, day->runs, people->scratch);
  return cost;
}

static void
touch (GhPeople *people, int number)
{
  Table *table = &people->tables[number];
  if (table->is_touched)
    return;
  table->is_touched = true;
  people->touched[people->n_touched++] = number;
}

static GhStepRange
part_of (const GhPeople *people, int at)
{
  int first = people->first_step[people->option_day[at]];
  return (GhStepRange){ people->option_step[at] - first, people->option_end_step[at] - 1 - first };
}

/* Takes people up where they are, and puts them down where they are not: twice is as if nothing had
 * been. */
static void
turn_over (GhPeople *people, GhGroupDay *day, GhStepRange part, const uint64_t *bits)
{
  const GhKernels *kernels = people->kernels;
  kernels->toggle (&day->busy[part.first * GH_GROUP_WORDS], part.last - part.first + 1, bits);
  if (!people->starts_are_rows)
    kernels->toggle (&day->starts[part.first * GH_GROUP_WORDS], 1, bits);
}

int
gh_people_day_of (const GhPeople *people, int session, int option)
{
  return option < 0 ? -1
                    : people->option_day[people->demands->domains[session].first_option + option];
}

static void
turn_session_over (GhPeople *people, int session, int option)
{
  const Attendance *attendance = &people->attendances[session];
  int at = people->demands->domains[session].first_option + option;
  GhStepRange part = part_of (people, at);
  int first_table = people->option_day[at] * people->n_groups;
  for (int entry = 0; entry < attendance->n_groups; entry++)
    {
      const SessionGroup *in = &attendance->groups[entry];
      Table *table = &people->tables[first_table + in->group];
      if (table->is_stale)
        {
          table->cost = day_cost (people, &table->day);
          table->is_stale = false;
        }
      turn_over (people, &table->day, part, in->bits);
      touch (people, first_table + in->group);
    }
}

/* Everybody leaves, and comes, who does so on one day; or all of that is undone. */
static void
turn_day_over (GhPeople *people, const GhMove *moves, int n, int day)
{
  for (int move = 0; move < n; move++)
    {
      int session = moves[move].session;
      if (gh_people_day_of (people, session, people->option[session]) == day)
        turn_session_over (people, session, people->option[session]);
      if (gh_people_day_of (people, session, moves[move].option) == day)
        turn_session_over (people, session, moves[move].option);
    }
}

/* The change in cost of the tables that were touched since the FIRST of them. */
static int64_t
days_change (GhPeople *people, int first)
{
  int64_t change = 0;
  for (int entry = first; entry < people->n_touched; entry++)
    {
      Table *table = &people->tables[people->touched[entry]];
      table->cost_then = day_cost (people, &table->day);
      change += table->cost_then - table->cost;
    }
  return change;
}

static void
touch_night (GhPeople *people, int number)
{
  Table *table = &people->tables[number];
  if (table->nights == NULL || table->is_night_touched)
    return;
  table->is_night_touched = true;
  people->touched_nights[people->n_touched_nights++] = number;
}

static void
touch_nights (GhPeople *people)
{
  for (int entry = 0; entry < people->n_touched; entry++)
    {
      int number = people->touched[entry];
      if (number >= people->n_groups)
        touch_night (people, number - people->n_groups);
      touch_night (people, number);
    }
}

static int64_t
nights_change (GhPeople *people)
{
  int64_t change = 0;

  touch_nights (people);
  for (int entry = 0; entry < people->n_touched_nights; entry++)
    {
      Table *evening = &people->tables[people->touched_nights[entry]];
      const Table *morning = evening + people->n_groups;
      evening->night_cost_then = people->kernels->nights (evening->day.busy, morning->day.busy,
                                                          evening->nights, people->scratch);
      change += evening->night_cost_then - evening->night_cost;
    }
  return change;
}

/* The days that the moves touch, each once; those to which they go come first, since it is there
 * that most become too dear. */
static void
list_days (GhPeople *people, const GhMove *moves, int n)
{
  people->n_listed = 0;
  for (int turn = 0; turn < 2 * n; turn++)
    {
      int session = moves[turn < n ? turn : turn - n].session;
      int day = gh_people_day_of (people, session,
                                  turn < n ? moves[turn].option : people->option[session]);
      bool is_new = day >= 0 && people->attendances[session].n_groups > 0;
      for (int entry = 0; is_new && entry < people->n_listed; entry++)
        is_new = people->days[entry] != day;
      if (is_new)
        people->days[people->n_listed++] = day;
    }
}

/* What the nights before and after a day, and the day itself, could at most be cheaper by. */
static int64_t
most_saved (const GhPeople *people, int day)
{
  return people->day_totals[day] + people->night_totals[day]
         + (day > 0 ? people->night_totals[day - 1] : 0);
}

/* Moves everybody, day by day, until it is certain to cost more than LIMIT; DONE is the number of
 * days, in people->days, that are changed then. */
static int64_t
simple_change (GhPeople *people, const GhMove *moves, int n, int64_t limit, int *done)
{
  int64_t change = 0;
  int64_t saved = 0;

  list_days (people, moves, n);
  for (int entry = 0; entry < people->n_listed; entry++)
    saved += most_saved (people, people->days[entry]);
  for (*done = 0; *done < people->n_listed; ++*done)
    {
      int first = people->n_touched;
      int day = people->days[*done];
      if (change - saved > limit)
        return change - saved;
      saved -= people->day_totals[day];
      turn_day_over (people, moves, n, day);
      people->day_changes[day] = days_change (people, first);
      change += people->day_changes[day];
    }
  return change - saved > limit ? change - saved : change + nights_change (people);
}

static void
renew_tally (GhPeople *people, Table *table)
{
  if (people->are_by_parts && table->day.lone_weight > 0)
    people->kernels->tally (&table->day, table->tally);
}

static void
keep_simple (GhPeople *people)
{
  for (int entry = 0; entry < people->n_listed; entry++)
    people->day_totals[people->days[entry]] += people->day_changes[people->days[entry]];
  for (int entry = 0; entry < people->n_touched; entry++)
    {
      Table *table = &people->tables[people->touched[entry]];
      table->cost = table->cost_then;
      renew_tally (people, table);
    }
  for (int entry = 0; entry < people->n_touched_nights; entry++)
    {
      Table *table = &people->tables[people->touched_nights[entry]];
      people->night_totals[people->touched_nights[entry] / people->n_groups] +=
          table->night_cost_then - table->night_cost;
      table->night_cost = table->night_cost_then;
    }
}

static void
forget_touched (GhPeople *people)
{
  for (int entry = 0; entry < people->n_touched; entry++)
    people->tables[people->touched[entry]].is_touched = false;
  for (int entry = 0; entry < people->n_touched_nights; entry++)
    people->tables[people->touched_nights[entry]].is_night_touched = false;
  people->n_touched = people->n_touched_nights = 0;
}

/* ---- the others -------------------------------------------------------------------------- */

static int64_t
odd_cost (GhPeople *people, const Diary *diary)
{
  int n = 0;
  for (guint number = 0; number < diary->entries->len; number++)
    {
      const Entry *entry = &g_array_index (diary->entries, Entry, number);
      int option = people->option[entry->session];
      GhPersonSpan span = { .weight = entry->counting.weight, .value = entry->counting.value };
      int into = n;
      if (option < 0)
        continue;
      span.start = people->demands->domains[entry->session].options[option].start;
      span.end = span.start + people->model->sessions[entry->session].minutes;
      for (; into > 0
             && (people->spans[into - 1].start > span.start
                 || (people->spans[into - 1].start == span.start
                     && people->spans[into - 1].end > span.end));
           into--)
        people->spans[into] = people->spans[into - 1];
      people->spans[into] = span;
      n++;
    }
  return gh_person_days_cost (diary->way, people->spans, n, NULL);
}

/* Once the sessions have moved; KEEP: they stay there. */
static int64_t
odd_change (GhPeople *people, const GhMove *moves, int n, bool keep)
{
  int64_t change = 0;

  for (int move = 0; move < n; move++)
    {
      const GhList *odd = &people->attendances[moves[move].session].odd;
      for (int item = 0; item < odd->n; item++)
        if (!people->is_odd_touched[odd->items[item]])
          {
            people->is_odd_touched[odd->items[item]] = true;
            g_array_append_val (people->odd_touched, odd->items[item]);
          }
    }
  for (guint entry = 0; entry < people->odd_touched->len; entry++)
    {
      int number = g_array_index (people->odd_touched, int, entry);
      Diary *diary = &g_array_index (people->diaries, Diary, number);
      int64_t cost = odd_cost (people, diary);
      change += cost - diary->cost;
      if (keep)
        diary->cost = cost;
      people->is_odd_touched[number] = false;
    }
  g_array_set_size (people->odd_touched, 0);
  return change;
}

/* ---- by parts ---------------------------------------------------------------------------- */

static Place
place_of (const GhPeople *people, int session, int option)
{
  int at = people->demands->domains[session].first_option + option;
  return option < 0 ? (Place){ -1, GH_NO_STEPS }
                    : (Place){ people->option_day[at], part_of (people, at) };
}

static bool
is_same_place (const Place *a, const Place *b)
{
  return a->day == b->day && a->part.first == b->part.first && a->part.last == b->part.last;
}

/* Adds a session's people to a party. */
static void
join_party (GhPeople *people, Party *party, int number, int session)
{
  const Attendance *attendance = &people->attendances[session];
  for (int entry = 0; entry < attendance->n_groups; entry++)
    {
      const SessionGroup *in = &attendance->groups[entry];
      int *into = &people->in_party[number][in->group];
      SessionGroup *all;
      if (*into < 0)
        {
          *into = party->n_groups++;
          all = &people->party_groups[number][*into];
          all->group = in->group;
          memcpy (all->bits, in->bits, GH_GROUP_WORDS * sizeof (uint64_t));
          continue;
        }
      all = &people->party_groups[number][*into];
      for (int word = 0; word < GH_GROUP_WORDS; word++)
        all->bits[word] |= in->bits[word];
    }
}

/* Whoever goes one way with one session, and the other way with another, stays. */
static void
part_parties (GhPeople *people, const Party *a, const Party *b)
{
  for (int entry = 0; entry < a->n_groups; entry++)
    {
      uint64_t *mine = a->groups[entry].bits;
      int other = people->in_party[1][a->groups[entry].group];
      if (other < 0)
        continue;
      for (int word = 0; word < GH_GROUP_WORDS; word++)
        {
          uint64_t both = mine[word] & b->groups[other].bits[word];
          mine[word] &= ~both;
          b->groups[other].bits[word] &= ~both;
        }
    }
}

/* The number of a party that a move is of; -1: of neither. */
static int
party_of (const GhPeople *people, const Party *parties, GhMove move)
{
  Place from = place_of (people, move.session, people->option[move.session]);
  Place to = place_of (people, move.session, move.option);
  for (int party = 0; party < MOST_PARTIES; party++)
    if (is_same_place (&from, &parties[party].from) && is_same_place (&to, &parties[party].to))
      return party;
  return -1;
}

/* Sessions that exchange two places: those that go over and those that come back are a party each,
 * since nobody is in two sessions at once.  False: they do something else. */
static bool
exchange (GhPeople *people, const GhMove *moves, int n, Party *parties)
{
  bool is_one = true;
  int first = 0;

  while (first < n && people->attendances[moves[first].session].n_groups == 0)
    first++;
  for (int party = 0; party < MOST_PARTIES; party++)
    parties[party] = (Party){ .groups = people->party_groups[party] };
  if (first == n)
    return true;
  parties[0].from = parties[1].to =
      place_of (people, moves[first].session, people->option[moves[first].session]);
  parties[0].to = parties[1].from = place_of (people, moves[first].session, moves[first].option);
  for (int move = first; is_one && move < n; move++)
    if (people->attendances[moves[move].session].n_groups > 0)
      {
        int party = party_of (people, parties, moves[move]);
        is_one = party >= 0;
        if (is_one)
          join_party (people, &parties[party], party, moves[move].session);
      }
  if (is_one)
    part_parties (people, &parties[0], &parties[1]);
  for (int party = 0; party < MOST_PARTIES; party++)
    for (int entry = 0; entry < parties[party].n_groups; entry++)
      people->in_party[party][parties[party].groups[entry].group] = -1;
  return is_one;
}

/* The parties that go somewhere, if what they do can be counted by parts; 0: it cannot. */
static int
list_parties (GhPeople *people, const GhMove *moves, int n, Party *parties)
{
  if (!people->are_by_parts)
    return 0;
  if (n != 1)
    return exchange (people, moves, n, parties) ? MOST_PARTIES : 0;
  parties[0] =
      (Party){ .from = place_of (people, moves[0].session, people->option[moves[0].session]),
               .to = place_of (people, moves[0].session, moves[0].option),
               .n_groups = people->attendances[moves[0].session].n_groups,
               .groups = people->attendances[moves[0].session].groups };
  return 1;
}

/* What runs cost more with a party at a place, once it has LEFT another on that day. */
static int64_t
runs_with (const GhPeople *people, const Party *party, const Place *place, GhStepRange left)
{
  const Table *tables = &people->tables[place->day * people->n_groups];
  int64_t cost = 0;

  for (int entry = 0; entry < party->n_groups; entry++)
    {
      const SessionGroup *in = &party->groups[entry];
      const GhGroupDay *day = &tables[in->group].day;
      if (day->runs != NULL)
        cost += people->kernels->runs_through (day, place->part, in->bits, left);
    }
  return cost;
}

/* What lone days cost more with a party on a day than without it; IS_THERE: it is on that day. */
static int64_t
lone_with (const GhPeople *people, const Party *party, int day, bool is_there)
{
  const Table *tables = &people->tables[day * people->n_groups];
  int64_t cost = 0;

  for (int entry = 0; entry < party->n_groups; entry++)
    {
      const SessionGroup *in = &party->groups[entry];
      const Table *table = &tables[in->group];
      if (table->day.lone_weight > 0)
        cost += people->kernels->lone_with (&table->day, in->bits,
                                            &table->tally[is_there ? GH_GROUP_WORDS : 0]);
    }
  return cost;
}

/* What it costs that a party comes to where it goes. */
static int64_t
cost_of_coming (const GhPeople *people, const Party *party)
{
  if (party->to.day < 0)
    return 0;
  if (party->from.day == party->to.day)
    return runs_with (people, party, &party->to, party->from.part);
  return runs_with (people, party, &party->to, GH_NO_STEPS)
         + lone_with (people, party, party->to.day, false);
}

/* What is saved by its leaving from where it was. */
static int64_t
saved_by_leaving (const GhPeople *people, const Party *party)
{
  int64_t saved = 0;
  if (party->from.day < 0)
    return 0;
  saved = runs_with (people, party, &party->from, GH_NO_STEPS);
  if (party->from.day != party->to.day)
    saved += lone_with (people, party, party->from.day, true);
  return saved;
}

static int64_t
day_total (const GhPeople *people, int day)
{
  return day < 0 ? 0 : people->day_totals[day];
}

/* Nobody has to be moved to be counted.  What it costs where they come to is asked first, since it
 * may be too much already. */
static int64_t
change_of_parties (const GhPeople *people, const Party *parties, int n, int64_t limit)
{
  int64_t change = 0;
  int64_t most_saved = day_total (people, parties[0].from.day);

  if (n > 1 && parties[1].from.day != parties[0].from.day)
    most_saved += day_total (people, parties[1].from.day);
  for (int party = 0; party < n; party++)
    change += cost_of_coming (people, &parties[party]);
  if (change - most_saved > limit)
    return change - most_saved;
  for (int party = 0; party < n; party++)
    change -= saved_by_leaving (people, &parties[party]);
  return change;
}

static void
turn_party_over (GhPeople *people, const Party *party, const Place *place)
{
  for (int entry = 0; place->day >= 0 && entry < party->n_groups; entry++)
    {
      const SessionGroup *in = &party->groups[entry];
      int number = place->day * people->n_groups + in->group;
      turn_over (people, &people->tables[number].day, place->part, in->bits);
      people->tables[number].is_stale = true;
      touch (people, number);
    }
}

static int64_t
move_parties (GhPeople *people, const Party *parties, int n)
{
  int64_t coming[MOST_PARTIES], leaving[MOST_PARTIES];
  int64_t change = 0;

  for (int party = 0; party < n; party++)
    {
      coming[party] = cost_of_coming (people, &parties[party]);
      leaving[party] = saved_by_leaving (people, &parties[party]);
      change += coming[party] - leaving[party];
    }
  for (int party = 0; party < n; party++)
    {
      const Party *this = &parties[party];
      if (this->to.day >= 0)
        people->day_totals[this->to.day] += coming[party];
      if (this->from.day >= 0)
        people->day_totals[this->from.day] -= leaving[party];
      turn_party_over (people, this, &this->from);
      turn_party_over (people, this, &this->to);
    }
  for (int entry = 0; entry < people->n_touched; entry++)
    renew_tally (people, &people->tables[people->touched[entry]]);
  forget_touched (people);
  return change;
}

/* ---- both -------------------------------------------------------------------------------- */

static bool
has_odd (const GhPeople *people, const GhMove *moves, int n)
{
  for (int move = 0; move < n; move++)
    if (people->attendances[moves[move].session].odd.n > 0)
      return true;
  return false;
}

static int64_t
change_of_simple (GhPeople *people, const GhMove *moves, int n, int64_t limit)
{
  Party parties[MOST_PARTIES];
  int n_parties = list_parties (people, moves, n, parties);
  int n_turned;
  int64_t change = 0;

  if (n_parties > 0)
    return change_of_parties (people, parties, n_parties, limit);
  change = simple_change (people, moves, n, limit, &n_turned);
  for (int entry = 0; entry < n_turned; entry++)
    turn_day_over (people, moves, n, people->days[entry]);
  forget_touched (people);
  return change;
}

int64_t
gh_people_foretell (GhPeople *people, const GhMove *moves, int n, int64_t limit)
{
  bool is_odd = has_odd (people, moves, n);
  int64_t change = change_of_simple (people, moves, n, is_odd ? INT64_MAX : limit);

  if (is_odd)
    {
      g_autofree int *before = g_new (int, n);
      for (int move = 0; move < n; move++)
        {
          before[move] = people->option[moves[move].session];
          people->option[moves[move].session] = moves[move].option;
        }
      change += odd_change (people, moves, n, false);
      for (int move = 0; move < n; move++)
        people->option[moves[move].session] = before[move];
    }
  return change;
}

static int64_t
move_simple (GhPeople *people, const GhMove *moves, int n)
{
  Party parties[MOST_PARTIES];
  int n_parties = list_parties (people, moves, n, parties);
  int n_turned;
  int64_t change;

  if (n_parties > 0)
    return move_parties (people, parties, n_parties);
  change = simple_change (people, moves, n, INT64_MAX, &n_turned);
  keep_simple (people);
  forget_touched (people);
  return change;
}

int64_t
gh_people_apply (GhPeople *people, const GhMove *moves, int n)
{
  int64_t change = move_simple (people, moves, n);

  for (int move = 0; move < n; move++)
    people->option[moves[move].session] = moves[move].option;
  if (has_odd (people, moves, n))
    change += odd_change (people, moves, n, true);
  return change;
}

/* ---- by day ------------------------------------------------------------------------------ */

int
gh_people_n_days (const GhPeople *people)
{
  return people->n_days;
}

int64_t
gh_people_day_cost (const GhPeople *people, int day)
{
  return people->day_totals[day];
}
