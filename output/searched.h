/* How a search went, as two tables of the report tell it (report/NAME.csv): the report draws them,
 * and a revision made of a draft reads them again, to draw the same.
 */
#pragma once

#include "output/output.h"

#define GH_BEST_SO_FAR "best-so-far" /* steps,unplaced,cost */
#define GH_MOVE_KINDS "move-kinds"   /* move,what,tried,taken,better,placed,saved */

/* "report/best-so-far.csv".  Caller frees. */
char *gh_report_table (const char *name);
/* From the tables below FOLDER; NULL with ERROR when one cannot be read. */
GhSearched *gh_searched_read (const char *folder, GError **error);
