/* People: a page for each, in the language of the person where the conference has it, and a list.
 *
 * Who goes where is theirs: all of it lies in the folder people/ and nowhere else, so that a web
 * server can keep it from the public by one rule; search engines are asked to stay away.  Closed
 * sessions are in the person's own calendar only.
 */
#include "output/pages/page.h"

/* What of the attendance is somebody's, while their page is written. */
typedef struct
{
  int person;
  GArray *sessions; /* int: what is asked of them, or is of interest */
  GArray *mays;     /* int: what is only open to them */
} Theirs;

static const GhAttendance *
row_of (const GhSite *site, guint row)
{
  return &g_array_index (site->programme->attendance, GhAttendance, row);
}

/* Rows of one session follow each other, the reason that binds most first. */
static void
find_theirs (const GhSite *site, Theirs *theirs)
{
  GhRun run = site->attending[theirs->person];
  int last = -1;

  for (guint number = run.first; number < run.first + run.n; number++)
    {
      const GhAttendance *row = row_of (site, number);
      bool is_may = row->as == GH_AS_MAY
                    && (number + 1 == run.first + run.n
                        || row_of (site, number + 1)->session != row->session);
      if (row->session == last || site->model->sessions[row->session].closed
          || site->places[row->session].start == GH_NEVER)
        continue;
      last = row->session;
      g_array_append_val (is_may ? theirs->mays : theirs->sessions, row->session);
    }
  gh_site_sort (site, theirs->sessions);
  gh_site_sort (site, theirs->mays);
}

static void
add_reason (GhPage *page, const GhAttendance *row)
{
  static const char *const keys[] = {
    [GH_AS_SPEAKER] = "as-speaker",
    [GH_AS_MUST] = "as-must",
    [GH_AS_SHOULD] = "as-should",
    [GH_AS_COVERS] = "as-covers",
  };

  if (row->as == GH_AS_ROLE)
    gh_page_own (page, "bdi", row->role, NULL);
  else
    gh_page_word (page, keys[row->as]);
}

static void
add_as (GhPage *page, int session, gpointer data)
{
  const Theirs *theirs = data;
  GhRun run = page->site->attending[theirs->person];
  bool is_first = true;

  for (guint number = run.first; number < run.first + run.n; number++)
    {
      const GhAttendance *row = row_of (page->site, number);
      if (row->session != session || row->as == GH_AS_MAY)
        continue;
      gh_page_add (page, is_first ? "" : ", ");
      add_reason (page, row);
      is_first = false;
    }
}

static void
add_mays (GhPage *page, const GArray *mays)
{
  const GhSite *site = page->site;

  if (mays->len == 0)
    return;
  gh_page_add (page, "<h2>");
  gh_page_word (page, "may");
  gh_page_add (page, "</h2>\n");
  for (guint first = 0, next; first < mays->len; first = next)
    {
      GhMinute start = site->places[g_array_index (mays, int, first)].start;
      g_autofree char *day = gh_page_short_day (page, start);
      next = gh_site_end_of_day (site, mays, first);
      gh_page_addf (page, "<p>%s: ", day);
      for (guint entry = first; entry < next; entry++)
        {
          const char *id = site->places[g_array_index (mays, int, entry)].id;
          gh_page_add (page, entry > first ? ", " : "");
          gh_page_text (page, id);
        }
      gh_page_add (page, "</p>\n");
    }
}

static void
add_delegation (GhPage *page, int delegation)
{
  if (delegation < 0)
    return;
  const GhDelegation *this = &page->site->model->delegations[delegation];
  gh_page_add (page, "<p>");
  gh_page_link (page, "delegations", this->id);
  gh_page_own (page, "bdi", this->name, this->name_in);
  gh_page_add (page, "</a></p>\n");
}

static bool
has_closed_sessions (const GhSite *site)
{
  for (int session = 0; session < site->model->n_sessions; session++)
    if (site->model->sessions[session].closed && !site->model->sessions[session].reserve
        && site->places[session].start != GH_NEVER)
      return true;
  return false;
}

/* HAS_CLOSED: where closed sessions are is said on everybody's page, since whose they are is not
 * told. */
static void
add_person (const GhSite *site, GhPlanLines *lines, bool has_closed, GhFolder *folder, int person)
{
  const GhPerson *this = &site->model->persons[person];
  int language = gh_conference_language (&site->model->conference, this->language);
  g_autofree char *path = gh_site_path ("people/of", this->id);
  Theirs theirs = { person, g_array_new (false, false, sizeof (int)),
                    g_array_new (false, false, sizeof (int)) };
  GhPage page;

  find_theirs (site, &theirs);
  gh_page_begin_single (&page, site, MAX (language, 0), path);
  page.is_personal = true;
  gh_page_head (&page, gh_text_in (this->name, this->name_in, page.language, NULL));
  gh_page_own (&page, "h1", this->name, this->name_in);
  add_delegation (&page, this->delegation);
  gh_page_calendar (&page, "", this->id);
  if (has_closed)
    {
      gh_page_add (&page, "<p>");
      gh_page_word (&page, "closed-in-calendar");
      gh_page_add (&page, "</p>\n");
    }
  gh_page_plan (&page, lines, theirs.sessions, add_as, &theirs);
  add_mays (&page, theirs.mays);
  gh_page_end (&page, folder);
  g_array_unref (theirs.sessions);
  g_array_unref (theirs.mays);
}

static void
add_item (GhPage *page, int person)
{
  const GhModel *model = page->site->model;
  const GhPerson *this = &model->persons[person];

  gh_page_add (page, "<li>");
  gh_page_link (page, "people/of", this->id);
  gh_page_own (page, "bdi", this->name, this->name_in);
  gh_page_add (page, "</a>");
  if (this->delegation >= 0)
    {
      const GhDelegation *delegation = &model->delegations[this->delegation];
      gh_page_add (page, " ");
      gh_page_own (page, "small", delegation->name, delegation->name_in);
    }
  gh_page_add (page, "</li>\n");
}

void
gh_pages_people (const GhSite *site, GhFolder *folder)
{
  bool has_closed = has_closed_sessions (site);
  GhPage page;

  if (site->model->n_persons == 0)
    return;
  gh_page_begin_single (&page, site, 0, "people/index.html");
  page.is_personal = true;
  gh_page_head (&page, gh_words (page.words, "page", "people"));
  gh_page_add (&page, "<h1>");
  gh_page_word (&page, "people");
  gh_page_add (&page, "</h1>\n<ul class=\"columns\">\n");
  for (int person = 0; person < site->model->n_persons; person++)
    add_item (&page, person);
  gh_page_add (&page, "</ul>\n");
  gh_page_end (&page, folder);
  GhPlanLines *lines = gh_plan_lines_new (site);
  for (int person = 0; person < site->model->n_persons; person++)
    add_person (site, lines, has_closed, folder, person);
  gh_plan_lines_free (lines);
}
