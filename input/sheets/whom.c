/* Whom: persons and delegations. */
#include "input/sheets/members.h"
#include "input/sheets/reading.h"

#include <string.h>

/* What words with a colon name. */
struct GhReach
{
  GhMembers *persons, *delegations;
};

static void
add_word (GhMembers *members, const char *prefix, const char *name, int member)
{
  g_autofree char *word = g_strconcat (prefix, name, NULL);
  if (name != NULL)
    gh_members_add (members, word, member);
}

static struct GhReach *
reach_of (GhReading *reading)
{
  const GhModel *model = reading->model;
  struct GhReach *reach = reading->reach;

  if (reach != NULL)
    return reach;
  reading->reach = reach = g_new (struct GhReach, 1);
  reach->persons = gh_members_new (model->n_persons);
  reach->delegations = gh_members_new (model->n_delegations);
  for (int role = 0; role < model->n_roles; role++)
    add_word (reach->persons, "role:", model->roles[role].role, model->roles[role].person);
  for (int person = 0; person < model->n_persons; person++)
    {
      add_word (reach->persons, "kind:", model->persons[person].kind, person);
      add_word (reach->persons, "region:", model->persons[person].region, person);
    }
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    {
      const GhDelegation *this = &model->delegations[delegation];
      add_word (reach->delegations, "region:", this->region, delegation);
      for (guint flag = 0; flag < this->flags->len; flag++)
        add_word (reach->delegations, "flag:", this->flags->pdata[flag], delegation);
    }
  return reach;
}

void
gh_reach_free (struct GhReach *reach)
{
  if (reach == NULL)
    return;
  gh_members_free (reach->persons);
  gh_members_free (reach->delegations);
  g_free (reach);
}

static GhWhom
whom_new (const GhModel *model)
{
  return (GhWhom){ gh_bits_new (model->n_persons), gh_bits_new (model->n_persons),
                   gh_bits_new (model->n_delegations), NULL };
}

void
gh_whom_clear (GhWhom *whom)
{
  g_clear_pointer (&whom->persons, gh_bits_free);
  g_clear_pointer (&whom->named, gh_bits_free);
  g_clear_pointer (&whom->delegations, gh_bits_free);
  g_clear_pointer (&whom->barred, gh_bits_free);
}

static bool
has_known_prefix (const char *item)
{
  return g_str_has_prefix (item, "role:") || g_str_has_prefix (item, "kind:")
         || g_str_has_prefix (item, "flag:") || g_str_has_prefix (item, "region:");
}

/* "role:chair"; what reaches nobody may be a slip, or not there yet: a note. */
static void
add_prefixed (const GhRow *row, const char *column, const char *item, GhWhom *whom)
{
  const struct GhReach *reach = reach_of (row->reading);
  bool reaches_persons, reaches_delegations;

  if (!has_known_prefix (item))
    {
      gh_row_problem (row, column,
                      "\"%s\" names nobody: write a person, a delegation, role:NAME, flag:NAME, "
                      "region:NAME, kind:NAME or *",
                      item);
      return;
    }
  reaches_persons = gh_members_join (reach->persons, item, whom->persons);
  reaches_delegations = gh_members_join (reach->delegations, item, whom->delegations);
  if (!reaches_persons && !reaches_delegations)
    {
      const GPtrArray *words =
          gh_members_words (g_str_has_prefix (item, "flag:") ? reach->delegations : reach->persons);
      gh_row_tell_meant (
          row, column, true, item,
          gh_row_meant_word (row, item, (const char *const *)words->pdata, (int)words->len),
          "\"%s\" reaches nobody", item);
    }
}

/* A name may be a person's or a delegation's: without one of the two sheets nobody is to blame. */
static void
tell_unknown (const GhRow *row, const char *column, const char *item)
{
  GhReading *reading = row->reading;

  if (reading->tables[GH_SHEET_PEOPLE] == NULL || reading->tables[GH_SHEET_DELEGATIONS] == NULL)
    gh_row_note (row, column, "\"%s\" is in no sheet, and is ignored", item);
  else if (gh_reading_knows (reading, GH_SHEET_PEOPLE)
           && gh_reading_knows (reading, GH_SHEET_DELEGATIONS))
    gh_row_tell_meant (row, column, false, item,
                       gh_row_meant (row, item, &reading->persons, &reading->delegations),
                       "no person or delegation is called \"%s\"", item);
}

static void
add_item (const GhRow *row, const char *column, const char *item, GhWhom *whom)
{
  GhReading *reading = row->reading;
  int number = gh_ids_find (&reading->persons, item);

  if (number >= 0)
    {
      gh_bits_add (whom->persons, number);
      gh_bits_add (whom->named, number);
    }
  else if ((number = gh_ids_find (&reading->delegations, item)) >= 0)
    gh_bits_add (whom->delegations, number);
  else if (strcmp (item, "*") == 0)
    {
      gh_bits_fill (whom->persons);
      gh_bits_fill (whom->delegations);
    }
  else if (strchr (item, ':') != NULL)
    add_prefixed (row, column, item, whom);
  else
    tell_unknown (row, column, item);
}

/* Who is out as a delegation is out person by person too. */
static void
bar_people (const GhModel *model, const GhBits *delegations, GhBits *barred)
{
  GH_BITS_EACH (delegations, delegation)
    {
      const GArray *people = model->delegations[delegation].people;
      for (guint entry = 0; entry < people->len; entry++)
        gh_bits_add (barred, g_array_index (people, int, entry));
    }
}

GhWhom
gh_row_whom (const GhRow *row, const char *column)
{
  const GhModel *model = row->reading->model;
  g_auto (GStrv) items = gh_row_list (row, column, GH_MOST_ITEMS);
  GhWhom in = whom_new (model);
  GhWhom out = whom_new (model);

  gh_row_needs (row, column, "the cell is empty; name who is meant, or * for all");
  for (char **item = items; *item != NULL; item++)
    if (**item == '-')
      add_item (row, column, g_strchug (*item + 1), &out);
    else
      add_item (row, column, *item, &in);
  bar_people (model, out.delegations, out.persons);
  gh_bits_take_out (in.persons, out.persons);
  gh_bits_take_out (in.named, out.persons);
  gh_bits_take_out (in.delegations, out.delegations);
  in.barred = g_steal_pointer (&out.persons);
  gh_whom_clear (&out);
  return in;
}
