/* The programme, arranged as its readers ask for it: what pages and paper are made of.
 *
 * Built once; pages of all languages then only read it.
 */
#pragma once

#include "output/changes.h"

/* Kinds are told apart by colour and sign.  As these numbers have no common divisor, so many kinds
 * times signs differ. */
#define GH_SITE_HUES 12
#define GH_SITE_SIGNS 11

/* A run of rows of the attendance. */
typedef struct
{
  guint first, n;
} GhRun;

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhMaking *making;
  GhLast *last;          /* the last revision */
  GhLastRow *places;     /* by session; of cancelled ones where they were */
  GPtrArray *changes;    /* GhChange* */
  GArray *shown;         /* int sessions that have a place, by start, then room, then id */
  GPtrArray *kinds;      /* their kinds, in the order of the sheets; interned */
  GPtrArray *team_kinds; /* kinds of teams, features and tags of sessions, likewise */
  GPtrArray *features;
  GPtrArray *tags;
  int *rooms;               /* by session: of its place; -1: none, or one that is gone */
  GArray **speeches;        /* by session: int, by start */
  GArray **in_groups;       /* by group: int, shown sessions of it that are not closed */
  GhRun *attending;         /* by person: rows of the programme's attendance */
  const GhChange **changed; /* by session: how its place changed; NULL: it did not */
  /* How pages tell sessions, of which each is on many: by session; NULL: it is not shown. */
  char **addresses; /* of its page, below the top of a language's: \"sessions/PL-01.html\" */
  char **times;     /* gh_site_times() */
  char *offsets;    /* of the conference's clock; see site.c.  NULL: it has no zone */
} GhSite;

/* What is handed in must outlive it.  NULL with ERROR when the last revision cannot be read. */
GhSite *gh_site_new (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                     GError **error);
void gh_site_free (GhSite *site);

/* The end of the run of sessions in LIST (as `shown`) that begin on the day of the one at FIRST. */
guint gh_site_end_of_day (const GhSite *site, const GArray *list, guint first);
/* Sorts sessions (int) as `shown`. */
void gh_site_sort (const GhSite *site, GArray *sessions);
/* The first of the model's roles in a session or a later one. */
int gh_site_first_role (const GhSite *site, int session);
/* The number of a session's kind among the site's, or -1: it has none, or is closed. */
int gh_site_kind (const GhSite *site, int session);

/* "sessions/PL-01.html": the file of the page about something, and the address of a file.  The
 * caller frees both. */
char *gh_site_path (const char *folder, const char *id);
char *gh_site_address (const char *path);
/* `<time datetime="2022-06-06T09:30">09:30–10:30</time>`, with `data-to="1440"`, the minutes, where
 * the clock alone does not tell the end; the script makes the reader's own times of it.  The caller
 * frees it. */
char *gh_site_times (const GhModel *model, GhMinute start, GhMinute end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSite, gh_site_free)
