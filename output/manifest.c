/* manifest.json: what a folder holds, what it was made of, and what repeats it. */
#include "output/causes.h"
#include "output/folder.h"
#include "output/hashes.h"
#include "output/identity.h"
#include "output/json.h"

#include <gio/gio.h>
#include <string.h>

#define CALENDARS "calendars/"

/* ---- how it was made ---------------------------------------------------------------------- */

static void
add_making (JsonBuilder *json, const GhMaking *making)
{
  gh_json_number (json, "revision", making->revision);
  gh_json_number (json, "base", making->last != NULL ? gh_revision_number (making->last) : 0);
  gh_json_text (json, "version", making->version);
  gh_json_number (json, "seed", (gint64)making->seed);
  gh_json_number (json, "effort", making->effort);
  gh_json_number (json, "threads", making->threads);
  gh_json_begin_object (json, "options");
  gh_json_text (json, "at", making->at);
  gh_json_text (json, "command", making->command);
  json_builder_end_object (json);
}

/* ---- what it costs and lacks -------------------------------------------------------------- */

/* A hard rule costs nothing, unless some row made it soft. */
static void
add_rule (JsonBuilder *json, const GhModel *model, const GhRuleCost *cost)
{
  const GhRuleInfo *info = gh_rule_info (cost->rule);
  GhRuleSetting setting = gh_rule_setting (model, cost->rule, -1, NULL);

  if (setting.level == GH_LEVEL_HARD && cost->units == 0 && cost->cost == 0)
    return;
  json_builder_begin_object (json);
  gh_json_text (json, "rule", info->name);
  gh_json_number (json, "units", cost->units);
  gh_json_number (json, "weight", setting.weight);
  gh_json_number (json, "cost", cost->cost);
  json_builder_end_object (json);
}

static void
add_disturbance (JsonBuilder *json, const char *name, const GhDisturbance *disturbance)
{
  gh_json_begin_object (json, name);
  gh_json_number (json, "sessions", disturbance->sessions);
  gh_json_number (json, "counted", disturbance->price);
  gh_json_number (json, "bound", disturbance->bound);
  json_builder_set_member_name (json, "proved");
  json_builder_add_boolean_value (json, disturbance->is_proved);
  json_builder_end_object (json);
}

/* What re-planning changed, and how little it could have been. */
static void
add_certificate (JsonBuilder *json, const GhCertificate *certificate)
{
  gh_json_begin_object (json, "certificate");
  gh_json_text (json, "least", certificate->counts_sessions ? "sessions" : "people");
  add_disturbance (json, "moved", &certificate->moved);
  add_disturbance (json, "rooms", &certificate->rooms);
  gh_json_number (json, "covers", certificate->covers);
  gh_json_number (json, "slack", certificate->slack);
  gh_json_number (json, "counted_without_slack", certificate->moved_without);
  gh_json_number (json, "cost_without_slack", certificate->cost_without);
  json_builder_end_object (json);
}

static void
add_result (JsonBuilder *json, const GhModel *model, const GhProgramme *programme)
{
  gh_json_number (json, "n_unplaced", programme->n_unplaced);
  gh_json_number (json, "steps", programme->steps);
  gh_json_number (json, "first_complete", programme->first_complete);
  gh_json_number (json, "cost", programme->cost);
  gh_json_begin_list (json, "rules");
  for (int rule = 0; rule < programme->n_rules; rule++)
    add_rule (json, model, &programme->costs[rule]);
  json_builder_end_array (json);
  gh_json_number (json, "bound", programme->bound);
  if (programme->certificate != NULL)
    add_certificate (json, programme->certificate);
  else
    gh_json_text (json, "certificate", NULL);
}

