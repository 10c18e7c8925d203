/* The words of the interface: nothing is lacking, and nothing that is to be filled in is lost. */
#include "output/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static GKeyFile *
read_source (const char *path)
{
  GKeyFile *file = g_key_file_new ();

  assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
  return file;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names in braces of a sentence, sorted: "day,month". */
static char *
holes (const char *sentence)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{[a-z-]+\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  char *joined;

  for (g_regex_match (regex, sentence, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_ptr_array_add (found, g_match_info_fetch (match, 0));
  g_ptr_array_sort (found, compare);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv (",", (char **)found->pdata);
  return joined;
}

static void
check_key (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *english = g_key_file_get_string (file, group, key, NULL);
  g_autofree char *expected = holes (english);

  for (const char *const *language = gh_words_languages (); *language != NULL; language++)
    {
      g_autofree char *there = g_strdup_printf ("%s[%s]", key, *language);
      bool is_english = strcmp (*language, "en") == 0;
      g_autofree char *text = g_key_file_get_string (file, group, is_english ? key : there, NULL);
      g_autofree char *found = text != NULL ? holes (text) : NULL;
      if (text == NULL || *text == '\0')
        fail_msg ("[%s] has no %s", group, there);
      if (strcmp (found, expected) != 0)
        fail_msg ("[%s] %s has the names %s, and English %s", group, there, found, expected);
      assert_string_equal (gh_words (gh_words_in (*language), group, key), text);
    }
}

static void
everything_is_translated (void **state)
{
  g_autoptr (GKeyFile) file = read_source (*state);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  int n = 0;

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);
      for (char **key = keys; *key != NULL; key++)
        if (strchr (*key, '[') == NULL)
          {
            check_key (file, *group, *key);
            n++;
          }
    }
  assert_true (n > 10);
  assert_int_equal (g_strv_length ((char **)gh_words_languages ()), 6);
}

static void
languages_are_found (void **state)
{
  assert_string_equal (gh_words_language (gh_words_in ("fr-CA")), "fr");
  assert_string_equal (gh_words_language (gh_words_in ("AR")), "ar");
  assert_string_equal (gh_words_language (gh_words_in ("rw")), "en");
  assert_string_equal (gh_words_language (gh_words_in (NULL)), "en");
  assert_string_equal (gh_words_name (gh_words_in ("ru")), "Русский");
  assert_true (gh_words_are_right_to_left (gh_words_in ("ar")));
  assert_false (gh_words_are_right_to_left (gh_words_in ("zh")));
}

static void
sentences_are_filled (void **state)
{
  g_autofree char *both = gh_words_fill ("{b} and {a}, {c} {", "a", "{b}", "b", "1", NULL);

  assert_string_equal (both, "1 and {b}, {c} {");
}

/* The days of every week and month have their names. */
static void
days_have_names (void **state)
{
  static const char *const expected[][3] = {
    { "en", "Monday 6 June 2022", "Mon 6 Jun" },
    { "fr", "lundi 6 juin 2022", "lun. 6 juin" },
    { "es", "lunes 6 de junio de 2022", "lun 6 jun" },
    { "ar", "الاثنين 6 يونيو 2022", "الاثنين 6 يونيو" },
    { "zh", "2022年6月6日 星期一", "6月6日 周一" },
    { "ru", "понедельник, 6 июня 2022 г.", "пн 6 июня" },
  };
  GDate date;
  int monday;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 6, 6, 2022);
  monday = (int)g_date_get_julian (&date);
  for (gsize row = 0; row < G_N_ELEMENTS (expected); row++)
    {
      const GhWords *words = gh_words_in (expected[row][0]);
      g_autofree char *long_day = gh_words_long_day (words, monday);
      g_autofree char *short_day = gh_words_short_day (words, monday);
      assert_string_equal (long_day, expected[row][1]);
      assert_string_equal (short_day, expected[row][2]);
      for (int day = monday; day < monday + 366; day++)
        {
          g_autofree char *other = gh_words_long_day (words, day);
          assert_true (strlen (other) > 8);
        }
    }
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_prestate (everything_is_translated, argv[1]),
    cmocka_unit_test (languages_are_found),
    cmocka_unit_test (sentences_are_filled),
    cmocka_unit_test (days_have_names),
  };

  return cmocka_run_group_tests_name ("words", tests, NULL, NULL);
}
