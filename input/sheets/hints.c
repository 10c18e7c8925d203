/* What was meant by a name that names nothing. */
#include "input/sheets/reading.h"

#include <string.h>

/* ---- by looks and by names --------------------------------------------------------------- */

/* What the thing of this number is called; NULL: such things have no names. */
static const char *
name_of (const GhModel *model, GhSheet sheet, int number)
{
  switch (sheet)
    {
    case GH_SHEET_ROOMS:
      return model->rooms[number].name;
    case GH_SHEET_GROUPS:
      return model->groups[number].name;
    case GH_SHEET_SESSIONS:
      return model->sessions[number].title;
    case GH_SHEET_PEOPLE:
      return model->persons[number].name;
    case GH_SHEET_DELEGATIONS:
      return model->delegations[number].name;
    default:
      return NULL;
    }
}

static bool
is_own_id (const GhIds *ids, int number, const char *name)
{
  return strcmp (ids->ids->pdata[number], name) == 0;
}

/* Ids may have come since they were last looked at. */
static void
look (const GhRow *row, GhIds *ids)
{
  const GhModel *model = row->reading->model;

  if (ids->likes != NULL && ids->n_liked == ids->ids->len)
    return;
  gh_ids_forget_likes (ids);
  ids->likes = gh_likes_new ();
  ids->names = gh_likes_new ();
  ids->n_liked = ids->ids->len;
  for (int number = 0; number < (int)ids->n_liked; number++)
    {
      const char *name = name_of (model, ids->sheet, number);
      gh_likes_add (ids->likes, ids->ids->pdata[number], number);
      if (name != NULL && !is_own_id (ids, number, name))
        gh_likes_add (ids->names, name, number);
    }
}

void
gh_ids_forget_likes (GhIds *ids)
{
  g_clear_pointer (&ids->likes, gh_likes_free);
  g_clear_pointer (&ids->names, gh_likes_free);
}

/* Of one kind of thing: what looks like NAME, or is called so. */
static GhMeant
meant_alike (const GhRow *row, const char *name, GhIds *ids)
{
  int number;

  look (row, ids);
  number = gh_likes_find (ids->likes, name);
  if (number >= 0)
    return gh_meant_alike (name, ids->ids->pdata[number]);
  number = gh_likes_find (ids->names, name);
  return number >= 0
             ? (GhMeant){ g_strdup (ids->ids->pdata[number]), ", which has this name", true }
             : (GhMeant){ 0 };
}

/* ---- by distance ------------------------------------------------------------------------- */

/* There is work left for looking at N names more; it is taken off. */
static bool
may_look (const GhRow *row, int64_t n)
{
  row->reading->hint_work += n;
  return row->reading->hint_work <= GH_MOST_HINT_WORK;
}

GhMeant
gh_row_meant_word (const GhRow *row, const char *name, const char *const *names, int n)
{
  return may_look (row, n) ? gh_meant_name (name, names, n) : (GhMeant){ 0 };
}

static GhMeant
meant_near (const GhRow *row, const char *name, const GhIds *first, const GhIds *second)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_extend (names, first->ids, NULL, NULL);
  if (second != NULL)
    g_ptr_array_extend (names, second->ids, NULL, NULL);
  return may_look (row, names->len)
             ? gh_meant_nearest (name, (const char *const *)names->pdata, (int)names->len)
             : (GhMeant){ 0 };
}

static GhMeant
find_meant (const GhRow *row, const char *name, GhIds *first, GhIds *second)
{
  g_auto (GhMeant) one = meant_alike (row, name, first);
  g_auto (GhMeant) other = second != NULL ? meant_alike (row, name, second) : (GhMeant){ 0 };

  /* One of each: neither is certain. */
  if (one.text != NULL && other.text != NULL)
    one.is_certain = false;
  if (one.text == NULL && other.text == NULL)
    return meant_near (row, name, first, second);
  return one.text != NULL ? (GhMeant){ g_steal_pointer (&one.text), one.why, one.is_certain }
                          : (GhMeant){ g_steal_pointer (&other.text), other.why, other.is_certain };
}

/* ---- names that are asked for again ------------------------------------------------------ */

static void
free_meant (gpointer data)
{
  gh_meant_clear (data);
  g_free (data);
}

void
gh_hints_free (GHashTable *hints)
{
  g_clear_pointer (&hints, g_hash_table_unref);
}

/* The same slip in many rows costs once, and has one answer. */
GhMeant
gh_row_meant (const GhRow *row, const char *name, GhIds *first, GhIds *second)
{
  GhReading *reading = row->reading;
  g_autofree char *key = g_strdup_printf ("%d:%d:%s", (int)first->sheet,
                                          second != NULL ? (int)second->sheet : -1, name);
  GhMeant *known;

  if (reading->hints == NULL)
    reading->hints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_meant);
  known = g_hash_table_lookup (reading->hints, key);
  if (known == NULL)
    {
      known = g_new (GhMeant, 1);
      *known = find_meant (row, name, first, second);
      g_hash_table_insert (reading->hints, g_steal_pointer (&key), known);
    }
  return (GhMeant){ g_strdup (known->text), known->why, known->is_certain };
}
