#include "engine/demands/remote.h"

/* 1970-01-01, as g_date_get_julian() counts. */
#define EPOCH_DAY 719163

static int
zone_of (const GhModel *model, GPtrArray *names, int person)
{
  const char *name = model->persons[person].timezone;
  guint zone;
  if (name == NULL)
    name = model->conference.timezone;
  for (zone = 0; zone < names->len; zone++)
    if (names->pdata[zone] == (gconstpointer)name)
      return (int)zone;
  g_ptr_array_add (names, (gpointer)name);
  return (int)zone;
}

/* An unknown name is UTC: whoever read the sheets has complained already. */
static GTimeZone *
zone_new (const char *name)
{
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

GhRemotePeople *
gh_remote_people_new (const GhModel *model)
{
  GhRemotePeople *remote = g_new0 (GhRemotePeople, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree int *zones = g_new (int, model->n_persons);
  int want = 0;

  for (int person = 0; person < model->n_persons; person++)
    zones[person] = model->persons[person].remote ? zone_of (model, names, person) : -1;
  remote->n_zones = (int)names->len;
  remote->zones = g_new (GTimeZone *, names->len);
  for (int zone = 0; zone < remote->n_zones; zone++)
    remote->zones[zone] = zone_new (names->pdata[zone]);
  remote->conference = zone_new (model->conference.timezone);
  remote->first_day = model->conference.first_day;
  remote->people = g_new0 (int, model->n_sessions * remote->n_zones + 1);

  for (want = 0; want < model->n_person_wants; want++)
    {
      int person = model->person_wants[want].who;
      if (zones[person] >= 0)
        remote->people[model->person_wants[want].session * remote->n_zones + zones[person]]++;
    }
  /* Roles are sorted by session and person; one who also wants the session is counted already. */
  for (int role = 0; role < model->n_roles; role++)
    {
      const GhRole *this = &model->roles[role];
      bool counted = role > 0 && model->roles[role - 1].session == this->session
                     && model->roles[role - 1].person == this->person;
      if (zones[this->person] < 0 || counted)
        continue;
      for (want = gh_first_want (model->person_wants, model->n_person_wants, this->person);
           want < model->n_person_wants && model->person_wants[want].who == this->person
           && !counted;
           want++)
        counted = model->person_wants[want].session == this->session;
      if (!counted)
        remote->people[this->session * remote->n_zones + zones[this->person]]++;
    }
  return remote;
}

void
gh_remote_people_free (GhRemotePeople *remote)
{
  if (remote == NULL)
    return;
  for (int zone = 0; zone < remote->n_zones; zone++)
    g_time_zone_unref (remote->zones[zone]);
  g_time_zone_unref (remote->conference);
  g_free (remote->zones);
  g_free (remote->people);
  g_free (remote);
}

static int
offset_minutes (GTimeZone *zone, GTimeType type, gint64 seconds)
{
  int interval = g_time_zone_find_interval (zone, type, seconds);
  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval) / 60;
}

int
gh_remote_shift (const GhRemotePeople *remote, int zone, GhMinute minute)
{
  gint64 wall = ((gint64)(remote->first_day - EPOCH_DAY) * GH_DAY + minute) * 60;
  int conference = offset_minutes (remote->conference, G_TIME_TYPE_STANDARD, wall);
  gint64 utc = wall - (gint64)conference * 60;
  return offset_minutes (remote->zones[zone], G_TIME_TYPE_UNIVERSAL, utc) - conference;
}
