/* Good sheets: every column comes into the model, and every default. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the folder as it is ----------------------------------------------------------------- */

static void
assert_is_as_ever (Folder *folder)
{
  const GhModel *model;

  assert_is_good (folder);
  assert_int_equal (folder->problems->list->len, 0);
  model = folder->model;
  assert_int_equal (model->n_sessions, 3);
  assert_string_equal (model->sessions[1].kind, "committee");
  assert_int_equal (model->conference.n_days, 3);
  assert_int_equal (model->conference.first_weekday, 1);
  assert_int_equal (model->rooms[2].parts->len, 2);
  assert_int_equal (model->delegations[0].size, 2);
  assert_int_equal (model->n_roles, 2);
  assert_int_equal (model->n_person_wants, 4);
}

/* The text with another separator; quotes where a cell holds it. */
static char *
rewritten (const char *text, char separator, const char *line_end, bool is_turned)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, ",", -1);
      int n = (int)g_strv_length (cells);
      for (int cell = 0; cell < n; cell++)
        g_string_append_printf (out, "\"%s\"%c", cells[is_turned ? n - 1 - cell : cell], separator);
      g_string_truncate (out, out->len - 1);
      g_string_append (out, line_end);
    }
  return g_string_free (out, false);
}

static void
separators_breaks_and_order_do_not_matter (void **state)
{
  static const char separators[] = ",;\t";
  static const char *const line_ends[] = { "\n", "\r\n", "\n\n" };
  g_autoptr (Folder) folder = folder_new ();

  assert_is_as_ever (folder);
  for (gsize way = 0; way < 18; way++)
    {
      for (int sheet = 0; sheet < n_good_sheets; sheet++)
        {
          g_autofree char *text = rewritten (good_sheets[sheet][1], separators[way % 3],
                                             line_ends[way / 3 % 3], way >= 9);
          g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
          folder_put (folder, good_sheets[sheet][0], way % 2 == 0 ? marked : text);
        }
      assert_is_as_ever (folder);
    }
}

/* ---- every column ------------------------------------------------------------------------ */

static void
conference (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhConference *this;

  assert_is_good (folder);
  this = &folder->model->conference;
  assert_int_equal (this->grid_minutes, 5);
  assert_int_equal (this->hours->n_spans, 1);
  assert_true (gh_times_hold (this->hours, 0, 3 * GH_DAY));
  assert_int_equal (this->workdays, 0x3e);
  assert_string_equal (this->languages[0], "en");
  assert_null (this->languages[1]);
  assert_null (this->url);
  assert_int_equal (this->turnaround_minutes, 0);
  assert_int_equal (this->seats_percent, 100);
  assert_int_equal (this->freeze, 20 * 60);
  assert_int_equal (this->notice_minutes, 0);
  assert_true (this->share_out);

  folder_put (folder, "conference",
              "key,value,value:fr\nname,Test,Essai\nname:ar,\xd8\xa7\xd8\xae,\nid,T-22,\n"
              "domain,t.example.org,\ntimezone,America/Argentina/Buenos_Aires,\n"
              "first_day,2022-06-06,\nlast_day,2022-06-08,\ngrid_minutes,15,\n"
              "hours,08:00-12:00; 14:00-18:00; 2022-06-08 20:00-26:00,\nworkdays,Sun-Thu,\n"
              "languages,en;fr;ar,\nurl,https://t.example.org,\nturnaround_minutes,10,\n"
              "seats_percent,80,\nfreeze,18:30,\nnotice_minutes,120,\nshare_out,no,\n"
              "feeds_url,https://t.example.org/feeds/,\nmail_from,a+b@t.example.org,\n");
  assert_is_good (folder);
  assert_int_equal (folder->problems->list->len, 0);
  this = &folder->model->conference;
  assert_int_equal (this->grid_minutes, 15);
  assert_int_equal (this->hours->n_spans, 7);
  /* Not the evening before, nor the day after. */
  assert_int_equal (this->hours->spans[0].start, 480);
  assert_int_equal (this->hours->spans[6].end, 2 * GH_DAY + 1560);
  assert_int_equal (this->workdays, 1 << 7 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4);
  assert_string_equal (this->languages[1], "fr");
  assert_string_equal (gh_text_in (this->name, this->name_in, 0, NULL), "Test");
  assert_string_equal (gh_text_in (this->name, this->name_in, 1, NULL), "Essai");
  assert_string_equal (gh_text_in (this->name, this->name_in, 2, NULL), "\xd8\xa7\xd8\xae");
  assert_string_equal (this->url, "https://t.example.org");
  assert_int_equal (this->turnaround_minutes, 10);
  assert_int_equal (this->seats_percent, 80);
  assert_int_equal (this->freeze, 1110);
  assert_int_equal (this->notice_minutes, 120);
  assert_false (this->share_out);
  assert_string_equal (this->feeds_url, "https://t.example.org/feeds");
  assert_string_equal (this->mail_from, "a+b@t.example.org");
}

