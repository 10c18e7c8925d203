#include "input/verify/select.h"

#include <string.h>

/* What stands after "kind:" and so on, or NULL. */
static const char *
after_prefix (const char *item, const char *prefix)
{
  return g_str_has_prefix (item, prefix) ? item + strlen (prefix) : NULL;
}

/* ---- sessions ---------------------------------------------------------------------------- */

static bool
is_below (const GhBook *book, int group, int top)
{
  for (int depth = 0; group >= 0 && depth < book->n_groups; depth++)
    {
      group = book->groups[group].parent;
      if (group == top)
        return top >= 0;
    }
  return false;
}

static bool
needs_team (const GhBookSession *session, const char *kind)
{
  for (guint need = 0; need < session->teams->len; need++)
    {
      const GhBookNeed *this = &g_array_index (session->teams, GhBookNeed, need);
      if (this->count > 0 && strcmp (this->kind, kind) == 0)
        return true;
    }
  return false;
}

/* An item that holds a colon. */
static bool
fits_prefixed (const GhBook *book, const char *item, const GhBookSession *session)
{
  const char *name;

  if ((name = after_prefix (item, "kind:")) != NULL)
    return *name != '\0' && strcmp (session->kind, name) == 0;
  if ((name = after_prefix (item, "tag:")) != NULL)
    return gh_list_has (session->tags, name);
  if ((name = after_prefix (item, "team:")) != NULL)
    return needs_team (session, name);
  if ((name = after_prefix (item, "venue:")) != NULL)
    return session->venue >= 0 && strcmp (book->venues[session->venue], name) == 0;
  return false;
}

static bool
is_known (const GhBook *book, const char *item)
{
  g_autofree char *group =
      g_str_has_suffix (item, "/*") ? g_strndup (item, strlen (item) - 2) : NULL;

  return strcmp (item, "*") == 0 || gh_book_find (book->session_ids, item) >= 0
         || gh_book_find (book->group_ids, item) >= 0
         || (group != NULL && gh_book_find (book->group_ids, group) >= 0)
         || g_str_has_prefix (item, "kind:") || g_str_has_prefix (item, "tag:")
         || g_str_has_prefix (item, "team:") || g_str_has_prefix (item, "venue:");
}

static void
mark_sessions (const GhBook *book, const char *item, bool *set)
{
  int session = gh_book_find (book->session_ids, item);
  int group = gh_book_find (book->group_ids, item);
  g_autofree char *top = g_str_has_suffix (item, "/*") ? g_strndup (item, strlen (item) - 2) : NULL;
  int above = top != NULL ? gh_book_find (book->group_ids, top) : -1;
  bool is_all = strcmp (item, "*") == 0;

  for (int each = 0; each < book->n_sessions; each++)
    {
      const GhBookSession *this = &book->sessions[each];
      if (is_all || each == session || (group >= 0 && this->group == group)
          || (above >= 0 && is_below (book, this->group, above))
          || fits_prefixed (book, item, this))
        set[each] = true;
    }
}

bool *
gh_select (const GhBookRow *row, const char *column, const char *text)
{
  GhBook *book = row->book;
  bool *in = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (bool));
  bool *out = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (bool));

  for (char **item = gh_book_list (book, text); *item != NULL; item++)
    {
      bool is_out = **item == '-';
      const char *name = is_out ? g_strchug (*item + 1) : *item;
      if (!is_known (book, name))
        gh_row_wrong (row, column, name);
      mark_sessions (book, name, is_out ? out : in);
    }
  for (int session = 0; session < book->n_sessions; session++)
    in[session] = in[session] && !out[session];
  return in;
}

/* ---- whom -------------------------------------------------------------------------------- */

static GhBookWhom
whom_new (const GhBook *book)
{
  return (GhBookWhom){ g_new0 (bool, book->n_persons + 1), g_new0 (bool, book->n_persons + 1),
                       g_new0 (bool, book->n_delegations + 1), NULL };
}

void
gh_whom_free_sets (GhBookWhom *whom)
{
  g_free (whom->persons);
  g_free (whom->named);
  g_free (whom->delegations);
  g_free (whom->barred);
}

static bool
has_role_anywhere (const GhBook *book, int person, const char *name)
{
  for (int role = book->first_role[person]; role < book->first_role[person + 1]; role++)
    if (strcmp (book->roles[role].role, name) == 0)
      return true;
  return false;
}

static bool
reaches_person (const GhBook *book, const char *item, int person)
{
  const GhBookPerson *this = &book->persons[person];
  const char *name;

  if ((name = after_prefix (item, "role:")) != NULL)
    return has_role_anywhere (book, person, name);
  if ((name = after_prefix (item, "kind:")) != NULL)
    return strcmp (this->kind, name) == 0;
  if ((name = after_prefix (item, "region:")) != NULL)
    return *name != '\0' && strcmp (this->region, name) == 0;
  return strcmp (item, "*") == 0;
}

static bool
reaches_delegation (const GhBook *book, const char *item, int delegation)
{
  const GhBookDelegation *this = &book->delegations[delegation];
  const char *name;

  if ((name = after_prefix (item, "flag:")) != NULL)
    return gh_list_has (this->flags, name);
  if ((name = after_prefix (item, "region:")) != NULL)
    return *name != '\0' && strcmp (this->region, name) == 0;
  return strcmp (item, "*") == 0;
}

static void
mark_whom (const GhBookRow *row, const char *column, const char *item, const GhBookWhom *whom)
{
  const GhBook *book = row->book;
  int person = gh_book_find (book->person_ids, item);
  int delegation = gh_book_find (book->delegation_ids, item);

  if (person >= 0)
    whom->persons[person] = whom->named[person] = true;
  else if (delegation >= 0)
    whom->delegations[delegation] = true;
  else if (strcmp (item, "*") != 0 && strchr (item, ':') == NULL)
    {
      if (book->knows_everybody)
        gh_row_wrong (row, column, item);
    }
  else
    {
      for (int each = 0; each < book->n_persons; each++)
        whom->persons[each] = whom->persons[each] || reaches_person (book, item, each);
      for (int each = 0; each < book->n_delegations; each++)
        whom->delegations[each] = whom->delegations[each] || reaches_delegation (book, item, each);
    }
}

GhBookWhom
gh_select_whom (const GhBookRow *row, const char *column, const char *text)
{
  GhBook *book = row->book;
  GhBookWhom in = whom_new (book);
  GhBookWhom out = whom_new (book);

  for (char **item = gh_book_list (book, text); *item != NULL; item++)
    if (**item == '-')
      mark_whom (row, column, g_strchug (*item + 1), &out);
    else
      mark_whom (row, column, *item, &in);
  for (int person = 0; person < book->n_persons; person++)
    {
      int delegation = book->persons[person].delegation;
      /* A delegation that is out takes its people with it. */
      if (delegation >= 0 && out.delegations[delegation])
        out.persons[person] = true;
      if (out.persons[person])
        in.persons[person] = in.named[person] = false;
    }
  for (int delegation = 0; delegation < book->n_delegations; delegation++)
    in.delegations[delegation] = in.delegations[delegation] && !out.delegations[delegation];
  in.barred = g_steal_pointer (&out.persons);
  gh_whom_free_sets (&out);
  return in;
}
