#include "input/sheets/reading.h"

#include <string.h>

/* ---- sessions ---------------------------------------------------------------------------- */

static void
add_group (const GhModel *model, GhBits *set, int group)
{
  const GArray *list = model->groups[group].sessions;
  for (guint entry = 0; entry < list->len; entry++)
    gh_bits_add (set, g_array_index (list, int, entry));
}

/* The sessions of all groups below, at any depth, not its own. */
static void
add_below (const GhModel *model, GhBits *set, int group)
{
  for (int other = 0; other < model->n_groups; other++)
    {
      int above = model->groups[other].parent;
      for (int depth = 0; above >= 0 && above != group && depth < model->n_groups; depth++)
        above = model->groups[above].parent;
      if (above == group)
        add_group (model, set, other);
    }
}

typedef bool (*SessionTest) (const GhModel *model, const GhSession *session, const char *name);

static bool
is_of_kind (const GhModel *model, const GhSession *session, const char *name)
{
  return session->kind == name;
}

static bool
has_tag (const GhModel *model, const GhSession *session, const char *name)
{
  return gh_names_have (session->tags, name);
}

static bool
needs_team (const GhModel *model, const GhSession *session, const char *name)
{
  for (guint need = 0; need < session->teams->len; need++)
    if (g_array_index (session->teams, GhTeamNeed, need).kind == name)
      return true;
  return false;
}

static bool
must_be_at (const GhModel *model, const GhSession *session, const char *name)
{
  return session->venue >= 0 && model->venues[session->venue] == name;
}

/* Adds the sessions that pass; false if there are none. */
static bool
add_where (GhReading *reading, GhBits *set, SessionTest test, const char *name)
{
  const char *interned = gh_model_text (reading->model, name);
  bool any = false;
  for (int session = 0; interned != NULL && session < reading->model->n_sessions; session++)
    if (test (reading->model, &reading->model->sessions[session], interned))
      {
        gh_bits_add (set, session);
        any = true;
      }
  return any;
}

static void
add_prefixed (const GhRow *row, const char *column, const char *item, GhBits *set)
{
  static const struct
  {
    const char *prefix;
    SessionTest test;
  } prefixes[] = {
    { "kind:", is_of_kind }, { "tag:", has_tag }, { "team:", needs_team }, { "venue:", must_be_at }
  };
  for (gsize prefix = 0; prefix < G_N_ELEMENTS (prefixes); prefix++)
    if (g_str_has_prefix (item, prefixes[prefix].prefix))
      {
        if (!add_where (row->reading, set, prefixes[prefix].test,
                        item + strlen (prefixes[prefix].prefix)))
          gh_row_note (row, column, "\"%s\" names no session", item);
        return;
      }
  gh_row_problem (row, column,
                  "\"%s\" is no selector: write a session, a group, GROUP/*, kind:NAME, tag:NAME, "
                  "team:KIND, venue:NAME or *",
                  item);
}

static void
add_selected (const GhRow *row, const char *column, const char *item, GhBits *set)
{
  GhReading *reading = row->reading;
  int number = gh_reading_lookup (reading->sessions, item);

  if (number >= 0)
    gh_bits_add (set, number);
  else if (strcmp (item, "*") == 0)
    for (int session = 0; session < reading->model->n_sessions; session++)
      gh_bits_add (set, session);
  else if ((number = gh_reading_lookup (reading->groups, item)) >= 0)
    add_group (reading->model, set, number);
  else if (g_str_has_suffix (item, "/*"))
    {
      g_autofree char *name = g_strndup (item, strlen (item) - 2);
      number = gh_row_find (row, column, "group", reading->groups, name);
      if (number >= 0)
        add_below (reading->model, set, number);
    }
  else if (strchr (item, ':') != NULL)
    add_prefixed (row, column, item, set);
  else
    {
      g_autofree char *hint = gh_did_you_mean (item, reading->sessions, reading->groups);
      gh_row_problem (row, column, "no session or group is called \"%s\"%s", item, hint);
    }
}

GhBits *
gh_reading_selector (const GhRow *row, const char *column, const char *text)
{
  g_auto (GStrv) items = gh_form_list (text);
  GhBits *in = gh_bits_new (row->reading->model->n_sessions);
  g_autoptr (GhBits) out = gh_bits_new (row->reading->model->n_sessions);

  for (char **item = items; *item != NULL; item++)
    add_selected (row, column, **item == '-' ? *item + 1 : *item, **item == '-' ? out : in);
  for (int word = 0; word < in->n_words; word++)
    in->words[word] &= ~out->words[word];
  return in;
}

