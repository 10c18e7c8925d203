#include "input/command/publish/notices.h"

#include "output/causes.h"

#include <string.h>

struct _GhNotices
{
  const GhModel *model;
  const GhProgramme *programme;
  int revision;
  bool had_calendars; /* the last revision */
  GhDiff *diff;
  GhNoticesEach each;
  gpointer data;
  int person;      /* whose changes are being taken; -1: nobody's yet */
  GArray *items;   /* GhNoticeItem */
  GArray *changes; /* GhCalendarChange, our copies */
};

/* ---- what the diff knows ------------------------------------------------------------------ */

static int
compare_people (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GhDiffPerson *)a)->person, ((const GhDiffPerson *)b)->person);
}

/* NULL: nothing changed for them. */
static const GhDiffPerson *
find_person (const GhNotices *notices, int person)
{
  GhDiffPerson key = { .person = notices->model->persons[person].id };
  guint at;

  if (!g_array_binary_search (notices->diff->people, &key, compare_people, &at))
    return NULL;
  return &g_array_index (notices->diff->people, GhDiffPerson, at);
}

/* What happened to the session of a change; NULL: nothing. */
static const GhDiffSession *
find_session (const GhNotices *notices, const GhCalendarChange *change)
{
  const char *id = change->session >= 0 ? notices->model->sessions[change->session].id : "";
  GhDiffSession key = { .session = id };
  guint at;

  if (!g_array_binary_search (notices->diff->sessions, &key, gh_diff_compare_sessions, &at))
    return NULL;
  return &g_array_index (notices->diff->sessions, GhDiffSession, at);
}

static const GhDiffAttendance *
find_attendance (const GhDiffPerson *person, const char *session)
{
  for (guint change = 0; person != NULL && change < person->n_changes; change++)
    if (!person->changes[change].is_gone && strcmp (person->changes[change].session, session) == 0)
      return &person->changes[change];
  return NULL;
}

static bool
is_of (const GhDiffSlot *slot, const char *session)
{
  return slot->session != NULL && !slot->is_gone && strcmp (slot->session, session) == 0;
}

static bool
speaks_otherwise (const GhDiffPerson *person, const char *session)
{
  for (guint speech = 0; person != NULL && speech < person->n_speeches; speech++)
    if (is_of (&person->speeches[speech].was, session)
        || is_of (&person->speeches[speech].now, session))
      return true;
  return false;
}

/* The language in which somebody reads: a number of the conference's. */
static int
language_of (const GhNotices *notices, int person)
{
  const GhModel *model = notices->model;

  return MAX (gh_conference_language (&model->conference, model->persons[person].language), 0);
}

/* The cause ("": none is told), and where it is not in the person's language, *IN which. */
static char *
because_of (const GhNotices *notices, const GhCalendarChange *change, const char **in)
{
  const GhModel *model = notices->model;
  const GhDiffSession *session = find_session (notices, change);
  int language = language_of (notices, change->person);

  *in = NULL;
  if (session == NULL || change->is_bare)
    return g_strdup ("");
  return gh_because_in (model, notices->programme, change->session, session->because, language,
                        gh_words_in (model->conference.languages[language]), in);
}

/* ---- grades ------------------------------------------------------------------------------- */

/* A cover that came, went, or stands beside a wish: a proposal is no news. */
static bool
is_proposal_alone (const GhCalendarChange *change)
{
  bool is_firm = change->status != GH_EVENT_CANCELLED && !change->transparent;
  bool was_firm =
      change->was.is_there && change->was.status != GH_EVENT_CANCELLED && !change->was.transparent;

  return !is_firm && !was_firm
         && (change->status == GH_EVENT_TENTATIVE || change->was.status == GH_EVENT_TENTATIVE);
}

/* What happened to a session of which the diff says nothing of this person.  A last revision
 * without calendars (it was imported) did not put it into any, and it is no news for that. */
static GhNoticeGrade
grade_without_diff (const GhNotices *notices, const GhCalendarChange *change)
{
  bool was_held =
      change->was.is_there ? change->was.status != GH_EVENT_CANCELLED : !notices->had_calendars;
  bool is_held = change->status != GH_EVENT_CANCELLED;

  if (was_held && !is_held)
    return GH_NOTICE_WITHDRAWN;
  return !was_held && is_held ? GH_NOTICE_NEW : GH_NOTICE_DETAILS;
}

static GhNoticeGrade
grade_of (const GhNotices *notices, const GhCalendarChange *change)
{
  const char *id = change->session >= 0 ? notices->model->sessions[change->session].id : "";
  const GhDiffPerson *person = find_person (notices, change->person);
  const GhDiffAttendance *attendance = find_attendance (person, id);

  switch (attendance != NULL ? attendance->change : GH_CHANGE_NONE)
    {
    case GH_CHANGE_MOVED:
      return GH_NOTICE_MOVED;
    case GH_CHANGE_ROOM:
      return GH_NOTICE_ROOM;
    case GH_CHANGE_CANCELLED:
      return GH_NOTICE_CANCELLED;
    case GH_CHANGE_NEW:
      return GH_NOTICE_NEW;
    case GH_CHANGE_ADDED:
      return is_proposal_alone (change) ? GH_NOTICE_PROPOSAL : GH_NOTICE_NEW;
    case GH_CHANGE_WITHDRAWN:
      return is_proposal_alone (change) ? GH_NOTICE_PROPOSAL : GH_NOTICE_WITHDRAWN;
    case GH_CHANGE_AS:
      return is_proposal_alone (change) ? GH_NOTICE_PROPOSAL : GH_NOTICE_PART;
    default:
      return speaks_otherwise (person, id) ? GH_NOTICE_PART : grade_without_diff (notices, change);
    }
}

