/* The parts of a zipped file: how a workbook is packed.
 *
 * Nothing is ever unpacked to disk or kept whole: a part comes in pieces.  The first thing that
 * goes wrong is kept as a sentence in `trouble`, and nothing is read after it.
 *
 *   GhZip zip;
 *   if (gh_zip_open (&zip, bytes, n_bytes) && gh_zip_has (&zip, "content.xml"))
 *     gh_zip_read (&zip, "content.xml", take, data);
 *   gh_zip_clear (&zip);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Limits, so that a bomb costs a sentence and not the machine. */
#define GH_ZIP_MOST_PARTS 10000
#define GH_ZIP_MOST_UNPACKED                                                                       \
  (128 * 1024 * 1024)                          /* of all parts together: 500,000 rows and more     \
                                                */
#define GH_ZIP_MOST_RATIO 200                  /* unpacked to packed; of XML it is 10 to 50 ... */
#define GH_ZIP_FREE_OF_RATIO (8 * 1024 * 1024) /* ... and this much is no bomb anyway */

typedef struct
{
  const char *bytes; /* borrowed */
  gsize n_bytes;
  GHashTable *parts; /* the names of its parts in lower case */
  gsize n_unpacked;
  int n_events;  /* of xml.c: elements and pieces of text that were read in it */
  char *trouble; /* what is wrong with the file and what would help; NULL: nothing yet */
} GhZip;

/* A piece of a part; false: nothing more of it is wanted. */
typedef bool (*GhZipTake) (gpointer data, const char *bytes, int n_bytes);

/* Lists the parts.  False after a trouble; the zip is to be cleared all the same. */
bool gh_zip_open (GhZip *zip, const char *bytes, gsize n_bytes);
void gh_zip_clear (GhZip *zip);
/* Letters' case does not count in the names of parts (ECMA-376, part 2, 9.1.1). */
bool gh_zip_has (const GhZip *zip, const char *part);
/* Hands a part over piece by piece; false after a trouble, and one is that there is no such part.
 */
bool gh_zip_read (GhZip *zip, const char *part, GhZipTake take, gpointer data);
/* Keeps the first trouble; returns false. */
bool gh_zip_fail (GhZip *zip, const char *format, ...) G_GNUC_PRINTF (2, 3);
