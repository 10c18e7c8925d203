/* A page for each session, and the page of all of them. */
#include "output/pages/page.h"

#include <string.h>

static void
begin_fact (GhPage *page, const char *key)
{
  gh_page_add (page, "<dt>");
  gh_page_word (page, key);
  gh_page_add (page, "</dt><dd>");
}

static void
end_fact (GhPage *page)
{
  gh_page_add (page, "</dd>\n");
}

static void
add_when (GhPage *page, int session)
{
  const GhLastRow *place = &page->site->places[session];
  g_autofree char *date = gh_date_text (page->site->model, place->start);
  g_autofree char *day = gh_page_long_day (page, place->start);
  g_autofree char *minutes = g_strdup_printf ("%d", place->end - place->start);

  begin_fact (page, "when");
  gh_page_addf (page, "<a href=\"%sdays/%s.html\">%s</a> ", page->up, date, day);
  gh_page_session_times (page, session);
  gh_page_add (page, " <small>");
  gh_page_filled (page, "minutes", minutes);
  gh_page_add (page, "</small>");
  end_fact (page);
}

static void
add_where (GhPage *page, int session)
{
  const GhModel *model = page->site->model;
  int room = page->site->rooms[session];

  begin_fact (page, "where");
  gh_page_room (page, session);
  if (room >= 0 && model->rooms[room].venue >= 0 && model->venues[model->rooms[room].venue] != NULL)
    {
      gh_page_add (page, " <small>");
      gh_page_own (page, "bdi", model->venues[model->rooms[room].venue], NULL);
      gh_page_add (page, "</small>");
    }
  end_fact (page);
}

static void
add_names (GhPage *page, const char *key, const GPtrArray *names, const GPtrArray *more)
{
  if (names->len + more->len == 0)
    return;
  begin_fact (page, key);
  for (guint number = 0; number < names->len + more->len; number++)
    {
      const char *name = number < names->len ? g_ptr_array_index (names, number)
                                             : g_ptr_array_index (more, number - names->len);
      gh_page_add (page, number > 0 ? ", " : "");
      gh_page_own (page, "bdi", name, NULL);
    }
  end_fact (page);
}

/* ---- people: only who has a role or a speech ---------------------------------------------- */

static void
add_person (GhPage *page, int person)
{
  const GhModel *model = page->site->model;
  const GhPerson *this = &model->persons[person];

  gh_page_own (page, "bdi", this->name, this->name_in);
  if (this->delegation < 0)
    return;
  const GhDelegation *delegation = &model->delegations[this->delegation];
  gh_page_add (page, " <small>");
  gh_page_own (page, "bdi", delegation->name, delegation->name_in);
  gh_page_add (page, "</small>");
}

/* Who speaks is in the list of speeches. */
static bool
is_told (const GhSite *site, const GhRole *role)
{
  return site->speeches[role->session]->len == 0 || strcmp (role->role, "speaker") != 0;
}

static void
add_roles (GhPage *page, int session)
{
  const GhModel *model = page->site->model;
  bool is_first = true;

  for (int number = gh_site_first_role (page->site, session);
       number < model->n_roles && model->roles[number].session == session; number++)
    {
      const GhRole *role = &model->roles[number];
      if (!is_told (page->site, role))
        continue;
      if (is_first)
        begin_fact (page, "roles");
      gh_page_add (page, is_first ? "<ul><li>" : "<li>");
      is_first = false;
      gh_page_own (page, "span class=\"role\"", role->role, NULL);
      gh_page_add (page, " ");
      add_person (page, role->person);
      gh_page_add (page, "</li>");
    }
  if (!is_first)
    {
      gh_page_add (page, "</ul>");
      end_fact (page);
    }
}

static void
add_speeches (GhPage *page, int session)
{
  const GhSite *site = page->site;
  const GArray *speeches = site->speeches[session];

  if (speeches->len == 0)
    return;
  begin_fact (page, "speeches");
  gh_page_add (page, "<ol>");
  for (guint entry = 0; entry < speeches->len; entry++)
    {
      int speech = g_array_index (speeches, int, entry);
      GhMinute start = site->programme->speeches[speech].start;
      gh_page_add (page, "<li>");
      gh_page_times (page, start, start + site->model->speeches[speech].minutes);
      gh_page_add (page, " ");
      add_person (page, site->model->speeches[speech].speaker);
      gh_page_add (page, "</li>");
    }
  gh_page_add (page, "</ol>");
  end_fact (page);
}

/* ---- what else ---------------------------------------------------------------------------- */

