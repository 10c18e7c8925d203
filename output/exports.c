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

void
gh_output_exports (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                   const GhMaking *making)
{
  g_autoptr (GhListing) listing = gh_listing_new (model, programme, making);

  gh_folder_take (folder, "schedule.xml", gh_listing_to_xml (listing, making->version));
  gh_folder_take (folder, "schedule.json", gh_listing_to_json (listing, making->version));
  take_workbook (folder, model, programme, making);
}
