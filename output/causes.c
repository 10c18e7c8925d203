#include "output/causes.h"
#include "output/json.h"
#include "output/manifest.h"

#include <string.h>

/* What the number of a cause counts. */
typedef enum
{
  OF_NOTHING,
  OF_ROOM,
  OF_SESSION,
  OF_DELEGATION,
} Of;

/* The name of a cause is that of its sentence in words.ini, and what the manifest calls it. */
typedef struct
{
  const char *name;
  Of of;
} Cause;

static const Cause causes[GH_N_CAUSES] = {
  [GH_CAUSE_ROOM_GONE] = { "room-gone", OF_NOTHING },
  [GH_CAUSE_ROOM_SHUT] = { "room-shut", OF_ROOM },
  [GH_CAUSE_SEATS] = { "seats", OF_ROOM },
  [GH_CAUSE_UNFIT] = { "unfit", OF_ROOM },
  [GH_CAUSE_ROOMS] = { "rooms", OF_NOTHING },
  [GH_CAUSE_NO_ROOM] = { "no-room", OF_NOTHING },
  [GH_CAUSE_FIXED] = { "fixed", OF_NOTHING },
  [GH_CAUSE_TIMES] = { "times", OF_NOTHING },
  [GH_CAUSE_PRESENCE] = { "presence", OF_NOTHING },
  [GH_CAUSE_PEOPLE] = { "people", OF_SESSION },
  [GH_CAUSE_CLASH] = { "clash", OF_SESSION },
  [GH_CAUSE_TAKEN] = { "taken", OF_SESSION },
  [GH_CAUSE_LIMIT] = { "limit", OF_NOTHING },
  [GH_CAUSE_COVER] = { "cover", OF_DELEGATION },
  [GH_CAUSE_TEAMS] = { "teams", OF_NOTHING },
  [GH_CAUSE_ORDER] = { "order", OF_NOTHING },
  [GH_CAUSE_WAY] = { "way", OF_NOTHING },
  [GH_CAUSE_BETTER] = { "better", OF_NOTHING },
  [GH_CAUSE_NEVER] = { "never", OF_NOTHING },
  [GH_CAUSE_DEARER] = { "dearer", OF_NOTHING },
  [GH_CAUSE_NO_LESS] = { "no-less", OF_NOTHING },
};

/* ---- in words ----------------------------------------------------------------------------- */

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  int language;
  const GhWords *words;
} Telling;

/* A title that would have to be in another language gives way to the id, which is in none. */
static const char *
session_name (const Telling *telling, int number)
{
  const GhSession *session = &telling->model->sessions[number];
  bool is_there;
  const char *title = gh_text_in (session->title, session->title_in, telling->language, &is_there);

  return is_there && title != NULL && !session->closed ? title : session->id;
}

/* "Mon 6 Jun 10:30": where a session is now. */
static char *
moment_of (const Telling *telling, int session)
{
  GhMinute start = telling->programme->placements[session].start;

  if (start == GH_NEVER)
    return g_strdup ("");
  g_autofree char *day =
      gh_words_short_day (telling->words, telling->model->conference.first_day + gh_day_of (start));
  g_autofree char *clock = gh_clock_text (start);
  return g_strdup_printf ("%s %s", day, clock);
}

static const char *
room_name (const Telling *telling, int number)
{
  const GhRoom *room = &telling->model->rooms[number];

  return gh_text_in (room->name, room->name_in, telling->language, NULL);
}

static char *
say_of_session (const Telling *telling, const char *sentence, int session)
{
  g_autofree char *when = moment_of (telling, session);
  int room = telling->programme->placements[session].room;

  return gh_words_fill (sentence, "session", session_name (telling, session), "when", when, "room",
                        room >= 0 ? room_name (telling, room) : "", NULL);
}

static char *
say (const Telling *telling, const GhCause *cause)
{
  const char *sentence = gh_words (telling->words, "cause", causes[cause->kind].name);
  const GhDelegation *delegation;

  switch (causes[cause->kind].of)
    {
    case OF_ROOM:
      return gh_words_fill (sentence, "room", room_name (telling, cause->number), NULL);
    case OF_SESSION:
      return say_of_session (telling, sentence, cause->number);
    case OF_DELEGATION:
      delegation = &telling->model->delegations[cause->number];
      return gh_words_fill (
          sentence, "delegation",
          gh_text_in (delegation->name, delegation->name_in, telling->language, NULL), NULL);
    default:
      return g_strdup (sentence);
    }
}

static char *
say_all (const Telling *telling, const GArray *all)
{
  g_autofree char *text = NULL;

  for (guint number = 0; number < all->len; number++)
    {
      g_autofree char *one = say (telling, &g_array_index (all, GhCause, number));
      g_autofree char *before = g_steal_pointer (&text);
      text = before == NULL ? g_steal_pointer (&one)
                            : gh_words_fill (gh_words (telling->words, "cause", "both"), "first",
                                             before, "second", one, NULL);
    }
  return g_steal_pointer (&text);
}

