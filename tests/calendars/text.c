/* Texts of every kind come back as they went in, and no line is longer than it may be. */
#include "calendars/calendars.h"

#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#define N_TEXTS 20000
#define SEED 20220606

static GhCalendarZone *
kigali (void)
{
  GhCalendarZone *zone = gh_calendar_zone_new ("Africa/Kigali", 738312, 738316, NULL);
  assert_non_null (zone);
  return zone;
}

/* Characters that break writers: blanks, line breaks, what is escaped, controls, all lengths of
 * UTF-8, combining marks, and both directions of writing. */
static gunichar
any_character (GRand *rand)
{
  static const gunichar nasty[] = { ' ',   ' ',   ' ',    '\t',   '\n',    '\r',     '\\',   ';',
                                    ',',   ':',   '"',    'n',    'N',     0x01,     0x1b,   0x7f,
                                    0x85,  0x9f,  0xfeff, 0x2028, 0x202e,  0x2066,   0x200f, 0x301,
                                    0x323, 0x37e, 0xa0,   0x3000, 0x1f600, 0x10ffff, 0xe000, 0x645,
                                    0x5d0, 0x7ff, 0x800,  0xffff };

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return nasty[g_rand_int_range (rand, 0, G_N_ELEMENTS (nasty))];
    case 1:
      return (gunichar)g_rand_int_range (rand, 'a', 'z');
    case 2:
      return (gunichar)g_rand_int_range (rand, 0xc0, 0x800);
    default:
      return (gunichar)g_rand_int_range (rand, 0x4e00, 0x9fff);
    }
}

/* Letters and signs that stay as they are, and now and then one that may not: by itself (the Kelvin
 * sign) or because of the one before it (accents). */
static gunichar
latin_character (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 200))
    {
    case 0:
      return (gunichar)g_rand_int_range (rand, 0x300, 0x370);
    case 1:
      return (gunichar)g_rand_int_range (rand, 0x2000, 0x2130);
    default:
      return g_rand_boolean (rand) ? (gunichar)g_rand_int_range (rand, 0xa0, 0x300)
                                   : (gunichar)g_rand_int_range (rand, 0x2010, 0x2028);
    }
}

static gunichar
blank_or_a (GRand *rand)
{
  return g_rand_int_range (rand, 0, 3) > 0 ? 'a' : ' ';
}

static char *
any_text (GRand *rand)
{
  static gunichar (*const kinds[]) (GRand *) = { blank_or_a, any_character, latin_character };
  GString *text = g_string_new (NULL);
  int length = g_rand_int_range (rand, 0, 300);
  int kind = g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds));

  for (int index = 0; index < length; index++)
    g_string_append_unichar (text, kinds[kind](rand));
  return g_string_free (text, false);
}

/* What a text is after cleaning, by other means than the writer's: character by character. */
static char *
expected (const char *text, bool many_lines)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      if (character == '\r' && at[1] == '\n' && many_lines)
        continue;
      if (strchr ("\n\r\v\f", (int)MIN (character, 0x7f)) != NULL || character == 0x85
          || character == 0x2028 || character == 0x2029)
        g_string_append_c (kept, many_lines ? '\n' : ' ');
      else if (character == '\t')
        g_string_append_c (kept, ' ');
      else if (g_unichar_type (character) != G_UNICODE_CONTROL && character != 0xfeff
               && !(character >= 0x202a && character <= 0x202e)
               && !(character >= 0x2066 && character <= 0x2069))
        g_string_append_unichar (kept, character);
    }
  static const char *const rules[][2] = { { "  +", " " },
                                          { " ?\\n ?", "\n" },
                                          { "\\A[ \\n]+|[ \\n]+\\z", "" } };
  char *clean = g_strdup (kept->str);
  for (gsize rule = 0; rule < G_N_ELEMENTS (rules); rule++)
    {
      g_autoptr (GRegex) regex =
          g_regex_new (rules[rule][0], G_REGEX_NEWLINE_LF, G_REGEX_MATCH_NEWLINE_LF, NULL);
      g_autofree char *before = clean;
      clean = g_regex_replace_literal (regex, before, -1, 0, rules[rule][1], 0, NULL);
    }
  g_autofree char *before = clean;
  return g_utf8_normalize (before, -1, G_NORMALIZE_NFC);
}

