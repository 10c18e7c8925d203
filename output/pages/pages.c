/* Which pages there are: all in every language, but for those of people, delegations and the
 * report. */
#include "output/output-files.h"
#include "output/pages/page.h"

#include <gio/gio.h>

/* A file that is part of the program goes beside the pages as it is. */
static void
take_file (GhFolder *folder, const char *name)
{
  g_autofree char *path = g_strconcat ("/gahunda/pages/", name, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (gh_output_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  gh_folder_take (folder, name, g_string_new_len (data, (gssize)size));
}

static void
take_pages (const GhSite *site, GhFolder *folder)
{
  const char **languages = site->model->conference.languages;

  for (int language = 0; languages[language] != NULL; language++)
    {
      gh_pages_overview (site, language, folder);
      gh_pages_days (site, language, folder);
      gh_pages_sessions (site, language, folder);
      gh_pages_groups (site, language, folder);
      gh_pages_rooms (site, language, folder);
    }
  gh_pages_delegations (site, folder);
  /* As calendars do: before it is published, nobody's programme is anybody's business. */
  if (site->making->revision > 0)
    gh_pages_people (site, folder);
  gh_pages_report (site, folder);
}

void
gh_output_pages (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                 const GhMaking *making)
{
  GError *error = NULL;
  g_autoptr (GhSite) site = gh_site_new (model, programme, making, &error);

  if (site == NULL)
    {
      gh_folder_spoil (folder, error);
      return;
    }
  take_pages (site, folder);
  take_file (folder, "programme.css");
  take_file (folder, "programme.js");
  take_file (folder, "programme.svg");
}