/* What the sheets say, if it is they who say it; NULL with *IN NULL: they do not. */
static const char *
sheets_say (const GhModel *model, int session, const char *because, int language, const char **in)
{
  const GhSession *this = &model->sessions[session];
  const char *text = NULL;
  bool is_there = true;

  if (g_strcmp0 (because, this->because) == 0)
    text = gh_text_in (because, this->because_in, language, &is_there);
  else if (g_strcmp0 (because, this->pin_because) == 0)
    text = gh_text_in (because, this->pin_because_in, language, &is_there);
  for (int number = 0; number < model->n_rooms && text == NULL; number++)
    if (g_strcmp0 (because, model->rooms[number].because) == 0)
      text = gh_text_in (because, model->rooms[number].because_in, language, &is_there);
  *in = is_there ? NULL : model->conference.languages[0];
  return text;
}

char *
gh_because_in (const GhModel *model, const GhProgramme *programme, int session, const char *because,
               int language, const GhWords *words, const char **in)
{
  Telling telling = { model, programme, language, words };
  const char *own = sheets_say (model, session, because, language, in);

  if (own != NULL || because[0] == '\0')
    return g_strdup (own != NULL ? own : "");
  if (programme->causes[session] != NULL)
    return say_all (&telling, programme->causes[session]);
  if (strcmp (gh_words_language (words), "en") != 0)
    *in = "en";
  return g_strdup (because);
}

/* ---- in the manifest ---------------------------------------------------------------------- */

static const char *
id_of (const GhModel *model, const GhCause *cause)
{
  switch (causes[cause->kind].of)
    {
    case OF_ROOM:
      return model->rooms[cause->number].id;
    case OF_SESSION:
      return model->sessions[cause->number].id;
    case OF_DELEGATION:
      return model->delegations[cause->number].id;
    default:
      return NULL;
    }
}

static void
write_session (JsonBuilder *json, const GhModel *model, const char *id, const GArray *all)
{
  gh_json_begin_list (json, id);
  for (guint number = 0; number < all->len; number++)
    {
      const GhCause *cause = &g_array_index (all, GhCause, number);
      json_builder_begin_object (json);
      gh_json_text (json, "cause", causes[cause->kind].name);
      if (causes[cause->kind].of != OF_NOTHING)
        gh_json_text (json, "of", id_of (model, cause));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
gh_causes_write (JsonBuilder *json, const GhModel *model, const GhProgramme *programme)
{
  gh_json_begin_object (json, "causes");
  for (int session = 0; session < programme->n_sessions; session++)
    if (programme->causes[session] != NULL)
      write_session (json, model, model->sessions[session].id, programme->causes[session]);
  json_builder_end_object (json);
}

/* The number of what ID names, or -1. */
static int
find_of (const GhModel *model, Of of, const char *id)
{
  if (of == OF_ROOM)
    for (int room = 0; room < model->n_rooms; room++)
      if (strcmp (model->rooms[room].id, id) == 0)
        return room;
  if (of == OF_SESSION)
    for (int session = 0; session < model->n_sessions; session++)
      if (strcmp (model->sessions[session].id, id) == 0)
        return session;
  if (of == OF_DELEGATION)
    for (int delegation = 0; delegation < model->n_delegations; delegation++)
      if (strcmp (model->delegations[delegation].id, id) == 0)
        return delegation;
  return -1;
}

/* False: it is none that we know. */
static bool
read_cause (JsonObject *object, const GhModel *model, GhCause *cause)
{
  const char *name = object != NULL ? gh_manifest_text (object, "cause") : NULL;
  const char *of = object != NULL ? gh_manifest_text (object, "of") : NULL;

  for (GhCauseKind kind = 0; name != NULL && kind < GH_N_CAUSES; kind++)
    if (strcmp (name, causes[kind].name) == 0)
      {
        *cause = (GhCause){ kind, of != NULL ? find_of (model, causes[kind].of, of) : -1 };
        return causes[kind].of == OF_NOTHING || cause->number >= 0;
      }
  return false;
}

/* NULL: not all of them are known, and half a reason is none. */
static GArray *
read_session (JsonArray *list, const GhModel *model)
{
  g_autoptr (GArray) all = g_array_new (false, false, sizeof (GhCause));

  for (guint entry = 0; entry < json_array_get_length (list); entry++)
    {
      JsonNode *node = json_array_get_element (list, entry);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      GhCause cause;
      if (!read_cause (object, model, &cause))
        return NULL;
      g_array_append_val (all, cause);
    }
  return all->len > 0 ? g_steal_pointer (&all) : NULL;
}

void
gh_causes_read (JsonObject *manifest, const GhModel *model, GhProgramme *programme)
{
  JsonObject *object = gh_manifest_object (manifest, "causes");

  for (int session = 0; object != NULL && session < model->n_sessions; session++)
    {
      JsonArray *list = gh_manifest_list (object, model->sessions[session].id);
      if (list != NULL)
        programme->causes[session] = read_session (list, model);
    }
}
