/* The files for other programs. */
#include "output/listing.h"

void
gh_output_exports (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                   const GhMaking *making)
{
  g_autoptr (GhListing) listing = gh_listing_new (model, programme, making);

  gh_folder_take (folder, "schedule.xml", gh_listing_to_xml (listing, making->version));
  gh_folder_take (folder, "schedule.json", gh_listing_to_json (listing, making->version));
}
