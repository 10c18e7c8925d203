/* Notices, in the six languages of the interface: test-notice FOLDER compares with the files there;
 * test-notice FOLDER --write makes them anew, for eyes to judge. */
#include "output/causes.h"
#include "output/notice.h"
#include "tests/output/sample.h"

#include <string.h>

#define FIRST_DAY 738312 /* Monday, 6 June 2022 */

static const char *folder;

static GhNoticePlace
place (int day, int hour, const char *room)
{
  return (GhNoticePlace){ .start = day * GH_DAY + hour * 60,
                          .end = day * GH_DAY + hour * 60 + 90,
                          .place = g_strdup (room) };
}

static GhNoticePlace
nowhere (void)
{
  return (GhNoticePlace){ GH_NEVER, GH_NEVER, g_strdup ("") };
}

static void
add (GhNotice *notice, GhNoticeGrade grade, const char *title, GhNoticePlace was, GhNoticePlace now,
     const char *because, bool is_proposal)
{
  GhNoticeItem item = { .grade = grade,
                        .title = g_strdup (title),
                        .was = was,
                        .now = now,
                        .because = g_strdup (because),
                        .is_proposal = is_proposal };
  g_array_append_val (notice->items, item);
}

static GhNotice
notice_in (const char *language)
{
  GhNotice notice = { .language = language,
                      .conference = "Small & Friends 2022",
                      .person = "Aimée Uwase",
                      .timezone = "Africa/Kigali",
                      .url = "https://example.org/?a=1&b=\"2\"",
                      .first_day = FIRST_DAY,
                      .revision = 2,
                      .items = g_array_new (false, false, sizeof (GhNoticeItem)) };

  g_array_set_clear_func (notice.items, gh_notice_item_clear);
  return notice;
}

/* Why re-planning moved something, in a language. */
static char *
cause_in (const char *language)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  const GhCause causes[] = { { GH_CAUSE_TAKEN, PANEL }, { GH_CAUSE_NEVER, -1 } };
  const char *in;

  sample_languages (model, (const char *const[]){ language, NULL });
  programme->causes[TALK] = g_array_new (false, false, sizeof (GhCause));
  g_array_append_vals (programme->causes[TALK], causes, G_N_ELEMENTS (causes));
  return gh_because_in (model, programme, TALK, "taken", 0, gh_words_in (language), &in);
}

/* One of each grade, not in their order. */
static GhNotice
full_notice (const char *language)
{
  GhNotice notice = notice_in (language);
  g_autofree char *cause = cause_in (language);

  add (&notice, GH_NOTICE_DETAILS, "Renamed", place (0, 8, "A"), place (0, 8, "A"), "", false);
  add (&notice, GH_NOTICE_PROPOSAL, "Covered", place (0, 9, "A"), place (0, 9, "A"), "", true);
  add (&notice, GH_NOTICE_PART, "Panel", place (0, 10, "A"), place (0, 10, "A"), "", false);
  add (&notice, GH_NOTICE_WITHDRAWN, "Workshop", place (0, 11, "B"), place (0, 11, "B"), "", false);
  add (&notice, GH_NOTICE_NEW, "الجلسة الافتتاحية", nowhere (), place (1, 9, "Auditorium, KCC"), "",
       true);
  add (&notice, GH_NOTICE_CANCELLED, "<b>Talk</b>", place (1, 11, "B"), place (1, 11, "B"),
       "The speaker\nis ill", false);
  add (&notice, GH_NOTICE_ROOM, "Budget", place (2, 9, "A"), place (2, 9, ""), cause, false);
  add (&notice, GH_NOTICE_MOVED, "Ubukungu {now}", place (2, 23, "A"), place (3, 15, "M1; floor 2"),
       "Keynote {title} \xe2\x80\xae moved", true);
  GhNoticeItem *last = &g_array_index (notice.items, GhNoticeItem, notice.items->len - 1);
  last->language = g_strdup ("rw");
  last->because_language = g_strdup ("rw");
  return notice;
}

static char *
path_of (const char *language, const char *ending)
{
  return g_strdup_printf ("%s/%s.%s", folder, language, ending);
}

