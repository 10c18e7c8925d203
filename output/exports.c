/* The files for other programs. */
#include "output/folder.h"
#include "output/listing.h"
#include "output/workbook.h"

static void
take_workbook (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
               const GhMaking *making)
{
  GError *error = NULL;
  g_autoptr (GhLast) last = gh_last_read (model, making->last, &error);
  g_autofree GhLastRow *places = NULL;
  GString *workbook = NULL;

  if (last != NULL)
    {
      places = gh_last_places (last, model, programme);
      workbook = gh_workbook_make (model, programme, making, places, &error);
    }
  if (workbook == NULL)
    {
      gh_folder_spoil (folder, error);
      return;
    }
  gh_folder_take (folder, "programme.xlsx", workbook);
  gh_folder_take (folder, "teams.csv", gh_teams_table (model, programme, places));
}

/* "schedule.xml" in the conference's first language, "schedule.fr.xml" in another one. */
static char *
schedule_name (const GhModel *model, int language, const char *ending)
{
  if (language == 0)
    return g_strconcat ("schedule.", ending, NULL);
  g_autofree char *name = gh_file_name (model->conference.languages[language]);
  return g_strdup_printf ("schedule.%s.%s", name, ending);
}

static void
take_schedules (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                const GhMaking *making, int language)
{
  g_autoptr (GhListing) listing = gh_listing_new (model, programme, making, language);
  g_autofree char *xml = schedule_name (model, language, "xml");
  g_autofree char *json = schedule_name (model, language, "json");

  gh_folder_take (folder, xml, gh_listing_to_xml (listing, making->version));
  gh_folder_take (folder, json, gh_listing_to_json (listing, making->version));
}

void
gh_output_exports (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                   const GhMaking *making)
{
  for (int language = 0; model->conference.languages[language] != NULL; language++)
    take_schedules (folder, model, programme, making, language);
  take_workbook (folder, model, programme, making);
}