static void
languages (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhSession *session;
  bool is_there;

  folder_put (
      folder, "conference",
      "key,value\nname,T\nid,T\ndomain,t.example.org\ntimezone,Africa/Kigali\n"
      "first_day,2022-06-06\nlast_day,2022-06-08\nlanguages,en;fr;EN;zh-Hant\nname:de,nein\n");
  folder_put (folder, "sessions",
              "session,title,title:fr,title:zh-Hant,minutes,because:fr,title:ru,group\n"
              "PL-1,Opening,Ouverture,,60,voil\xc3\xa0,x,PL\nCOM-1,Opening,,,60,,,COM\nCOM-2,x,,,"
              "60,,,COM\n");
  assert_is_good (folder);
  assert_is_told (
      folder, true,
      "conference.csv, row 9, column \"key\": note: name:de is in none of the conference's "
      "languages and is ignored");
  assert_int_equal (folder->problems->list->len, 2);

  session = &folder->model->sessions[0];
  assert_string_equal (gh_text_in (session->title, session->title_in, 1, &is_there), "Ouverture");
  assert_true (is_there);
  assert_string_equal (gh_text_in (session->title, session->title_in, 2, &is_there), "Opening");
  assert_false (is_there);
  assert_string_equal (gh_text_in (session->title, session->title_in, 0, &is_there), "Opening");
  assert_true (is_there);
  assert_string_equal (session->because_in[1], "voil\xc3\xa0");
  assert_null (folder->model->sessions[1].title_in);
  assert_int_equal (gh_conference_language (&folder->model->conference, "FR-ca"), 1);
  assert_int_equal (gh_conference_language (&folder->model->conference, "zh"), 2);
  assert_int_equal (gh_conference_language (&folder->model->conference, "f"), -1);
  assert_int_equal (gh_conference_language (&folder->model->conference, NULL), -1);
}

static void
rooms_and_travel (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhModel *model;

  folder_put (folder, "rooms",
              "room,name,name:en,venue,seats,seats:theatre,seats: class ,layout,"
              "layout_change_minutes,features,open,turnaround_minutes,parts,cost,because\n"
              "AULA,Great Hall,Aula,KCC,100,200,0,theatre,30,booths6;hybrid;booths6,Mon,20,,7,"
              "fine\nHALL,,,Intare,40,,,,,,,,,,\n");
  folder_put (folder, "travel", "from,to,minutes\nKCC,Intare,25\n");
  folder_put (folder, "sessions", "session,title,minutes,group\nCOM-2,x,60,COM\nPL-1,x,60,PL\n");
  assert_is_good (folder);
  assert_int_equal (folder->problems->list->len, 0);
  model = folder->model;
  assert_string_equal (model->rooms[0].name, "Great Hall");
  assert_int_equal (gh_room_seats (&model->rooms[0], NULL), 200);
  assert_int_equal (gh_room_seats (&model->rooms[0], gh_model_text (folder->model, "class")), 0);
  assert_int_equal (model->rooms[0].layout_change_minutes, 30);
  assert_int_equal (model->rooms[0].features->len, 2);
  assert_true (gh_times_hold (model->rooms[0].open, 0, GH_DAY));
  assert_false (gh_times_meet (model->rooms[0].open, GH_DAY, 3 * GH_DAY));
  assert_int_equal (model->rooms[0].turnaround_minutes, 20);
  assert_int_equal (model->rooms[0].cost, 7);
  assert_string_equal (model->rooms[0].because, "fine");
  assert_string_equal (model->rooms[1].name, "HALL");
  assert_int_equal (gh_room_seats (&model->rooms[1], gh_model_text (folder->model, "theatre")), 40);
  assert_true (gh_times_is_always (model->rooms[1].open));
  assert_int_equal (model->rooms[1].turnaround_minutes, 0);
  assert_int_equal (model->rooms[1].cost, 0);
  assert_int_equal (model->travel[1], 25);
  assert_int_equal (model->travel[2], 25);
}