/* ---- taking ------------------------------------------------------------------------------- */

/* Where it was, as the calendar had it; or, of a last revision without calendars, as the schedule
 * has it, which names a room by its id. */
static GhNoticePlace
was_of (const GhNotices *notices, const GhCalendarChange *change)
{
  const GhDiffSession *session = find_session (notices, change);

  if (change->was.is_there)
    return (GhNoticePlace){ change->was.start, change->was.end, g_strdup (change->was.location) };
  if (notices->had_calendars || session == NULL)
    return (GhNoticePlace){ .start = GH_NEVER };
  return (GhNoticePlace){ session->was.start, session->was.end,
                          g_strdup (change->is_bare ? "" : session->was.room) };
}

static GhNoticeItem
item_of (const GhNotices *notices, const GhCalendarChange *change)
{
  const char *in;
  char *because = because_of (notices, change, &in);

  return (GhNoticeItem){
    .grade = grade_of (notices, change),
    .title = g_strdup (change->title),
    .language = g_strdup (change->language),
    .was = was_of (notices, change),
    .now = { change->start, change->end, g_strdup (change->location) },
    .because = because,
    .because_language = g_strdup (in),
    .is_proposal = change->status == GH_EVENT_TENTATIVE,
  };
}

static void
change_clear (gpointer data)
{
  GhCalendarChange *change = data;

  g_free (change->title);
  g_free (change->language);
  g_free (change->location);
  g_free (change->was.location);
  g_free ((gpointer)change->body);
}

static GhCalendarChange
copy_of (const GhCalendarChange *change)
{
  GhCalendarChange copy = *change;

  copy.title = g_strdup (change->title);
  copy.language = g_strdup (change->language);
  copy.location = g_strdup (change->location);
  copy.was.location = g_strdup (change->was.location);
  copy.body = g_strndup (change->body, change->n_octets);
  return copy;
}

void
gh_notices_close (GhNotices *notices)
{
  if (notices->person < 0)
    return;
  const GhConference *conference = &notices->model->conference;
  const GhPerson *person = &notices->model->persons[notices->person];
  int language = language_of (notices, notices->person);
  GhNotice notice = {
    .language = conference->languages[language],
    .conference = gh_text_in (conference->name, conference->name_in, language, NULL),
    .person = gh_text_in (person->name, person->name_in, language, NULL),
    .timezone = conference->timezone,
    .url = conference->url,
    .first_day = conference->first_day,
    .revision = notices->revision,
    .items = notices->items,
  };

  if (gh_notice_is_worth (&notice))
    notices->each (notices->person, &notice, notices->changes, notices->data);
  g_array_set_size (notices->items, 0);
  g_array_set_size (notices->changes, 0);
  notices->person = -1;
}

void
gh_notices_take (GhNotices *notices, const GhCalendarChange *change)
{
  if (change->person != notices->person)
    gh_notices_close (notices);
  notices->person = change->person;

  GhNoticeItem item = item_of (notices, change);
  /* Only its calendar is new: an imported revision had none. */
  if (!notices->had_calendars && item.grade == GH_NOTICE_DETAILS)
    {
      gh_notice_item_clear (&item);
      return;
    }
  GhCalendarChange copy = copy_of (change);
  g_array_append_val (notices->items, item);
  g_array_append_val (notices->changes, copy);
}

/* ---- all ---------------------------------------------------------------------------------- */

GhNotices *
gh_notices_new (const GhModel *model, const GhProgramme *programme, const char *last,
                const char *draft, int revision, GhNoticesEach each, gpointer data, GError **error)
{
  g_autoptr (GhNotices) notices = g_new0 (GhNotices, 1);
  g_autofree char *calendars = g_build_filename (last, "calendars", NULL);
  g_autoptr (GHashTable) first_ids = gh_first_ids_by_sheets (model);

  notices->model = model;
  notices->programme = programme;
  notices->revision = revision;
  notices->each = each;
  notices->data = data;
  notices->person = -1;
  notices->had_calendars = g_file_test (calendars, G_FILE_TEST_IS_DIR);
  notices->items = g_array_new (false, false, sizeof (GhNoticeItem));
  g_array_set_clear_func (notices->items, gh_notice_item_clear);
  notices->changes = g_array_new (false, false, sizeof (GhCalendarChange));
  g_array_set_clear_func (notices->changes, change_clear);
  notices->diff = gh_diff_read (last, draft, model->conference.first_day, first_ids, error);
  return notices->diff != NULL ? g_steal_pointer (&notices) : NULL;
}

void
gh_notices_free (GhNotices *notices)
{
  if (notices == NULL)
    return;
  gh_diff_free (notices->diff);
  g_array_unref (notices->items);
  g_array_unref (notices->changes);
  g_free (notices);
}
