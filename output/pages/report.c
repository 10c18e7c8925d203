/* report.html: what an organiser decides by.
 *
 * It is in English, as are the reasons that the engine gives, and there once, at the top.
 */
#include "output/pages/report.h"

void
gh_pages_report (const GhSite *site, GhFolder *folder)
{
  GhPage page;

  gh_page_begin_single (&page, site, 0, "report.html");
  page.words = gh_words_in ("en");
  page.lang = gh_words_language (page.words);
  page.is_personal = true;
  gh_page_head (&page, "Report for the organiser");
  gh_page_add (&page, "<h1>Report for the organiser</h1>\n");
  gh_report_attention (&page);
  gh_report_lacking (&page);
  gh_report_costs (&page);
  gh_report_rooms (&page, folder);
  gh_report_teams (&page, folder);
  gh_report_coverage (&page, folder);
  gh_report_load (&page, folder);
  gh_report_moves (&page, folder);
  gh_report_disturbance (&page, folder);
  gh_report_search (&page, folder);
  gh_report_making (&page);
  gh_page_end (&page, folder);
}
