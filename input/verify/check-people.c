/* Rule person-clash: nobody who must be somewhere is in two places, absent, or on the way. */
#include "input/verify/check.h"
#include "input/verify/duties.h"
#include "input/verify/times.h"

/* Minutes that a person needs between two duties. */
static int
gap_between (const GhBook *book, int person, const GhBookDuty *a, const GhBookDuty *b)
{
  bool stays = book->persons[person].remote || !a->is_on_site || !b->is_on_site;
  int gap = gh_book_travel (book, a->session, b->session, stays);

  /* Travel runs during the gap between two roles. */
  if (a->is_role && b->is_role && !gh_book_are_joined (book, a->session, b->session))
    gap = MAX (gap, MIN (a->clash.value, b->clash.value));
  return gap;
}

static void
check_pair (GhBook *book, int person, const GhBookDuty *a, const GhBookDuty *b)
{
  const char *id = book->persons[person].id;
  int gap = gap_between (book, person, a, b);

  if (!gh_duties_meet (a, b, gap))
    return;
  if (gh_duties_meet (a, b, 0))
    gh_book_find_wrong (book, "person-clash", "%s must be in %s and %s at one time", id,
                        gh_book_say (book, a->session), gh_book_say (book, b->session));
  else
    gh_book_find_wrong (book, "person-clash", "%s needs %d minutes between %s and %s", id, gap,
                        gh_book_say (book, a->session), gh_book_say (book, b->session));
}

static void
check_person (GhBook *book, int person, const GArray *duties)
{
  const GhBookPerson *this = &book->persons[person];

  for (guint a = 0; a < duties->len; a++)
    {
      const GhBookDuty *one = &g_array_index (duties, GhBookDuty, a);
      if (!one->clash.is_hard)
        continue;
      if (one->is_on_site && !gh_spans_hold (this->present, one->start, one->end))
        gh_book_find_wrong (book, "person-clash", "%s must be in %s and is absent", this->id,
                            gh_book_say (book, one->session));
      for (guint b = a + 1; b < duties->len; b++)
        {
          const GhBookDuty *other = &g_array_index (duties, GhBookDuty, b);
          if (one->session != other->session && other->clash.is_hard)
            check_pair (book, person, one, other);
        }
    }
}

void
gh_check_person_clash (GhBook *book)
{
  for (int person = 0; person < book->n_persons; person++)
    {
      g_autoptr (GArray) duties = gh_duties_of (book, person);
      check_person (book, person, duties);
    }
}