static void
patterns_and_groups (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhPattern *pattern;

  folder_put (folder, "patterns",
              "pattern,days,starts,cost\nP,Mon-Tue,09:30 11:15,\n"
              "P,2022-06-08,18:30-19:00;9:00,7\n");
  assert_is_good (folder);
  assert_int_equal (folder->model->n_patterns, 1);
  pattern = &folder->model->patterns[0];
  assert_int_equal (pattern->rows->len, 2);
  assert_int_equal (((GhPatternRow *)pattern->rows->pdata[0])->starts->len, 2);
  assert_int_equal (((GhPatternRow *)pattern->rows->pdata[1])->starts->len, 8);
  assert_int_equal (((GhPatternRow *)pattern->rows->pdata[1])->cost, 7);
  assert_int_equal (folder->model->groups[1].parent, 0);
  assert_int_equal (folder->model->groups[0].order_minutes, -1);
  assert_int_equal (folder->model->groups[1].order_minutes, 60);
  assert_int_equal (folder->model->groups[1].sessions->len, 2);
}

static void
sessions (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhSession *this;

  folder_put (folder, "patterns", "pattern,days,starts\nP,*,09:00\n");
  folder_put (folder, "rooms",
              "room,seats,venue,features,layout\nAULA,100,KCC,hybrid,circle\n"
              "HALL,40,KCC,,\n");
  folder_put (folder, "sessions",
              "session,title,title:fr,group,kind,tags,minutes,pattern,start,room,venue,window,"
              "attendance,layout,features,teams,after,theme,speeches,optional,priority,cancelled,"
              "closed,was,because\n"
              "PL-1,Opening,Ouverture,PL,,a;b,60,P,2022-06-06 09:00,AULA;HALL,KCC,Mon,90,circle,"
              "hybrid;captioning?,interpretation:2; interpretation ,,green,16;3,yes,5,yes,yes,"
              "PL-0;OPEN,why not\n"
              "COM-2,Bare,,,,,90,,,,,,,,,,PL-1:15,,,,,,,,\n"
              "RES,Kept free,,,reserve,,30,,,none,,,,,,,PL-1 : 5 ; COM-2,,;3,,,,,,\n");
  folder_read (folder);
  /* "interpretation" twice. */
  assert_int_equal (folder->problems->n_errors, 1);
  folder_put (folder, "sessions",
              "session,title,title:fr,group,kind,tags,minutes,pattern,start,room,venue,window,"
              "attendance,layout,features,teams,after,theme,speeches,optional,priority,cancelled,"
              "closed,was,because\n"
              "PL-1,Opening,Ouverture,PL,,a;b,60,P,2022-06-06 09:00,AULA;HALL,KCC,Mon,90,circle,"
              "hybrid;captioning?,interpretation:2,,green,16;3,yes,5,yes,yes,PL-0;OPEN,why not\n"
              "COM-2,Bare,,,,,90,,,,,,,,,,PL-1:15,,,,,,,,\n"
              "RES,Kept free,,,reserve,,30,,,none,,,,,,,PL-1 : 5 ; COM-2,,;3,,,,,,\n");
  assert_is_good (folder);
  this = &folder->model->sessions[0];
  assert_string_equal (this->title, "Opening");
  assert_string_equal (this->kind, "plenary");
  assert_int_equal (this->tags->len, 2);
  assert_int_equal (this->pattern, 0);
  assert_int_equal (this->fixed_start, 540);
  assert_int_equal (this->rooms->len, 2);
  assert_true (this->needs_room);
  assert_true (this->venue >= 0);
  assert_int_equal (this->attendance, 90);
  assert_string_equal (this->layout, "circle");
  assert_int_equal (this->features->len, 1);
  assert_string_equal (this->wishes->pdata[0], "captioning");
  assert_int_equal (g_array_index (this->teams, GhTeamNeed, 0).count, 2);
  assert_int_equal (this->most_speeches, 16);
  assert_int_equal (this->speeches_after, 3);
  assert_true (this->optional && this->cancelled && this->closed && !this->reserve);
  assert_int_equal (this->priority, 5);
  assert_string_equal (this->was->pdata[1], "OPEN");
  assert_string_equal (this->because, "why not");

  this = &folder->model->sessions[1];
  assert_int_equal (this->group, -1);
  assert_null (this->kind);
  assert_int_equal (this->pattern, -1);
  assert_true (this->fixed_start == GH_NEVER && this->pinned_start == GH_NEVER);
  assert_true (gh_times_is_always (this->window));
  assert_int_equal (this->venue, -1);
  assert_int_equal (this->attendance, 0);
  assert_null (this->layout);
  assert_int_equal (this->most_speeches, -1);
  assert_true (!this->optional && !this->cancelled && !this->closed);

  this = &folder->model->sessions[2];
  assert_true (this->reserve && this->optional && !this->needs_room);
  assert_int_equal (this->most_speeches, -1);
  assert_int_equal (this->speeches_after, 3);
  assert_int_equal (folder->model->n_afters, 3);
  assert_int_equal (folder->model->afters[1].minutes, 5);
  assert_int_equal (folder->model->afters[2].minutes, 0);
}

