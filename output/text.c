/* How minutes and ids are spelt in files. */
#include "output/output.h"

#include <string.h>

/* Most file systems take 255 octets; ".html" comes on top, and what temporary names have. */
#define LONGEST_NAME 240
#define KEPT_OF_NAME 170

char *
gh_file_name (const char *id)
{
  GString *name = g_string_new (NULL);

  for (const char *letter = id; *letter != '\0'; letter++)
    if (g_ascii_isalnum (*letter) || *letter == '.' || *letter == '_' || *letter == '-')
      g_string_append_c (name, *letter);
    else
      g_string_append_printf (name, "%%%02X", (unsigned char)*letter);
  if (name->len > LONGEST_NAME)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
      g_string_truncate (name, KEPT_OF_NAME);
      g_string_append_printf (name, "-%.16s", sum);
    }
  return g_string_free (name, false);
}

char *
gh_day_text (int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

char *
gh_date_text (const GhModel *model, GhMinute minute)
{
  return gh_day_text (model->conference.first_day + gh_day_of (minute));
}

char *
gh_clock_text (GhMinute minute)
{
  int of_day = minute - gh_day_of (minute) * GH_DAY;

  return g_strdup_printf ("%02d:%02d", of_day / 60, of_day % 60);
}

char *
gh_place_text (int first_day, GhMinute start, GhMinute end, const char *room)
{
  if (start == GH_NEVER)
    return g_strdup ("");
  g_autofree char *date = gh_day_text (first_day + gh_day_of (start));
  g_autofree char *from = gh_clock_text (start);
  g_autofree char *to = end != GH_NEVER ? gh_clock_text (end) : NULL;
  return g_strconcat (date, " ", from, to != NULL ? "-" : "", to != NULL ? to : "",
                      room[0] != '\0' ? " " : "", room, NULL);
}

int
gh_revision_number (const char *folder)
{
  g_autofree char *name = g_path_get_basename (folder);
  gsize n_digits = strspn (name, "0123456789");

  return name[n_digits] == '\0' && n_digits >= 4 && n_digits <= 6
             ? (int)g_ascii_strtoll (name, NULL, 10)
             : 0;
}
