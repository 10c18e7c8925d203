/* What the programme lacks, and what is other than in the last revision. */
#include "output/pages/report.h"

#include <string.h>

static void
add_unplaced_session (GhPage *page, int session)
{
  const GhSession *this = &page->site->model->sessions[session];
  const char *why = page->site->programme->why_unplaced[session];

  gh_page_add (page, "<tr>");
  gh_page_element (page, "th scope=\"row\"", this->id);
  gh_page_title (page, "td", session);
  gh_page_addf (page, "<td class=\"l\">%d min%s</td>", this->minutes,
                this->optional ? ", optional" : "");
  gh_page_element (page, "td", why != NULL ? why : "");
  gh_page_add (page, "</tr>\n");
}

static void
add_unplaced (GhPage *page)
{
  const GhModel *model = page->site->model;
  bool is_first = true;

  gh_page_add (page, "<section aria-labelledby=\"unplaced\">\n"
                     "<h2 id=\"unplaced\">Without a place</h2>\n");
  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhLastRow *place = &page->site->places[session];
      if (place->start != GH_NEVER || place->cancelled || model->sessions[session].reserve)
        continue;
      if (is_first)
        gh_page_add (page, "<table class=\"facts\">\n<caption>Sessions without room and time, and "
                           "why</caption>\n<thead><tr><th scope=\"col\">Id</th>"
                           "<th scope=\"col\">Session</th><th scope=\"col\">Length</th>"
                           "<th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
      is_first = false;
      add_unplaced_session (page, session);
    }
  gh_page_add (page, is_first ? "<p>Every session has a place.</p>\n" : "</tbody>\n</table>\n");
  gh_page_add (page, "</section>\n");
}

static void
add_complaints (GhPage *page)
{
  const GPtrArray *complaints = page->site->programme->complaints;

  if (complaints->len == 0)
    return;
  gh_page_add (page, "<section aria-labelledby=\"complaints\">\n"
                     "<h2 id=\"complaints\">What else is missing</h2>\n<ul>\n");
  for (guint complaint = 0; complaint < complaints->len; complaint++)
    gh_page_element (page, "li", g_ptr_array_index (complaints, complaint));
  gh_page_add (page, "</ul>\n</section>\n");
}

static bool
is_closed (const GhPage *page, const GhChange *change)
{
  return change->number >= 0 && page->site->model->sessions[change->number].closed;
}

/* Who covers what for a delegation is that delegation's business: changes.csv has it. */
static void
add_changes (GhPage *page)
{
  if (page->site->making->last == NULL)
    return;
  gh_page_add (page, "<section aria-labelledby=\"changes\">\n"
                     "<h2 id=\"changes\">Changed since the last revision</h2>\n"
                     "<table class=\"facts\">\n<caption>Sessions that moved, came or went</caption>"
                     "\n<thead><tr><th scope=\"col\">Session</th><th scope=\"col\">Change</th>"
                     "<th scope=\"col\">Was</th><th scope=\"col\">Now</th>"
                     "<th scope=\"col\">Because</th></tr></thead>\n<tbody>\n");
  for (guint number = 0; number < page->site->changes->len; number++)
    {
      const GhChange *change = g_ptr_array_index (page->site->changes, number);
      if (strcmp (change->change, "cover") == 0)
        continue;
      gh_page_add (page, "<tr>");
      gh_page_element (page, "th scope=\"row\"", change->session);
      gh_page_addf (page, "<td>%s</td>", change->change);
      gh_page_element (page, "td", change->was);
      gh_page_element (page, "td", change->now);
      /* The report lies beside what is public: of a closed session the reason tells who is there.
       */
      gh_page_own (page, "td", is_closed (page, change) ? "" : change->because, NULL);
      gh_page_add (page, "</tr>\n");
    }
  gh_page_add (page, "</tbody>\n</table>\n</section>\n");
}

void
gh_report_lacking (GhPage *page)
{
  add_unplaced (page);
  add_complaints (page);
  add_changes (page);
}