static void
relations_and_limits (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhModel *model;

  folder_put (folder, "relations",
              "a,relation,b,minutes,within,level,weight\nPL,not-parallel,COM,45/30,day,soft,9\n"
              "PL,not-parallel,COM,15,,,\nPL,before,COM,,,,\nPL,adjacent,COM,5,,,\n"
              "PL,same-room,COM,,,,\nPL,different-room,COM,,,off,\nPL,same-day,COM,,,,\n"
              "PL,different-day,COM,,,,\nPL,joined,COM,,,,\nPL,parallel,COM,,,,\n"
              "PL,pause,COM,20,day,,\nPL,overlap,COM,,day,soft,4\nPL,larger-room,COM,,day,,\n"
              "COM,same-room,COM,0,day,soft,2\nCOM,same-room,COM,30,,,\n");
  folder_put (folder, "limits",
              "of,most,per,during,level,weight\n*,0,,,,\n"
              "COM,2,day,* 18:00-26:00,soft,3\n*,9,conference,,hard,\n");
  assert_is_good (folder);
  model = folder->model;
  assert_int_equal (model->relations[0].minutes, 45);
  assert_int_equal (model->relations[0].minutes_after, 30);
  assert_true (model->relations[0].within_day);
  assert_int_equal (model->relations[0].level, GH_LEVEL_SOFT);
  assert_int_equal (model->relations[0].weight, 9);
  assert_int_equal (model->relations[1].minutes_after, 15);
  assert_int_equal (model->relations[1].level, GH_LEVEL_HARD);
  for (int relation = 2; relation < 13; relation++)
    assert_int_equal (model->relations[relation].kind, GH_BEFORE + relation - 2);
  /* Without minutes the same room binds always, with none of them only what follows at once. */
  assert_int_equal (model->relations[4].minutes, -1);
  assert_int_equal (model->relations[4].minutes_after, -1);
  assert_int_equal (model->relations[10].minutes, 20);
  assert_int_equal (model->relations[10].minutes_after, 20);
  assert_true (model->relations[10].within_day);
  assert_true (model->relations[11].within_day);
  assert_int_equal (model->relations[11].minutes, 0);
  assert_int_equal (model->relations[11].weight, 4);
  assert_true (model->relations[12].within_day);
  assert_int_equal (model->relations[13].kind, GH_SAME_ROOM);
  assert_int_equal (model->relations[13].minutes, 0);
  assert_true (model->relations[13].within_day);
  assert_int_equal (model->relations[14].minutes, 30);
  assert_int_equal (model->relations[14].minutes_after, 30);
  assert_int_equal (model->limits[0].most, 0);
  assert_int_equal (model->limits[0].per, GH_PER_INSTANT);
  assert_true (gh_times_is_always (model->limits[0].during));
  assert_int_equal (model->limits[1].per, GH_PER_DAY);
  assert_true (gh_times_hold (model->limits[1].during, 1080, 1560));
  assert_int_equal (model->limits[1].weight, 3);
  assert_int_equal (model->limits[2].per, GH_PER_CONFERENCE);
}

