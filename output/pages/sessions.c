/* How a session is told: its title, colour and sign, room, group and teams; lists of sessions, and
 * the form that filters them.
 */
#include "output/causes.h"
#include "output/pages/page.h"

#include <string.h>

static const GhSession *
session_of (const GhPage *page, int session)
{
  return &page->site->model->sessions[session];
}

const char *
gh_page_plain_title (const GhPage *page, int session)
{
  const GhSession *this = session_of (page, session);

  if (this->closed)
    return gh_words (page->words, "page", "closed");
  return gh_text_in (this->title != NULL ? this->title : this->id, this->title_in, page->language,
                     NULL);
}

void
gh_page_title (GhPage *page, const char *tag, int session)
{
  const GhSession *this = session_of (page, session);

  if (this->closed)
    gh_page_element (page, tag, gh_page_plain_title (page, session));
  else
    gh_page_own (page, tag, this->title != NULL ? this->title : this->id, this->title_in);
}

void
gh_page_because (GhPage *page, const char *tag, const GhChange *change)
{
  const GhSite *site = page->site;
  const char *in = NULL;
  g_autofree char *text = NULL;

  if (change->number < 0)
    text = g_strdup (change->because);
  else if (site->model->sessions[change->number].closed)
    text = g_strdup (""); /* who is in the way tells who is there */
  else
    text = gh_because_in (site->model, site->programme, change->number, change->because,
                          page->language, page->words, &in);
  gh_page_in (page, tag, text, in != NULL ? in : page->lang);
}

/* ---- colour, sign and what it is filtered by ---------------------------------------------- */

static void
add_token (GhPage *page, char letter, const GPtrArray *names, const char *name)
{
  guint number;

  if (name != NULL && g_ptr_array_find ((GPtrArray *)names, name, &number))
    gh_page_addf (page, " %c%u", letter, number);
}

static void
add_tokens (GhPage *page, int session)
{
  const GhSite *site = page->site;
  const GhSession *this = session_of (page, session);

  if (this->group >= 0)
    gh_page_addf (page, " g%d", this->group);
  add_token (page, 'k', site->kinds, this->kind);
  for (guint need = 0; need < this->teams->len; need++)
    add_token (page, 't', site->team_kinds, g_array_index (this->teams, GhTeamNeed, need).kind);
  for (guint feature = 0; feature < this->features->len; feature++)
    add_token (page, 'f', site->features, g_ptr_array_index (this->features, feature));
  for (guint wish = 0; wish < this->wishes->len; wish++)
    add_token (page, 'f', site->features, g_ptr_array_index (this->wishes, wish));
  for (guint tag = 0; tag < this->tags->len; tag++)
    add_token (page, 'x', site->tags, g_ptr_array_index (this->tags, tag));
}

void
gh_page_class (GhPage *page, int session)
{
  int kind = gh_site_kind (page->site, session);

  gh_page_add (page, " class=\"s");
  if (kind >= 0)
    gh_page_addf (page, " k%d z%d", kind % GH_SITE_HUES, kind % GH_SITE_SIGNS);
  gh_page_add (page, page->site->places[session].cancelled ? " off\"" : "\"");
  if (!page->has_filters)
    return;
  gh_page_add (page, " data-f=\"");
  if (!session_of (page, session)->closed)
    add_tokens (page, session);
  gh_page_add (page, "\"");
}

void
gh_page_legend (GhPage *page)
{
  if (page->site->kinds->len == 0)
    return;
  gh_page_add (page, "<ul class=\"legend\" aria-label=\"");
  gh_page_word (page, "kinds");
  gh_page_add (page, "\">");
  for (guint kind = 0; kind < page->site->kinds->len; kind++)
    {
      gh_page_addf (page, "<li class=\"s k%u z%u\">", kind % GH_SITE_HUES, kind % GH_SITE_SIGNS);
      gh_page_own (page, "bdi", g_ptr_array_index (page->site->kinds, kind), NULL);
      gh_page_add (page, "</li>");
    }
  gh_page_add (page, "</ul>\n");
}

/* ---- cells -------------------------------------------------------------------------------- */

void
gh_page_room_name (GhPage *page, int session)
{
  int room = page->site->rooms[session];
  const char *id = page->site->places[session].room;

  if (room >= 0)
    gh_page_own (page, "bdi", page->site->model->rooms[room].name,
                 page->site->model->rooms[room].name_in);
  else if (*id != '\0')
    gh_page_element (page, "bdi", id);
  else
    gh_page_word (page, "no-room");
}

void
gh_page_room (GhPage *page, int session)
{
  int room = page->site->rooms[session];

  if (room >= 0)
    gh_page_link (page, "rooms", page->site->model->rooms[room].id);
  gh_page_room_name (page, session);
  if (room >= 0)
    gh_page_add (page, "</a>");
}

