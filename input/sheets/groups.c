#include "input/sheets/circles.h"
#include "input/sheets/reading.h"

/* ---- groups ------------------------------------------------------------------------------ */

static GhGroup *
add_group (GhReading *reading, const char *id, GhSource source)
{
  GhGroup *group = gh_model_add_group (reading->model);
  gh_ids_add (&reading->groups, id, source.row);
  group->id = id;
  group->name = id;
  group->source = source;
  return group;
}

static void
tell_parents (const GArray *circle, gpointer data)
{
  GhReading *reading = data;
  GhModel *model = reading->model;
  g_autoptr (GString) way = g_string_new (NULL);
  int first = g_array_index (circle, int, 0);

  for (guint entry = 0; entry < circle->len; entry++)
    g_string_append_printf (way, "%s%s", entry == 0 ? "" : ", below ",
                            model->groups[g_array_index (circle, int, entry)].id);
  gh_problems_add (
      reading->problems,
      gh_reading_place (reading, GH_SHEET_GROUPS, model->groups[first].source.row, "parent"),
      "these groups are below each other in a circle: %s", way->str);
  /* Cut open, so that whoever climbs it comes to an end. */
  model->groups[first].parent = -1;
}

/* In a second round, since a group may be named before its own row. */
static void
read_parents (GhReading *reading)
{
  GhModel *model = reading->model;
  g_autoptr (GPtrArray) parents = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  GH_EACH_ROW (reading, GH_SHEET_GROUPS, row)
  {
    int group = gh_ids_find (&reading->groups, gh_row_cell (&row, "group"));
    if (group >= 0)
      model->groups[group].parent = gh_row_find_cell (&row, "parent", &reading->groups);
  }
  for (int group = 0; group < model->n_groups; group++)
    {
      GArray *above = g_array_new (false, false, sizeof (int));
      if (model->groups[group].parent >= 0)
        g_array_append_val (above, model->groups[group].parent);
      g_ptr_array_add (parents, above);
    }
  gh_find_circles (model->n_groups, (GArray *const *)(gpointer)parents->pdata, tell_parents,
                   reading);
}

/* Without a sheet of groups they are what the sessions say that they belong to. */
static void
imply_groups (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_SESSIONS, row)
  {
    if (!gh_row_has (&row, "group")
        || gh_ids_find (&reading->groups, gh_row_cell (&row, "group")) >= 0)
      continue;
    if (gh_row_accepts (&row, "group", gh_form_id (gh_row_cell (&row, "group"))))
      add_group (reading, gh_row_text (&row, "group"), gh_row_source (&row));
  }
}

void
gh_read_groups (GhReading *reading)
{
  if (reading->tables[GH_SHEET_GROUPS] == NULL)
    imply_groups (reading);
  GH_EACH_ROW (reading, GH_SHEET_GROUPS, row)
  {
    const char *id = gh_row_id (&row, "group", &reading->groups);
    GhGroup *group;
    if (id == NULL)
      continue;
    group = add_group (reading, id, gh_row_source (&row));
    group->name = gh_row_text_or (&row, "name", id);
    gh_row_translate (&row, "name", &group->name_in);
    group->kind = gh_row_text (&row, "kind");
    group->order_minutes = gh_row_int (&row, "order_minutes", 0, GH_MOST_MINUTES, -1);
  }
  read_parents (reading);
}

/* ---- access ------------------------------------------------------------------------------ */

/* A delegation brings its people, and any of its people opens the door to it; but whom a `-` takes
 * out stays out. */
static void
widen (const GhModel *model, GhWhom *whom)
{
  for (int person = 0; person < model->n_persons; person++)
    {
      int delegation = model->persons[person].delegation;
      if (delegation >= 0 && gh_bits_has (whom->delegations, delegation)
          && !gh_bits_has (whom->barred, person))
        gh_bits_add (whom->persons, person);
    }
  GH_BITS_EACH (whom->persons, person)
    if (model->persons[person].delegation >= 0)
      gh_bits_add (whom->delegations, model->persons[person].delegation);
}

void
gh_read_access (GhReading *reading)
{
  GhModel *model = reading->model;
  GH_EACH_ROW (reading, GH_SHEET_GROUPS, row)
  {
    int number = gh_ids_find (&reading->groups, gh_row_cell (&row, "group"));
    GhGroup *group;
    GhWhom whom;
    if (number < 0 || !gh_row_has (&row, "access"))
      continue;
    group = &model->groups[number];
    whom = gh_row_whom (&row, "access");
    widen (model, &whom);
    gh_bits_free (group->access_persons);
    gh_bits_free (group->access_delegations);
    group->access_persons = g_steal_pointer (&whom.persons);
    group->access_delegations = g_steal_pointer (&whom.delegations);
    gh_whom_clear (&whom);
  }
}