static void
compare (const char *language, const char *ending, GString *made)
{
  g_autofree char *path = path_of (language, ending);
  g_autofree char *golden = NULL;

  assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  if (strcmp (golden, made->str) != 0)
    fail_msg ("%s is other than:\n%s", path, made->str);
  g_string_free (made, true);
}

static void
notices_are_as_they_were_judged (void **state)
{
  for (const char *const *language = gh_words_languages (); *language != NULL; language++)
    {
      GhNotice notice = full_notice (*language);
      compare (*language, "txt", gh_notice_text (&notice));
      compare (*language, "html", gh_notice_page (&notice));
      g_array_unref (notice.items);
    }
}

static void
each_item_is_one_line (void **state)
{
  GhNotice notice = full_notice ("en");
  g_autoptr (GString) text = gh_notice_text (&notice);
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
  guint n = 0;

  for (char **line = lines; *line != NULL; line++)
    n += g_str_has_prefix (*line, "- ");
  assert_int_equal (n, notice.items->len);
  g_array_unref (notice.items);
}

static void
covers_and_details_alone_are_no_news (void **state)
{
  for (GhNoticeGrade grade = GH_NOTICE_MOVED; grade < GH_N_NOTICE_GRADES; grade++)
    {
      GhNotice notice = notice_in ("en");
      assert_false (gh_notice_is_worth (&notice));
      add (&notice, GH_NOTICE_PROPOSAL, "X", nowhere (), place (0, 9, "A"), "", true);
      add (&notice, grade, "Y", nowhere (), place (0, 9, "A"), "", false);
      assert_int_equal (gh_notice_is_worth (&notice),
                        grade != GH_NOTICE_PROPOSAL && grade != GH_NOTICE_DETAILS);
      g_array_unref (notice.items);
    }
}

/* A cause in another language is told of, as a title is. */
static void
what_is_not_translated_is_said (void **state)
{
  GhNotice notice = notice_in ("fr");

  add (&notice, GH_NOTICE_MOVED, "Titre", nowhere (), place (0, 9, "A"), "the roof leaks", false);
  g_autoptr (GString) before = gh_notice_text (&notice);
  g_array_index (notice.items, GhNoticeItem, 0).because_language = g_strdup ("en");
  g_autoptr (GString) after = gh_notice_text (&notice);
  g_autoptr (GString) page = gh_notice_page (&notice);
  assert_null (strstr (before->str, "traduit"));
  assert_non_null (strstr (after->str, "Ce qui n’est pas traduit est donné en : en."));
  assert_non_null (strstr (page->str, "Raison : <bdi lang=\"en\">the roof leaks</bdi>"));
  g_array_unref (notice.items);
}

/* What has no words of its own is told in English, and says so. */
static void
a_language_without_words_is_english (void **state)
{
  GhNotice notice = full_notice ("rw");
  g_autoptr (GString) page = gh_notice_page (&notice);

  assert_non_null (strstr (page->str, "<html lang=\"en\" dir=\"ltr\">"));
  assert_non_null (strstr (page->str, "<bdi lang=\"rw\">Ubukungu {now}</bdi>"));
  g_array_unref (notice.items);
}

static void
write_all (void)
{
  for (const char *const *language = gh_words_languages (); *language != NULL; language++)
    {
      GhNotice notice = full_notice (*language);
      g_autofree char *text = path_of (*language, "txt");
      g_autofree char *page = path_of (*language, "html");
      g_autoptr (GString) as_text = gh_notice_text (&notice);
      g_autoptr (GString) as_page = gh_notice_page (&notice);
      g_assert_true (g_file_set_contents (text, as_text->str, -1, NULL));
      g_assert_true (g_file_set_contents (page, as_page->str, -1, NULL));
      g_array_unref (notice.items);
    }
}

int
main (int n_arguments, char **arguments)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (notices_are_as_they_were_judged),
    cmocka_unit_test (each_item_is_one_line),
    cmocka_unit_test (covers_and_details_alone_are_no_news),
    cmocka_unit_test (what_is_not_translated_is_said),
    cmocka_unit_test (a_language_without_words_is_english),
  };

  g_assert (n_arguments >= 2);
  folder = arguments[1];
  if (g_strcmp0 (arguments[2], "--write") == 0)
    {
      write_all ();
      return 0;
    }
  return cmocka_run_group_tests (tests, NULL, NULL);
}