GhBits *
gh_row_selector (const GhRow *row, const char *column)
{
  if (!gh_row_has (row, column))
    gh_row_problem (row, column, "the cell is empty; name the sessions, or * for all");
  return gh_reading_selector (row, column, gh_row_cell (row, column));
}

/* ---- whom -------------------------------------------------------------------------------- */

static GhWhom
whom_new (const GhModel *model)
{
  return (GhWhom){ gh_bits_new (model->n_persons), gh_bits_new (model->n_persons),
                   gh_bits_new (model->n_delegations) };
}

void
gh_whom_clear (GhWhom *whom)
{
  gh_bits_free (whom->persons);
  gh_bits_free (whom->named);
  gh_bits_free (whom->delegations);
}

static bool
add_persons_of (GhReading *reading, GhWhom *whom, const char *item)
{
  const GhModel *model = reading->model;
  const char *name = gh_model_text (reading->model, strchr (item, ':') + 1);
  bool by_role = g_str_has_prefix (item, "role:");
  bool any = false;

  for (int role = 0; by_role && role < model->n_roles; role++)
    if (model->roles[role].role == name)
      {
        gh_bits_add (whom->persons, model->roles[role].person);
        any = true;
      }
  for (int person = 0; !by_role && person < model->n_persons; person++)
    if ((g_str_has_prefix (item, "kind:") ? model->persons[person].kind
                                          : model->persons[person].region)
        == name)
      {
        gh_bits_add (whom->persons, person);
        any = true;
      }
  return any;
}

static bool
add_delegations_of (GhReading *reading, GhWhom *whom, const char *item)
{
  const GhModel *model = reading->model;
  const char *name = gh_model_text (reading->model, strchr (item, ':') + 1);
  bool any = false;
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    if (g_str_has_prefix (item, "flag:")
            ? gh_names_have (model->delegations[delegation].flags, name)
            : model->delegations[delegation].region == name)
      {
        gh_bits_add (whom->delegations, delegation);
        any = true;
      }
  return any;
}

static void
add_everybody (const GhModel *model, GhWhom *whom)
{
  for (int person = 0; person < model->n_persons; person++)
    gh_bits_add (whom->persons, person);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    gh_bits_add (whom->delegations, delegation);
}

static void
add_whom (const GhRow *row, const char *column, const char *item, GhWhom *whom)
{
  GhReading *reading = row->reading;
  int number = gh_reading_lookup (reading->persons, item);
  bool any = true;

  if (number >= 0)
    {
      gh_bits_add (whom->persons, number);
      gh_bits_add (whom->named, number);
    }
  else if (strcmp (item, "*") == 0)
    add_everybody (reading->model, whom);
  else if ((number = gh_reading_lookup (reading->delegations, item)) >= 0)
    gh_bits_add (whom->delegations, number);
  else if (g_str_has_prefix (item, "role:") || g_str_has_prefix (item, "kind:"))
    any = add_persons_of (reading, whom, item);
  else if (g_str_has_prefix (item, "flag:"))
    any = add_delegations_of (reading, whom, item);
  else if (g_str_has_prefix (item, "region:"))
    {
      any = add_persons_of (reading, whom, item);
      any = add_delegations_of (reading, whom, item) || any;
    }
  else
    {
      g_autofree char *hint = gh_did_you_mean (item, reading->persons, reading->delegations);
      gh_row_problem (row, column, "no person or delegation is called \"%s\"%s", item, hint);
    }
  if (!any)
    gh_row_note (row, column, "\"%s\" reaches nobody", item);
}

GhWhom
gh_reading_whom (const GhRow *row, const char *column, const char *text)
{
  g_auto (GStrv) items = gh_form_list (text);
  GhWhom in = whom_new (row->reading->model);
  GhWhom out = whom_new (row->reading->model);

  for (char **item = items; *item != NULL; item++)
    add_whom (row, column, **item == '-' ? *item + 1 : *item, **item == '-' ? &out : &in);
  /* Who is out as a delegation is out person by person too. */
  GH_BITS_EACH (out.delegations, delegation)
    {
      const GArray *people = row->reading->model->delegations[delegation].people;
      for (guint entry = 0; entry < people->len; entry++)
        gh_bits_add (out.persons, g_array_index (people, int, entry));
    }
  for (int word = 0; word < in.persons->n_words; word++)
    {
      in.persons->words[word] &= ~out.persons->words[word];
      in.named->words[word] &= ~out.persons->words[word];
    }
  for (int word = 0; word < in.delegations->n_words; word++)
    in.delegations->words[word] &= ~out.delegations->words[word];
  gh_whom_clear (&out);
  return in;
}
