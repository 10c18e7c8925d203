/* Selectors of sessions, and whom: what each form reaches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "folder.h"

#include <string.h>

/* ---- selectors --------------------------------------------------------------------------- */

/* TOP with MID and SIDE below it, LOW below MID; a session without a kind has its group's. */
static const char groups[] = "group,parent,kind\nTOP,,plenary\nMID,TOP,committee\nLOW,MID,\n"
                             "SIDE,TOP,side\n";
static const char sessions[] =
    "session,title,minutes,group,kind,tags,teams,venue\n"
    "T1,x,60,TOP,,opening;big,interpretation:1,KCC\nM1,x,60,MID,,,interpretation:1;sign:1,\n"
    "M2,x,60,MID,panel,big,,Intare\nL1,x,60,LOW,,,sign:0,\nS1,x,60,SIDE,,,,KCC\nF1,x,60,,,,,\n";

static char *
names_of_sessions (const GhModel *model, const GhBits *set)
{
  GString *names = g_string_new (NULL);
  GH_BITS_EACH (set, session)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", model->sessions[session].id);
  return g_string_free (names, false);
}

static void
every_form_of_selector (void **state)
{
  static const struct
  {
    const char *selector, *sessions;
  } cases[] = {
    { "M1", "M1" },
    { "M1;F1", "M1 F1" },
    { " M1 ; F1 ; ", "M1 F1" },
    { "TOP", "T1" },
    { "TOP/*", "M1 M2 L1 S1" },
    { "TOP;TOP/*", "T1 M1 M2 L1 S1" },
    { "MID/*", "L1" },
    { "LOW/*", "" },
    { "kind:plenary", "T1" },
    { "kind:committee", "M1" },
    { "kind:panel", "M2" },
    { "kind:side", "S1" },
    { "tag:big", "T1 M2" },
    { "team:interpretation", "T1 M1" },
    { "team:sign", "M1" },
    { "venue:KCC", "T1 S1" },
    { "*", "T1 M1 M2 L1 S1 F1" },
    { "*;-T1", "M1 M2 L1 S1 F1" },
    { "-T1;*", "M1 M2 L1 S1 F1" },
    { "- T1;*", "M1 M2 L1 S1 F1" },
    { "*;-TOP/*", "T1 F1" },
    { "TOP/*;-MID/*;-kind:side", "M1 M2" },
    { "-T1;T1", "" },
    { "-*;*", "" },
    { "kind:nothing;F1", "F1" },
  };
  g_autoptr (Folder) folder = folder_new ();

  folder_put (folder, "groups", groups);
  folder_put (folder, "sessions", sessions);
  folder_put (folder, "rooms", "room,seats,venue\nA,10,KCC\nB,10,Intare\n");
  folder_remove (folder, "roles");
  folder_remove (folder, "attends");
  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      g_autofree char *sheet =
          g_strdup_printf ("a,relation,b\n%s,same-day,*\n", cases[entry].selector);
      g_autofree char *names = NULL;
      folder_put (folder, "relations", sheet);
      assert_is_good (folder);
      names = names_of_sessions (folder->model, folder->model->relations[0].a);
      assert_string_equal (names, cases[entry].sessions);
    }
}

/* ---- whom -------------------------------------------------------------------------------- */

/* Ada and Bob of AND (EUR, flag MS), Cy of ORG but himself of AFR, Di of none; Bob chairs. */
static Folder *
folder_of_people (void)
{
  Folder *folder = folder_new ();
  folder_put (
      folder, "people",
      "person,delegation,kind,region\nAda,AND,,\nBob,AND,,\nCy,ORG,guest,AFR\nDi,,staff,\n");
  folder_put (folder, "groups", "group\nPL\nCOM\n");
  folder_put (folder, "roles", "person,role,what\nBob,chair,COM-2\n");
  folder_put (folder, "sessions",
              "session,title,minutes,group\nPL-1,x,60,PL\nCOM-1,x,60,COM\n"
              "COM-2,x,60,COM\n");
  return folder;
}

