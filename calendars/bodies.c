/* What an event says to whom.
 *
 * Most of an event is the same for all its readers of one language, so the top of each session's
 * body is rendered once, and whole bodies once for each of the common ways to stand in a calendar;
 * only roles, speeches and covers need a description of their own. */
#include "calendars/event.h"
#include "calendars/maker.h"
#include "calendars/reasons.h"
#include "calendars/text.h"

/* The ways of standing in a calendar that many readers share: the nine wishes, and these. */
enum
{
  PLAIN = GH_N_WISHERS * (GH_MUST + 1), /* of a room, group or the programme: no reason is given */
  BUSY,
  BUSY_TRANSPARENT,
  N_VARIANTS,
};

/* ---- texts ----------------------------------------------------------------------------------- */

/* Room, venue: telephones show the beginning.  The caller frees it. */
static char *
location_of (const GhMaker *maker, const GhTongue *tongue, int session)
{
  const GhModel *model = maker->model;
  int room = maker->programme->placements[session].room;
  int venue = room >= 0 ? model->rooms[room].venue : model->sessions[session].venue;
  const char *venue_name = venue >= 0 ? model->venues[venue] : NULL;

  if (room < 0)
    return g_strdup (venue_name);
  return g_strjoin (
      ", ", gh_text_in (model->rooms[room].name, model->rooms[room].name_in, tongue->number, NULL),
      venue_name, NULL);
}

static const char *
group_name (const GhMaker *maker, const GhTongue *tongue, int session)
{
  int group = maker->model->sessions[session].group;

  if (group < 0)
    return NULL;
  return gh_text_in (maker->model->groups[group].name, maker->model->groups[group].name_in,
                     tongue->number, NULL);
}

/* A title without letters is none.  *LANGUAGE is told where the conference has several.  The caller
 * frees it. */
static char *
title_of (const GhMaker *maker, const GhTongue *tongue, int session, const char **language)
{
  const GhSession *this = &maker->model->sessions[session];
  const char *const *languages = maker->model->conference.languages;
  bool is_there;
  const char *title = gh_text_in (this->title, this->title_in, tongue->number, &is_there);
  g_autofree char *clean = gh_text_clean (title != NULL ? title : this->id, false);
  bool has_letters = clean[0] != '\0';

  *language = languages[1] == NULL       ? NULL
              : is_there || !has_letters ? tongue->language
                                         : languages[0];
  return has_letters ? g_steal_pointer (&clean)
                     : g_strdup (gh_tongue_says_plainly (tongue, GH_WORD_UNTITLED));
}

/* Without summary and location. */
static GhCalendarEvent
event_of (const GhMaker *maker, const GhTongue *tongue, int session)
{
  const GhModel *model = maker->model;
  const GhSession *this = &model->sessions[session];
  GhMinute start = maker->programme->placements[session].start;
  const char *group = group_name (maker, tongue, session);

  return (GhCalendarEvent){
    .uid = maker->uids[session],
    .start = start,
    .end = start + this->minutes,
    .url = model->conference.url,
    .categories = group != NULL ? group : this->kind,
    .status = this->cancelled ? GH_EVENT_CANCELLED : GH_EVENT_CONFIRMED,
    .transparent = this->cancelled,
  };
}

/* With the word before it where the session is cancelled.  The caller frees it. */
static char *
summary_of (const GhTongue *tongue, const char *title, bool cancelled)
{
  if (!cancelled)
    return g_strdup (title);
  return g_strjoin (": ", gh_tongue_says_plainly (tongue, GH_WORD_CANCELLED), title, NULL);
}

static GString *
render_top (const GhMaker *maker, const GhTongue *tongue, int session)
{
  GString *top = g_string_sized_new (512);
  GhCalendarEvent event = event_of (maker, tongue, session);
  g_autofree char *location = location_of (maker, tongue, session);
  g_autofree char *title = title_of (maker, tongue, session, &event.language);
  g_autofree char *summary = summary_of (tongue, title, event.status == GH_EVENT_CANCELLED);

  event.location = location;
  event.summary = summary;
  gh_event_append_top (top, &event, maker->zone);
  return top;
}

