/* Delegations: a list, and for each what it leads, speaks in, must attend and covers.
 *
 * Who of it goes where is told in people/ alone; here people are named for their roles only.  They
 * are there in the conference's first language: as many in each would be most of all files.
 */
#include "output/pages/page.h"

#include <string.h>

typedef struct
{
  int delegation;
  GhBits *musts, *covers, *speeches; /* of sessions */
} Reasons;

static bool
is_of (const GhSite *site, int person, int delegation)
{
  return site->model->persons[person].delegation == delegation;
}

static void
note (const GhSite *site, Reasons *reasons, const GhAttendance *row, GhBits *all)
{
  GhBits *of_reason = row->as == GH_AS_MUST      ? reasons->musts
                      : row->as == GH_AS_COVERS  ? reasons->covers
                      : row->as == GH_AS_SPEAKER ? reasons->speeches
                                                 : NULL;

  if (site->model->sessions[row->session].closed || site->places[row->session].start == GH_NEVER)
    return;
  if (of_reason != NULL)
    gh_bits_add (of_reason, row->session);
  if (of_reason != NULL || row->as == GH_AS_ROLE)
    gh_bits_add (all, row->session);
}

/* The sessions of a delegation, sorted; the caller's to unref. */
static GArray *
find_sessions (const GhSite *site, Reasons *reasons)
{
  const GhDelegation *this = &site->model->delegations[reasons->delegation];
  GhBits *all = gh_bits_new (site->model->n_sessions);
  GArray *sessions = g_array_new (false, false, sizeof (int));

  for (guint entry = 0; entry < this->people->len; entry++)
    {
      GhRun run = site->attending[g_array_index (this->people, int, entry)];
      for (guint row = run.first; row < run.first + run.n; row++)
        note (site, reasons, &g_array_index (site->programme->attendance, GhAttendance, row), all);
    }
  GH_BITS_EACH (all, session)
    g_array_append_val (sessions, session);
  gh_bits_free (all);
  gh_site_sort (site, sessions);
  return sessions;
}

static void
add_roles (GhPage *page, int session, int delegation)
{
  const GhModel *model = page->site->model;

  for (int number = gh_site_first_role (page->site, session);
       number < model->n_roles && model->roles[number].session == session; number++)
    {
      const GhRole *role = &model->roles[number];
      const GhPerson *person = &model->persons[role->person];
      if (!is_of (page->site, role->person, delegation)
          || (strcmp (role->role, "speaker") == 0 && page->site->speeches[session]->len > 0))
        continue;
      gh_page_own (page, "span class=\"role\"", role->role, NULL);
      gh_page_add (page, " ");
      gh_page_own (page, "bdi", person->name, person->name_in);
      gh_page_add (page, " ");
    }
}

static void
add_reason (GhPage *page, const GhBits *sessions, int session, const char *key)
{
  if (!gh_bits_has (sessions, session))
    return;
  gh_page_add (page, "<span class=\"role\">");
  gh_page_word (page, key);
  gh_page_add (page, "</span> ");
}

static void
add_as (GhPage *page, int session, gpointer data)
{
  const Reasons *reasons = data;

  add_roles (page, session, reasons->delegation);
  add_reason (page, reasons->speeches, session, "as-speaker");
  add_reason (page, reasons->musts, session, "as-must");
  add_reason (page, reasons->covers, session, "as-covers");
}

static void
add_delegation (const GhSite *site, GhPlanLines *lines, GhFolder *folder, int delegation)
{
  const GhDelegation *this = &site->model->delegations[delegation];
  g_autofree char *path = gh_site_path ("delegations", this->id);
  Reasons reasons = { delegation, gh_bits_new (site->model->n_sessions),
                      gh_bits_new (site->model->n_sessions),
                      gh_bits_new (site->model->n_sessions) };
  g_autoptr (GArray) sessions = find_sessions (site, &reasons);
  GhPage page;

  gh_page_begin_single (&page, site, 0, path);
  gh_page_head (&page, gh_text_in (this->name, this->name_in, page.language, NULL));
  gh_page_own (&page, "h1", this->name, this->name_in);
  gh_page_calendar (&page, "delegations", this->id);
  gh_page_plan (&page, lines, sessions, add_as, &reasons);
  gh_page_end (&page, folder);
  gh_bits_free (reasons.musts);
  gh_bits_free (reasons.covers);
  gh_bits_free (reasons.speeches);
}

static void
add_item (GhPage *page, int delegation)
{
  const GhDelegation *this = &page->site->model->delegations[delegation];

  gh_page_add (page, "<li>");
  gh_page_link (page, "delegations", this->id);
  gh_page_own (page, "bdi", this->name, this->name_in);
  gh_page_addf (page, "</a> <small>%d</small></li>\n", this->size);
}

void
gh_pages_delegations (const GhSite *site, GhFolder *folder)
{
  GhPage page;

  if (site->model->n_delegations == 0)
    return;
  gh_page_begin_single (&page, site, 0, "delegations.html");
  gh_page_head (&page, gh_words (page.words, "page", "delegations"));
  gh_page_add (&page, "<h1>");
  gh_page_word (&page, "delegations");
  gh_page_add (&page, "</h1>\n<ul class=\"columns\">\n");
  for (int delegation = 0; delegation < site->model->n_delegations; delegation++)
    add_item (&page, delegation);
  gh_page_add (&page, "</ul>\n");
  gh_page_end (&page, folder);
  GhPlanLines *lines = gh_plan_lines_new (site);
  for (int delegation = 0; delegation < site->model->n_delegations; delegation++)
    add_delegation (site, lines, folder, delegation);
  gh_plan_lines_free (lines);
}
