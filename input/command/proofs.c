#include "input/command/command.h"

#include <string.h>

/* Sessions that one line names. */
#define MOST_NAMES 5

/* "sessions row 12, features" */
static char *
place_of (const GhAsked *asked)
{
  if (asked->source.sheet == NULL)
    return g_strdup ("as asked just now");
  if (asked->source.row > 0)
    return g_strdup_printf ("%s row %d, %s", asked->source.sheet, asked->source.row, asked->column);
  return g_strdup_printf ("%s, %s", asked->source.sheet, asked->column);
}

/* What a sentence says of its session; all of it where it is about no single one. */
static const char *
said_of_session (const GhModel *model, const GhAsked *asked)
{
  return asked->session >= 0 ? asked->sentence + strlen (model->sessions[asked->session].id)
                             : asked->sentence;
}

/* The same is asked of several sessions: they are told in one line. */
static bool
say_the_same (const GhModel *model, const GhAsked *a, const GhAsked *b)
{
  return a->session >= 0 && b->session >= 0 && a->asks == b->asks && a->source.sheet != NULL
         && a->source.sheet == b->source.sheet && g_str_equal (a->column, b->column)
         && g_str_equal (said_of_session (model, a), said_of_session (model, b));
}

/* "A, B, C and 43 more must be held (sessions.csv rows 2, 3, 4 ..., session)" */
static void
tell_together (const GhModel *model, const GPtrArray *list, guint first)
{
  const GhAsked *asked = list->pdata[first];
  g_autoptr (GString) sessions = g_string_new (NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  guint n = 0, n_rows = 0;
  int row = 0;

  for (guint entry = first; entry < list->len; entry++)
    {
      const GhAsked *other = list->pdata[entry];
      if (!say_the_same (model, asked, other) || ++n > MOST_NAMES)
        continue;
      g_string_append_printf (sessions, "%s%s", n == 1 ? "" : ", ",
                              model->sessions[other->session].id);
      if (other->source.row != row)
        g_string_append_printf (rows, "%s%d", n_rows++ == 0 ? "" : ", ", other->source.row);
      row = other->source.row;
    }
  if (n > MOST_NAMES)
    {
      g_string_append_printf (sessions, " and %u more", n - MOST_NAMES);
      g_string_append (rows, " ...");
    }
  if (asked->source.row > 0)
    g_print ("  each of %s%s (%s row%s %s, %s)\n", sessions->str, said_of_session (model, asked),
             asked->source.sheet, n_rows > 1 ? "s" : "", rows->str, asked->column);
  else
    g_print ("  each of %s%s (%s, %s)\n", sessions->str, said_of_session (model, asked),
             asked->source.sheet, asked->column);
}

/* How many of the list, from FIRST on, say the same; 0: one before FIRST did so already. */
static guint
n_together (const GhModel *model, const GPtrArray *list, guint first)
{
  guint n = 0;
  for (guint entry = 0; entry < first; entry++)
    if (say_the_same (model, list->pdata[first], list->pdata[entry]))
      return 0;
  for (guint entry = first; entry < list->len; entry++)
    n += entry == first || say_the_same (model, list->pdata[first], list->pdata[entry]);
  return n;
}

void
gh_command_tell_proofs (const GhModel *model, const GPtrArray *proofs)
{
  for (guint number = 0; number < proofs->len; number++)
    {
      const GhProof *proof = proofs->pdata[number];
      g_print ("impossible: %s%s\n", proof->conclusion,
               proof->asked->len == 1 ? ""
               : proof->is_least      ? ", and each of these is a reason"
                                      : ", and these are the reasons");
      for (guint entry = 0; entry < proof->asked->len; entry++)
        {
          const GhAsked *asked = proof->asked->pdata[entry];
          g_autofree char *place = place_of (asked);
          guint n = n_together (model, proof->asked, entry);
          if (n == 1)
            g_print ("  %s (%s)\n", asked->sentence, place);
          else if (n > 1)
            tell_together (model, proof->asked, entry);
        }
    }
}

static void
add_asked (JsonBuilder *builder, const GhAsked *asked)
{
  json_builder_begin_object (builder);
  gh_json_text (builder, "sheet", asked->source.sheet);
  gh_json_number (builder, "row", asked->source.row);
  gh_json_text (builder, "column", asked->column);
  gh_json_text (builder, "sentence", asked->sentence);
  json_builder_end_object (builder);
}

void
gh_json_add_proofs (JsonBuilder *builder, const GhModel *model, const GPtrArray *proofs)
{
  gh_json_begin_list (builder, "impossible");
  for (guint number = 0; number < proofs->len; number++)
    {
      const GhProof *proof = proofs->pdata[number];
      json_builder_begin_object (builder);
      gh_json_begin_list (builder, "sessions");
      for (guint entry = 0; entry < proof->sessions->len; entry++)
        json_builder_add_string_value (
            builder, model->sessions[g_array_index (proof->sessions, int, entry)].id);
      json_builder_end_array (builder);
      gh_json_text (builder, "conclusion", proof->conclusion);
      gh_json_flag (builder, "least", proof->is_least);
      gh_json_begin_list (builder, "demands");
      for (guint entry = 0; entry < proof->asked->len; entry++)
        add_asked (builder, proof->asked->pdata[entry]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
