#include "input/command/begin/import-sheets.h"
#include "output/csv.h"

#include <string.h>

static void
append (GString *csv, const char *first, const char *second, const char *third)
{
  const char *const cells[] = { first, second, third };

  gh_csv_append (csv, cells, third != NULL ? 3 : 2);
}

static GString *
conference_sheet (const GhImported *imported)
{
  GString *csv = g_string_new ("key,value\n");
  g_autofree char *first_day = gh_day_text (imported->first_day);
  g_autofree char *last_day = gh_day_text (imported->last_day);
  g_autofree char *grid = g_strdup_printf ("%d", imported->grid_minutes);
  g_autofree char *hours =
      g_strdup_printf ("%02d:%02d-%02d:%02d", imported->opens / 60, imported->opens % 60,
                       imported->closes / 60, imported->closes % 60);

  append (csv, "name", imported->name, NULL);
  append (csv, "id", imported->id, NULL);
  append (csv, "domain", imported->domain, NULL);
  append (csv, "timezone", imported->timezone, NULL);
  append (csv, "first_day", first_day, NULL);
  append (csv, "last_day", last_day, NULL);
  append (csv, "grid_minutes", grid, NULL);
  append (csv, "hours", imported->hours != NULL ? imported->hours : hours, NULL);
  if (*imported->url != '\0')
    append (csv, "url", imported->url, NULL);
  return csv;
}

static const char *
room_id (const GhImported *imported, int room)
{
  return room >= 0 ? ((GhImportedRoom *)imported->rooms->pdata[room])->id : "";
}

/* Where seats are not told, 0 is enough for an attendance of 0. */
static GString *
rooms_sheet (const GhImported *imported)
{
  GString *csv = g_string_new ("room,name,seats,parts,features,open\n");

  for (guint entry = 0; entry < imported->rooms->len; entry++)
    {
      const GhImportedRoom *room = imported->rooms->pdata[entry];
      g_autoptr (GString) parts = g_string_new (NULL);
      for (guint part = 0; room->parts != NULL && part < room->parts->len; part++)
        g_string_append_printf (parts, "%s%s", part > 0 ? ";" : "",
                                room_id (imported, g_array_index (room->parts, int, part)));
      g_autofree char *seats = g_strdup_printf ("%d", MAX (room->seats, 0));
      const char *const cells[] = { room->id,   room->name,     seats,
                                    parts->str, room->features, room->open };
      gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
    }
  return csv;
}

static GString *
names_sheet (const char *header, const GPtrArray *names)
{
  GString *csv = g_string_new (header);

  for (guint entry = 0; entry < names->len; entry++)
    {
      const GhImportedName *name = names->pdata[entry];
      append (csv, name->id, name->name, NULL);
    }
  return csv;
}

static const char *
group_id (const GhImported *imported, int group)
{
  return group >= 0 ? ((GhImportedName *)imported->groups->pdata[group])->id : "";
}

/* No start and no room is fixed, or nothing could be re-planned. */
static GString *
sessions_sheet (const GhImported *imported)
{
  GString *csv = g_string_new ("session,title,group,kind,minutes,room,pattern,features\n");
  bool is_published = gh_import_is_published (imported);

  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      const GhImportedSession *session = imported->sessions->pdata[entry];
      g_autofree char *minutes = g_strdup_printf ("%d", session->minutes);
      /* What was published without a room needs none.  What has no time yet has no room yet, if
       * there are any. */
      bool needs_none = is_published && session->room < 0
                        && (session->start != GH_IMPORTED_NEVER || imported->rooms->len == 0);
      const char *const cells[] = {
        session->id,      session->title,   group_id (imported, session->group),
        session->kind,    minutes,          needs_none ? "none" : "",
        session->pattern, session->features
      };
      gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
    }
  return csv;
}

static const char *
person_id (const GhImported *imported, int person)
{
  return ((GhImportedName *)imported->people->pdata[person])->id;
}

static GString *
roles_sheet (const GhImported *imported)
{
  GString *csv = g_string_new ("person,role,what\n");

  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      const GhImportedSession *session = imported->sessions->pdata[entry];
      for (guint number = 0; number < session->people->len; number++)
        {
          int person = g_array_index (session->people, int, number);
          append (csv, person_id (imported, person), "speaker", session->id);
        }
    }
  return csv;
}

/* ---- the other sheets -------------------------------------------------------------------- */

static void
append_rows (GString *csv, const GhImported *imported, const char *sheet)
{
  for (guint entry = 0; entry < imported->rows->len; entry++)
    {
      const GhImportedRow *row = imported->rows->pdata[entry];
      if (strcmp (row->sheet, sheet) == 0)
        gh_csv_append (csv, (const char *const *)row->cells, (int)g_strv_length (row->cells));
    }
}

