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

/* Clean and escaped.  The caller frees it. */
static char *
escaped (const char *name)
{
  g_autofree char *clean = gh_text_clean (name, false);
  GString *text = g_string_new (NULL);

  gh_text_escape (text, clean);
  return g_string_free (text, false);
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

/* One line for each speech of a person in a session: WORD, and what of it is by mode. */
static void
append_speeches (const GhModel *model, const GhProgramme *programme, GhTongue *tongue,
                 const GhAttendance *row, GhWord word, GString *text)
{
  const GhPerson *person = &model->persons[row->person];
  g_autofree char *name =
      escaped (gh_text_in (person->name, person->name_in, tongue->number, NULL));

  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      const GhSpeech *this = &model->speeches[speech];
      GhMinute start = programme->speeches[speech].start;
      if (this->speaker != row->person || programme->speeches[speech].session != row->session)
        continue;
      int time = start - gh_day_of (start) * GH_DAY;
      g_autofree char *clock = g_strdup_printf ("%02d:%02d", time / 60, time % 60);
      g_autofree char *number = g_strdup_printf ("%d", this->minutes);
      g_autofree char *minutes = tongue->words->fill (
          gh_tongue_says (tongue, this->minutes == 1 ? GH_WORD_MINUTE : GH_WORD_MINUTES), "n",
          number, NULL);
      g_autofree char *line =
          tongue->words->fill (gh_tongue_says (tongue, (GhWord)(word + (int)this->mode)), "name",
                               name, "clock", clock, "minutes", minutes, NULL);
      next_line (text);
      g_string_append (text, line);
    }
}

const char *
gh_wish_sentence (const GhTongue *tongue, GhWisher wisher, GhWish wish)
{
  return gh_tongue_says (tongue, (GhWord)(GH_WORD_WISH + (int)wisher * (GH_MUST + 1) + (int)wish));
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
append_person_line (const GhModel *model, const GhProgramme *programme, GhTongue *tongue,
                    const GhAttendance *row, GString *text)
{
  if (row->as == GH_AS_SPEAKER)
    {
      append_speeches (model, programme, tongue, row, GH_WORD_SPEAK, text);
      return;
    }
  next_line (text);
  if (row->as == GH_AS_ROLE && g_strcmp0 (row->role, "chair") == 0)
    g_string_append (text, gh_tongue_says (tongue, GH_WORD_CHAIR));
  else if (row->as == GH_AS_ROLE)
    g_string_append (text, gh_tongue_fill (tongue, GH_WORD_ROLE, "role", row->role));
  else if (row->as == GH_AS_COVERS)
    {
      const GhDelegation *delegation = &model->delegations[model->persons[row->person].delegation];
      g_string_append (text, gh_tongue_fill (tongue, GH_WORD_COVER, "delegation",
                                             gh_text_in (delegation->name, delegation->name_in,
                                                         tongue->number, NULL)));
    }
  else
    g_string_append (
        text, gh_wish_sentence (
                  tongue, row->own ? GH_WISH_OWN : gh_wisher_of (model, row->person, row->session),
                  wish_of (row)));
}

GhReason
gh_reasons_of_person (const GhModel *model, const GhProgramme *programme, GhTongue *tongue,
                      const GhAttendance *const *rows, int n_rows, GString *text)
{
  GhReason strongest = GH_REASON_NONE;

  for (GhReason reason = GH_REASON_FIRM; reason > GH_REASON_NONE; reason--)
    for (int row = 0; row < n_rows; row++)
      if (strength_of (rows[row]) == reason)
        {
          strongest = MAX (strongest, reason);
          append_person_line (model, programme, tongue, rows[row], text);
        }
  return strongest;
}

static void
append_delegate_line (const GhModel *model, const GhProgramme *programme, GhTongue *tongue,
                      const GhAttendance *row, GString *text)
{
  const GhPerson *person = &model->persons[row->person];
  const char *name = gh_text_in (person->name, person->name_in, tongue->number, NULL);

  if (row->as == GH_AS_SPEAKER)
    {
      append_speeches (model, programme, tongue, row, GH_WORD_SPEAKS, text);
      return;
    }
  next_line (text);
  if (row->as == GH_AS_COVERS)
    g_string_append (text, gh_tongue_fill (tongue, GH_WORD_DELEGATE_COVERS, "name", name));
  else if (row->as == GH_AS_ROLE)
    {
      g_autofree char *who = escaped (name);
      g_autofree char *role = escaped (row->role);
      g_autofree char *line = tongue->words->fill (gh_tongue_says (tongue, GH_WORD_DELEGATE_ROLE),
                                                   "name", who, "role", role, NULL);
      g_string_append (text, line);
    }
  else
    g_string_append (text, gh_tongue_fill (tongue, GH_WORD_DELEGATE_MUST, "name", name));
}

GhReason
gh_reasons_of_delegation (const GhModel *model, const GhProgramme *programme, GhTongue *tongue,
                          int delegation, int session, const GhAttendance *const *rows, int n_rows,
                          GString *text)
{
  GhReason strongest = n_rows > 0 ? GH_REASON_WISH : GH_REASON_NONE;

  for (GhReason reason = GH_REASON_FIRM; reason > GH_REASON_WISH; reason--)
    for (int row = 0; row < n_rows; row++)
      if (strength_of (rows[row]) == reason)
        {
          strongest = MAX (strongest, reason);
          append_delegate_line (model, programme, tongue, rows[row], text);
        }
  const GhWant *want = want_of_delegation (model, delegation, session);
  if (want != NULL)
    {
      next_line (text);
      g_string_append (text, gh_wish_sentence (tongue, GH_WISH_DELEGATION, want->wish));
      strongest = MAX (strongest, GH_REASON_WISH);
    }
  else if (strongest == GH_REASON_WISH)
    g_string_append (text, gh_tongue_says (tongue, GH_WORD_PEOPLE_MAY));
  return strongest;
}
