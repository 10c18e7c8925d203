/* The parts of the organiser's report. */
#pragma once

#include "output/pages/page.h"

void gh_report_lacking (GhPage *page); /* what has no place, complaints, what changed */
void gh_report_costs (GhPage *page);   /* the rules, the waivers, how to repeat it */