void
gh_page_group (GhPage *page, int session)
{
  const GhSession *this = session_of (page, session);

  if (this->closed)
    return;
  if (this->group >= 0)
    {
      const GhGroup *group = &page->site->model->groups[this->group];
      gh_page_link (page, "groups", group->id);
      gh_page_own (page, "bdi", group->name, group->name_in);
      gh_page_add (page, "</a> ");
    }
  if (this->kind != NULL)
    gh_page_own (page, "small", this->kind, NULL);
}

void
gh_page_teams (GhPage *page, int session)
{
  const GArray *teams = page->site->programme->teams[session];

  if (session_of (page, session)->closed)
    return;
  for (guint entry = 0; entry < teams->len; entry++)
    {
      const GhTeam *team = &page->site->model->teams[g_array_index (teams, int, entry)];
      gh_page_add (page, " <span class=\"team\">");
      if (team->kind != NULL)
        gh_page_own (page, "span", team->kind, NULL);
      gh_page_add (page, " ");
      gh_page_element (page, "b", team->id);
      gh_page_add (page, "</span>");
    }
}

/* ---- lists -------------------------------------------------------------------------------- */

static void
add_heading (GhPage *page, const char *key)
{
  gh_page_add (page, "<th scope=\"col\">");
  gh_page_word (page, key);
  gh_page_add (page, "</th>");
}

/* How many there are. */
static int
add_headings (GhPage *page, unsigned columns)
{
  static const char *const of_bits[] = { "room", "group", "teams" };
  int n = 2;

  gh_page_add (page, "<thead><tr>");
  add_heading (page, "time");
  add_heading (page, "session");
  for (gsize bit = 0; bit < G_N_ELEMENTS (of_bits); bit++)
    if (columns & 1u << bit)
      {
        add_heading (page, of_bits[bit]);
        n++;
      }
  gh_page_add (page, "</tr></thead>\n");
  return n;
}

static void
add_name (GhPage *page, int session)
{
  const GhLastRow *place = &page->site->places[session];

  if (place->cancelled)
    {
      gh_page_add (page, "<strong class=\"x\">");
      gh_page_word (page, "cancelled");
      gh_page_add (page, "</strong> ");
    }
  gh_page_session_link (page, session);
  gh_page_title (page, "bdi", session);
  gh_page_add (page, "</a> <small>");
  gh_page_text (page, place->id);
  gh_page_add (page, "</small>");
}

static void
add_cell (GhPage *page, unsigned is_wanted, void (*add) (GhPage *, int), int session)
{
  if (!is_wanted)
    return;
  gh_page_add (page, "<td>");
  add (page, session);
  gh_page_add (page, "</td>");
}

static void
add_row (GhPage *page, int session, unsigned columns)
{
  gh_page_add (page, "<tr");
  gh_page_class (page, session);
  gh_page_add (page, "><th scope=\"row\">");
  gh_page_session_times (page, session);
  gh_page_add (page, "</th><td>");
  add_name (page, session);
  gh_page_add (page, "</td>");
  add_cell (page, columns & GH_LIST_ROOM, gh_page_room, session);
  add_cell (page, columns & GH_LIST_GROUP, gh_page_group, session);
  add_cell (page, columns & GH_LIST_TEAMS, gh_page_teams, session);
  gh_page_add (page, "</tr>\n");
}

static bool
say_if_empty (GhPage *page, const GArray *sessions)
{
  if (sessions->len > 0)
    return false;
  gh_page_add (page, "<p>");
  gh_page_word (page, "nothing");
  gh_page_add (page, "</p>\n");
  return true;
}

void
gh_page_list (GhPage *page, const GArray *sessions, unsigned columns)
{
  const GhSite *site = page->site;

  if (say_if_empty (page, sessions))
    return;
  gh_page_add (page, "<table class=\"list\">\n");
  int n_columns = add_headings (page, columns);
  for (guint first = 0, next; first < sessions->len; first = next)
    {
      GhMinute start = site->places[g_array_index (sessions, int, first)].start;
      g_autofree char *day = gh_page_long_day (page, start);
      next = gh_site_end_of_day (site, sessions, first);
      gh_page_addf (page, "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"%d\">%s</th></tr>\n",
                    n_columns, day);
      for (guint entry = first; entry < next; entry++)
        add_row (page, g_array_index (sessions, int, entry), columns);
      gh_page_add (page, "</tbody>\n");
    }
  gh_page_add (page, "</table>\n");
}

/* ---- plans -------------------------------------------------------------------------------- */

struct _GhPlanLines
{
  int n_sessions;
  GPtrArray *languages; /* char**, by session; NULL: no page was in it yet */
};

