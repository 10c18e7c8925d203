/* What a verdict says beside its findings: waivers, unknowns, and what is counted. */
#include "tests/input/verify/case.h"

#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void
test_waivers (void **state)
{
  g_autoptr (GhVerdict) verdict = gh_case_verify ("= sessions\n"
                                                  "session,title,minutes\n"
                                                  "S1,One,60\n"
                                                  "= rules\n"
                                                  "rule,of,level,because\n"
                                                  "room-fit,S1,off,agreed with the host\n"
                                                  "room-clash,*,hard,\n"
                                                  "start-cost,,off,costs are no waivers\n"
                                                  "relations,,soft,\n"
                                                  "= schedule\n"
                                                  "S1,2022-06-06,09:00,10:00,A,,planned,One,\n");

  assert_int_equal (verdict->findings->len, 0);
  assert_int_equal (verdict->waivers->len, 2);
  const char *waiver = verdict->waivers->pdata[0];
  assert_non_null (strstr (waiver, "room-fit"));
  assert_non_null (strstr (waiver, "S1"));
  assert_non_null (strstr (waiver, "off"));
  assert_non_null (strstr (waiver, "agreed with the host"));
  assert_non_null (strstr (verdict->waivers->pdata[1], "relations"));
}

/* A calendar that cannot be read makes nobody free, but no fault either: it is listed. */
static void
test_unknowns (void **state)
{
  g_autoptr (GhVerdict) verdict = gh_case_verify ("= sessions\n"
                                                  "session,title,minutes\n"
                                                  "S1,One,60\n"
                                                  "= people\n"
                                                  "person,away\n"
                                                  "P1,missing.ics\n"
                                                  "= schedule\n"
                                                  "S1,2022-06-06,09:00,10:00,A,,planned,One,\n");

  assert_int_equal (verdict->findings->len, 0);
  assert_int_equal (verdict->unknowns->len, 1);
  assert_string_equal (verdict->unknowns->pdata[0],
                       "when P1 is busy, but for what could be read: it is not there");
}

/* An unplaced session is no fault of what is placed: it is counted, if it is mandatory. */
static void
test_unplaced (void **state)
{
  g_autoptr (GhVerdict) verdict = gh_case_verify ("= sessions\n"
                                                  "session,title,minutes,optional,cancelled\n"
                                                  "S1,One,60,,\n"
                                                  "S2,Two,60,,\n"
                                                  "S3,Three,60,yes,\n"
                                                  "S4,Four,60,,yes\n"
                                                  "= schedule\n"
                                                  "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
                                                  "S2,,,,,,unplaced,Two,\n"
                                                  "S3,,,,,,unplaced,Three,\n"
                                                  "S4,,,,,,cancelled,Four,\n");

  assert_int_equal (verdict->findings->len, 0);
  assert_int_equal (verdict->n_sessions, 4);
  assert_int_equal (verdict->n_placed, 1);
  assert_int_equal (verdict->n_unplaced, 1);
  assert_int_equal (verdict->n_calendars, 0);
}

/* A speech misses its session as a conference misses one of its own. */
static void
test_speech_without_a_session (void **state)
{
  g_autoptr (GhVerdict) verdict = gh_case_verify ("= sessions\n"
                                                  "session,title,minutes,optional\n"
                                                  "S1,One,60,\n"
                                                  "S2,Two,60,yes\n"
                                                  "= people\n"
                                                  "person,name\n"
                                                  "P1,Ann\n"
                                                  "= speeches\n"
                                                  "speaker,session,minutes\n"
                                                  "P1,S2,5\n"
                                                  "= schedule\n"
                                                  "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
                                                  "S2,,,,,,unplaced,Two,\n");

  assert_int_equal (verdict->findings->len, 0);
  assert_int_equal (verdict->n_unplaced, 1);
}

static void
test_calendars (void **state)
{
  g_autoptr (GhVerdict) verdict =
      gh_case_verify ("= rooms\n"
                      "room,name,seats\n"
                      "A,Hall A,100\n"
                      "= sessions\n"
                      "session,title,minutes\n"
                      "S1,One,60\n"
                      "= schedule\n"
                      "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
                      "= draft/calendars/programme.ics\n"
                      "TEST-S1@example.org|540|600|One|Hall A|CONFIRMED|transparent|0\n"
                      "= draft/calendars/rooms/A.ics\n"
                      "TEST-S1@example.org|540|600|One|Hall A|CONFIRMED|transparent|0\n");

  assert_int_equal (verdict->findings->len, 0);
  assert_int_equal (verdict->n_calendars, 2);
}

/* Two that had begun, in a room that has become too small for one of them and in each other's way
 * by a relation that is new, are noted; a third that has not begun is in the wrong. */
static void
test_begun (void **state)
{
  static const char files[] =
      "= sessions\n"
      "session,title,minutes,attendance\n"
      "S1,One,60,70\n"
      "S2,Two,60,\n"
      "S3,Three,60,%s\n"
      "= relations\n"
      "a,relation,b\n"
      "S1,not-parallel,S2\n"
      "= programme/0001/schedule.csv\n"
      "session,date,start,end,room,teams,status,title,group\n"
      "S1,2022-06-06,09:00,10:00,B,,planned,One,\n"
      "S2,2022-06-06,09:00,10:00,A,,planned,Two,\n"
      "S3,2022-06-08,09:00,10:00,B,,planned,Three,\n"
      "= draft/manifest.json\n"
      "{\"base\":1,\"files\":{},\"n_calendars\":0,\"options\":{\"at\":\"2022-06-06T12:00\","
      "\"command\":\"gahunda replan . --at 2022-06-06T12:00\"}}\n"
      "= schedule\n"
      "S2,2022-06-06,09:00,10:00,A,,planned,Two,\n"
      "S1,2022-06-06,09:00,10:00,B,,planned,One,\n"
      "S3,2022-06-08,09:00,10:00,B,,planned,Three,\n";
  g_autofree char *good = g_strdup_printf (files, "50");
  g_autofree char *bad = g_strdup_printf (files, "51");
  g_autoptr (GhVerdict) kept = gh_case_verify (good);
  g_autoptr (GhVerdict) broken = gh_case_verify (bad);

  assert_int_equal (kept->findings->len, 0);
  assert_int_equal (kept->notes->len, 2);
  const GhFinding *note = kept->notes->pdata[0];
  assert_string_equal (note->rule, "room-fit");
  assert_non_null (strstr (note->sentence, "S1 "));
  assert_non_null (strstr (note->sentence, "; began before 2022-06-06 12:00; stays"));
  note = kept->notes->pdata[1];
  assert_string_equal (note->rule, "relations");
  assert_int_equal (broken->notes->len, 2);
  assert_int_equal (broken->findings->len, 1);
  assert_non_null (strstr (((const GhFinding *)broken->findings->pdata[0])->sentence, "S3 "));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_waivers),   cmocka_unit_test (test_unknowns),
    cmocka_unit_test (test_unplaced),  cmocka_unit_test (test_speech_without_a_session),
    cmocka_unit_test (test_calendars), cmocka_unit_test (test_begun),
  };

  return cmocka_run_group_tests_name ("verdict", tests, NULL, NULL);
}
