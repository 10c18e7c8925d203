/* Sessions, and all that is asked about them: what proofs are made of.
 *
 * Every demand of the sheets is an entry of its own (GhAsked), which can be left out: a session is
 * held, in its window, in a room with its features; a person is there; a room holds one session at
 * a time.  A proof leaves out whatever it does not need, and what remains clashes.
 *
 * Speeches are not asked for: what is impossible without them is impossible with them.
 *
 *   g_autoptr (GhCase) this = gh_case_new (demands);    all that the sheets ask
 *   gh_case_drop (this, entry);                         one demand is left out
 *   ... gh_case_places (this, session) ...              where the session could be, as asked
 */
#pragma once

#include "engine/demands/demands.h"

/* Where a session could be, for what is asked of it alone. */
typedef struct
{
  GArray *starts; /* GhMinute, ascending; at each some room is open */
  GArray *rooms;  /* int, ascending; empty where it needs none */
} GhPlaces;

typedef struct
{
  const GhModel *model;
  const GhDemands *demands;
  GPtrArray *asked;    /* GhAsked, their sentences still missing */
  GhBits *active;      /* of asked: what has not been left out */
  GArray **of_session; /* by session: int entries of asked that are about it and no other */
  int *held;           /* by session: the entry that asks for it to be held; -1: it need not be,
                          and whatever else is asked about it asks for nothing */
  GhPlaces **places;   /* by session; NULL: not known just now */
  bool is_rough;       /* what clashes is told to nobody: little effort to make it small */
} GhCase;

/* DEMANDS must outlive the case.  For proofs they are made without speeches: in which session those
 * are given is only meant. */
GhCase *gh_case_new (const GhDemands *demands);
GhCase *gh_case_copy (const GhCase *from);
void gh_case_free (GhCase *this);

void gh_case_drop (GhCase *this, int entry);
void gh_case_take_back (GhCase *this, int entry);
/* Leaves out everything about a session. */
void gh_case_drop_session (GhCase *this, int session);
static inline bool
gh_case_asks (const GhCase *this, int entry)
{
  return entry >= 0 && gh_bits_has (this->active, entry);
}
/* It is asked that the session be held. */
static inline bool
gh_case_holds (const GhCase *this, int session)
{
  return gh_case_asks (this, this->held[session]);
}

/* Adds, to a set of entries, that a session is held and all that is asked of its start and room. */
void gh_case_need_session (const GhCase *this, int session, GhBits *needed);

/* The kind of team that an entry asks for, and one entry for each kind, as int. */
const GhTeamNeed *gh_case_team_need (const GhCase *this, int entry);
GArray *gh_case_team_kinds (const GhCase *this);

/* The case's own, until something about the session changes. */
const GhPlaces *gh_case_places (GhCase *this, int session);
/* Of its places, this one is open; or all in this room are. */
bool gh_case_is_open (const GhCase *this, int session, GhMinute start, int room);
bool gh_case_is_always_open (const GhCase *this, int session, int room);
/* One demand about starts or rooms alone forbids this place. */
bool gh_asked_forbids (const GhModel *model, const GhAsked *asked, GhMinute start, int room);
/* A demand about one session's own starts and rooms. */
static inline bool
gh_asked_is_about_place (const GhAsked *asked)
{
  return asked->asks >= GH_ASKS_HOURS && asked->asks <= GH_ASKS_SEATS;
}

void gh_asked_free (gpointer asked); /* a GhAsked */
/* The sentence of a demand: the caller's. */
char *gh_asked_say (const GhModel *model, const GhDemands *demands, const GhAsked *asked);

/* "2022-06-06 09:30" */
void gh_words_add_moment (const GhModel *model, GhMinute minute, bool with_day, GString *text);
/* "ANN"; "Ann Smith (5)" where the id is a number, as in many programmes made elsewhere.  The
 * caller's. */
char *gh_words_of_person (const GhModel *model, int person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCase, gh_case_free)
