/* Pairs of sessions that look as if they should not be held at once, and that nobody listed: rows
 * for relations, with the evidence, for the organiser to copy or not. */
#include "input/command/command.h"
#include "input/sheets/sheets.h"
#include "output/csv.h"

#include <string.h>

#define LEAST_COMMON 3     /* fewer may be friends */
#define MOST_SUGGESTED 200 /* nobody reads more */

/* What speaks for a pair. */
typedef struct
{
  int a, b;
  int n;     /* 1; or so many pairs, all of the groups of the two, with the same evidence */
  int roles; /* people with a role in one who want the other */
  int common, expected; /* who want both, and as many as chance would give, rounded down */
  int past, parallel;   /* past programmes that hold both, and those that hold them at once */
  bool same_group;
} Pair;

typedef struct
{
  const GhModel *model;
  GPtrArray *of_session; /* GArray of int, by session: who wants it, persons before delegations */
  GPtrArray *of_who;     /* GArray of int, by who: the sessions that they want */
  int n_who;             /* of them, those who want anything */
  GhBits **apart;        /* by session: those that are kept apart from it, or tied to it, already */
  GPtrArray *past;       /* GhSheetSchedule*, one for each revision */
  GArray *pairs;         /* Pair, the strongest first */
} Suggesting;

static void
free_array (gpointer data)
{
  g_array_unref (data);
}

static void
free_schedule (gpointer data)
{
  gh_sheet_schedule_free (data);
}

static GPtrArray *
arrays_new (int n)
{
  GPtrArray *arrays = g_ptr_array_new_with_free_func (free_array);
  for (int entry = 0; entry < n; entry++)
    g_ptr_array_add (arrays, g_array_new (false, false, sizeof (int)));
  return arrays;
}

static void
suggesting_clear (Suggesting *suggesting)
{
  g_ptr_array_unref (suggesting->of_session);
  g_ptr_array_unref (suggesting->of_who);
  for (int session = 0; session < suggesting->model->n_sessions; session++)
    gh_bits_free (suggesting->apart[session]);
  g_free (suggesting->apart);
  g_ptr_array_unref (suggesting->past);
  g_array_unref (suggesting->pairs);
}

/* ---- who wants what ---------------------------------------------------------------------- */

static void
add_wants (Suggesting *suggesting, const GhWant *wants, int n, int first, bool is_person)
{
  for (int want = 0; want < n; want++)
    {
      int who = first + wants[want].who;
      /* A row for everybody says nothing of one. */
      if (is_person && !wants[want].named)
        continue;
      g_array_append_val ((GArray *)suggesting->of_session->pdata[wants[want].session], who);
      g_array_append_val ((GArray *)suggesting->of_who->pdata[who], wants[want].session);
    }
}

static void
count_wants (Suggesting *suggesting)
{
  const GhModel *model = suggesting->model;

  add_wants (suggesting, model->person_wants, model->n_person_wants, 0, true);
  add_wants (suggesting, model->delegation_wants, model->n_delegation_wants, model->n_persons,
             false);
  for (guint who = 0; who < suggesting->of_who->len; who++)
    suggesting->n_who += ((GArray *)suggesting->of_who->pdata[who])->len > 0;
}

/* ---- what is kept apart already ----------------------------------------------------------- */

static void
part (Suggesting *suggesting, int a, int b)
{
  gh_bits_add (suggesting->apart[a], b);
  gh_bits_add (suggesting->apart[b], a);
}

/* Whatever is said of the two in relations was thought about. */
static void
part_related (Suggesting *suggesting)
{
  const GhModel *model = suggesting->model;

  for (int relation = 0; relation < model->n_relations; relation++)
    GH_BITS_EACH (model->relations[relation].a, a)
      GH_BITS_EACH (model->relations[relation].b, b)
        part (suggesting, a, b);
  for (int after = 0; after < model->n_afters; after++)
    part (suggesting, model->afters[after].a, model->afters[after].b);
}

static void
part_ordered (Suggesting *suggesting)
{
  const GhModel *model = suggesting->model;

  for (int group = 0; group < model->n_groups; group++)
    {
      const GArray *list = model->groups[group].sessions;
      for (guint a = 0; model->groups[group].order_minutes >= 0 && a < list->len; a++)
        for (guint b = 0; b < a; b++)
          part (suggesting, g_array_index (list, int, a), g_array_index (list, int, b));
    }
}

