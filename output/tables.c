/* schedule.csv, attendance.csv, speeches.csv and changes.csv of a programme. */
#include "output/attendance.h"
#include "output/changes.h"
#include "output/csv.h"
#include "output/folder.h"

#include <string.h>

/* ---- schedule.csv ------------------------------------------------------------------------- */

static void
append_session (GString *csv, const GhModel *model, const GhProgramme *programme,
                const GhLastRow *place)
{
  const GhSession *session = &model->sessions[place->session];
  bool has_place = place->start != GH_NEVER;
  g_autofree char *date = has_place ? gh_date_text (model, place->start) : NULL;
  g_autofree char *start = has_place ? gh_clock_text (place->start) : NULL;
  g_autofree char *end = has_place ? gh_clock_text (place->end) : NULL;
  g_autoptr (GString) teams = g_string_new (NULL);
  const GArray *assigned = programme->teams[place->session];

  for (guint team = 0; team < assigned->len; team++)
    g_string_append_printf (teams, "%s%s", team > 0 ? ";" : "",
                            model->teams[g_array_index (assigned, int, team)].id);
  const char *cells[] = {
    session->id,
    date,
    start,
    end,
    has_place ? place->room : "",
    has_place ? teams->str : "",
    session->cancelled ? "cancelled"
    : has_place        ? "planned"
                       : "unplaced",
    session->title,
    session->group >= 0 ? model->groups[session->group].id : "",
  };
  gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
}

static GString *
schedule_table (const GhModel *model, const GhProgramme *programme, const GhLastRow *places)
{
  GString *csv = g_string_new ("session,date,start,end,room,teams,status,title,group\n");
  g_autoptr (GArray) order = gh_last_order (places, model);

  for (guint entry = 0; entry < order->len; entry++)
    append_session (csv, model, programme, &places[g_array_index (order, int, entry)]);
  return csv;
}

/* ---- speeches.csv ------------------------------------------------------------------------- */

typedef struct
{
  const char *session;
  GhMinute start;
  const char *speaker;
  const GhSpeech *speech;
} SpeechRow;

static int
compare_speeches (gconstpointer a, gconstpointer b)
{
  const SpeechRow *left = a;
  const SpeechRow *right = b;
  int order = strcmp (left->session, right->session);

  if (order == 0 && left->start != right->start)
    return left->start < right->start ? -1 : 1;
  if (order == 0)
    order = strcmp (left->speaker, right->speaker);
  return order != 0 ? order : (left->speech > right->speech) - (left->speech < right->speech);
}

static GString *
speeches_table (const GhModel *model, const GhProgramme *programme)
{
  GString *csv = g_string_new ("session,start,speaker,minutes,theme\n");
  g_autoptr (GArray) rows = g_array_new (false, false, sizeof (SpeechRow));

  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      const GhSpeechPlace *place = &programme->speeches[speech];
      const GhSpeech *this = &model->speeches[speech];
      if (place->session < 0)
        continue;
      SpeechRow row = { model->sessions[place->session].id, place->start,
                        model->persons[this->speaker].id, this };
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_speeches);
  for (guint number = 0; number < rows->len; number++)
    {
      const SpeechRow *row = &g_array_index (rows, SpeechRow, number);
      g_autofree char *date = gh_date_text (model, row->start);
      g_autofree char *clock = gh_clock_text (row->start);
      g_autofree char *start = g_strconcat (date, "T", clock, NULL);
      g_autofree char *minutes = g_strdup_printf ("%d", row->speech->minutes);
      const char *cells[] = { row->session, start, row->speaker, minutes, row->speech->theme };
      gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
    }
  return csv;
}

void
gh_output_tables (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                  const GhMaking *making)
{
  GError *error = NULL;
  g_autoptr (GhLast) last = gh_last_read (model, making->last, &error);

  if (last == NULL)
    {
      gh_folder_spoil (folder, error);
      return;
    }
  g_autofree GhLastRow *places = gh_last_places (last, model, programme);
  g_autoptr (GPtrArray) changes = gh_changes_find (model, programme, places, last);
  gh_folder_take (folder, "schedule.csv", schedule_table (model, programme, places));
  gh_folder_take (folder, "attendance.csv", gh_attendance_table (model, programme, places, last));
  gh_folder_take (folder, "speeches.csv", speeches_table (model, programme));
  gh_folder_take (folder, "changes.csv", gh_changes_table (changes));
}