/* Checks every line of a body, and gives the value of a property with folds and escapes undone. */
static char *
read_property (const char *body, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (body, "\r\n", -1);
  g_autoptr (GString) value = NULL;

  for (int index = 0; lines[index][0] != '\0'; index++)
    {
      const char *line = lines[index];
      gsize length = strlen (line);
      assert_true (length <= 75);
      assert_int_not_equal (line[length - 1], ' ');
      assert_true (g_utf8_validate (line, -1, NULL));
      assert_null (strpbrk (line, "\r\n\t\x01\x1b\x7f"));
      if (line[0] != ' ')
        {
          if (value != NULL)
            break;
          if (g_str_has_prefix (line, name) && line[strlen (name)] == ':')
            value = g_string_new (line + strlen (name) + 1);
        }
      else
        {
          assert_true (length > 1);
          if (value != NULL)
            g_string_append (value, line + 1);
        }
    }
  if (value == NULL)
    return NULL;
  GString *plain = g_string_new (NULL);
  for (const char *at = value->str; *at != '\0'; at++)
    {
      bool is_escape = *at == '\\';
      if (is_escape)
        at++;
      else
        assert_null (strchr (";,", *at));
      g_string_append_c (plain, is_escape && *at == 'n' ? '\n' : *at);
    }
  return g_string_free (plain, false);
}

static void
assert_libical_agrees (const char *body, const GhCalendarZone *zone, const char *summary,
                       const char *description)
{
  GhCalendarHead head = { .name = "Texts" };
  g_autoptr (GString) file = gh_calendar_begin (&head, zone);

  gh_calendar_append_event (file, body, 0, "20220501T080000Z");
  gh_calendar_end (file);
  icalcomponent *calendar = icalparser_parse_string (file->str);
  assert_non_null (calendar);
  assert_int_equal (icalcomponent_count_errors (calendar), 0);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  assert_string_equal (icalcomponent_get_summary (event), summary);
  if (description[0] != '\0')
    assert_string_equal (icalcomponent_get_description (event), description);
  icalcomponent_free (calendar);
}

static void
any_text_comes_back (void **state)
{
  g_autoptr (GhCalendarZone) zone = kigali ();
  GRand *rand = g_rand_new_with_seed (SEED);

  for (int index = 0; index < N_TEXTS; index++)
    {
      g_autofree char *title = any_text (rand);
      g_autofree char *text = any_text (rand);
      g_autofree char *summary = expected (title, false);
      g_autofree char *description = expected (text, true);
      GhCalendarEvent event = { .uid = "a@b", .end = 60, .summary = title, .description = text };
      g_autofree char *body = gh_calendar_render_body (&event, zone);
      g_autofree char *read_summary = read_property (body, "SUMMARY");
      g_autofree char *read_description = read_property (body, "DESCRIPTION");
      if (g_strcmp0 (read_summary, summary[0] != '\0' ? summary : NULL) != 0
          || g_strcmp0 (read_description, description[0] != '\0' ? description : NULL) != 0)
        fail_msg ("text %d of seed %d came back different", index, SEED);
      if (index % 20 == 0 && summary[0] != '\0')
        assert_libical_agrees (body, zone, summary, description);
    }
  g_rand_free (rand);
}

static void
lines_of_every_length_fold (void **state)
{
  g_autoptr (GhCalendarZone) zone = kigali ();

  for (int length = 1; length < 400; length++)
    {
      static const char *const fills[] = { "x", "\\", ";", "é", "€", "😀", "a ", "ab " };
      for (gsize fill = 0; fill < G_N_ELEMENTS (fills); fill++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          for (int count = 0; count < length; count++)
            g_string_append (text, fills[fill]);
          g_strchomp (text->str);
          GhCalendarEvent event = { .uid = "a@b", .end = 60, .summary = text->str };
          g_autofree char *body = gh_calendar_render_body (&event, zone);
          g_autofree char *summary = read_property (body, "SUMMARY");
          assert_string_equal (summary, text->str);
        }
    }
}

static void
nothing_can_be_smuggled_in (void **state)
{
  g_autoptr (GhCalendarZone) zone = kigali ();
  GhCalendarEvent event = { .uid = "a@b",
                            .end = 60,
                            .summary = "x\r\nX-EVIL:1\nATTENDEE:mailto:x@y",
                            .location = "x\rX-EVIL:1",
                            .url = "https://x\r\nX-EVIL:1",
                            .categories = "a,b;c\nX-EVIL:1" };
  g_autofree char *body = gh_calendar_render_body (&event, zone);

  assert_null (strstr (body, "\nX-EVIL"));
  assert_null (strstr (body, "\nATTENDEE"));
  assert_non_null (strstr (body, "URL:https://x%0D%0AX-EVIL:1\r\n"));
  assert_non_null (strstr (body, "CATEGORIES:a\\,b\\;c X-EVIL:1\r\n"));
}