/* "Session COM3-01, Committee 3", and the conference's page: some readers do not show URL. */
static GString *
render_tail (const GhMaker *maker, const GhTongue *tongue, int session)
{
  g_autofree char *name = g_strjoin (", ", maker->model->sessions[session].id,
                                     group_name (maker, tongue, session), NULL);
  g_autofree char *text =
      maker->words->fill (gh_tongue_says_plainly (tongue, GH_WORD_SESSION), "session", name, NULL);
  g_autofree char *lines = g_strjoin ("\n", text, maker->model->conference.url, NULL);
  g_autofree char *clean = gh_text_clean (lines, true);
  GString *tail = g_string_new (NULL);

  gh_text_escape (tail, clean);
  return tail;
}

/* ---- languages ---------------------------------------------------------------------------- */

const GhWording *
gh_maker_wording (GhMaker *maker, int language)
{
  int n_sessions = maker->model->n_sessions;
  GhWording **wording = &maker->wordings[MAX (language, 0)];

  if (*wording != NULL)
    return *wording;
  *wording = g_new0 (GhWording, 1);
  (*wording)->tongue = gh_tongue_new (maker->words, &maker->model->conference, MAX (language, 0));
  (*wording)->tops = g_new0 (GString *, n_sessions);
  (*wording)->tails = g_new0 (GString *, n_sessions);
  (*wording)->bodies = g_new0 (GString *, n_sessions * N_VARIANTS);
  for (int rank = 0; rank < maker->n_shown; rank++)
    {
      int session = maker->shown[rank];
      (*wording)->tops[session] = render_top (maker, (*wording)->tongue, session);
      (*wording)->tails[session] = render_tail (maker, (*wording)->tongue, session);
    }
  return *wording;
}

void
gh_wording_free (GhWording *wording, int n_sessions)
{
  if (wording == NULL)
    return;
  for (int session = 0; session < n_sessions; session++)
    {
      if (wording->tops[session] == NULL)
        continue;
      g_string_free (wording->tops[session], true);
      g_string_free (wording->tails[session], true);
    }
  for (int body = 0; body < n_sessions * N_VARIANTS; body++)
    if (wording->bodies[body] != NULL)
      g_string_free (wording->bodies[body], true);
  g_free (wording->tops);
  g_free (wording->tails);
  g_free (wording->bodies);
  gh_tongue_free (wording->tongue);
  g_free (wording);
}

/* ---- one event ---------------------------------------------------------------------------- */

/* Appends the body of a session that its reader has for these reasons (escaped). */
static void
compose (GhMaker *maker, const GhWording *wording, GString *body, int session, const char *reasons,
         GhEventStatus status, bool transparent)
{
  GString *description = maker->description;
  bool cancelled = maker->model->sessions[session].cancelled;

  g_string_truncate (description, 0);
  if (cancelled)
    g_string_append_printf (description, "%s\\n",
                            gh_tongue_says (wording->tongue, GH_WORD_SESSION_CANCELLED));
  g_string_append (description, reasons);
  if (reasons[0] != '\0')
    g_string_append (description, "\\n");
  const GString *top = wording->tops[session];
  const GString *tail = wording->tails[session];
  g_string_append_len (description, tail->str, (gssize)tail->len);
  g_string_append_len (body, top->str, (gssize)top->len);
  gh_event_append_description (body, description->str);
  gh_event_append_state (body, cancelled ? GH_EVENT_CANCELLED : status, cancelled || transparent);
}

/* All that those not entitled to a closed session are told. */
static void
compose_busy (GhMaker *maker, const GhTongue *tongue, GString *body, int session, bool transparent)
{
  GhCalendarEvent event = event_of (maker, tongue, session);
  g_autofree char *summary = summary_of (tongue, gh_tongue_says_plainly (tongue, GH_WORD_BUSY),
                                         event.status == GH_EVENT_CANCELLED);

  event.summary = summary;
  event.url = event.categories = NULL;
  gh_event_append_top (body, &event, maker->zone);
  gh_event_append_state (body, event.status, event.transparent || transparent);
}