static void
free_lines (gpointer data)
{
  g_strfreev (data);
}

GhPlanLines *
gh_plan_lines_new (const GhSite *site)
{
  GhPlanLines *lines = g_new (GhPlanLines, 1);

  lines->n_sessions = site->model->n_sessions;
  lines->languages = g_ptr_array_new_with_free_func (free_lines);
  return lines;
}

void
gh_plan_lines_free (GhPlanLines *lines)
{
  g_ptr_array_unref (lines->languages);
  g_free (lines);
}

static char *
line_of (GhPage *page, int session)
{
  GString *html = page->html;

  page->html = g_string_new ("<li");
  gh_page_class (page, session);
  gh_page_add (page, ">");
  gh_page_session_times (page, session);
  gh_page_add (page, " ");
  add_name (page, session);
  gh_page_add (page, " · ");
  gh_page_room_name (page, session);
  gh_page_add (page, " · ");
  char *line = g_string_free (page->html, false);
  page->html = html;
  return line;
}

/* Every session's, in the language of the page; of those that are not shown "". */
static char **
lines_in (GhPlanLines *lines, GhPage *page)
{
  while (lines->languages->len <= (guint)page->language)
    g_ptr_array_add (lines->languages, NULL);
  gpointer *found = &lines->languages->pdata[page->language];
  if (*found == NULL)
    {
      char **all = g_new0 (char *, lines->n_sessions + 1);
      for (int session = 0; session < lines->n_sessions; session++)
        all[session] =
            page->site->addresses[session] != NULL ? line_of (page, session) : g_strdup ("");
      *found = all;
    }
  return *found;
}

void
gh_page_plan (GhPage *page, GhPlanLines *lines, const GArray *sessions, GhPageAs as, gpointer data)
{
  const GhSite *site = page->site;

  if (say_if_empty (page, sessions))
    return;
  char **of_sessions = lines_in (lines, page);
  for (guint first = 0, next; first < sessions->len; first = next)
    {
      GhMinute start = site->places[g_array_index (sessions, int, first)].start;
      g_autofree char *day = gh_page_long_day (page, start);
      next = gh_site_end_of_day (site, sessions, first);
      gh_page_addf (page, "<h2>%s</h2>\n<ul class=\"plan\">\n", day);
      for (guint entry = first; entry < next; entry++)
        {
          int session = g_array_index (sessions, int, entry);
          gh_page_add (page, of_sessions[session]);
          as (page, session, data);
          gh_page_add (page, "</li>\n");
        }
      gh_page_add (page, "</ul>\n");
    }
}

/* ---- filters ------------------------------------------------------------------------------ */

static void
begin_choice (GhPage *page, const char *key)
{
  gh_page_add (page, "<label>");
  gh_page_word (page, key);
  gh_page_add (page, " <select><option value=\"\">");
  gh_page_word (page, "all");
  gh_page_add (page, "</option>");
}

static void
add_choice (GhPage *page, const char *key, char letter, const GPtrArray *names)
{
  if (names->len == 0)
    return;
  begin_choice (page, key);
  for (guint number = 0; number < names->len; number++)
    {
      gh_page_addf (page, "<option value=\"%c%u\">", letter, number);
      gh_page_text (page, g_ptr_array_index (names, number));
      gh_page_add (page, "</option>");
    }
  gh_page_add (page, "</select></label>\n");
}

static void
add_group_choice (GhPage *page)
{
  const GhModel *model = page->site->model;

  if (model->n_groups == 0)
    return;
  begin_choice (page, "group");
  for (int group = 0; group < model->n_groups; group++)
    if (page->site->in_groups[group]->len > 0)
      {
        const GhGroup *this = &model->groups[group];
        gh_page_addf (page, "<option value=\"g%d\">", group);
        gh_page_text (page, gh_text_in (this->name, this->name_in, page->language, NULL));
        gh_page_add (page, "</option>");
      }
  gh_page_add (page, "</select></label>\n");
}

void
gh_page_filters (GhPage *page)
{
  const GhSite *site = page->site;

  page->has_filters = true;
  gh_page_add (page, "<details class=\"filters\" hidden=\"\"><summary>");
  gh_page_word (page, "filters");
  gh_page_add (page, "</summary>\n<form>\n");
  add_group_choice (page);
  add_choice (page, "kind", 'k', site->kinds);
  add_choice (page, "teams", 't', site->team_kinds);
  add_choice (page, "features", 'f', site->features);
  add_choice (page, "tag", 'x', site->tags);
  gh_page_add (page, "<button type=\"reset\">");
  gh_page_word (page, "reset");
  gh_page_add (page, "</button> <output>");
  gh_page_filled (page, "shown", "<b></b>");
  gh_page_add (page, "</output>\n</form></details>\n");
}