static const char *const wishes[] = {
  [GH_MAY] = "may", [GH_SHOULD] = "should", [GH_MUST] = "must"
};

/* "Ada:must Bob:should!": what each wants of PL-1; ! where a row names them. */
static char *
wants_of_opening (const GhModel *model)
{
  GString *text = g_string_new (NULL);
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].session == 0)
      g_string_append_printf (text, "%s%s:%s%s", text->len > 0 ? " " : "",
                              model->persons[model->person_wants[want].who].id,
                              wishes[model->person_wants[want].wish],
                              model->person_wants[want].named ? "!" : "");
  for (int want = 0; want < model->n_delegation_wants; want++)
    if (model->delegation_wants[want].session == 0)
      g_string_append_printf (text, "%s%s:%s", text->len > 0 ? " " : "",
                              model->delegations[model->delegation_wants[want].who].id,
                              wishes[model->delegation_wants[want].wish]);
  return g_string_free (text, false);
}

static void
every_form_of_whom (void **state)
{
  static const struct
  {
    const char *rows, *wants;
  } cases[] = {
    { "Ada,PL,must\n", "Ada:must!" },
    { "AND,PL,must\n", "AND:must" },
    { "Ada;ORG,PL,must\n", "Ada:must! ORG:must" },
    { "role:chair,PL,must\n", "Bob:must" },
    { "flag:MS,PL,must\n", "AND:must" },
    { "region:EUR,PL,must\n", "Ada:must Bob:must AND:must" },
    { "region:AFR,PL,must\n", "Cy:must" },
    { "kind:delegate,PL,must\n", "Ada:must Bob:must" },
    { "*,PL,may\n", "Ada:may Bob:may Cy:may Di:may AND:may ORG:may" },
    { "*;-Ada,PL,may\n", "Bob:may Cy:may Di:may AND:may ORG:may" },
    { "-AND;*,PL,may\n", "Cy:may Di:may ORG:may" },
    { "*;-flag:MS,PL,may\n", "Cy:may Di:may ORG:may" },
    { "*;-kind:staff;-role:chair,PL,may\n", "Ada:may Cy:may AND:may ORG:may" },
    { "Ada;-AND,PL,must\n", "" },
    /* Of several rows of one who the strongest counts. */
    { "Ada,PL,may\nAda,PL,must\nAda,PL,should\n", "Ada:must!" },
    { "*,PL,may\nkind:staff,PL,must\nDi;-Di,PL,must\n",
      "Ada:may Bob:may Cy:may Di:must AND:may ORG:may" },
    /* A row that names somebody stands in place of the wider ones, even a stronger one. */
    { "*,PL,must\nAda,PL,may\n", "Ada:may! Bob:must Cy:must Di:must AND:must ORG:must" },
    { "Ada,PL,may\nrole:chair;Ada,PL,must\n", "Ada:must! Bob:must" },
  };
  g_autoptr (Folder) folder = folder_of_people ();

  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      g_autofree char *sheet = g_strconcat ("who,what,level\n", cases[entry].rows, NULL);
      g_autofree char *wants = NULL;
      folder_put (folder, "attends", sheet);
      assert_is_good (folder);
      wants = wants_of_opening (folder->model);
      assert_string_equal (wants, cases[entry].wants);
    }
}

static void
a_want_knows_the_row_that_counts (void **state)
{
  g_autoptr (Folder) folder = folder_of_people ();
  folder_put (folder, "attends", "who,what,level\n*,PL,may\nAND,*,must\nAND,PL,must\nAda,PL,may\n");
  assert_is_good (folder);
  assert_int_equal (folder->model->person_wants[0].source.row, 5);
  assert_int_equal (folder->model->delegation_wants[0].source.row, 3);
  assert_string_equal (folder->model->person_wants[0].source.sheet, "attends");
}

/* ---- access ------------------------------------------------------------------------------ */

