/* A small good folder of sheets to change one thing in.
 *
 *   g_autoptr (Folder) folder = folder_new ();
 *   folder_put (folder, "rooms", "room,seats\nAULA,x\n");
 *   folder_read (folder);
 *   assert_null (folder->model);
 *
 * It has the rooms AULA, HALL and BOTH (made of the two), the groups PL and below it COM (for
 * flag:MS), the sessions PL-1, COM-1 and COM-2 from Monday 2022-06-06 to Wednesday, the delegations
 * AND (Ada, Bob) and ORG (Cy), Di of none, the teams RED and BLUE.
 */
#pragma once

#include "input/sheets/sheets.h"

typedef struct
{
  char *folder;
  GhProblems *problems;
  GhModel *model; /* NULL: there were problems */
} Folder;

extern const char *const good_sheets[][2]; /* name and text */
extern const int n_good_sheets;

Folder *folder_new (void);
void folder_free (Folder *folder);
char *folder_path (const Folder *folder, const char *file);
void folder_put_bytes (const Folder *folder, const char *sheet, const char *bytes, gsize n_bytes);
void folder_put (const Folder *folder, const char *sheet, const char *text);
void folder_remove (const Folder *folder, const char *sheet);
void folder_read (Folder *folder);

/* Reads it and fails, telling the problems, unless it is good. */
void assert_is_good (Folder *folder);
/* The first problem (or note) is this, as the organiser reads it. */
void assert_is_told (Folder *folder, bool is_note, const char *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Folder, folder_free)