static void
people_and_delegations (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhModel *model;

  folder_put (folder, "delegations",
              "delegation,name,size,region,flags,weight,timezone\n"
              "AND,Andorra,7,EUR,MS;vote,3,Europe/Andorra\nORG,,,,,,\n");
  folder_put (folder, "people",
              "person,name,email,delegation,kind,rank,region,gender,sector,language,timezone,"
              "present,away,remote,needs\n"
              "Ada,Ada Byron,ada@t.org,AND,guest,minister,AFR,f,academia,fr,Africa/Kigali,Mon-Tue,"
              "Mon 12:00-14:00,yes,a ramp\nBob,,,AND,,,,,,,,,,,\nCy,,,,,,,,,,,,,,\n");
  assert_is_good (folder);
  model = folder->model;
  assert_string_equal (model->persons[0].name, "Ada Byron");
  assert_string_equal (model->persons[0].kind, "guest");
  assert_string_equal (model->persons[0].region, "AFR");
  assert_string_equal (model->persons[0].timezone, "Africa/Kigali");
  assert_true (model->persons[0].remote);
  assert_string_equal (model->persons[0].needs, "a ramp");
  assert_true (gh_times_hold (model->persons[0].present, 0, 720));
  assert_false (gh_times_meet (model->persons[0].present, 720, 840));
  assert_true (gh_times_hold (model->persons[0].present, 840, 2 * GH_DAY));
  assert_false (gh_times_meet (model->persons[0].present, 2 * GH_DAY, 3 * GH_DAY));
  assert_string_equal (model->persons[1].name, "Bob");
  assert_string_equal (model->persons[1].kind, "delegate");
  assert_string_equal (model->persons[1].region, "EUR");
  assert_string_equal (model->persons[1].timezone, "Europe/Andorra");
  assert_true (gh_times_is_always (model->persons[1].present));
  assert_int_equal (model->persons[2].delegation, -1);
  assert_null (model->persons[2].timezone);
  assert_int_equal (model->delegations[0].size, 7);
  assert_int_equal (model->delegations[0].weight, 3);
  assert_int_equal (model->delegations[0].people->len, 2);
  assert_int_equal (model->delegations[1].size, 1);
  assert_int_equal (model->delegations[1].weight, 1);
  assert_string_equal (model->delegations[1].name, "ORG");
}

static void
teams_speeches_rules_and_pins (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  const GhModel *model;

  folder_put (
      folder, "teams",
      "team,kind,available,most_minutes,rest_minutes,most_per_day,most_minutes_per_day,"
      "day_minutes,most_in_5_workdays,remote\nRED,interpretation,Mon,180,90,2,360,510,7,yes\n"
      "BLUE,interpretation,,,,,,,,\n");
  folder_put (folder, "speeches",
              "speaker,session,minutes,theme,available,mode\nAda,COM,3,green,Mon,"
              "remote\nBob,COM;-COM-1,4,,,\n");
  folder_put (folder, "rules",
              "rule,of,level,weight,value,because\nlate-evening,role:chair,,2,21:30,\n"
              "remote-hours,,off,,06:30 - 23:00,\nroom-fit,PL-1,off,,,agreed\nperson-clash,,,,15,\n"
              "lone-day,role:chair,soft,,,\nearly,kind:committee,soft,2,,\nroom-cost,*,,3,,\n");
  folder_put (folder, "pins",
              "session,start,room,because\nCOM-1,2022-06-07T10:00,HALL,so\n"
              "COM-2,,AULA,\n");
  assert_is_good (folder);
  model = folder->model;
  assert_int_equal (model->teams[0].most_minutes, 180);
  assert_int_equal (model->teams[0].rest_minutes, 90);
  assert_int_equal (model->teams[0].most_per_day, 2);
  assert_int_equal (model->teams[0].most_minutes_per_day, 360);
  assert_int_equal (model->teams[0].day_minutes, 510);
  assert_int_equal (model->teams[0].most_in_5_workdays, 7);
  assert_true (model->teams[0].remote);
  assert_int_equal (model->teams[1].most_minutes, -1);
  assert_int_equal (model->teams[1].rest_minutes, 0);
  assert_int_equal (model->teams[1].most_in_5_workdays, -1);
  assert_int_equal (gh_bits_count (model->speeches[0].sessions), 2);
  assert_int_equal (model->speeches[0].mode, GH_REMOTE);
  assert_int_equal (gh_bits_count (model->speeches[1].sessions), 1);
  assert_int_equal (model->speeches[1].mode, GH_ONSITE);
  assert_string_equal (model->rule_rows[0].role, "chair");
  assert_false (model->rule_rows[0].has_level);
  assert_int_equal (model->rule_rows[0].value, 1290);
  assert_int_equal (model->rule_rows[1].value, 390);
  assert_int_equal (model->rule_rows[1].value_end, 1380);
  assert_int_equal (model->rule_rows[1].level, GH_LEVEL_OFF);
  assert_int_equal (gh_bits_count (model->rule_rows[2].of), 1);
  assert_string_equal (model->rule_rows[2].because, "agreed");
  assert_int_equal (model->rule_rows[3].value, 15);
  assert_int_equal (model->rule_rows[3].weight, -1);
  assert_string_equal (model->rule_rows[4].role, "chair");
  assert_int_equal (model->rule_rows[4].rule, gh_rule_find ("lone-day"));
  assert_int_equal (model->rule_rows[4].level, GH_LEVEL_SOFT);
  assert_int_equal (gh_bits_count (model->rule_rows[5].of), 2);
  assert_int_equal (model->rule_rows[5].weight, 2);
  assert_int_equal (model->rule_rows[6].rule, gh_rule_find ("room-cost"));
  assert_int_equal (model->sessions[1].pinned_start, GH_DAY + 600);
  assert_int_equal (model->sessions[1].pinned_room, 1);
  assert_true (model->sessions[2].pinned_start == GH_NEVER);
  assert_int_equal (model->sessions[2].pinned_room, 0);
  assert_int_equal (model->sessions[2].pin_source.row, 3);
}