static void
add_change (GhPage *page, int session)
{
  const GhChange *change = page->site->changed[session];

  if (change == NULL)
    return;
  begin_fact (page, "changed");
  gh_page_text (page, gh_words (page->words, "change", change->change));
  if (change->from != NULL)
    {
      g_autofree char *place = gh_page_place (page, change->from);

      gh_page_add (page, ". ");
      gh_page_filled (page, "was-at", place);
    }
  end_fact (page);
}

static void
add_because (GhPage *page, int session)
{
  const GhSession *this = &page->site->model->sessions[session];
  const GhChange *change = page->site->changed[session];
  bool is_changed = change != NULL && change->because[0] != '\0';

  if (this->because == NULL && !is_changed)
    return;
  begin_fact (page, "because");
  if (is_changed)
    gh_page_because (page, "bdi", change);
  else
    gh_page_own (page, "bdi", this->because, this->because_in);
  end_fact (page);
}

static void
add_neighbour (GhPage *page, const char *rel, int session)
{
  gh_page_addf (page, "<li class=\"%s\">", rel);
  gh_page_session_link (page, session);
  gh_page_element (page, "bdi", page->site->places[session].id);
  gh_page_add (page, "</a></li>");
}

/* The sessions of its group before and after it. */
static void
add_series (GhPage *page, int session)
{
  int group = page->site->model->sessions[session].group;
  const GArray *sessions = group >= 0 ? page->site->in_groups[group] : NULL;
  guint at = 0;

  if (sessions == NULL || sessions->len < 2)
    return;
  while (g_array_index (sessions, int, at) != session)
    at++;
  gh_page_add (page, "<nav class=\"days\" aria-label=\"");
  gh_page_word (page, "series");
  gh_page_add (page, "\"><ul>");
  if (at > 0)
    add_neighbour (page, "prev", g_array_index (sessions, int, at - 1));
  if (at + 1 < sessions->len)
    add_neighbour (page, "next", g_array_index (sessions, int, at + 1));
  gh_page_add (page, "</ul></nav>\n");
}

/* What a closed session has to say to those who are not entitled is in the facts above. */
static void
add_open_facts (GhPage *page, int session)
{
  const GhSession *this = &page->site->model->sessions[session];

  if (this->group >= 0 || this->kind != NULL)
    {
      begin_fact (page, "group");
      gh_page_group (page, session);
      end_fact (page);
    }
  add_roles (page, session);
  if (page->site->programme->teams[session]->len > 0)
    {
      begin_fact (page, "teams");
      gh_page_teams (page, session);
      end_fact (page);
    }
  add_names (page, "features", this->features, this->wishes);
  add_speeches (page, session);
  add_because (page, session);
}

static void
add_session (const GhSite *site, int language, GhFolder *folder, int session)
{
  const GhSession *this = &site->model->sessions[session];
  g_autofree char *path = gh_site_path ("sessions", this->id);
  GhPage page;

  gh_page_begin (&page, site, language, path);
  gh_page_head (&page, gh_page_plain_title (&page, session));
  gh_page_add (&page, "<article");
  gh_page_class (&page, session);
  gh_page_add (&page, ">\n<p class=\"id\">");
  gh_page_element (&page, "bdi", this->id);
  gh_page_add (&page, "</p>\n");
  gh_page_title (&page, "h1 class=\"t\"", session);
  if (site->places[session].cancelled)
    {
      gh_page_add (&page, "<p><strong class=\"x\">");
      gh_page_word (&page, "cancelled");
      gh_page_add (&page, "</strong></p>\n");
    }
  gh_page_add (&page, "<dl>\n");
  add_when (&page, session);
  add_where (&page, session);
  add_change (&page, session);
  if (!this->closed)
    add_open_facts (&page, session);
  gh_page_add (&page, "</dl>\n");
  if (this->group >= 0 && !this->closed)
    gh_page_calendar (&page, "groups", site->model->groups[this->group].id);
  gh_page_add (&page, "</article>\n");
  if (!this->closed)
    add_series (&page, session);
  gh_page_end (&page, folder);
}

static void
add_all_sessions (const GhSite *site, int language, GhFolder *folder)
{
  GhPage page;

  gh_page_begin (&page, site, language, "sessions.html");
  gh_page_head (&page, gh_words (page.words, "page", "sessions"));
  gh_page_add (&page, "<h1>");
  gh_page_word (&page, "sessions");
  gh_page_add (&page, "</h1>\n");
  gh_page_filters (&page);
  gh_page_legend (&page);
  gh_page_list (&page, site->shown, GH_LIST_ROOM | GH_LIST_GROUP | GH_LIST_TEAMS);
  gh_page_end (&page, folder);
}

void
gh_pages_sessions (const GhSite *site, int language, GhFolder *folder)
{
  add_all_sessions (site, language, folder);
  for (guint entry = 0; entry < site->shown->len; entry++)
    add_session (site, language, folder, g_array_index (site->shown, int, entry));
}