static char *
names_with_access (const GhModel *model, const GhGroup *group)
{
  GString *names = g_string_new (NULL);
  GH_BITS_EACH (group->access_persons, person)
    g_string_append_printf (names, "%s ", model->persons[person].id);
  GH_BITS_EACH (group->access_delegations, delegation)
    g_string_append_printf (names, "%s ", model->delegations[delegation].id);
  return g_strchomp (g_string_free (names, false));
}

static void
a_delegation_and_its_people_share_access (void **state)
{
  static const char *const cases[][2] = {
    { "AND", "Ada Bob AND" },
    { "Ada", "Ada AND" },
    { "flag:MS", "Ada Bob AND" },
    { "role:chair", "Bob AND" },
    { "region:AFR", "Cy ORG" },
    { "kind:staff", "Di" },
    { "*;-ORG", "Ada Bob Di AND" },
    /* Whom a - takes out stays out, though their delegation is in. */
    { "*;-Ada", "Bob Cy Di AND ORG" },
    { "AND;-role:chair", "Ada AND" },
    { "*;-kind:guest", "Ada Bob Di AND ORG" },
  };
  g_autoptr (Folder) folder = folder_of_people ();

  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      g_autofree char *sheet = g_strdup_printf ("group,access\nPL,\nCOM,%s\n", cases[entry][0]);
      g_autofree char *names = NULL;
      folder_put (folder, "groups", sheet);
      assert_is_good (folder);
      assert_null (folder->model->groups[0].access_persons);
      assert_null (folder->model->groups[0].access_delegations);
      names = names_with_access (folder->model, &folder->model->groups[1]);
      assert_string_equal (names, cases[entry][1]);
    }
}

static bool
person_wants (const GhModel *model, int person, int session)
{
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].who == person && model->person_wants[want].session == session)
      return true;
  return false;
}

static void
nobody_wants_what_is_kept_from_them (void **state)
{
  g_autoptr (Folder) folder = folder_of_people ();

  folder_put (folder, "groups", "group,access\nPL,ORG\nCOM,ORG\n");
  folder_put (folder, "attends", "who,what,level\n*,*,must\nAda,COM-1,must\n");
  assert_is_good (folder);
  /* Cy has access; Bob's role in COM-2 opens that door and no other; Ada's own row opens none. */
  assert_int_equal (folder->model->n_person_wants, 4);
  for (int session = 0; session < 3; session++)
    assert_true (person_wants (folder->model, 2, session));
  assert_true (person_wants (folder->model, 1, 2));
  assert_int_equal (folder->model->n_delegation_wants, 3);
  for (int want = 0; want < 3; want++)
    assert_int_equal (folder->model->delegation_wants[want].who, 1);
}

/* ---- roles ------------------------------------------------------------------------------- */

static void
a_row_for_a_session_stands_in_place_of_wider_ones (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GString) roles = g_string_new (NULL);

  folder_put (folder, "roles",
              "person,role,what\nAda,chair,COM\nBob,chair,COM-2\nCy,secretary,COM\n"
              "Ada,chair,*\nDi,chair,COM-2\nBob,chair,COM-2\n");
  assert_is_good (folder);
  for (int role = 0; role < folder->model->n_roles; role++)
    {
      const GhRole *this = &folder->model->roles[role];
      g_string_append_printf (roles, "%s %s %s (%d); ", folder->model->sessions[this->session].id,
                              folder->model->persons[this->person].id, this->role,
                              this->source.row);
    }
  assert_string_equal (roles->str,
                       "PL-1 Ada chair (5); COM-1 Ada chair (2); COM-1 Cy secretary (4); "
                       "COM-2 Bob chair (3); COM-2 Cy secretary (4); COM-2 Di chair (6); ");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_form_of_selector),
    cmocka_unit_test (every_form_of_whom),
    cmocka_unit_test (a_want_knows_the_row_that_counts),
    cmocka_unit_test (a_delegation_and_its_people_share_access),
    cmocka_unit_test (nobody_wants_what_is_kept_from_them),
    cmocka_unit_test (a_row_for_a_session_stands_in_place_of_wider_ones),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
