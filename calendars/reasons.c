#include "calendars/reasons.h"
#include "calendars/text.h"

#include <stdlib.h>
#include <string.h>

/* Appends a line break, as TEXT has it, unless the text is still empty. */
static void
next_line (GString *text)
{
  if (text->len > 0)
    g_string_append (text, "\\n");
}

static void
append_name (GString *text, const char *name)
{
  g_autofree char *clean = gh_text_clean (name, false);
  gh_text_escape (text, clean);
}

static int
compare_wants (gconstpointer a, gconstpointer b)
{
  const GhWant *left = a;
  const GhWant *right = b;
  return left->who != right->who ? left->who - right->who : left->session - right->session;
}

const GhWant *
gh_want_find (const GhWant *wants, int n_wants, int who, int session)
{
  GhWant key = { .who = who, .session = session };

  return n_wants > 0 ? bsearch (&key, wants, (size_t)n_wants, sizeof key, compare_wants) : NULL;
}

static const GhWant *
want_of_delegation (const GhModel *model, int delegation, int session)
{
  return gh_want_find (model->delegation_wants, model->n_delegation_wants, delegation, session);
}

GhWisher
gh_wisher_of (const GhModel *model, int person, int session)
{
  const GhWant *want = gh_want_find (model->person_wants, model->n_person_wants, person, session);

  if (want != NULL && want->named)
    return GH_WISH_OWN;
  int delegation = model->persons[person].delegation;
  if (delegation >= 0 && want_of_delegation (model, delegation, session) != NULL)
    return GH_WISH_DELEGATION;
  return GH_WISH_WIDE;
}

static bool
has_role (const GhModel *model, int person, int session)
{
  int low = 0;
  int high = model->n_roles;

  while (low < high)
    {
      int middle = (low + high) / 2;
      const GhRole *role = &model->roles[middle];
      if (role->session < session || (role->session == session && role->person < person))
        low = middle + 1;
      else
        high = middle;
    }
  return low < model->n_roles && model->roles[low].session == session
         && model->roles[low].person == person;
}

bool
gh_is_entitled (const GhModel *model, const GhProgramme *programme, int person, int session)
{
  int delegation = model->persons[person].delegation;

  if (has_role (model, person, session)
      || gh_want_find (model->person_wants, model->n_person_wants, person, session) != NULL
      || (delegation >= 0 && want_of_delegation (model, delegation, session) != NULL))
    return true;
  for (int speech = 0; speech < model->n_speeches; speech++)
    if (model->speeches[speech].speaker == person && programme->speeches[speech].session == session)
      return true;
  return false;
}

/* One line for each speech of a person in a session. */
static void
append_speeches (const GhModel *model, const GhProgramme *programme, int person, int session,
                 const char *subject, const char *verb, GString *text)
{
  static const char *const modes[] = { "", " remotely", " by video" };

  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      const GhSpeech *this = &model->speeches[speech];
      GhMinute start = programme->speeches[speech].start;
      if (this->speaker != person || programme->speeches[speech].session != session)
        continue;
      int clock = start - gh_day_of (start) * GH_DAY;
      next_line (text);
      append_name (text, subject);
      g_string_append_printf (text, " %s%s at %02d:%02d for %d minute%s.", verb, modes[this->mode],
                              clock / 60, clock % 60, this->minutes, this->minutes == 1 ? "" : "s");
    }
}

const char *
gh_wish_sentence (GhWisher wisher, GhWish wish)
{
  static const char *const sentences[GH_N_WISHERS][GH_MUST + 1] = {
    [GH_WISH_OWN] = { "You may attend this session.", "You wish to attend this session.",
                      "You must attend this session." },
    [GH_WISH_WIDE] = { "This session is open to you.", "You are invited to this session.",
                       "You are expected in this session." },
    [GH_WISH_DELEGATION] = { "Your delegation may attend this session.",
                             "Your delegation wishes to attend this session.",
                             "Your delegation must attend this session." },
  };
  return sentences[wisher][wish];
}

