/* Clients that follow a programme through random histories of ten revisions:
 *
 *   histories [N] [FIRST SEED]
 *
 * A client takes the first whole calendar and then only what changed, by the rules of RFC 5546
 * (2.1.4 and 2.1.5): an event is known by its UID; the higher SEQUENCE counts, and of equals the
 * later DTSTAMP.  After each revision it must hold exactly what the whole calendar holds; taking
 * the same changes again must change nothing; and who is not concerned has the same bytes as
 * before, and no changes.
 */
#include "tests/calendars/sample.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define N_REVISIONS 10

/* ---- a client ----------------------------------------------------------------------------- */

typedef GHashTable Client; /* char* UID -> GhWritten* */

static void
written_free (gpointer data)
{
  GhWritten *written = data;

  g_free (written->body);
  g_free (written->stamp);
  g_free (written);
}

static Client *
client_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, written_free);
}

static bool
is_newer (const GhWritten *event, const GhWritten *known)
{
  if (known == NULL || event->sequence != known->sequence)
    return known == NULL || event->sequence > known->sequence;
  return strcmp (event->stamp, known->stamp) > 0;
}

/* The number of events that the client took. */
static int
client_take (Client *client, GHashTable *events)
{
  GHashTableIter each;
  gpointer uid, event;
  int n = 0;

  g_hash_table_iter_init (&each, events);
  while (g_hash_table_iter_next (&each, &uid, &event))
    {
      const GhWritten *fresh = event;
      if (!is_newer (fresh, g_hash_table_lookup (client, uid)))
        continue;
      GhWritten *copy = g_new0 (GhWritten, 1);
      *copy = (GhWritten){ g_strdup (fresh->body), fresh->sequence, g_strdup (fresh->stamp) };
      g_hash_table_replace (client, g_strdup (uid), copy);
      n++;
    }
  return n;
}

static bool
client_holds (Client *client, GHashTable *events)
{
  GHashTableIter each;
  gpointer uid, event;

  if (g_hash_table_size (client) != g_hash_table_size (events))
    return false;
  g_hash_table_iter_init (&each, events);
  while (g_hash_table_iter_next (&each, &uid, &event))
    {
      const GhWritten *known = g_hash_table_lookup (client, uid);
      const GhWritten *there = event;
      if (known == NULL || known->sequence != there->sequence
          || strcmp (known->stamp, there->stamp) != 0 || strcmp (known->body, there->body) != 0)
        return false;
    }
  return true;
}

/* ---- what organisers do ------------------------------------------------------------------- */

static int
dice (GRand *rand, int n)
{
  return g_rand_int_range (rand, 0, n);
}

static void
leave (Sample *sample, int person, int session)
{
  GArray *rows = sample->programme->attendance;

  for (guint row = rows->len; row > 0; row--)
    {
      const GhAttendance *this = &g_array_index (rows, GhAttendance, row - 1);
      if (this->person == person && this->session == session)
        g_array_remove_index (rows, row - 1);
    }
}

/* Only delegates cover. */
static void
attend (Sample *sample, GRand *rand, int person, int session)
{
  GhAs as = (GhAs)dice (rand, GH_AS_COVERS + 1);

  if (as == GH_AS_COVERS && sample->model->persons[person].delegation < 0)
    as = GH_AS_MAY;
  leave (sample, person, session);
  sample_attend (sample, person, session, as, as == GH_AS_ROLE ? "chair" : NULL, false);
}

static void
rename_session (Sample *sample, GRand *rand, int session)
{
  GhSession *this = &sample->model->sessions[session];
  g_autofree char *id = g_strdup_printf ("S%u", g_rand_int (rand));

  g_ptr_array_insert (this->was, 0, (gpointer)this->id);
  this->id = gh_model_text (sample->model, id);
}

static void
retitle (Sample *sample, GRand *rand, int session)
{
  g_autofree char *title = g_strdup_printf ("Title\\n; %d, of many\n", dice (rand, 3));

  sample->model->sessions[session].title = gh_model_text (sample->model, title);
}

static void
edit (Sample *sample, GRand *rand)
{
  GhModel *model = sample->model;
  int session = dice (rand, model->n_sessions);
  int person = dice (rand, model->n_persons);
  GhPlacement *placement = &sample->programme->placements[session];

  switch (dice (rand, 12))
    {
    case 0:
    case 1:
      sample_place (sample, session, dice (rand, 5), 8 + dice (rand, 8), 0, dice (rand, 2));
      break;
    case 2:
      placement->room = placement->start == GH_NEVER ? -1 : 1 - placement->room;
      break;
    case 3:
      *placement = (GhPlacement){ GH_NEVER, -1 };
      break;
    case 4:
      model->sessions[session].cancelled = !model->sessions[session].cancelled;
      break;
    case 5:
    case 6:
      attend (sample, rand, person, session);
      break;
    case 7:
      leave (sample, person, session);
      break;
    case 8:
      retitle (sample, rand, session);
      break;
    case 9:
      rename_session (sample, rand, session);
      break;
    case 10:
      model->sessions[session].closed = !model->sessions[session].closed;
      break;
    default:
      model->persons[person].language = gh_model_text (model, dice (rand, 2) ? "fr" : "en");
    }
}

