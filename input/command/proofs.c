#include "input/command/command.h"

/* "sessions.csv row 12, features" */
static char *
place_of (const GhAsked *asked)
{
  if (asked->source.row > 0)
    return g_strdup_printf ("%s row %d, %s", asked->source.sheet, asked->source.row, asked->column);
  return g_strdup_printf ("%s, %s", asked->source.sheet, asked->column);
}

void
gh_command_tell_proofs (const GPtrArray *proofs)
{
  for (guint number = 0; number < proofs->len; number++)
    {
      const GhProof *proof = proofs->pdata[number];
      g_print ("impossible: %s%s\n", proof->conclusion,
               proof->asked->len == 1 ? "" : ", and each of these is a reason");
      for (guint entry = 0; entry < proof->asked->len; entry++)
        {
          const GhAsked *asked = proof->asked->pdata[entry];
          g_autofree char *place = place_of (asked);
          g_print ("  %s (%s)\n", asked->sentence, place);
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
      gh_json_text (builder, "session", model->sessions[proof->session].id);
      gh_json_text (builder, "conclusion", proof->conclusion);
      gh_json_begin_list (builder, "demands");
      for (guint entry = 0; entry < proof->asked->len; entry++)
        add_asked (builder, proof->asked->pdata[entry]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