/* Nobody with a role in two sessions is in both at once: the rule person-clash. */
static void
part_by_roles (Suggesting *suggesting)
{
  const GhModel *model = suggesting->model;
  g_autoptr (GPtrArray) of_person = arrays_new (model->n_persons);

  for (int role = 0; role < model->n_roles; role++)
    {
      GArray *sessions = of_person->pdata[model->roles[role].person];
      for (guint other = 0; other < sessions->len; other++)
        part (suggesting, model->roles[role].session, g_array_index (sessions, int, other));
      g_array_append_val (sessions, model->roles[role].session);
    }
}

/* ---- evidence ---------------------------------------------------------------------------- */

/* By the earlier session of a pair: the later one, once for each who has a role in one and wants
 * the other. */
static GPtrArray *
find_stage (const Suggesting *suggesting)
{
  const GhModel *model = suggesting->model;
  GPtrArray *stage = arrays_new (model->n_sessions);

  for (int role = 0; role < model->n_roles; role++)
    {
      const GhRole *this = &model->roles[role];
      const GArray *wanted = suggesting->of_who->pdata[this->person];
      /* Sorted by person within a session: two roles of one person count once. */
      if (role > 0 && this[-1].session == this->session && this[-1].person == this->person)
        continue;
      for (guint entry = 0; entry < wanted->len; entry++)
        {
          int other = g_array_index (wanted, int, entry);
          int later = MAX (this->session, other);
          if (other != this->session)
            g_array_append_val ((GArray *)stage->pdata[MIN (this->session, other)], later);
        }
    }
  return stage;
}

static bool
is_held (const GhModel *model, int session)
{
  return !model->sessions[session].cancelled && !model->sessions[session].reserve;
}

static void
count_past (const Suggesting *suggesting, Pair *pair)
{
  const GhModel *model = suggesting->model;

  for (guint entry = 0; entry < suggesting->past->len; entry++)
    {
      const GhSheetSchedule *schedule = suggesting->past->pdata[entry];
      GhMinute a = schedule->places[pair->a].start;
      GhMinute b = schedule->places[pair->b].start;
      if (a == GH_NEVER || b == GH_NEVER)
        continue;
      pair->past++;
      pair->parallel +=
          a < b + model->sessions[pair->b].minutes && b < a + model->sessions[pair->a].minutes;
    }
}

/* Twice as many as chance would give, and enough of them to be no chance; or somebody on stage. */
static bool
is_evidence (const Suggesting *suggesting, const Pair *pair, int n_a, int n_b)
{
  return pair->roles > 0
         || (pair->common >= LEAST_COMMON
             && (int64_t)pair->common * suggesting->n_who >= 2 * (int64_t)n_a * n_b);
}

static void
judge (Suggesting *suggesting, int a, int b, int common, int roles)
{
  const GhModel *model = suggesting->model;
  int n_a = (int)((GArray *)suggesting->of_session->pdata[a])->len;
  int n_b = (int)((GArray *)suggesting->of_session->pdata[b])->len;
  Pair pair = { .a = a, .b = b, .n = 1, .roles = roles, .common = common };

  if (!is_held (model, b) || gh_bits_has (suggesting->apart[a], b))
    return;
  pair.expected = suggesting->n_who > 0 ? (int)((int64_t)n_a * n_b / suggesting->n_who) : 0;
  pair.same_group =
      model->sessions[a].group >= 0 && model->sessions[a].group == model->sessions[b].group;
  if (!is_evidence (suggesting, &pair, n_a, n_b))
    return;
  count_past (suggesting, &pair);
  g_array_append_val (suggesting->pairs, pair);
}

/* How many entries of LIST there are of each session, added to COUNTS. */
static void
count (const GArray *list, int *counts)
{
  for (guint entry = 0; entry < list->len; entry++)
    counts[g_array_index (list, int, entry)]++;
}

static int
strength (const Pair *pair)
{
  return 3 * pair->roles + MAX (0, pair->common - pair->expected);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *left = a;
  const Pair *right = b;
  int order = strength (right) - strength (left);

  if (order == 0)
    order = left->parallel - right->parallel;
  if (order == 0)
    order = right->past - left->past;
  if (order == 0)
    order = (int)right->same_group - (int)left->same_group;
  if (order == 0)
    order = left->a - right->a;
  return order != 0 ? order : left->b - right->b;
}

