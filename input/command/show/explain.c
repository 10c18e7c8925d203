/* Why something is where it is, or has no place, or could not be elsewhere. */
#include "input/command/command.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <string.h>

/* Sessions that are listed as the dearest, and as the hardest. */
#define MOST_LISTED 10
/* Sessions that are named as moving. */
#define MOST_MOVED 20
/* Steps that a search for a programme around one place takes, unless --effort says otherwise. */
#define USUAL_EFFORT 400000

static char *dimacs;

static const GOptionEntry options[] = {
  { "dimacs", 0, 0, G_OPTION_ARG_FILENAME, &dimacs,
    "Write the first thing that is impossible as a formula, for another solver", "FILE" },
  { 0 },
};

/* What all three forms of the command look at. */
typedef struct
{
  const char *folder;
  GhModel *model;
  const GhProgramme *programme; /* NULL: there is none yet, or none that was made here */
  const GhCommon *common;
} Question;

/* ---- words ------------------------------------------------------------------------------- */

/* "2022-06-06 09:30 in KCC-MH1"; the caller's. */
static char *
place_text (const GhModel *model, GhPlacement at)
{
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;
  if (at.start == GH_NEVER)
    return g_strdup ("no place");
  date = gh_date_text (model, at.start);
  clock = gh_clock_text (at.start);
  return g_strdup_printf ("%s %s%s%s", date, clock, at.room >= 0 ? " in " : "",
                          at.room >= 0 ? model->rooms[at.room].id : "");
}

static void
tell_list (const char *heading, const GPtrArray *sentences)
{
  if (sentences->len > 0)
    g_print ("%s\n", heading);
  for (guint at = 0; at < sentences->len; at++)
    g_print ("  %s\n", (const char *)sentences->pdata[at]);
}

/* "wanted-clash +12, early -3"; the caller's. */
static char *
changes_text (const GhRuleCost *changes)
{
  GString *text = g_string_new (NULL);
  for (int rule = 0; rule < gh_n_rules (); rule++)
    if (changes[rule].cost != 0)
      g_string_append_printf (text, "%s%s %+" G_GINT64_FORMAT, text->len > 0 ? ", " : "",
                              gh_rule_info (rule)->name, (gint64)changes[rule].cost);
  return g_string_free (text, false);
}

static void
tell_change (int64_t change, const GhRuleCost *changes)
{
  g_autofree char *text = changes_text (changes);
  g_print ("cost %+" G_GINT64_FORMAT "%s%s%s\n", (gint64)change, *text != '\0' ? " (" : "", text,
           *text != '\0' ? ")" : "");
}

static void
add_sentences (JsonBuilder *builder, const char *name, const GPtrArray *sentences)
{
  gh_json_begin_list (builder, name);
  for (guint at = 0; at < sentences->len; at++)
    json_builder_add_string_value (builder, sentences->pdata[at]);
  json_builder_end_array (builder);
}

static void
add_place (JsonBuilder *builder, const GhModel *model, GhPlacement at)
{
  g_autofree char *date = at.start != GH_NEVER ? gh_date_text (model, at.start) : NULL;
  g_autofree char *clock = at.start != GH_NEVER ? gh_clock_text (at.start) : NULL;
  g_autofree char *start = date != NULL ? g_strdup_printf ("%sT%s", date, clock) : NULL;
  gh_json_text (builder, "start", start);
  gh_json_text (builder, "room", at.room >= 0 ? model->rooms[at.room].id : "");
}

/* ---- the whole conference ---------------------------------------------------------------- */

static GhModel *
read_again (gpointer data)
{
  const Question *question = data;
  GhCommon quiet = { .quiet = true };
  int exit;
  return gh_command_read (&quiet, question->folder, &exit);
}

static void
tell_menu (const GPtrArray *menu)
{
  if (menu->len > 0)
    g_print ("ways out, each tried; the one that touches the fewest people first\n");
  for (guint at = 0; at < menu->len; at++)
    {
      const GhRepair *repair = menu->pdata[at];
      for (guint entry = 0; entry < repair->sentences->len; entry++)
        g_print ("  %s %s%s\n", entry == 0 ? "*" : " ",
                 (const char *)repair->sentences->pdata[entry],
                 entry + 1 < repair->sentences->len ? ", and" : "");
    }
}

