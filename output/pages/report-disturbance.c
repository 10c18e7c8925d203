/* How much a re-planning disturbs against how good it is: the least change, and what slack made of
 * it. */
#include "output/pages/figure.h"
#include "output/pages/report.h"

void
gh_report_disturbance (GhPage *page, GhFolder *folder)
{
  const GhCertificate *certificate = page->site->programme->certificate;
  g_autoptr (GhFigure) figure = gh_figure_new ("disturbance", "Disturbance against quality", 3);

  if (certificate == NULL || certificate->slack == 0)
    return;
  gh_figure_text (figure, "programme");
  gh_figure_text (figure, certificate->counts_sessions ? "sessions moved" : "people moved");
  gh_figure_text (figure, "cost");
  gh_figure_text (figure, "the least change");
  gh_figure_number (figure, certificate->moved_without);
  gh_figure_number (figure, certificate->cost_without);
  gh_figure_text (figure, "this one");
  gh_figure_number (figure, certificate->moved.price);
  gh_figure_number (figure, page->site->programme->cost);
  gh_figure_begin (page, figure,
                   "To the right: how many are moved, as rule change counts them; upwards: the "
                   "cost.");
  gh_figure_dots (page, figure, 1, 2);
  gh_figure_end (page, folder, figure);
}
