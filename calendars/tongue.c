#include "calendars/tongue.h"
#include "calendars/text.h"

static const char *const keys[GH_N_WORDS] = {
  [GH_WORD_CANCELLED] = "cancelled",
  [GH_WORD_BUSY] = "busy",
  [GH_WORD_UNTITLED] = "untitled",
  [GH_WORD_ABOUT_PERSON] = "about-person",
  [GH_WORD_ABOUT_DELEGATION] = "about-delegation",
  [GH_WORD_ABOUT_ROOM] = "about-room",
  [GH_WORD_ABOUT_GROUP] = "about-group",
  [GH_WORD_ABOUT_ALL] = "about-all",
  [GH_WORD_MOVED] = "moved",
  [GH_WORD_ROOM] = "room",
  [GH_WORD_ROOM_TODAY] = "room-today",
  [GH_WORD_SESSION_CANCELLED] = "session-cancelled",
  [GH_WORD_GONE_HERE] = "gone-here",
  [GH_WORD_GONE] = "gone",
  [GH_WORD_SESSION] = "session",
  [GH_WORD_CHAIR] = "chair",
  [GH_WORD_ROLE] = "role",
  [GH_WORD_COVER] = "cover",
  [GH_WORD_MINUTE] = "minute",
  [GH_WORD_MINUTES] = "minutes",
  [GH_WORD_SPEAK + GH_ONSITE] = "speak",
  [GH_WORD_SPEAK + GH_REMOTE] = "speak-remote",
  [GH_WORD_SPEAK + GH_VIDEO] = "speak-video",
  [GH_WORD_SPEAKS + GH_ONSITE] = "speaks",
  [GH_WORD_SPEAKS + GH_REMOTE] = "speaks-remote",
  [GH_WORD_SPEAKS + GH_VIDEO] = "speaks-video",
  [GH_WORD_WISH] = "own-may",
  "own-should",
  "own-must",
  "wide-may",
  "wide-should",
  "wide-must",
  "delegation-may",
  "delegation-should",
  "delegation-must",
  [GH_WORD_PEOPLE_MAY] = "people-may",
  [GH_WORD_DELEGATE_COVERS] = "delegate-covers",
  [GH_WORD_DELEGATE_ROLE] = "delegate-role",
  [GH_WORD_DELEGATE_MUST] = "delegate-must",
};

GhTongue *
gh_tongue_new (const GhCalendarWords *words, const GhConference *conference, int number)
{
  GhTongue *tongue = g_new0 (GhTongue, 1);

  tongue->words = words;
  tongue->language = conference->languages[number];
  tongue->number = number;
  for (int word = 0; word < GH_N_WORDS; word++)
    {
      g_autofree char *clean = gh_text_clean (gh_tongue_says_plainly (tongue, (GhWord)word), false);
      GString *escaped = g_string_new (NULL);
      gh_text_escape (escaped, clean);
      tongue->texts[word] = g_string_free (escaped, false);
    }
  return tongue;
}

void
gh_tongue_free (GhTongue *tongue)
{
  for (int word = 0; word < GH_N_WORDS; word++)
    {
      g_free (tongue->texts[word]);
      g_clear_pointer (&tongue->filled[word], g_hash_table_unref);
    }
  g_free (tongue);
}

const char *
gh_tongue_fill (GhTongue *tongue, GhWord word, const char *name, const char *value)
{
  GHashTable **filled = &tongue->filled[word];

  if (*filled == NULL)
    *filled = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  char *text = g_hash_table_lookup (*filled, value);
  if (text != NULL)
    return text;
  g_autofree char *clean = gh_text_clean (value, false);
  g_autoptr (GString) escaped = g_string_new (NULL);
  gh_text_escape (escaped, clean);
  text = tongue->words->fill (tongue->texts[word], name, escaped->str, NULL);
  g_hash_table_insert (*filled, (gpointer)value, text);
  return text;
}

const char *
gh_tongue_says_plainly (const GhTongue *tongue, GhWord word)
{
  return tongue->words->text (tongue->language, keys[word]);
}

char *
gh_tongue_when (const GhTongue *tongue, int first_day, GhMinute start, GhMinute end,
                const char *place)
{
  int day = gh_day_of (start);
  int from = start - day * GH_DAY;
  int to = (from + (end - start)) % GH_DAY;
  g_autofree char *date = tongue->words->short_day (tongue->language, first_day + day);
  g_autofree char *clean = gh_text_clean (date, false);
  GString *text = g_string_new (NULL);

  gh_text_escape (text, clean);
  g_string_append_printf (text, " %02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
  if (place[0] != '\0')
    g_string_append_printf (text, "\\, %s", place);
  return g_string_free (text, false);
}
