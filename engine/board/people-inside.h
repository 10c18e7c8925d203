/* How people are kept: diaries, groups of them and their tables of bits.  people-make.c builds all
 * of it once for a conference, people.c counts with it while sessions move. */
#pragma once

#include "engine/board/day-programme.h"
#include "engine/board/people.h"
#include "engine/board/steps.h"

/* One person as some rules see them. */
typedef struct
{
  int person;
  bool is_simple;
  GhCounting counts[GH_N_DAYS]; /* of a simple one; weight 0: the rule does not see it */
  GhDays way;                   /* of another: its one rule */
  GArray *entries;              /* Entry */
  int64_t cost;                 /* of one that is not simple, as placed */
} Diary;

typedef struct
{
  int session;
  GhCounting counting; /* of a diary that is not simple */
} Entry;

/* The bits of one session in one group of diaries. */
typedef struct
{
  int group;
  uint64_t *bits; /* GH_GROUP_WORDS */
} SessionGroup;

typedef struct
{
  int n_groups;
  SessionGroup *groups;
  GhList odd; /* diaries that are not simple */
} Attendance;

/* Diaries that count alike fill whole groups. */
typedef struct
{
  GhCounting counts[GH_N_DAYS];
  GhRunProgramme *runs;     /* by day */
  GhNightProgramme *nights; /* by day: to the next one */
} Class;

/* One group on one day. */
typedef struct
{
  GhGroupDay day;
  uint64_t *tally;                /* of the day, as placed */
  const GhNightProgramme *nights; /* to the next day; NULL: not counted */
  int64_t cost, cost_then;        /* of all of the day; and as it would be, where touched */
  int64_t night_cost, night_cost_then;
  bool is_stale; /* the cost is of another day than this one has become since */
  bool is_touched, is_night_touched;
} Table;

/* Where sessions are in time: steps of one day. */
typedef struct
{
  int day; /* -1: nowhere */
  GhStepRange part;
} Place;

/* People who go from one place to another together. */
typedef struct
{
  Place from, to;
  int n_groups;
  const SessionGroup *groups;
} Party;

/* Two parties exchange places. */
#define MOST_PARTIES 2

struct GhPeople
{
  const GhDemands *demands;
  const GhModel *model;
  const GhKernels *kernels;
  GArray *diaries;         /* Diary */
  Attendance *attendances; /* by session */
  int *option;             /* by session; -1: off the board */

  GhSteps steps;
  int n_days;
  int *first_step;  /* by day; one more at the end */
  int *option_step; /* by option: its first step, and the one after its last */
  int *option_end_step;
  int *option_day; /* by option: of its start */

  int n_groups;
  int *class_of; /* by group */
  GArray *classes;
  bool starts_are_rows; /* every session fills one step: no table of its own for starts */

  uint64_t *busy, *starts, *tallies;  /* rows of all tables */
  Table *tables;                      /* by day, then group */
  bool are_by_parts;                  /* what one session adds to a day can be counted alone */
  int64_t *day_totals, *night_totals; /* by day; of a night, the one that follows */
  int64_t *day_changes;               /* by day: by how much the total would change */
  int n_touched, n_touched_nights;
  int *touched, *touched_nights; /* tables */
  int *days;                     /* scratch: n_listed of them */
  int n_listed;
  SessionGroup *party_groups[MOST_PARTIES]; /* scratch: people of several sessions */
  int *in_party[MOST_PARTIES];              /* by group: which of these; -1: none */

  GArray *odd_touched; /* int diaries */
  bool *is_odd_touched;
  GhPersonSpan *spans;
  uint64_t *scratch;
};
