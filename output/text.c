/* How minutes and ids are spelt in files. */
#include "output/output.h"

char *
gh_file_name (const char *id)
{
  GString *name = g_string_new (NULL);

  for (const char *letter = id; *letter != '\0'; letter++)
    if (g_ascii_isalnum (*letter) || *letter == '.' || *letter == '_' || *letter == '-')
      g_string_append_c (name, *letter);
    else
      g_string_append_printf (name, "%%%02X", (unsigned char)*letter);
  return g_string_free (name, false);
}

char *
gh_date_text (const GhModel *model, GhMinute minute)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(model->conference.first_day + gh_day_of (minute)));
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

char *
gh_clock_text (GhMinute minute)
{
  int of_day = minute - gh_day_of (minute) * GH_DAY;

  return g_strdup_printf ("%02d:%02d", of_day / 60, of_day % 60);
}