static void
add_menu (JsonBuilder *builder, const GPtrArray *menu)
{
  gh_json_begin_list (builder, "ways_out");
  for (guint at = 0; at < menu->len; at++)
    {
      const GhRepair *repair = menu->pdata[at];
      json_builder_begin_object (builder);
      gh_json_number (builder, "price", repair->price);
      add_sentences (builder, "give_up", repair->sentences);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
write_formula (const GhModel *model, const GPtrArray *proofs)
{
  g_autoptr (GString) formula = NULL;
  g_autoptr (GError) error = NULL;
  if (proofs->len == 0)
    return gh_fail (GH_EXIT_INCOMPLETE, "nothing was proved impossible: there is no formula");
  formula = gh_proof_formula (model, proofs->pdata[0]);
  if (!g_file_set_contents (dimacs, formula->str, (gssize)formula->len, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  return GH_EXIT_IMPOSSIBLE;
}

/* The sessions that cost most, as int; the caller's. */
static GArray *
list_dearest (const GhModel *model, const int64_t *costs)
{
  GArray *list = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < model->n_sessions; session++)
    {
      guint at = 0;
      while (at < list->len && costs[g_array_index (list, int, at)] >= costs[session])
        at++;
      if (costs[session] > 0 && at < MOST_LISTED)
        g_array_insert_val (list, at, session);
    }
  g_array_set_size (list, MIN (list->len, MOST_LISTED));
  return list;
}

static void
tell_costs (const Question *question)
{
  const GhModel *model = question->model;
  const GhProgramme *programme = question->programme;
  g_autofree int64_t *costs = gh_explain_costs (model, programme);
  g_autoptr (GArray) dearest = list_dearest (model, costs);

  gh_command_tell_costs (programme);
  if (dearest->len > 0)
    g_print ("dearest, by what would be saved without them\n");
  for (guint at = 0; at < dearest->len; at++)
    {
      int session = g_array_index (dearest, int, at);
      g_autofree char *place = place_text (model, programme->placements[session]);
      g_print ("  %-12s %8" G_GINT64_FORMAT "  %s, %s\n", model->sessions[session].id,
               (gint64)costs[session], place, model->sessions[session].title);
    }
}

/* The sessions that a short search did not place, though nothing was proved impossible and no
 * programme holds them all: of them it is not known whether they can be held.  As int; the
 * caller's. */
static GArray *
list_not_known (const Question *question, const GPtrArray *proofs, const GhHardest *hardest)
{
  bool is_complete = question->programme != NULL && question->programme->n_unplaced == 0;
  if (proofs->len > 0 || is_complete)
    return g_array_new (false, false, sizeof (int));
  return g_array_ref (hardest->left_out);
}

static void
tell_not_known (const GhModel *model, const GArray *sessions)
{
  if (sessions->len == 0)
    return;
  g_print ("not known whether all sessions can be held: nothing was proved impossible, and a short "
           "search found no place for");
  for (guint at = 0; at < MIN (sessions->len, MOST_LISTED); at++)
    {
      const GhSession *session = &model->sessions[g_array_index (sessions, int, at)];
      g_print ("%s %s (%s)", at == 0 ? "" : ",", session->id, session->title);
    }
  if (sessions->len > MOST_LISTED)
    g_print (" and %u more", sessions->len - MOST_LISTED);
  g_print ("; gahunda plan searches longer\n");
}

static void
tell_all (const Question *question, const GPtrArray *proofs, const GPtrArray *menu,
          const GArray *not_known, const GArray *hardest)
{
  const GhModel *model = question->model;
  gh_command_tell_proofs (model, proofs);
  tell_menu (menu);
  tell_not_known (model, not_known);
  if (question->programme != NULL)
    tell_costs (question);
  else if (gh_last_revision (question->folder) > 0)
    g_print ("the programme was made elsewhere, and nobody knows its costs: gahunda replan makes a "
             "draft of which they are known\n");
  else
    g_print ("there is no programme yet: gahunda plan makes one\n");
  g_print ("hardest to place:");
  for (guint at = 0; at < MIN (hardest->len, MOST_LISTED); at++)
    g_print ("%s %s", at == 0 ? "" : ",", model->sessions[g_array_index (hardest, int, at)].id);
  g_print ("\n");
}

static void
add_sessions (JsonBuilder *builder, const char *name, const GhModel *model, const GArray *sessions,
              guint most)
{
  gh_json_begin_list (builder, name);
  for (guint at = 0; at < MIN (sessions->len, most); at++)
    json_builder_add_string_value (builder, model->sessions[g_array_index (sessions, int, at)].id);
  json_builder_end_array (builder);
}

static void
tell_all_as_json (const Question *question, const GPtrArray *proofs, const GPtrArray *menu,
                  const GArray *not_known, const GArray *hardest)
{
  const GhModel *model = question->model;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_add_proofs (builder, model, proofs);
  add_menu (builder, menu);
  add_sessions (builder, "not_known", model, not_known, not_known->len);
  if (question->programme != NULL)
    {
      g_autofree int64_t *costs = gh_explain_costs (model, question->programme);
      g_autoptr (GArray) dearest = list_dearest (model, costs);
      gh_json_number (builder, "cost", question->programme->cost);
      gh_json_add_costs (builder, "costs", question->programme->costs);
      gh_json_begin_list (builder, "dearest");
      for (guint at = 0; at < dearest->len; at++)
        {
          int session = g_array_index (dearest, int, at);
          json_builder_begin_object (builder);
          gh_json_text (builder, "session", model->sessions[session].id);
          gh_json_number (builder, "cost", costs[session]);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  add_sessions (builder, "hardest", model, hardest, MOST_LISTED);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static int
explain_all (const Question *question)
{
  g_autoptr (GhHardest) hardest = gh_hardest_find (question->model);
  g_autoptr (GPtrArray) proofs = gh_prove (question->model, hardest);
  g_autoptr (GArray) not_known = list_not_known (question, proofs, hardest);
  g_autoptr (GPtrArray) menu = NULL;
  int exit = dimacs != NULL ? write_formula (question->model, proofs) : GH_EXIT_DONE;

  /* As text, the file is the answer. */
  if (dimacs != NULL && (exit != GH_EXIT_IMPOSSIBLE || !question->common->json))
    return exit;
  menu = gh_repair_menu (question->model, proofs, hardest, read_again, (gpointer)question);
  if (question->common->json)
    tell_all_as_json (question, proofs, menu, not_known, hardest->order);
  else
    tell_all (question, proofs, menu, not_known, hardest->order);
  if (proofs->len > 0)
    return GH_EXIT_IMPOSSIBLE;
  return not_known->len > 0 || (question->programme != NULL && question->programme->n_unplaced > 0)
             ? GH_EXIT_INCOMPLETE
             : GH_EXIT_DONE;
}

/* ---- one session ------------------------------------------------------------------------- */

static void
tell_session (const Question *question, int session, const GhWhy *why)
{
  const GhModel *model = question->model;
  const GhProgramme *programme = question->programme;
  g_autofree char *place = place_text (model, programme->placements[session]);

  g_print ("%s (%s): %s\n", model->sessions[session].id, model->sessions[session].title, place);
  if (programme->why_unplaced[session] != NULL)
    g_print ("  %s\n", programme->why_unplaced[session]);
  tell_list ("what is asked of its start and room", why->holds);
  g_print ("starts that it could have: %d; free as the others stand: %d\n", why->n_starts,
           why->n_free);
  tell_list ("in the way elsewhere", why->in_the_way);
  if (why->costs != NULL)
    {
      int64_t cost = 0;
      for (int rule = 0; rule < gh_n_rules (); rule++)
        cost += why->costs[rule].cost;
      g_print ("held there: ");
      tell_change (cost, why->costs);
    }
  if (why->elsewhere->len > 0)
    g_print ("next best places, while nothing else moves\n");
  for (guint at = 0; at < why->elsewhere->len; at++)
    {
      const GhElsewhere *elsewhere = &g_array_index (why->elsewhere, GhElsewhere, at);
      g_autofree char *text = place_text (model, elsewhere->at);
      g_print ("  %s: ", text);
      tell_change (elsewhere->change, elsewhere->changes);
    }
}

static void
tell_session_as_json (const Question *question, int session, const GhWhy *why)
{
  const GhModel *model = question->model;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_text (builder, "session", model->sessions[session].id);
  add_place (builder, model, question->programme->placements[session]);
  if (question->programme->why_unplaced[session] != NULL)
    gh_json_text (builder, "because", question->programme->why_unplaced[session]);
  add_sentences (builder, "asked", why->holds);
  gh_json_number (builder, "starts", why->n_starts);
  gh_json_number (builder, "free", why->n_free);
  add_sentences (builder, "in_the_way", why->in_the_way);
  gh_json_add_costs (builder, "costs", why->costs);
  gh_json_begin_list (builder, "elsewhere");
  for (guint at = 0; at < why->elsewhere->len; at++)
    {
      const GhElsewhere *elsewhere = &g_array_index (why->elsewhere, GhElsewhere, at);
      json_builder_begin_object (builder);
      add_place (builder, model, elsewhere->at);
      gh_json_number (builder, "change", elsewhere->change);
      gh_json_add_costs (builder, "changes", elsewhere->changes);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static int
explain_session (const Question *question, int session)
{
  g_autoptr (GhWhy) why = gh_explain_session (question->model, question->programme, session);
  if (question->common->json)
    tell_session_as_json (question, session, why);
  else
    tell_session (question, session, why);
  return GH_EXIT_DONE;
}

/* ---- one place --------------------------------------------------------------------------- */

static const char *const outcomes[] = {
  [GH_THERE_FREE] = "free",
  [GH_THERE_AROUND] = "around",
  [GH_THERE_IMPOSSIBLE] = "impossible",
  [GH_THERE_NOT_KNOWN] = "not known",
};

static void
tell_moved (const GhModel *model, const GArray *list)
{
  for (guint at = 0; at < MIN (list->len, MOST_MOVED); at++)
    {
      const GhMovedSession *moved = &g_array_index (list, GhMovedSession, at);
      g_autofree char *was = place_text (model, moved->was);
      g_autofree char *now = place_text (model, moved->now);
      g_print ("  %s from %s to %s\n", model->sessions[moved->session].id, was, now);
    }
  if (list->len > MOST_MOVED)
    g_print ("  and %u more\n", list->len - MOST_MOVED);
}

static void
tell_place (const Question *question, int session, GhPlacement at, const GhWhyNot *why_not)
{
  const GhModel *model = question->model;
  g_autofree char *place = place_text (model, at);

  g_print ("%s (%s) at %s\n", model->sessions[session].id, model->sessions[session].title, place);
  tell_list ("would break, as the others stand", why_not->breaks);
  switch (why_not->outcome)
    {
    case GH_THERE_FREE:
      g_print ("it could be there, and nothing else would move: ");
      tell_change (why_not->change, why_not->changes);
      break;
    case GH_THERE_AROUND:
      g_print ("pinned there, the rest can be placed around it; %u other%s would move: ",
               why_not->moved->len, why_not->moved->len == 1 ? "" : "s");
      tell_change (why_not->change, why_not->changes);
      tell_moved (model, why_not->moved);
      break;
    case GH_THERE_IMPOSSIBLE:
      g_print ("pinned there, no programme keeps every hard rule\n");
      gh_command_tell_proofs (model, why_not->proofs);
      break;
    case GH_THERE_NOT_KNOWN:
      g_print ("no programme with it there was found, and no proof that there is none; --effort "
               "looks longer\n");
    }
}

static void
tell_place_as_json (const Question *question, int session, GhPlacement at, const GhWhyNot *why_not)
{
  const GhModel *model = question->model;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_text (builder, "session", model->sessions[session].id);
  add_place (builder, model, at);
  add_sentences (builder, "breaks", why_not->breaks);
  gh_json_text (builder, "outcome", outcomes[why_not->outcome]);
  if (why_not->changes != NULL)
    {
      gh_json_number (builder, "change", why_not->change);
      gh_json_add_costs (builder, "changes", why_not->changes);
    }
  gh_json_begin_list (builder, "moved");
  for (guint entry = 0; entry < why_not->moved->len; entry++)
    {
      const GhMovedSession *moved = &g_array_index (why_not->moved, GhMovedSession, entry);
      json_builder_begin_object (builder);
      gh_json_text (builder, "session", model->sessions[moved->session].id);
      add_place (builder, model, moved->now);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  gh_json_add_proofs (builder, model, why_not->proofs);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static int
explain_place (const Question *question, int session, GhPlacement at)
{
  int64_t effort = question->common->effort > 0 ? question->common->effort : USUAL_EFFORT;
  g_autoptr (GhWhyNot) why_not =
      gh_explain_place (question->model, question->programme, session, at, effort);

  if (question->common->json)
    tell_place_as_json (question, session, at, why_not);
  else
    tell_place (question, session, at, why_not);
  return why_not->outcome == GH_THERE_IMPOSSIBLE  ? GH_EXIT_IMPOSSIBLE
         : why_not->outcome == GH_THERE_NOT_KNOWN ? GH_EXIT_INCOMPLETE
                                                  : GH_EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------- */

/* START and, where the session needs one, ROOM.  False with *EXIT, once told. */
static bool
find_place (const GhModel *model, int session, int argc, char **argv, GhPlacement *at, int *exit)
{
  g_autofree char *wrong = gh_sheets_start (model, argv[3], &at->start);

  at->room = -1;
  if (wrong != NULL)
    {
      *exit = gh_fail (GH_EXIT_ATTENTION, "\"%s\" is no start: %s", argv[3], wrong);
      return false;
    }
  if (model->sessions[session].needs_room != (argc == 5))
    {
      *exit = gh_fail (GH_EXIT_ATTENTION,
                       argc == 5 ? "%s needs no room: give the start alone"
                                 : "%s needs a room: give one after the start",
                       model->sessions[session].id);
      return false;
    }
  if (argc == 5)
    at->room = gh_command_find_room (model, argv[4], exit);
  return argc == 4 || at->room >= 0;
}

/* An import keeps no account of how its programme was made. */
static bool
was_made_here (const char *revision)
{
  g_autofree char *manifest = g_build_filename (revision, "manifest.json", NULL);
  return g_file_test (manifest, G_FILE_TEST_EXISTS);
}

/* The draft, or else the newest revision; NULL with *EXIT, once told, where it cannot be read, or
 * there is none that was made here and one is NEEDED. */
static GhProgramme *
read_programme (const char *folder, const GhModel *model, bool is_needed, int *exit)
{
  g_autofree char *draft = gh_draft_path (folder);
  g_autofree char *last = gh_revision_path (folder, gh_last_revision (folder));
  g_auto (GStrv) sheets = gh_sheet_files (folder);
  bool has_draft = g_file_test (draft, G_FILE_TEST_IS_DIR);
  g_autoptr (GError) error = NULL;
  GhProgramme *programme;

  *exit = GH_EXIT_DONE;
  if (!has_draft && gh_last_revision (folder) == 0)
    {
      if (is_needed)
        *exit = gh_fail (GH_EXIT_ATTENTION,
                         "there is no programme in %s yet; gahunda plan makes one", folder);
      return NULL;
    }
  if (!has_draft && !was_made_here (last))
    {
      if (is_needed)
        *exit = gh_fail (GH_EXIT_ATTENTION,
                         "the programme in %s was made elsewhere, and nobody knows its costs; "
                         "gahunda replan makes a draft that can be explained",
                         last);
      return NULL;
    }
  programme =
      gh_output_read (has_draft ? draft : last, model, folder, (const char *const *)sheets, &error);
  if (programme == NULL)
    *exit = gh_fail (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) ? GH_EXIT_ATTENTION
                                                                                : GH_EXIT_FILES,
                     "%s", error->message);
  return programme;
}

static int
answer (const Question *question, int argc, char **argv)
{
  GhPlacement at;
  int session, exit;

  if (argc == 2)
    return explain_all (question);
  session = gh_command_find_session (question->model, argv[2], &exit);
  if (session < 0)
    return exit;
  if (question->model->sessions[session].cancelled)
    return gh_fail (GH_EXIT_ATTENTION, "%s is cancelled", argv[2]);
  if (argc == 3)
    return explain_session (question, session);
  return find_place (question->model, session, argc, argv, &at, &exit)
             ? explain_place (question, session, at)
             : exit;
}

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  Question question;
  int exit;

  if (!gh_command_parse (&gh_command_explain, &argc, &argv, options, 1, 4, &common, &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  programme = read_programme (argv[1], model, argc > 2, &exit);
  if (programme == NULL && exit != GH_EXIT_DONE)
    return exit;
  question = (Question){ argv[1], model, programme, &common };
  return answer (&question, argc, argv);
}

const GhCommand gh_command_explain = {
  .name = "explain",
  .arguments = "DIR [SESSION [START ROOM]]",
  .help = "Why a session is where it is, has no place, or could not be elsewhere",
  .example = "gahunda explain my-conference COM3-01 2022-06-08T09:30 KCC-MH1",
  .run = run,
};