/* Those that have rows. */
static void
take_others (GhFolder *folder, const GhImported *imported)
{
  static const char *const others[][2] = {
    { "patterns", "pattern,days,starts\n" },
    { "relations", "a,relation,b,within,level,weight\n" },
    { "limits", "of,most,per,during,level,weight\n" },
    { "attends", "who,what,level\n" },
  };

  for (gsize other = 0; other < G_N_ELEMENTS (others); other++)
    {
      g_autofree char *file = g_strconcat (others[other][0], ".csv", NULL);
      GString *csv = g_string_new (others[other][1]);
      gsize n_header = csv->len;
      append_rows (csv, imported, others[other][0]);
      if (csv->len > n_header)
        gh_folder_take (folder, file, csv);
      else
        g_string_free (csv, true);
    }
}

/* ---- the first revision ------------------------------------------------------------------- */

/* By date, start, room and id as bytes; those without a place last. */
static int
compare_sessions (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhImported *imported = data;
  const GhImportedSession *one = *(GhImportedSession *const *)a;
  const GhImportedSession *other = *(GhImportedSession *const *)b;
  bool is_placed = one->start != GH_IMPORTED_NEVER;
  int order;

  if (is_placed != (other->start != GH_IMPORTED_NEVER))
    return is_placed ? -1 : 1;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  order = strcmp (room_id (imported, one->room), room_id (imported, other->room));
  return order != 0 ? order : strcmp (one->id, other->id);
}

static void
append_place (GString *csv, const GhImported *imported, const GhImportedSession *session)
{
  bool is_placed = session->start != GH_IMPORTED_NEVER;
  int day = is_placed ? (int)(session->start / GH_DAY) : imported->first_day;
  GhMinute start = is_placed ? (GhMinute)(session->start % GH_DAY) : 0;
  g_autofree char *date = gh_day_text (day);
  g_autofree char *begins = gh_clock_text (start);
  g_autofree char *ends = gh_clock_text (start + session->minutes);
  const char *const cells[] = {
    session->id,
    is_placed ? date : "",
    is_placed ? begins : "",
    is_placed ? ends : "",
    is_placed ? room_id (imported, session->room) : "",
    "",
    is_placed ? "planned" : "unplaced",
    session->title,
    group_id (imported, session->group),
  };

  gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
}

static GString *
schedule_table (const GhImported *imported)
{
  GString *csv = g_string_new ("session,date,start,end,room,teams,status,title,group\n");
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (imported->sessions, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort_with_data (sorted, compare_sessions, (gpointer)imported);
  for (guint entry = 0; entry < sorted->len; entry++)
    append_place (csv, imported, sorted->pdata[entry]);
  return csv;
}

/* A speaker and a session that has a place. */
typedef struct
{
  const char *person, *session;
} Attendance;

static int
compare_attendance (gconstpointer a, gconstpointer b)
{
  const Attendance *one = a, *other = b;
  int order = strcmp (one->person, other->person);

  return order != 0 ? order : strcmp (one->session, other->session);
}

static GString *
attendance_table (const GhImported *imported)
{
  GString *csv = g_string_new ("person,session,as\n");
  g_autoptr (GArray) all = g_array_new (false, false, sizeof (Attendance));

  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      const GhImportedSession *session = imported->sessions->pdata[entry];
      guint n = session->start != GH_IMPORTED_NEVER ? session->people->len : 0;
      for (guint number = 0; number < n; number++)
        {
          int person = g_array_index (session->people, int, number);
          Attendance this = { person_id (imported, person), session->id };
          g_array_append_val (all, this);
        }
    }
  g_array_sort (all, compare_attendance);
  for (guint entry = 0; entry < all->len; entry++)
    {
      const Attendance *this = &g_array_index (all, Attendance, entry);
      append (csv, this->person, this->session, "speaker");
    }
  return csv;
}

bool
gh_import_is_published (const GhImported *imported)
{
  for (guint entry = 0; entry < imported->sessions->len; entry++)
    if (((GhImportedSession *)imported->sessions->pdata[entry])->start != GH_IMPORTED_NEVER)
      return true;
  return false;
}

void
gh_import_take_sheets (GhFolder *folder, const GhImported *imported)
{
  gh_folder_take (folder, "conference.csv", conference_sheet (imported));
  gh_folder_take (folder, "rooms.csv", rooms_sheet (imported));
  gh_folder_take (folder, "groups.csv", names_sheet ("group,name\n", imported->groups));
  gh_folder_take (folder, "sessions.csv", sessions_sheet (imported));
  gh_folder_take (folder, "people.csv", names_sheet ("person,name\n", imported->people));
  gh_folder_take (folder, "roles.csv", roles_sheet (imported));
  take_others (folder, imported);
  if (!gh_import_is_published (imported))
    return;
  gh_folder_take (folder, GH_IMPORT_REVISION "schedule.csv", schedule_table (imported));
  gh_folder_take (folder, GH_IMPORT_REVISION "attendance.csv", attendance_table (imported));
  gh_folder_take (folder, GH_IMPORT_REVISION "speeches.csv",
                  g_string_new ("session,start,speaker,minutes,theme\n"));
}
