#include "engine/past.h"

GhPast *
gh_past_new (const GhModel *model)
{
  GhPast *past = g_new0 (GhPast, 1);

  past->n_sessions = model->n_sessions;
  past->sessions = g_new0 (GhHad, model->n_sessions + 1);
  past->speeches = g_new0 (GhHadSpeech, model->n_speeches + 1);
  past->covers = g_array_new (false, false, sizeof (GhHadCover));
  for (int session = 0; session < model->n_sessions; session++)
    {
      past->sessions[session].start = GH_NEVER;
      past->sessions[session].room = -1;
      past->sessions[session].teams = g_array_new (false, false, sizeof (int));
    }
  for (int speech = 0; speech < model->n_speeches; speech++)
    past->speeches[speech].session = -1;
  return past;
}

void
gh_past_free (GhPast *past)
{
  if (past == NULL)
    return;
  for (int session = 0; session < past->n_sessions; session++)
    g_array_unref (past->sessions[session].teams);
  g_free (past->sessions);
  g_free (past->speeches);
  g_array_unref (past->covers);
  g_free (past);
}

bool
gh_past_allows_start (const GhModel *model, int session, GhMinute start)
{
  const GhHad *had;

  if (model->past == NULL)
    return true;
  had = &model->past->sessions[session];
  if (had->has_begun || had->keeps_start)
    return start == had->start;
  return start == had->start || start >= model->past->now + model->conference.notice_minutes;
}

bool
gh_past_allows_room (const GhModel *model, int session, int room)
{
  const GhHad *had = gh_had (model, session);

  return had == NULL || (!had->has_begun && !had->keeps_room) || room == had->room;
}
