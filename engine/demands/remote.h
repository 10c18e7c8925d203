/* Remote people by session and time zone: what their day is at the conference's clock. */
#pragma once

#include "engine/model.h"

typedef struct
{
  int n_zones;
  GTimeZone **zones;
  GTimeZone *conference;
  int first_day; /* days since 0001-01-01 */
  int *people;   /* session * n_zones + zone: remote people with a role or a wish of their own */
} GhRemotePeople;

GhRemotePeople *gh_remote_people_new (const GhModel *model);
void gh_remote_people_free (GhRemotePeople *remote);
/* Minutes that a zone's clock is ahead of the conference's. */
int gh_remote_shift (const GhRemotePeople *remote, int zone, GhMinute minute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRemotePeople, gh_remote_people_free)