static GhWish
wish_of (const GhAttendance *row)
{
  return row->as == GH_AS_MUST ? GH_MUST : row->as == GH_AS_SHOULD ? GH_SHOULD : GH_MAY;
}

static GhReason
strength_of (const GhAttendance *row)
{
  if (row->as == GH_AS_ROLE || row->as == GH_AS_SPEAKER || (row->as == GH_AS_MUST && row->own))
    return GH_REASON_FIRM;
  return row->as == GH_AS_COVERS ? GH_REASON_COVERS : GH_REASON_WISH;
}

static void
append_person_line (const GhModel *model, const GhProgramme *programme, const GhAttendance *row,
                    GString *text)
{
  int delegation = model->persons[row->person].delegation;

  if (row->as == GH_AS_SPEAKER)
    {
      append_speeches (model, programme, row->person, row->session, "You", "speak", text);
      return;
    }
  next_line (text);
  if (row->as == GH_AS_ROLE && g_strcmp0 (row->role, "chair") == 0)
    g_string_append (text, "You chair this session (chair).");
  else if (row->as == GH_AS_ROLE)
    {
      g_string_append (text, "Your role in this session: ");
      append_name (text, row->role);
      g_string_append_c (text, '.');
    }
  else if (row->as == GH_AS_COVERS)
    {
      g_string_append (text, "Proposed: you cover it for ");
      append_name (text, delegation >= 0 ? model->delegations[delegation].name : "your delegation");
      g_string_append_c (text, '.');
    }
  else
    g_string_append (
        text,
        gh_wish_sentence (row->own ? GH_WISH_OWN : gh_wisher_of (model, row->person, row->session),
                          wish_of (row)));
}

GhReason
gh_reasons_of_person (const GhModel *model, const GhProgramme *programme,
                      const GhAttendance *const *rows, int n_rows, GString *text)
{
  GhReason strongest = GH_REASON_NONE;

  for (GhReason reason = GH_REASON_FIRM; reason > GH_REASON_NONE; reason--)
    for (int row = 0; row < n_rows; row++)
      if (strength_of (rows[row]) == reason)
        {
          strongest = MAX (strongest, reason);
          append_person_line (model, programme, rows[row], text);
        }
  return strongest;
}

static void
append_delegate_line (const GhModel *model, const GhProgramme *programme, const GhAttendance *row,
                      GString *text)
{
  const char *name = model->persons[row->person].name;

  if (row->as == GH_AS_SPEAKER)
    {
      append_speeches (model, programme, row->person, row->session, name, "speaks", text);
      return;
    }
  next_line (text);
  if (row->as == GH_AS_COVERS)
    g_string_append (text, "Proposed: covered by ");
  append_name (text, name);
  if (row->as == GH_AS_ROLE)
    {
      g_string_append (text, ": ");
      append_name (text, row->role);
    }
  else if (row->as == GH_AS_MUST)
    g_string_append (text, " must attend");
  g_string_append_c (text, '.');
}

GhReason
gh_reasons_of_delegation (const GhModel *model, const GhProgramme *programme, int delegation,
                          int session, const GhAttendance *const *rows, int n_rows, GString *text)
{
  GhReason strongest = n_rows > 0 ? GH_REASON_WISH : GH_REASON_NONE;

  for (GhReason reason = GH_REASON_FIRM; reason > GH_REASON_WISH; reason--)
    for (int row = 0; row < n_rows; row++)
      if (strength_of (rows[row]) == reason)
        {
          strongest = MAX (strongest, reason);
          append_delegate_line (model, programme, rows[row], text);
        }
  const GhWant *want = want_of_delegation (model, delegation, session);
  if (want != NULL)
    {
      next_line (text);
      g_string_append (text, gh_wish_sentence (GH_WISH_DELEGATION, want->wish));
      strongest = MAX (strongest, GH_REASON_WISH);
    }
  else if (strongest == GH_REASON_WISH)
    g_string_append (text, "People of your delegation may attend this session.");
  return strongest;
}