static void
speak_two_languages (GhModel *model)
{
  g_free (model->conference.languages);
  model->conference.languages = g_new0 (const char *, 3);
  model->conference.languages[0] = gh_model_text (model, "en");
  model->conference.languages[1] = gh_model_text (model, "fr");
  gh_model_translate (model, &model->sessions[BUDGET].title_in, 1, "Le budget");
}

/* ---- one history -------------------------------------------------------------------------- */

static GHashTable *
read_events (const Sample *sample, int revision, const char *kind, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sample_path (sample, revision, kind, person);
  GHashTable *events =
      g_file_test (path, G_FILE_TEST_EXISTS) ? gh_calendar_read_written (path, &error) : NULL;

  if (error != NULL)
    g_error ("%s", error->message);
  return events;
}

/* What is wrong with one client after a revision, or NULL.  The name and the words of a calendar
 * are in its reader's language, whatever it holds: IS_TONGUE_KEPT. */
static const char *
follow (Client *client, const Sample *sample, int revision, const char *person, bool is_tongue_kept)
{
  g_autoptr (GHashTable) whole = read_events (sample, revision, "persons", person);
  g_autoptr (GHashTable) changes = read_events (sample, revision, "changes", person);
  g_autofree char *now = sample_text (sample, revision, "persons", person);
  g_autofree char *before =
      revision > 1 ? sample_text (sample, revision - 1, "persons", person) : NULL;

  if (revision == 1)
    client_take (client, whole);
  else if (changes != NULL && strcmp (now, before) == 0)
    return "changes, and the same bytes";
  else if (changes == NULL && is_tongue_kept && strcmp (now, before) != 0)
    return "other bytes, and no changes";
  else if (changes != NULL && client_take (client, changes) != (int)g_hash_table_size (changes))
    return "a change that is not newer than what it changes";
  if (changes != NULL && client_take (client, changes) != 0)
    return "taking changes twice";
  return client_holds (client, whole) ? NULL : "another calendar than the whole one";
}

/* The number of changed events that clients met; -1: something was wrong, and is told. */
static int
live_through (guint32 seed)
{
  GRand *rand = g_rand_new_with_seed (seed);
  Sample *sample = sample_new ("Africa/Kigali");
  int n_persons = sample->model->n_persons;
  g_autofree Client **clients = g_new (Client *, n_persons);
  g_autofree const char **tongues = g_new0 (const char *, n_persons);
  int n_known = 0;
  const char *wrong = NULL;

  speak_two_languages (sample->model);
  for (int person = 0; person < n_persons; person++)
    clients[person] = client_new ();
  for (int revision = 1; revision <= N_REVISIONS && wrong == NULL; revision++)
    {
      g_autofree char *stamp = g_strdup_printf ("202205%02dT080000Z", revision);
      for (int n = revision == 1 ? 0 : dice (rand, 5); n > 0; n--)
        edit (sample, rand);
      sample->now = (dice (rand, 12) - 6) * GH_DAY;
      sample_publish (sample, revision, stamp);
      for (int person = 0; person < n_persons && wrong == NULL; person++)
        {
          const GhPerson *this = &sample->model->persons[person];
          wrong = follow (clients[person], sample, revision, this->id,
                          tongues[person] == this->language);
          tongues[person] = this->language;
          if (wrong != NULL)
            g_print ("seed %u, revision %d, %s: %s\n", seed, revision, this->id, wrong);
        }
    }
  for (int person = 0; person < n_persons; person++)
    {
      n_known += (int)g_hash_table_size (clients[person]);
      g_hash_table_unref (clients[person]);
    }
  sample_free (sample);
  g_rand_free (rand);
  return wrong == NULL ? n_known : -1;
}

int
main (int n_arguments, char **arguments)
{
  int n = n_arguments > 1 ? atoi (arguments[1]) : 10;
  guint32 first = n_arguments > 2 ? (guint32)atoi (arguments[2]) : 1;
  int n_wrong = 0, n_known = 0;

  for (int history = 0; history < n; history++)
    {
      int known = live_through (first + (guint32)history);
      n_wrong += known < 0;
      n_known += MAX (known, 0);
    }
  g_print ("%d histories of %d revisions, %d events at the end, %d wrong\n", n, N_REVISIONS,
           n_known, n_wrong);
  return n_wrong > 0 || n_known == 0 ? 1 : 0;
}
