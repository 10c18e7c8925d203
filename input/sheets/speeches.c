#include "input/sheets/reading.h"

const char *const gh_mode_words[] = {
  [GH_ONSITE] = "onsite", [GH_REMOTE] = "remote", [GH_VIDEO] = "video", NULL
};

/* The sessions to choose from; nothing is given in a reserve, which is not published. */
static GhBits *
read_sessions (const GhRow *row)
{
  const GhModel *model = row->reading->model;
  int n_told = row->reading->problems->n_errors;
  g_autoptr (GhBits) named = gh_row_selector (row, "session");
  GhBits *sessions = gh_bits_new (model->n_sessions);
  bool is_any_named = gh_bits_count (named) > 0;

  GH_BITS_EACH (named, session)
    if (!model->sessions[session].reserve)
      gh_bits_add (sessions, session);
  if (is_any_named && gh_bits_count (sessions) == 0)
    gh_row_problem (row, "session", "nothing is given in a reserve; name another session");
  else if (!is_any_named && row->reading->problems->n_errors == n_told)
    gh_row_problem (row, "session",
                    "there is no session in \"%s\"; name one, or write GROUP/* for those of the "
                    "groups below one",
                    gh_row_cell (row, "session"));
  return sessions;
}

static void
read_speech (const GhRow *row, int speaker)
{
  GhModel *model = row->reading->model;
  GhSpeech *speech = gh_model_add_speech (model);

  speech->speaker = speaker;
  speech->sessions = read_sessions (row);
  gh_row_needs (row, "minutes", "a speech needs its minutes");
  speech->minutes = gh_row_int (row, "minutes", 1, GH_MOST_MINUTES, 1);
  speech->theme = gh_row_text (row, "theme");
  gh_times_free (speech->available);
  speech->available = gh_row_times (row, "available");
  speech->mode = (GhMode)gh_row_word (row, "mode", gh_mode_words, GH_ONSITE);
  speech->source = gh_row_source (row);
}

/* Each rank that the order of speeches does not know is noted once. */
static void
note_rank (GhReading *reading, int speaker, GHashTable *noted)
{
  const GhPerson *this = &reading->model->persons[speaker];

  if (this->rank != NULL && !gh_speech_order_knows (this->rank)
      && g_hash_table_add (noted, g_ascii_strdown (this->rank, -1)))
    gh_problems_note (reading->problems,
                      gh_reading_place (reading, GH_SHEET_PEOPLE, this->source.row, "rank"),
                      "the order of speeches does not know \"%s\", and who has this rank speaks "
                      "after all whose rank it knows: head of state, minister, ambassador, "
                      "director and such, and numbers, 1 first",
                      this->rank);
}

void
gh_read_speeches (GhReading *reading)
{
  g_autoptr (GHashTable) noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  GH_EACH_ROW (reading, GH_SHEET_SPEECHES, row)
  {
    int speaker = gh_row_find_cell (&row, "speaker", &reading->persons);
    gh_row_needs (&row, "speaker", "the speaker is missing");
    /* Without one too, for all that is wrong with the row to be told at once. */
    read_speech (&row, speaker);
    if (speaker >= 0)
      note_rank (reading, speaker, noted);
  }
}