/* The sentences, so that a revision made of a draft can still give them. */
static void
add_sentences (JsonBuilder *json, const GhModel *model, const GhProgramme *programme)
{
  gh_json_begin_object (json, "unplaced");
  for (int session = 0; session < programme->n_sessions; session++)
    if (programme->why_unplaced[session] != NULL)
      gh_json_text (json, model->sessions[session].id, programme->why_unplaced[session]);
  json_builder_end_object (json);
  gh_json_begin_list (json, "complaints");
  for (guint complaint = 0; complaint < programme->complaints->len; complaint++)
    json_builder_add_string_value (json, g_ptr_array_index (programme->complaints, complaint));
  json_builder_end_array (json);
  gh_causes_write (json, model, programme);
}

/* What sessions were first called, where that is something else: ids may be given to others. */
static void
add_renamed (JsonBuilder *json, const GhModel *model)
{
  gh_json_begin_object (json, "renamed");
  for (int session = 0; session < model->n_sessions; session++)
    if (strcmp (gh_first_id (model, session), model->sessions[session].id) != 0)
      gh_json_text (json, model->sessions[session].id, gh_first_id (model, session));
  json_builder_end_object (json);
}

/* Where reserves are kept free: schedule.csv has none, and who asks later must not be told that
 * they have no place. */
static void
add_reserves (JsonBuilder *json, const GhModel *model, const GhProgramme *programme)
{
  gh_json_begin_list (json, "reserves");
  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhPlacement *at = &programme->placements[session];
      if (!model->sessions[session].reserve || at->start == GH_NEVER)
        continue;
      g_autofree char *date = gh_date_text (model, at->start);
      g_autofree char *start = gh_clock_text (at->start);
      json_builder_begin_object (json);
      gh_json_text (json, "session", model->sessions[session].id);
      gh_json_text (json, "date", date);
      gh_json_text (json, "start", start);
      gh_json_text (json, "room", at->room >= 0 ? model->rooms[at->room].id : "");
      gh_json_begin_list (json, "teams");
      for (guint team = 0; team < programme->teams[session]->len; team++)
        json_builder_add_string_value (
            json, model->teams[g_array_index (programme->teams[session], int, team)].id);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* ---- hashes ------------------------------------------------------------------------------- */

static void
add_sheets (JsonBuilder *json, const GhMaking *making)
{
  gh_json_begin_object (json, "sheets");
  for (int sheet = 0; making->sheets[sheet] != NULL; sheet++)
    if (*making->hashes[sheet] != '\0')
      gh_json_text (json, making->sheets[sheet], making->hashes[sheet]);
  json_builder_end_object (json);
}

static void
add_files (JsonBuilder *json, const GArray *files)
{
  GhDigest calendars = gh_digest_begin ();

  gh_json_begin_object (json, "files");
  for (guint number = 0; number < files->len; number++)
    {
      const GhOutputFile *file = &g_array_index (files, GhOutputFile, number);
      g_autofree char *hash = gh_hash_bytes (file->bytes, file->n_bytes);
      if (g_str_has_prefix (file->file, CALENDARS))
        gh_digest_add (&calendars, file->file, hash);
      else
        gh_json_text (json, file->file, hash);
    }
  json_builder_end_object (json);
  int n_calendars = calendars.n_files;
  g_autofree char *digest = gh_digest_end (&calendars);
  gh_json_number (json, "n_calendars", n_calendars);
  gh_json_text (json, "calendars", digest);
}

/* ---- the file ----------------------------------------------------------------------------- */

static GString *
print (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  GString *text = g_string_new (NULL);

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, true);
  json_generator_to_gstring (generator, text);
  return g_string_append_c (text, '\n');
}

bool
gh_output_manifest (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                    const GhMaking *making, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const GArray *files = gh_folder_files (folder);

  if (gh_folder_trouble (folder) != NULL)
    {
      g_propagate_error (error, g_error_copy (gh_folder_trouble (folder)));
      return false;
    }
  json_builder_begin_object (json);
  add_making (json, making);
  add_result (json, model, programme);
  add_sentences (json, model, programme);
  add_renamed (json, model);
  add_reserves (json, model, programme);
  add_sheets (json, making);
  add_files (json, files);
  json_builder_end_object (json);
  gh_folder_take (folder, "manifest.json", print (json));
  return true;
}
