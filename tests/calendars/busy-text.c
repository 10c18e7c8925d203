#include "tests/calendars/busy-text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void
append_spans (GString *text, const GhTimes *busy)
{
  static const char *const days[] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" };

  for (int span = 0; span < busy->n_spans; span++)
    {
      int start = busy->spans[span].start;
      int end = busy->spans[span].end;
      g_string_append_printf (text, "%s%s %02d:%02d-%02d:%02d", span > 0 ? ", " : "",
                              days[start / GH_DAY], start % GH_DAY / 60, start % 60,
                              (end - start / GH_DAY * GH_DAY) / 60, end % 60);
    }
}

char *
busy_as_text (const char *path, const char *timezone)
{
  g_autoptr (GhTimes) busy = gh_times_new ();
  g_autofree char *sentence = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *unusable = g_strdup_printf ("the calendar file \"%s\" cannot be used: ", name);
  g_autofree char *partial =
      g_strdup_printf ("the calendar file \"%s\" is understood in part: ", name);
  GString *text = g_string_new (NULL);
  bool is_all =
      gh_calendar_read_busy (path, timezone, BUSY_FIRST_DAY, BUSY_N_DAYS, busy, &sentence);

  append_spans (text, busy);
  assert_int_equal (is_all, sentence == NULL);
  if (sentence == NULL)
    return g_string_free (text, false);
  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (g_str_has_prefix (sentence, unusable))
    {
      assert_int_equal (busy->n_spans, 0);
      g_string_append_printf (text, "no: %s", sentence + strlen (unusable));
    }
  else
    {
      assert_true (g_str_has_prefix (sentence, partial));
      g_string_append_printf (text, "in part: %s", sentence + strlen (partial));
    }
  return g_string_free (text, false);
}