static void
find_pairs (Suggesting *suggesting)
{
  const GhModel *model = suggesting->model;
  g_autoptr (GPtrArray) stage = find_stage (suggesting);
  g_autofree int *roles = g_new (int, model->n_sessions + 1);
  g_autofree int *common = g_new (int, model->n_sessions + 1);

  for (int a = 0; a < model->n_sessions; a++)
    {
      const GArray *who = suggesting->of_session->pdata[a];
      if (!is_held (model, a))
        continue;
      memset (roles, 0, sizeof (int) * (gsize)model->n_sessions);
      memset (common, 0, sizeof (int) * (gsize)model->n_sessions);
      count (stage->pdata[a], roles);
      for (guint entry = 0; entry < who->len; entry++)
        count (suggesting->of_who->pdata[g_array_index (who, int, entry)], common);
      for (int b = a + 1; b < model->n_sessions; b++)
        if (common[b] > 0 || roles[b] > 0)
          judge (suggesting, a, b, common[b], roles[b]);
    }
}

/* ---- groups ------------------------------------------------------------------------------ */

static int
group_of (const Suggesting *suggesting, int session)
{
  return suggesting->model->sessions[session].group;
}

static int
count_held (const Suggesting *suggesting, int group)
{
  const GArray *list = suggesting->model->groups[group].sessions;
  int n = 0;
  for (guint entry = 0; entry < list->len; entry++)
    n += is_held (suggesting->model, g_array_index (list, int, entry));
  return n;
}

/* Equal for pairs of the same two groups that have the same evidence. */
static char *
key_of (const Suggesting *suggesting, const Pair *pair)
{
  int a = group_of (suggesting, pair->a);
  int b = group_of (suggesting, pair->b);
  return g_strdup_printf ("%d %d %d %d %d", MIN (a, b), MAX (a, b), pair->roles, pair->common,
                          pair->expected);
}

/* All pairs of two groups are ALIKE: one row can say it. */
static bool
are_all (const Suggesting *suggesting, const Pair *pair, int alike)
{
  int a = group_of (suggesting, pair->a);
  int b = group_of (suggesting, pair->b);
  int n_a = a >= 0 ? count_held (suggesting, a) : 0;
  int n_b = b >= 0 ? count_held (suggesting, b) : 0;

  return alike > 1 && n_a > 0 && alike == (a == b ? n_a * (n_a - 1) / 2 : n_a * n_b);
}

/* One pair for each key, which stands for all of them. */
static GHashTable *
sum_alike (const Suggesting *suggesting)
{
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint entry = 0; entry < suggesting->pairs->len; entry++)
    {
      const Pair *pair = &g_array_index (suggesting->pairs, Pair, entry);
      g_autofree char *key = key_of (suggesting, pair);
      Pair *sum = g_hash_table_lookup (sums, key);
      if (sum == NULL)
        g_hash_table_insert (sums, g_steal_pointer (&key), g_memdup2 (pair, sizeof *pair));
      else
        {
          sum->n++;
          sum->past += pair->past;
          sum->parallel += pair->parallel;
        }
    }
  return sums;
}

/* A conference of series has a hundred pairs where an organiser sees one. */
static void
join_groups (Suggesting *suggesting)
{
  g_autoptr (GHashTable) sums = sum_alike (suggesting);
  GArray *joined = g_array_new (false, false, sizeof (Pair));

  for (guint entry = 0; entry < suggesting->pairs->len; entry++)
    {
      const Pair *pair = &g_array_index (suggesting->pairs, Pair, entry);
      g_autofree char *key = key_of (suggesting, pair);
      const Pair *sum = g_hash_table_lookup (sums, key);
      bool is_first = sum->a == pair->a && sum->b == pair->b;
      if (!are_all (suggesting, pair, sum->n))
        g_array_append_val (joined, *pair);
      else if (is_first)
        g_array_append_val (joined, *sum);
    }
  g_array_unref (suggesting->pairs);
  suggesting->pairs = joined;
}

/* ---- past programmes --------------------------------------------------------------------- */

/* What has another form, or names what is no more, is passed over. */
static void
read_past (Suggesting *suggesting, const char *folder, GhModel *model)
{
  static const char *const columns[] = { "session", "date", "start", NULL };
  g_autoptr (GArray) revisions = gh_revisions (folder);

  for (guint entry = 0; entry < revisions->len; entry++)
    {
      g_autofree char *revision = gh_revision_path (folder, g_array_index (revisions, int, entry));
      g_autofree char *path = g_build_filename (revision, "schedule.csv", NULL);
      g_autoptr (GhProblems) problems = gh_problems_new ();
      GhSheetSchedule *schedule = gh_sheets_schedule (path, model, columns, problems, NULL);
      if (schedule != NULL)
        g_ptr_array_add (suggesting->past, schedule);
    }
}

/* ---- telling ----------------------------------------------------------------------------- */

static const char *
id_of (const Suggesting *suggesting, const Pair *pair, int session)
{
  const GhModel *model = suggesting->model;
  return pair->n > 1 ? model->groups[model->sessions[session].group].id
                     : model->sessions[session].id;
}

