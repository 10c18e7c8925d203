/* schedule.xml and schedule.json, read: one list of events for both. */
#pragma once

#include "input/verify/book.h"

typedef struct
{
  char *guid;
  gint64 id; /* 0: none */
  char *date, *duration;
  char *room;    /* as the event says */
  char *in_room; /* under which it is listed */
  char *title;
  bool tells_more; /* there is a track, a type, a description, or somebody's name */
} GhExported;

/* GhExported*, the caller's to unref; texts that are missing are "".  NULL with ERROR where the
 * file cannot be understood. */
GPtrArray *gh_exported_read_xml (const char *path, GError **error);
GPtrArray *gh_exported_read_json (const char *path, GError **error);