static const GString *
shared_body (GhMaker *maker, const GhWording *wording, int session, int variant)
{
  GString **body = &wording->bodies[session * N_VARIANTS + variant];
  const GhTongue *tongue = wording->tongue;

  if (*body != NULL)
    return *body;
  *body = g_string_sized_new (1024);
  if (variant == BUSY || variant == BUSY_TRANSPARENT)
    compose_busy (maker, tongue, *body, session, variant == BUSY_TRANSPARENT);
  else if (variant == PLAIN)
    compose (maker, wording, *body, session, "", GH_EVENT_CONFIRMED, false);
  else
    compose (maker, wording, *body, session,
             gh_wish_sentence (tongue, (GhWisher)(variant / (GH_MUST + 1)),
                               (GhWish)(variant % (GH_MUST + 1))),
             GH_EVENT_CONFIRMED, true);
  return *body;
}

/* The variant of a person's wish, or -1 for what is not only that. */
static int
wish_variant (const GhMaker *maker, const GhAttendance *row)
{
  static const int wishes[] = {
    [GH_AS_MUST] = GH_MUST, [GH_AS_SHOULD] = GH_SHOULD, [GH_AS_MAY] = GH_MAY
  };

  if (row->as != GH_AS_SHOULD && row->as != GH_AS_MAY && (row->as != GH_AS_MUST || row->own))
    return -1;
  return (int)gh_wisher_of (maker->model, row->person, row->session) * (GH_MUST + 1)
         + wishes[row->as];
}

/* Of a cancelled session their row tells that they were to speak, whatever the sheets still hold.
 */
static bool
was_to_speak (const GhReader *reader, int session)
{
  for (int row = 0; row < reader->n_rows; row++)
    if (reader->rows[row]->session == session && reader->rows[row]->as == GH_AS_SPEAKER)
      return true;
  return false;
}

bool
gh_maker_may_know (const GhMaker *maker, const GhReader *reader, int session)
{
  return !maker->model->sessions[session].closed
         || (reader->person >= 0
             && (gh_is_entitled (maker->model, maker->programme, reader->person, session)
                 || was_to_speak (reader, session)));
}

const GString *
gh_maker_body (GhMaker *maker, const GhReader *reader, int session, const GhAttendance *const *rows,
               int n_rows)
{
  if (reader->person < 0 && reader->delegation < 0)
    return shared_body (maker, reader->wording, session,
                        gh_maker_may_know (maker, reader, session) ? PLAIN : BUSY);
  int variant = reader->person >= 0 && n_rows == 1 ? wish_variant (maker, rows[0]) : -1;
  if (variant >= 0 && gh_maker_may_know (maker, reader, session))
    return shared_body (maker, reader->wording, session, variant);

  GhTongue *tongue = reader->wording->tongue;
  g_string_truncate (maker->reasons, 0);
  GhReason reason =
      reader->person >= 0
          ? gh_reasons_of_person (maker->model, maker->programme, tongue, rows, n_rows,
                                  maker->reasons)
          : gh_reasons_of_delegation (maker->model, maker->programme, tongue, reader->delegation,
                                      session, rows, n_rows, maker->reasons);
  bool transparent = reason != GH_REASON_FIRM;
  if (!gh_maker_may_know (maker, reader, session))
    return shared_body (maker, reader->wording, session, transparent ? BUSY_TRANSPARENT : BUSY);
  g_string_truncate (maker->body, 0);
  compose (maker, reader->wording, maker->body, session, maker->reasons->str,
           reason == GH_REASON_COVERS ? GH_EVENT_TENTATIVE : GH_EVENT_CONFIRMED, transparent);
  return maker->body;
}
