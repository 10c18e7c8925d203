/* One person's programme, to take along.  It is theirs: it tells what they are entitled to know,
 * the titles of their closed sessions too. */
#include "output/print/print.h"

static const char *
word_of (const GhSheet *sheet, const GhAttendance *row)
{
  static const char *const keys[] = {
    [GH_AS_SPEAKER] = "as-speaker",
    [GH_AS_MUST] = "as-must",
    [GH_AS_SHOULD] = "as-should",
    [GH_AS_COVERS] = "as-covers",
  };

  return row->as == GH_AS_ROLE ? row->role : gh_sheet_word (sheet, keys[row->as]);
}

/* "Aula · chair, for the delegation (proposed)" */
static char *
why (const GhSheet *sheet, int session, gpointer data)
{
  GhRun run = sheet->site->attending[GPOINTER_TO_INT (data)];
  GString *text = g_string_new (gh_sheet_room (sheet, session));
  const char *separator = " · ";

  for (guint number = run.first; number < run.first + run.n; number++)
    {
      const GhAttendance *row =
          &g_array_index (sheet->site->programme->attendance, GhAttendance, number);
      if (row->session != session || row->as == GH_AS_MAY)
        continue;
      g_string_append_printf (text, "%s%s", separator, word_of (sheet, row));
      separator = ", ";
    }
  return g_string_free (text, false);
}

/* What is only open to them would be most of the programme. */
static GArray *
find_sessions (const GhSite *site, int person)
{
  GhRun run = site->attending[person];
  GArray *sessions = g_array_new (false, false, sizeof (int));
  int last = -1;

  for (guint number = run.first; number < run.first + run.n; number++)
    {
      const GhAttendance *row = &g_array_index (site->programme->attendance, GhAttendance, number);
      if (row->as == GH_AS_MAY || row->session == last
          || site->places[row->session].start == GH_NEVER)
        continue;
      last = row->session;
      g_array_append_val (sessions, row->session);
    }
  gh_site_sort (site, sessions);
  return sessions;
}

GString *
gh_output_personal (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                    const GhPaper *paper, int person, GError **error)
{
  g_autoptr (GhSite) site = gh_site_new (model, programme, making, error);

  if (site == NULL)
    return NULL;
  const GhPerson *this = &model->persons[person];
  const char *name = gh_text_in (this->name, this->name_in, paper->language, NULL);
  g_autoptr (GArray) sessions = find_sessions (site, person);
  GhSheet *sheet =
      gh_sheet_new (site, paper->language, paper->is_a5 ? GH_SHEET_A5 : GH_SHEET_A4, name);
  sheet->is_personal = true;
  gh_sheet_page (sheet, false);
  gh_sheet_heading (sheet, 1, name);
  for (guint first = 0, next; first < sessions->len; first = next)
    {
      const int *of_day = &g_array_index (sessions, int, first);
      g_autofree char *day = gh_sheet_day (sheet, site->places[*of_day].start);
      next = gh_site_end_of_day (site, sessions, first);
      sheet->y += 8;
      gh_sheet_heading (sheet, 2, day);
      gh_print_list (sheet, of_day, (int)(next - first), why, GINT_TO_POINTER (person));
    }
  return gh_sheet_end (sheet, error);
}
