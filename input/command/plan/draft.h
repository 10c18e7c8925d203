/* A search that is watched, and the draft that comes of it: what `plan` and `replan` share. */
#pragma once

#include "input/command/command.h"
#include "output/output.h"

typedef struct
{
  const GhCommon *common;
  bool on_terminal;
  int64_t steps;                 /* that the search will take, over all threads; 0: nobody knows */
  int64_t bound;                 /* no programme costs less; 0: nobody knows */
  gint64 began, last;            /* first and last question, in microseconds; 0: not yet */
  gint64 leg_began;              /* when the search in hand began, ... */
  int64_t leg_steps, last_steps; /* ... with so many steps; and how many it has taken */
  gint64 next_line;              /* when people are told again */
} GhWatch;

GhWatch gh_watch_new (const GhCommon *common);
/* Tells people how it goes; false once they have interrupted it. */
bool gh_watch_search (const GhProgress *progress, gpointer watch);
/* Wipes the line of a terminal. */
void gh_watch_end (const GhWatch *watch);

/* From now on Ctrl-C and SIGTERM only end the search, with the best so far. */
void gh_interrupt_gently (void);
bool gh_is_interrupted (void);
void gh_forget_interruption (void);

bool gh_draft_write (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                     const char *draft, GError **error);

/* What has a place, what has none and why, what is impossible, what it costs. */
void gh_draft_tell (const GhModel *model, const GhProgramme *programme, const GPtrArray *proofs);
/* The same as members of an object that is begun. */
void gh_draft_add (JsonBuilder *builder, const GhModel *model, const GhProgramme *programme,
                   const GPtrArray *proofs, const char *draft);

/* How a command that makes a draft ends. */
int gh_draft_exit (const GhProgramme *programme, const GPtrArray *proofs);
