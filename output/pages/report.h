/* The parts of the organiser's report, in the order in which they stand. */
#pragma once

#include "output/pages/page.h"

void gh_report_attention (GhPage *page); /* what needs it, in figures; what is not translated */
void gh_report_lacking (GhPage *page);   /* what has no place, complaints, what changed */
void gh_report_costs (GhPage *page);     /* the rules, the bound, the waivers */
void gh_report_rooms (GhPage *page, GhFolder *folder);       /* how full they are, day by day */
void gh_report_teams (GhPage *page, GhFolder *folder);       /* sittings against their limits */
void gh_report_coverage (GhPage *page, GhFolder *folder);    /* of delegations, small ones first */
void gh_report_load (GhPage *page, GhFolder *folder);        /* hours by person */
void gh_report_moves (GhPage *page, GhFolder *folder);       /* from which day to which */
void gh_report_disturbance (GhPage *page, GhFolder *folder); /* of re-planning, against the cost */
void gh_report_search (GhPage *page, GhFolder *folder); /* the best over time, and by which moves */
void gh_report_making (GhPage *page);                   /* how to repeat it */
