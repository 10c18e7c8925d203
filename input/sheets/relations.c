/* Relations between sessions, and limits on how many. */
#include "input/sheets/reading.h"

#include <string.h>

/* ---- relations --------------------------------------------------------------------------- */

/* "15", or "45/30" for not-parallel.  Without minutes same-room binds always. */
static void
read_relation_minutes (const GhRow *row, GhRelation *relation)
{
  g_auto (GStrv) parts = g_strsplit (gh_row_cell (row, "minutes"), "/", 2);

  if (relation->kind == GH_PAUSE && !gh_row_has (row, "minutes"))
    gh_row_problem (row, "minutes", "a pause needs its minutes");
  if (relation->kind == GH_SAME_ROOM)
    relation->minutes = relation->minutes_after = -1;
  if (parts[0] == NULL)
    return;
  if (parts[1] != NULL && relation->kind != GH_NOT_PARALLEL)
    {
      gh_row_problem (row, "minutes", "only not-parallel takes minutes before and after (45/30)");
      return;
    }
  gh_row_accepts (row, "minutes",
                  gh_form_int (g_strstrip (parts[0]), 0, GH_MOST_MINUTES, &relation->minutes));
  relation->minutes_after = relation->minutes;
  if (parts[1] != NULL)
    gh_row_accepts (
        row, "minutes",
        gh_form_int (g_strstrip (parts[1]), 0, GH_MOST_MINUTES, &relation->minutes_after));
}

/* What comes before something is not the same thing. */
static void
check_before (const GhRow *row, const GhRelation *relation)
{
  GH_BITS_EACH (relation->a, session)
    if (gh_bits_has (relation->b, session))
      {
        gh_row_problem (row, NULL, "%s would come before itself: a and b share it",
                        row->reading->model->sessions[session].id);
        return;
      }
}

static void
read_relation (const GhRow *row, GhRelationKind kind)
{
  GhRelation *relation = gh_model_add_relation (row->reading->model);

  relation->kind = kind;
  relation->a = gh_row_selector (row, "a");
  relation->b = gh_row_selector (row, "b");
  read_relation_minutes (row, relation);
  relation->within_day = gh_row_word (row, "within", gh_within_words, -1) == 0;
  relation->level = gh_row_level (row, GH_LEVEL_HARD);
  relation->weight = gh_row_int (row, "weight", 0, GH_MOST_WEIGHT, 1);
  relation->source = gh_row_source (row);
  if (kind == GH_BEFORE)
    check_before (row, relation);
}

const char *const gh_within_words[] = { "day", NULL };
const char *const gh_relation_words[] = { [GH_NOT_PARALLEL] = "not-parallel",
                                          [GH_BEFORE] = "before",
                                          [GH_ADJACENT] = "adjacent",
                                          [GH_SAME_ROOM] = "same-room",
                                          [GH_DIFFERENT_ROOM] = "different-room",
                                          [GH_SAME_DAY] = "same-day",
                                          [GH_DIFFERENT_DAY] = "different-day",
                                          [GH_JOINED] = "joined",
                                          [GH_PARALLEL] = "parallel",
                                          [GH_PAUSE] = "pause",
                                          [GH_OVERLAP] = "overlap",
                                          [GH_LARGER_ROOM] = "larger-room",
                                          NULL };

void
gh_read_relations (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_RELATIONS, row)
  {
    int kind = gh_row_word (&row, "relation", gh_relation_words, -1);
    if (gh_row_needs (&row, "relation", "the relation is missing") && kind >= 0)
      read_relation (&row, (GhRelationKind)kind);
  }
}

/* ---- limits ------------------------------------------------------------------------------ */

const char *const gh_per_words[] = {
  [GH_PER_INSTANT] = "instant", [GH_PER_DAY] = "day", [GH_PER_CONFERENCE] = "conference", NULL
};

void
gh_read_limits (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_LIMITS, row)
  {
    GhLimit *limit = gh_model_add_limit (reading->model);
    limit->of = gh_row_selector (&row, "of");
    gh_row_needs (&row, "most", "a limit needs its most");
    limit->most = gh_row_int (&row, "most", 0, GH_MOST_COUNT, 0);
    limit->per = (GhPer)gh_row_word (&row, "per", gh_per_words, GH_PER_INSTANT);
    gh_times_free (limit->during);
    limit->during = gh_row_times (&row, "during");
    limit->level = gh_row_level (&row, GH_LEVEL_HARD);
    limit->weight = gh_row_int (&row, "weight", 0, GH_MOST_WEIGHT, 1);
    limit->source = gh_row_source (&row);
  }
}
