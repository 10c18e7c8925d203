/* What the programme costs rule by rule, how far it is from the best, which rules were waived, and
 * how to repeat it. */
#include "output/pages/report.h"

static void
add_cost (GhPage *page, const GhRuleCost *cost)
{
  const GhRuleInfo *info = gh_rule_info (cost->rule);
  GhRuleSetting setting = gh_rule_setting (page->site->model, cost->rule, -1, NULL);

  if (setting.level != GH_LEVEL_SOFT && cost->units == 0 && cost->cost == 0)
    return;
  gh_page_add (page, "<tr>");
  gh_page_element (page, "th scope=\"row\"", info->name);
  gh_page_element (page, "td", info->unit != NULL ? info->unit : info->says);
  gh_page_add (page, "<td class=\"n\">");
  gh_page_number (page, cost->units);
  gh_page_addf (page, "</td><td class=\"n\">%d</td><td class=\"n\">", setting.weight);
  gh_page_number (page, cost->cost);
  gh_page_add (page, "</td></tr>\n");
}

/* ---- how far from the best ---------------------------------------------------------------- */

static void
add_bound (GhPage *page)
{
  const GhProgramme *programme = page->site->programme;

  if (programme->bound <= 0 || programme->n_unplaced > 0)
    return;
  gh_page_add (page, "<p>It is proved that no programme costs less than ");
  gh_page_number (page, programme->bound);
  gh_page_add (page, ": at most ");
  gh_page_number (page, MAX (programme->cost - programme->bound, 0));
  gh_page_add (page, " could still be saved.</p>\n");
}

static void
add_costs (GhPage *page)
{
  gh_page_add (page, "<section aria-labelledby=\"costs\">\n<h2 id=\"costs\">The cost, rule by rule"
                     "</h2>\n<p>Hard rules are kept by everything that has a place. Soft rules are "
                     "wishes: each unit missed costs its weight.</p>\n<table class=\"facts\">\n"
                     "<caption>Soft rules</caption>\n<thead><tr><th scope=\"col\">Rule</th>"
                     "<th scope=\"col\">Counts</th><th scope=\"col\" class=\"n\">Units</th>"
                     "<th scope=\"col\" class=\"n\">Weight</th>"
                     "<th scope=\"col\" class=\"n\">Cost</th></tr></thead>\n<tbody>\n");
  for (int rule = 0; rule < page->site->programme->n_rules; rule++)
    add_cost (page, &page->site->programme->costs[rule]);
  gh_page_add (page, "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"4\">All together</th>"
                     "<td class=\"n\">");
  gh_page_number (page, page->site->programme->cost);
  gh_page_add (page, "</td></tr></tfoot>\n</table>\n");
  add_bound (page);
  gh_page_add (page, "</section>\n");
}

static void
add_disturbance (GhPage *page, const char *what, const GhDisturbance *disturbance)
{
  gh_page_addf (page, "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td class=\"n\">", what,
                disturbance->sessions);
  gh_page_number (page, disturbance->price);
  gh_page_add (page, "</td><td class=\"n\">");
  gh_page_number (page, disturbance->bound);
  gh_page_addf (page, "</td><td>%s</td></tr>\n",
                disturbance->is_proved ? "proved least" : "not proved");
}

/* What re-planning disturbed, and how little it could have been. */
static void
add_certificate (GhPage *page)
{
  const GhCertificate *certificate = page->site->programme->certificate;

  if (certificate == NULL)
    return;
  gh_page_addf (
      page,
      "<section aria-labelledby=\"change\">\n<h2 id=\"change\">The least change</h2>\n"
      "<table class=\"facts\">\n<thead><tr><th scope=\"col\">Change</th>"
      "<th scope=\"col\">Sessions</th><th scope=\"col\">%s</th>"
      "<th scope=\"col\">At least</th><th scope=\"col\">Proof</th></tr></thead>\n<tbody>\n",
      certificate->counts_sessions ? "Counted" : "People");
  add_disturbance (page, "moved", &certificate->moved);
  add_disturbance (page, "only in another room", &certificate->rooms);
  gh_page_addf (page,
                "</tbody>\n</table>\n<p>Covers that changed although their session did not: "
                "%d.</p>\n",
                certificate->covers);
  if (certificate->slack > 0)
    {
      gh_page_add (page, "<p>");
      gh_page_number (page, certificate->slack);
      gh_page_add (page,
                   " more people might be moved for quality; without them the cost would be ");
      gh_page_number (page, certificate->cost_without);
      gh_page_add (page, ".</p>\n");
    }
  gh_page_add (page, "</section>\n");
}