/* ---- what is not there ------------------------------------------------------------------- */

static void
three_sheets_are_enough (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *note = NULL;

  for (int sheet = 2; sheet < n_good_sheets; sheet++)
    if (strcmp (good_sheets[sheet][0], "sessions") != 0)
      folder_remove (folder, good_sheets[sheet][0]);
  assert_is_good (folder);
  /* Groups are those that the sessions name. */
  assert_int_equal (folder->model->n_groups, 2);
  assert_string_equal (folder->model->groups[1].id, "COM");
  assert_int_equal (folder->model->groups[1].sessions->len, 2);
  assert_int_equal (folder->model->groups[1].parent, -1);
  assert_int_equal (folder->model->n_persons, 0);

  folder_put (folder, "sessions", "session,title,minutes,pattern\nA,x,60,P\nB,x,60,P\n");
  assert_is_good (folder);
  assert_int_equal (folder->problems->list->len, 1);
  note = gh_problem_to_text (folder->problems->list->pdata[0]);
  assert_string_equal (note, "sessions.csv, row 2, column \"pattern\": note: there is no "
                             "patterns.csv, so what is named out of it is ignored");
}

static void
people_may_be_only_named (void **state)
{
  g_autoptr (Folder) folder = folder_new ();

  folder_remove (folder, "delegations");
  folder_put (folder, "attends", "who,what,level\nAND,COM,must\n");
  folder_put (folder, "groups", "group\nPL\nCOM\n");
  assert_is_good (folder);
  assert_int_equal (folder->model->n_delegations, 2);
  assert_int_equal (folder->model->delegations[0].size, 2);
  assert_int_equal (folder->model->n_delegation_wants, 2);

  folder_remove (folder, "people");
  folder_put (folder, "speeches", "speaker,session,minutes\nEve,PL-1,3\n");
  assert_is_good (folder);
  assert_int_equal (folder->model->n_persons, 3);
  assert_string_equal (folder->model->persons[2].id, "Eve");
  assert_int_equal (folder->model->n_roles, 2);
}

/* ---- calendars of people ----------------------------------------------------------------- */

static bool
busy_on_tuesday (const char *path, const char *timezone, int first_day, int n_days, GhTimes *busy,
                 char **sentence)
{
  assert_string_equal (timezone, "Africa/Kigali");
  assert_int_equal (n_days, 3);
  if (strstr (path, "/bad") == NULL)
    gh_times_add (busy, GH_DAY, 2 * GH_DAY);
  if (strstr (path, "bad") != NULL)
    *sentence = g_strdup ("this is no calendar");
  return *sentence == NULL;
}

/* Reads with Ada's `away`; the caller frees what is told first. */
static char *
told_of_away (Folder *folder, const char *away)
{
  g_autofree char *people = g_strdup_printf ("person,away\nAda,%s\nBob,\nCy,\n", away);
  const GhProblem *first;

  folder_put (folder, "people", people);
  gh_model_free (folder->model);
  g_clear_pointer (&folder->problems, gh_problems_free);
  folder->problems = gh_problems_new ();
  folder->model = gh_sheets_read (folder->folder, busy_on_tuesday, folder->problems, NULL);
  first = folder->problems->list->len > 0 ? folder->problems->list->pdata[0] : NULL;
  return g_strdup (first != NULL ? first->sentence : "");
}

