/* Instances that others published: read into ordinary models, scored in their own terms.
 *
 * A format is a file with one GhFormat.  It reads an instance, says its rules as a GhModel (what a
 * student, a slot or a talk is in the words of a conference), and judges a programme by the
 * format's own definitions, not by our rules, so that each checks the other.
 *
 *   const GhFormat *format = &gh_format_tim;
 *   gpointer instance = format->read ("competition01.tim", &problem);
 *   g_autoptr (GhModel) model = format->model (instance);
 *   ...
 *   format->score (instance, model, programme, &score);
 */
#pragma once

#include "engine/engine.h"

#define GH_COST_UNTOLD INT64_MIN

typedef struct
{
  int unplaced;
  int64_t distance; /* to feasibility; -1: the format has none */
  int64_t hard, medium, soft;
  int64_t cost; /* what the engine must say of this programme; GH_COST_UNTOLD: it cannot be told */
} GhScore;

typedef struct
{
  const char *name;
  /* NULL with a sentence in *PROBLEM, the caller's to free, where the file is not what it must be.
   */
  gpointer (*read) (const char *path, char **problem);
  void (*free) (gpointer instance);
  /* The caller's; the instance must outlive it. */
  GhModel *(*model) (gconstpointer instance);
  void (*score) (gconstpointer instance, const GhModel *model, const GhProgramme *programme,
                 GhScore *score);
  /* The solution file; NULL: the format has none, or cannot say that something is unplaced. */
  GString *(*solution) (gconstpointer instance, const GhModel *model, const GhProgramme *programme);
  /* The same back again: the programme's places.  False with a sentence in *PROBLEM; NULL: the
   * format has none. */
  bool (*read_solution) (gconstpointer instance, const char *path, GhProgramme *programme,
                         char **problem);
} GhFormat;

extern const GhFormat gh_format_tim, gh_format_conference, gh_format_meeting, gh_format_large;

/* ---- for formats ------------------------------------------------------------------------- */

/* Turns all soft rules off. */
void gh_format_forget_soft_rules (GhModel *model);
/* Adds a row that makes a rule what it says, for all sessions; VALUE -1: the default. */
void gh_format_set_rule (GhModel *model, const char *name, GhLevel level, int weight, int value);
/* Adds a relation between two sets that are still empty.  All sessions are there already. */
GhRelation *gh_format_add_relation (GhModel *model, GhRelationKind kind, GhLevel level, int weight);
/* The same between two sessions. */
GhRelation *gh_format_relate (GhModel *model, int a, int b, GhRelationKind kind, GhLevel level,
                              int weight);