static char *
evidence_of (const Suggesting *suggesting, const Pair *pair)
{
  GString *text = g_string_new (NULL);

  if (pair->roles > 0)
    g_string_append_printf (text, "%d with a role in one want%s the other; ", pair->roles,
                            pair->roles == 1 ? "s" : "");
  if (pair->common > 0)
    g_string_append_printf (text, "%d want both, where chance would give %d; ", pair->common,
                            pair->expected);
  if (pair->past > 0)
    g_string_append_printf (text, "at once in %d of %d past programmes; ", pair->parallel,
                            pair->past);
  if (pair->n > 1)
    g_string_append_printf (text, "so for each of %d pairs; ", pair->n);
  else if (pair->same_group)
    g_string_append_printf (
        text, "both of %s; ",
        suggesting->model->groups[suggesting->model->sessions[pair->a].group].id);
  g_string_truncate (text, text->len - 2);
  return g_string_free (text, false);
}

static void
print_text (const Suggesting *suggesting, int n)
{
  static const char *const header[] = { "a", "relation", "b", "level", "evidence" };
  g_autoptr (GString) csv = g_string_new (NULL);

  gh_csv_append (csv, header, G_N_ELEMENTS (header));
  for (int entry = 0; entry < n; entry++)
    {
      const Pair *pair = &g_array_index (suggesting->pairs, Pair, entry);
      g_autofree char *evidence = evidence_of (suggesting, pair);
      const char *const cells[] = { id_of (suggesting, pair, pair->a), "not-parallel",
                                    id_of (suggesting, pair, pair->b), "soft", evidence };
      gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
    }
  g_print ("%s", csv->str);
}

static void
print_json (const Suggesting *suggesting, int n)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_begin_list (builder, "suggestions");
  for (int entry = 0; entry < n; entry++)
    {
      const Pair *pair = &g_array_index (suggesting->pairs, Pair, entry);
      g_autofree char *evidence = evidence_of (suggesting, pair);
      json_builder_begin_object (builder);
      gh_json_text (builder, "a", id_of (suggesting, pair, pair->a));
      gh_json_text (builder, "b", id_of (suggesting, pair, pair->b));
      gh_json_number (builder, "pairs", pair->n);
      gh_json_number (builder, "roles", pair->roles);
      gh_json_number (builder, "common", pair->common);
      gh_json_number (builder, "expected", pair->expected);
      gh_json_number (builder, "past", pair->past);
      gh_json_number (builder, "parallel", pair->parallel);
      gh_json_flag (builder, "same_group", pair->same_group);
      gh_json_text (builder, "evidence", evidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  gh_json_number (builder, "found", suggesting->pairs->len);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* ---- the command ------------------------------------------------------------------------- */

static void
suggesting_init (Suggesting *suggesting, const GhModel *model)
{
  *suggesting = (Suggesting){ .model = model,
                              .of_session = arrays_new (model->n_sessions),
                              .of_who = arrays_new (model->n_persons + model->n_delegations),
                              .apart = g_new (GhBits *, model->n_sessions + 1),
                              .past = g_ptr_array_new_with_free_func (free_schedule),
                              .pairs = g_array_new (false, false, sizeof (Pair)) };
  for (int session = 0; session < model->n_sessions; session++)
    suggesting->apart[session] = gh_bits_new (model->n_sessions);
}

static void
suggest (Suggesting *suggesting)
{
  count_wants (suggesting);
  part_related (suggesting);
  part_ordered (suggesting);
  part_by_roles (suggesting);
  find_pairs (suggesting);
  join_groups (suggesting);
  g_array_sort (suggesting->pairs, compare_pairs);
}

static int
run (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  Suggesting suggesting;
  int n, exit;

  if (!gh_command_parse (&gh_command_suggest, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  suggesting_init (&suggesting, model);
  read_past (&suggesting, argv[1], model);
  suggest (&suggesting);
  n = MIN ((int)suggesting.pairs->len, MOST_SUGGESTED);
  if (common.json)
    print_json (&suggesting, n);
  else
    print_text (&suggesting, n);
  gh_say (&common,
          "%u row%s found, %d listed; none is a rule until you copy its row into relations",
          suggesting.pairs->len, suggesting.pairs->len == 1 ? "" : "s", n);
  suggesting_clear (&suggesting);
  return GH_EXIT_DONE;
}

const GhCommand gh_command_suggest = {
  .name = "suggest",
  .arguments = "DIR",
  .help = "Pairs of sessions that look as if they should not be held at once, with the evidence",
  .example = "gahunda suggest my-conference >suggested.csv",
  .run = run,
};