/* ---- waivers ------------------------------------------------------------------------------ */

static bool
is_waiver (const GhRuleRow *row)
{
  return row->has_level && row->level != GH_LEVEL_HARD
         && gh_rule_info (row->rule)->level == GH_LEVEL_HARD;
}

/* "SIDE-03, SIDE-04 and 12 more": a selector may reach hundreds. */
static void
add_sessions (GhPage *page, const GhBits *sessions)
{
  const int most_named = 8;
  int n_named = 0;

  GH_BITS_EACH (sessions, session)
    {
      if (n_named == most_named)
        break;
      gh_page_add (page, n_named > 0 ? ", " : "");
      gh_page_text (page, page->site->model->sessions[session].id);
      n_named++;
    }
  if (gh_bits_count (sessions) > n_named)
    gh_page_addf (page, " and %d more", gh_bits_count (sessions) - n_named);
}

static void
add_waiver (GhPage *page, const GhRuleRow *row)
{
  gh_page_add (page, "<tr>");
  gh_page_element (page, "th scope=\"row\"", gh_rule_info (row->rule)->name);
  gh_page_add (page, "<td>");
  if (row->of != NULL)
    add_sessions (page, row->of);
  else if (row->role != NULL)
    gh_page_element (page, "span", row->role);
  else
    gh_page_add (page, "all");
  gh_page_addf (page, "</td><td>%s</td>", row->level == GH_LEVEL_OFF ? "off" : "soft");
  gh_page_own (page, "td", row->because != NULL ? row->because : "", NULL);
  gh_page_addf (page, "<td>rules, row %d</td></tr>\n", row->source.row);
}

static void
add_waivers (GhPage *page)
{
  const GhModel *model = page->site->model;
  bool is_first = true;

  gh_page_add (page, "<section aria-labelledby=\"waivers\">\n<h2 id=\"waivers\">Waivers</h2>\n");
  for (int number = 0; number < model->n_rule_rows; number++)
    {
      if (!is_waiver (&model->rule_rows[number]))
        continue;
      if (is_first)
        gh_page_add (page, "<table class=\"facts\">\n<caption>Hard rules that the sheets soften or "
                           "switch off</caption>\n<thead><tr><th scope=\"col\">Rule</th>"
                           "<th scope=\"col\">For</th><th scope=\"col\">Now</th>"
                           "<th scope=\"col\">Because</th><th scope=\"col\">Asked for in</th></tr>"
                           "</thead>\n<tbody>\n");
      is_first = false;
      add_waiver (page, &model->rule_rows[number]);
    }
  gh_page_add (page, is_first ? "<p>None: every hard rule holds for everything.</p>\n"
                              : "</tbody>\n</table>\n");
  gh_page_add (page, "</section>\n");
}

/* ---- how it was made ---------------------------------------------------------------------- */

static void
add_fact (GhPage *page, const char *name, const char *value)
{
  gh_page_addf (page, "<dt>%s</dt>", name);
  gh_page_element (page, "dd", value);
}

static void
add_count (GhPage *page, const char *name, int64_t count)
{
  gh_page_addf (page, "<dt>%s</dt><dd>", name);
  gh_page_number (page, count);
  gh_page_add (page, "</dd>\n");
}

void
gh_report_making (GhPage *page)
{
  const GhMaking *making = page->site->making;

  gh_page_add (page,
               "<section aria-labelledby=\"making\">\n<h2 id=\"making\">How it was made</h2>\n"
               "<p>With the same sheets this command makes the same programme again, to the "
               "byte, on every machine:</p>\n<pre><code>");
  gh_page_text (page, making->command);
  gh_page_add (page, "</code></pre>\n<dl>\n");
  add_fact (page, "Program", making->version);
  add_fact (page, "Made at", making->at);
  gh_page_addf (page, "<dt>Seed</dt><dd>%" G_GUINT64_FORMAT "</dd>\n", making->seed);
  add_count (page, "Threads", making->threads);
  add_count (page, "Effort", making->effort);
  add_count (page, "Steps taken", page->site->programme->steps);
  gh_page_add (page, "</dl>\n</section>\n");
}

void
gh_report_costs (GhPage *page)
{
  add_costs (page);
  add_certificate (page);
  add_waivers (page);
}
