/* Selectors of sessions. */
#include "input/sheets/members.h"
#include "input/sheets/reading.h"

#include <string.h>

/* What words with a colon name, and what is below groups. */
struct GhSelection
{
  GhMembers *members;
  GPtrArray *children; /* GArray of int, by group: those right below it */
  GPtrArray *below; /* GhBits, by group: their sessions and deeper ones; NULL: not yet asked for */
};

static const char *const prefixes[] = { "kind:", "tag:", "team:", "venue:" };

static void
add_word (GhMembers *members, const char *prefix, const char *name, int session)
{
  g_autofree char *word = g_strconcat (prefix, name, NULL);
  gh_members_add (members, word, session);
}

static void
add_words_of (GhMembers *members, const GhModel *model, int session)
{
  const GhSession *this = &model->sessions[session];

  if (this->kind != NULL)
    add_word (members, "kind:", this->kind, session);
  for (guint tag = 0; tag < this->tags->len; tag++)
    add_word (members, "tag:", this->tags->pdata[tag], session);
  for (guint need = 0; need < this->teams->len; need++)
    add_word (members, "team:", g_array_index (this->teams, GhTeamNeed, need).kind, session);
  if (this->venue >= 0)
    add_word (members, "venue:", model->venues[this->venue], session);
}

static struct GhSelection *
selection_of (GhReading *reading)
{
  const GhModel *model = reading->model;
  struct GhSelection *selection = reading->selection;

  if (selection != NULL)
    return selection;
  reading->selection = selection = g_new (struct GhSelection, 1);
  selection->members = gh_members_new (model->n_sessions);
  selection->children = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  selection->below = g_ptr_array_new_with_free_func ((GDestroyNotify)gh_bits_free);
  g_ptr_array_set_size (selection->below, model->n_groups);
  for (int session = 0; session < model->n_sessions; session++)
    add_words_of (selection->members, model, session);
  for (int group = 0; group < model->n_groups; group++)
    g_ptr_array_add (selection->children, g_array_new (false, false, sizeof (int)));
  for (int group = 0; group < model->n_groups; group++)
    if (model->groups[group].parent >= 0)
      g_array_append_val ((GArray *)selection->children->pdata[model->groups[group].parent], group);
  return selection;
}

void
gh_selection_free (struct GhSelection *selection)
{
  if (selection == NULL)
    return;
  gh_members_free (selection->members);
  g_ptr_array_unref (selection->children);
  g_ptr_array_unref (selection->below);
  g_free (selection);
}

static void
add_group (const GhModel *model, GhBits *set, int group)
{
  const GArray *list = model->groups[group].sessions;
  for (guint entry = 0; entry < list->len; entry++)
    gh_bits_add (set, g_array_index (list, int, entry));
}

/* The sessions of all groups below, at any depth, not its own.  Parents lead in no circle. */
static GhBits *
find_below (const GhModel *model, const struct GhSelection *selection, int group)
{
  GhBits *set = gh_bits_new (model->n_sessions);
  g_autoptr (GArray) open = g_array_new (false, false, sizeof (int));

  g_array_append_val (open, group);
  for (guint at = 0; at < open->len; at++)
    {
      const GArray *children = selection->children->pdata[g_array_index (open, int, at)];
      g_array_append_vals (open, children->data, children->len);
      for (guint child = 0; child < children->len; child++)
        add_group (model, set, g_array_index (children, int, child));
    }
  return set;
}

static void
add_below (GhReading *reading, GhBits *set, int group)
{
  const struct GhSelection *selection = selection_of (reading);
  gpointer *below = &selection->below->pdata[group];

  if (*below == NULL)
    *below = find_below (reading->model, selection, group);
  gh_bits_join (set, *below);
}

/* "kind:panel"; what names nothing may be a slip, or not there yet: a note. */
static void
add_prefixed (const GhRow *row, const char *column, const char *item, GhBits *set)
{
  const GhMembers *members = selection_of (row->reading)->members;

  for (gsize prefix = 0; prefix < G_N_ELEMENTS (prefixes); prefix++)
    if (g_str_has_prefix (item, prefixes[prefix]))
      {
        if (!gh_members_join (members, item, set))
          {
            const GPtrArray *words = gh_members_words (members);
            gh_row_tell_meant (
                row, column, true, item,
                gh_row_meant_word (row, item, (const char *const *)words->pdata, (int)words->len),
                "\"%s\" names no session", item);
          }
        return;
      }
  gh_row_problem (row, column,
                  "\"%s\" is no selector: write a session, a group, GROUP/*, kind:NAME, tag:NAME, "
                  "team:KIND, venue:NAME or *",
                  item);
}

static void
tell_unknown (const GhRow *row, const char *column, const char *item)
{
  GhReading *reading = row->reading;

  if (!gh_reading_knows (reading, GH_SHEET_SESSIONS)
      || (reading->tables[GH_SHEET_GROUPS] != NULL && !gh_reading_knows (reading, GH_SHEET_GROUPS)))
    return;
  gh_row_tell_meant (row, column, false, item,
                     gh_row_meant (row, item, &reading->sessions, &reading->groups),
                     "no session or group is called \"%s\"", item);
}

static void
add_item (const GhRow *row, const char *column, const char *item, GhBits *set)
{
  GhReading *reading = row->reading;
  int number = gh_ids_find (&reading->sessions, item);

  if (number >= 0)
    gh_bits_add (set, number);
  else if (strcmp (item, "*") == 0)
    gh_bits_fill (set);
  else if ((number = gh_ids_find (&reading->groups, item)) >= 0)
    add_group (reading->model, set, number);
  else if (g_str_has_suffix (item, "/*"))
    {
      g_autofree char *name = g_strndup (item, strlen (item) - 2);
      number = gh_row_find (row, column, &reading->groups, name);
      if (number >= 0)
        add_below (reading, set, number);
    }
  else if (strchr (item, ':') != NULL)
    add_prefixed (row, column, item, set);
  else
    tell_unknown (row, column, item);
}

GhBits *
gh_row_selector (const GhRow *row, const char *column)
{
  g_auto (GStrv) items = gh_row_list (row, column, GH_MOST_ITEMS);
  GhBits *in = gh_bits_new (row->reading->model->n_sessions);
  g_autoptr (GhBits) out = gh_bits_new (row->reading->model->n_sessions);

  gh_row_needs (row, column, "the cell is empty; name the sessions, or * for all");
  for (char **item = items; *item != NULL; item++)
    if (**item == '-')
      add_item (row, column, g_strchug (*item + 1), out);
    else
      add_item (row, column, *item, in);
  gh_bits_take_out (in, out);
  return in;
}
