/* The column `after` of sessions, and circles through it. */
#include "input/sheets/circles.h"
#include "input/sheets/reading.h"

#include <string.h>

static void
read_after (const GhRow *row, int session, char *item)
{
  GhReading *reading = row->reading;
  char *colon = strrchr (item, ':');
  int minutes = 0;
  int first;

  if (colon != NULL
      && !gh_row_accepts (row, "after",
                          gh_form_int (g_strstrip (colon + 1), 0, GH_MOST_MINUTES, &minutes)))
    return;
  if (colon != NULL)
    *colon = '\0';
  first = gh_row_find (row, "after", &reading->sessions, g_strstrip (item));
  if (first == session)
    gh_row_problem (row, "after", "a session does not come after itself");
  else if (first >= 0)
    *gh_model_add_after (reading->model) =
        (GhAfter){ first, session, minutes, gh_row_source (row) };
}

static void
tell_circle (const GArray *circle, gpointer data)
{
  GhReading *reading = data;
  const GhModel *model = reading->model;
  int first = g_array_index (circle, int, 0);
  g_autoptr (GString) way = g_string_new (NULL);

  for (guint entry = 0; entry < circle->len; entry++)
    g_string_append_printf (way, "%s%s", entry == 0 ? "" : ", then ",
                            model->sessions[g_array_index (circle, int, entry)].id);
  gh_problems_add (
      reading->problems,
      gh_reading_place (reading, GH_SHEET_SESSIONS, model->sessions[first].source.row, "after"),
      "these come after each other in a circle: %s", way->str);
}

static void
add_order (const GhGroup *group, GArray **later)
{
  for (guint entry = 1; group->order_minutes >= 0 && entry < group->sessions->len; entry++)
    g_array_append_val (later[g_array_index (group->sessions, int, entry - 1)],
                        g_array_index (group->sessions, int, entry));
}

/* The order within a group stands in the same sheet, so a circle may lead through it too. */
static void
check_circles (GhReading *reading)
{
  const GhModel *model = reading->model;
  g_autofree GArray **later = g_new (GArray *, model->n_sessions + 1);

  for (int session = 0; session < model->n_sessions; session++)
    later[session] = g_array_new (false, false, sizeof (int));
  for (int after = 0; after < model->n_afters; after++)
    g_array_append_val (later[model->afters[after].a], model->afters[after].b);
  for (int group = 0; group < model->n_groups; group++)
    add_order (&model->groups[group], later);
  gh_find_circles (model->n_sessions, later, tell_circle, reading);
  for (int session = 0; session < model->n_sessions; session++)
    g_array_unref (later[session]);
}

void
gh_read_afters (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_SESSIONS, row)
  {
    int session = gh_ids_find (&reading->sessions, gh_row_cell (&row, "session"));
    g_auto (GStrv) items = gh_row_list (&row, "after", GH_MOST_ITEMS);
    for (char **item = items; session >= 0 && *item != NULL; item++)
      read_after (&row, session, *item);
  }
  check_circles (reading);
}
