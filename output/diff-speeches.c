/* Which speeches moved, came or went between two drafts or revisions. */
#include "output/diff.h"

#include <string.h>

/* A row of speeches.csv. */
typedef struct
{
  const char *speaker;
  const GhDiffBoth *session;
  GhMinute start;
  int into; /* minutes into its session */
  int minutes;
  const char *theme;
  bool is_matched;
} Speech;

static int
compare_speeches (gconstpointer a, gconstpointer b)
{
  const Speech *left = a;
  const Speech *right = b;
  int order = strcmp (left->speaker, right->speaker);

  if (order == 0 && left->start != right->start)
    return left->start < right->start ? -1 : 1;
  if (order == 0)
    order = gh_comparing_order (left->session, right->session);
  if (order == 0 && left->minutes != right->minutes)
    return left->minutes < right->minutes ? -1 : 1;
  return order != 0 ? order : strcmp (left->theme, right->theme);
}

static GArray *
read_speeches (const GhDiffSide *side, int number, int first_day)
{
  const GhCsv *csv = side->speeches;
  GArray *speeches = g_array_new (false, false, sizeof (Speech));

  for (int row = 0; row < csv->n_rows; row++)
    {
      const char *minutes = gh_csv_cell (csv, row, gh_csv_column (csv, "minutes"));
      const char *session = gh_csv_cell (csv, row, gh_csv_column (csv, "session"));
      Speech speech = {
        .speaker = gh_csv_cell (csv, row, gh_csv_column (csv, "speaker")),
        .session = g_hash_table_lookup (side->ids, session),
        .start =
            gh_minute_of_start (first_day, gh_csv_cell (csv, row, gh_csv_column (csv, "start"))),
        .minutes = (int)CLAMP (g_ascii_strtoll (minutes, NULL, 10), 0, GH_END),
        .theme = gh_csv_cell (csv, row, gh_csv_column (csv, "theme")),
      };
      if (speech.session == NULL || speech.start == GH_NEVER
          || !gh_last_is_held (&speech.session->rows[number]))
        continue;
      speech.into = speech.start - speech.session->rows[number].start;
      g_array_append_val (speeches, speech);
    }
  g_array_sort (speeches, compare_speeches);
  return speeches;
}

static GhDiffSlot
slot_of (GhComparing *comparing, const Speech *speech)
{
  return speech != NULL ? (GhDiffSlot){ .session = speech->session->id,
                                        .title = speech->session->title,
                                        .is_gone = speech->session->is_gone,
                                        .start = speech->start,
                                        .minutes = speech->minutes,
                                        .theme = gh_comparing_keep (comparing, speech->theme) }
                        : (GhDiffSlot){ .title = "", .start = GH_NEVER, .theme = "" };
}

static void
add_speech (GhComparing *comparing, const Speech *was, const Speech *now, GhChangeKind change)
{
  GhDiffSpeech speech = { gh_comparing_keep (comparing, (was != NULL ? was : now)->speaker), change,
                          slot_of (comparing, was), slot_of (comparing, now) };

  g_array_append_val (comparing->diff->speeches, speech);
}

/* How alike two speeches of one speaker are, from the same on; each likeness divides speeches into
 * classes, so that it does not matter from which side they are matched. */
static bool
are_alike (const Speech *was, const Speech *now, int likeness)
{
  switch (likeness)
    {
    case 0:
      return was->session == now->session && was->into == now->into && was->minutes == now->minutes;
    case 1:
      return was->session == now->session;
    default:
      return true;
    }
}

/* The speeches of one speaker: as many as possible are the same ones, then those of one session. */
static void
diff_speaker (GhComparing *comparing, Speech *were, guint n_were, Speech *are, guint n_are)
{
  for (int likeness = 0; likeness < 3; likeness++)
    for (guint then = 0; then < n_were; then++)
      for (guint now = 0; now < n_are && !were[then].is_matched; now++)
        if (!are[now].is_matched && are_alike (&were[then], &are[now], likeness))
          {
            were[then].is_matched = are[now].is_matched = true;
            if (likeness > 0)
              add_speech (comparing, &were[then], &are[now], GH_CHANGE_MOVED);
          }
  for (guint then = 0; then < n_were; then++)
    if (!were[then].is_matched)
      add_speech (comparing, &were[then], NULL, GH_CHANGE_WITHDRAWN);
  for (guint now = 0; now < n_are; now++)
    if (!are[now].is_matched)
      add_speech (comparing, NULL, &are[now], GH_CHANGE_NEW);
}

static guint
end_of_speaker (const GArray *speeches, guint first, const char *speaker)
{
  while (first < speeches->len
         && strcmp (g_array_index (speeches, Speech, first).speaker, speaker) == 0)
    first++;
  return first;
}

void
gh_diff_compare_speeches (GhComparing *comparing)
{
  int first_day = comparing->diff->first_day;
  g_autoptr (GArray) were = read_speeches (&comparing->sides[GH_DIFF_WAS], GH_DIFF_WAS, first_day);
  g_autoptr (GArray) are = read_speeches (&comparing->sides[GH_DIFF_NOW], GH_DIFF_NOW, first_day);

  for (guint then = 0, now = 0, then_end, now_end; then < were->len || now < are->len;
       then = then_end, now = now_end)
    {
      const char *left = then < were->len ? g_array_index (were, Speech, then).speaker : NULL;
      const char *right = now < are->len ? g_array_index (are, Speech, now).speaker : NULL;
      bool is_left_first = right == NULL || (left != NULL && strcmp (left, right) <= 0);
      const char *speaker = is_left_first ? left : right;
      then_end = end_of_speaker (were, then, speaker);
      now_end = end_of_speaker (are, now, speaker);
      diff_speaker (comparing, (Speech *)(void *)were->data + then, then_end - then,
                    (Speech *)(void *)are->data + now, now_end - now);
    }
}
