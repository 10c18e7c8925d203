#include "input/command/publish/feeds.h"
#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/command/lock.h"
#include "output/output.h"

#include <string.h>

/* ---- the files ---------------------------------------------------------------------------- */

/* Where a person's feed is served; NULL: nobody said.  The caller frees it. */
static char *
url_of (const GhModel *model, const char *token)
{
  const char *base = model->conference.feeds_url;

  return base != NULL ? g_strdup_printf ("%s/%s.ics", base, token) : NULL;
}

static bool
take_person (GhFolder *feeds, const GhModel *model, const char *programme, const char *person,
             const char *token, GError **error)
{
  g_autofree char *name = gh_file_name (person);
  g_autofree char *file = g_strdup_printf ("%s/calendars/%s.ics", programme, name);
  g_autofree char *url = url_of (model, token);
  g_autofree char *target = g_strdup_printf ("%s.ics", token);

  /* Who is new in the sheets has no calendar before the next revision. */
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return true;
  GString *feed = gh_calendar_feed (file, url, error);
  if (feed == NULL)
    return false;
  gh_folder_take (feeds, target, feed);
  return true;
}

bool
gh_feeds_write (const GhModel *model, const char *folder, const char *programme, GhTokens *tokens,
                GError **error)
{
  g_autoptr (GhFolder) feeds = gh_folder_new ();
  g_autofree char *path = g_build_filename (folder, "private", "feeds", NULL);

  for (int person = 0; person < model->n_persons; person++)
    {
      const char *id = model->persons[person].id;
      if (!take_person (feeds, model, programme, id, gh_tokens_of (tokens, id), error))
        return false;
    }
  /* Tokens first: a feed that nobody knows the address of does no harm. */
  return gh_tokens_write (tokens, folder, error)
         && gh_folder_write (feeds, path, path, true, error);
}

bool
gh_feeds_refresh (const GhModel *model, const char *folder, const char *programme, GError **error)
{
  g_autoptr (GhTokens) tokens = NULL;

  if (!gh_tokens_are_there (folder))
    return true;
  tokens = gh_tokens_read (folder, error);
  return tokens != NULL && gh_feeds_write (model, folder, programme, tokens, error);
}

/* ---- the command -------------------------------------------------------------------------- */

static int
tell_unknown (const GhModel *model, const char *person)
{
  g_autofree const char **names = g_new (const char *, model->n_persons);
  g_autofree char *nearest = NULL;

  for (int number = 0; number < model->n_persons; number++)
    names[number] = model->persons[number].id;
  nearest = gh_did_you_mean_one_of (person, names, model->n_persons);
  return gh_fail (GH_EXIT_ATTENTION, "nobody is called \"%s\" in the sheets%s", person, nearest);
}

static bool
is_known (const GhModel *model, const char *person)
{
  for (int number = 0; number < model->n_persons; number++)
    if (strcmp (model->persons[number].id, person) == 0)
      return true;
  return false;
}

/* Takes tokens away from a list of people, or from everybody. */
static int
rotate (const GhModel *model, GhTokens *tokens, const char *people, bool all)
{
  g_auto (GStrv) names = g_strsplit (people != NULL ? people : "", ",", -1);

  for (char **name = names; people != NULL && *name != NULL; name++)
    {
      if (!is_known (model, g_strstrip (*name)))
        return tell_unknown (model, *name);
      gh_tokens_rotate (tokens, *name);
    }
  for (int person = 0; all && person < model->n_persons; person++)
    gh_tokens_rotate (tokens, model->persons[person].id);
  return GH_EXIT_DONE;
}

static void
tell_json (const GhModel *model, GhTokens *tokens)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  gh_json_begin_list (json, "feeds");
  for (int person = 0; person < model->n_persons; person++)
    {
      const char *token = gh_tokens_of (tokens, model->persons[person].id);
      g_autofree char *url = url_of (model, token);
      json_builder_begin_object (json);
      gh_json_text (json, "person", model->persons[person].id);
      gh_json_text (json, "token", token);
      gh_json_text (json, "url", url);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  gh_json_print (json);
}

/* A line for each person: their id, a tab, and where their feed is. */
static void
tell (const GhModel *model, GhTokens *tokens)
{
  for (int person = 0; person < model->n_persons; person++)
    {
      const char *token = gh_tokens_of (tokens, model->persons[person].id);
      g_autofree char *url = url_of (model, token);
      g_print ("%s\t%s%s\n", model->persons[person].id, url != NULL ? url : token,
               url != NULL ? "" : ".ics");
    }
}

typedef struct
{
  char *people; /* to rotate; NULL: nobody */
  gboolean all;
} Wanted;

static int
make (const GhCommon *common, const GhModel *model, const char *folder, const Wanted *wanted)
{
  int revision = gh_last_revision (folder);
  g_autofree char *programme = gh_revision_path (folder, revision);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokens) tokens = NULL;
  int exit;

  if (revision == 0)
    return gh_fail (GH_EXIT_ATTENTION, "%s has no revision yet: gahunda publish %s makes one",
                    folder, folder);
  tokens = gh_tokens_read (folder, &error);
  if (tokens == NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  exit = rotate (model, tokens, wanted->people, wanted->all);
  if (exit != GH_EXIT_DONE)
    return exit;
  if (!gh_feeds_write (model, folder, programme, tokens, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (common->json)
    tell_json (model, tokens);
  else
    tell (model, tokens);
  gh_say (common, "%d feeds of revision %04d, in %s/private/feeds%s", model->n_persons, revision,
          folder,
          model->conference.feeds_url != NULL
              ? ""
              : " (a row feeds_url in conference.csv says where they are served)");
  return GH_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  g_autofree char *people = NULL;
  Wanted wanted = { 0 };
  const GOptionEntry entries[] = {
    { "rotate", 0, 0, G_OPTION_ARG_STRING, &people,
      "Give these people another address; their old ones are gone", "PERSON,.." },
    { "rotate-all", 0, 0, G_OPTION_ARG_NONE, &wanted.all, "Give everybody another address", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_feeds, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (!gh_lock_take (&lock, argv[1], &exit))
    return exit;
  wanted.people = people;
  model = gh_command_read (&common, argv[1], &exit);
  return model != NULL ? make (&common, model, argv[1], &wanted) : exit;
}

const GhCommand gh_command_feeds = {
  .name = "feeds",
  .arguments = "DIR",
  .help = "Calendars to subscribe to, each at a secret address",
  .example = "gahunda feeds my-conference --rotate AND-1",
  .run = run,
};