static void
a_calendar_inside_the_folder (void **state)
{
  static const struct
  {
    const char *name, *wrong;
  } strange[] = {
    { "/etc/ada.ics", "is not named as a file inside the conference's folder" },
    { "../ada.ics", "is not named as a file inside the conference's folder" },
    { "sub/../../ada.ics", "is not named as a file inside the conference's folder" },
    { "missing.ics", "is not in the conference's folder" },
    { "loop.ics", "is not in the conference's folder" },
    { "out.ics", "leads out of the conference's folder" },
    { "device.ics", "leads out of the conference's folder" },
    { "pipe.ics", "is a folder, a pipe or a device" },
    { "folder.ics", "is a folder, a pipe or a device" },
  };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *inside = folder_path (folder, "ada.ics");
  g_autofree char *out = folder_path (folder, "out.ics");
  g_autofree char *loop = folder_path (folder, "loop.ics");
  g_autofree char *link = folder_path (folder, "link.ics");
  g_autofree char *device = folder_path (folder, "device.ics");
  g_autofree char *pipe = folder_path (folder, "pipe.ics");
  g_autofree char *inner = folder_path (folder, "folder.ics");

  assert_true (g_file_set_contents (inside, "x", 1, NULL));
  assert_int_equal (symlink ("/etc/passwd", out), 0);
  assert_int_equal (symlink ("loop.ics", loop), 0);
  assert_int_equal (symlink ("ada.ics", link), 0);
  assert_int_equal (symlink ("/dev/zero", device), 0);
  assert_int_equal (mkfifo (pipe, 0600), 0);
  assert_int_equal (mkdir (inner, 0700), 0);

  g_autofree char *good = told_of_away (folder, "ada.ics");
  assert_string_equal (good, "");
  assert_false (gh_times_meet (folder->model->persons[0].present, GH_DAY, 2 * GH_DAY));
  assert_true (gh_times_hold (folder->model->persons[0].present, 0, GH_DAY));
  g_autofree char *linked = told_of_away (folder, "link.ics");
  assert_string_equal (linked, "");
  for (gsize name = 0; name < G_N_ELEMENTS (strange); name++)
    {
      g_autofree char *told = told_of_away (folder, strange[name].name);
      g_autofree char *expected =
          g_strdup_printf ("the calendar file \"%s\" %s", strange[name].name, strange[name].wrong);
      assert_string_equal (told, expected);
      assert_null (folder->model);
    }
}

static void
a_calendar_that_is_not_understood_is_told_with_its_person (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *bad = folder_path (folder, "bad.ics");
  g_autofree char *half = folder_path (folder, "half-bad.ics");

  assert_true (g_file_set_contents (bad, "x", 1, NULL));
  assert_true (g_file_set_contents (half, "x", 1, NULL));
  g_autofree char *wrong = told_of_away (folder, "bad.ics");
  assert_string_equal (wrong,
                       "when \"Ada\" is busy is unknown, but for what could be read: this is "
                       "no calendar; ask for the file again, or write the times here");
  assert_non_null (folder->model);
  assert_true (gh_times_is_always (folder->model->persons[0].present));
  /* What could be read of it counts. */
  g_autofree char *partial = told_of_away (folder, "half-bad.ics");
  assert_string_equal (partial, wrong);
  assert_false (gh_times_meet (folder->model->persons[0].present, GH_DAY, 2 * GH_DAY));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (separators_breaks_and_order_do_not_matter),
    cmocka_unit_test (conference),
    cmocka_unit_test (languages),
    cmocka_unit_test (rooms_and_travel),
    cmocka_unit_test (patterns_and_groups),
    cmocka_unit_test (sessions),
    cmocka_unit_test (relations_and_limits),
    cmocka_unit_test (people_and_delegations),
    cmocka_unit_test (teams_speeches_rules_and_pins),
    cmocka_unit_test (three_sheets_are_enough),
    cmocka_unit_test (people_may_be_only_named),
    cmocka_unit_test (a_calendar_inside_the_folder),
    cmocka_unit_test (a_calendar_that_is_not_understood_is_told_with_its_person),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