static void
broken_utf8_is_mended (void **state)
{
  g_autoptr (GhCalendarZone) zone = kigali ();
  GhCalendarEvent event = { .uid = "a@b", .end = 60, .summary = "x\xff\xc3(\xed\xa0\x80y" };
  g_autofree char *body = gh_calendar_render_body (&event, zone);
  g_autofree char *summary = read_property (body, "SUMMARY");

  assert_true (g_str_has_prefix (summary, "x�"));
  assert_true (g_str_has_suffix (summary, "y"));
}

/* The languages of the United Nations and Kinyarwanda, long enough to be folded; written in parts,
 * they come out composed. */
static void
every_script_is_whole (void **state)
{
  static const char *const titles[][2] = {
    { "Opening ceremony, with the Head of State and the Secretary-General; part one of several",
      NULL },
    { "Ce\u0301re\u0301monie d\u2019ouverture : les mathe\u0301matiques en Afrique, de "
      "l\u2019e\u0301cole a\u0300 "
      "l\u2019universite\u0301",
      "Cérémonie d\u2019ouverture : les mathématiques en Afrique, de l\u2019école à "
      "l\u2019université" },
    { "Sesión de apertura: ¿cómo enseñar matemáticas en África? An\u0303os de experiencia y más",
      "Sesión de apertura: ¿cómo enseñar matemáticas en África? Años de experiencia y más" },
    { "الجلسة الافتتاحية: الرياضيات في أفريقيا والميزانية العامة للاتحاد", NULL },
    { "开幕式：非洲的数学教育与国际电信联盟的总预算，第一部分，共三部分，全体会议", NULL },
    { "Церемония открытия: математика в Африке и общии\u0306 бюджет Союза, часть первая",
      "Церемония открытия: математика в Африке и общий бюджет Союза, часть первая" },
    { "Umuhango wo gutangiza inama: ubumenyi bw\u2019imibare muri Afurika n\u2019ingengo "
      "y\u2019imari",
      NULL },
  };
  g_autoptr (GhCalendarZone) zone = kigali ();

  for (gsize title = 0; title < G_N_ELEMENTS (titles); title++)
    {
      GhCalendarEvent event = { .uid = "a@b", .end = 60, .summary = titles[title][0] };
      g_autofree char *body = gh_calendar_render_body (&event, zone);
      g_autofree char *summary = read_property (body, "SUMMARY");
      const char *expected_title = titles[title][1] != NULL ? titles[title][1] : titles[title][0];
      assert_string_equal (summary, expected_title);
      assert_libical_agrees (body, zone, expected_title, "");
    }
}

/* Overrides and isolates can make a line read as another; marks belong to the writing of Arabic. */
static void
only_marks_of_direction_stay (void **state)
{
  g_autoptr (GhCalendarZone) zone = kigali ();
  GhCalendarEvent event = { .uid = "a@b",
                            .end = 60,
                            .summary = "a\u202eb\u202cc\u2066d\u2069e\u202af\ufeffg",
                            .location = "\u200fقاعة\u200e 1\u061c!" };
  g_autofree char *body = gh_calendar_render_body (&event, zone);
  g_autofree char *summary = read_property (body, "SUMMARY");
  g_autofree char *location = read_property (body, "LOCATION");

  assert_string_equal (summary, "abcdefg");
  assert_string_equal (location, "\u200fقاعة\u200e 1\u061c!");
}

static void
only_web_addresses_are_urls (void **state)
{
  g_autoptr (GhCalendarZone) zone = kigali ();
  GhCalendarEvent event = { .uid = "a@b", .end = 60, .summary = "x", .url = "javascript:alert(1)" };
  g_autofree char *body = gh_calendar_render_body (&event, zone);

  assert_null (strstr (body, "URL"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (any_text_comes_back),         cmocka_unit_test (lines_of_every_length_fold),
    cmocka_unit_test (nothing_can_be_smuggled_in),  cmocka_unit_test (broken_utf8_is_mended),
    cmocka_unit_test (every_script_is_whole),       cmocka_unit_test (only_marks_of_direction_stay),
    cmocka_unit_test (only_web_addresses_are_urls),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
