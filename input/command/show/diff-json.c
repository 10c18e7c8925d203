/* What changed, as JSON: everything. */
#include "input/command/show/diff.h"

#include <string.h>

static void
add_moment (JsonBuilder *builder, const GhTelling *telling, const char *name, GhMinute minute)
{
  g_autofree char *date = gh_day_text (telling->diff->first_day + gh_day_of (minute));
  g_autofree char *clock = gh_clock_text (minute);
  g_autofree char *text = g_strconcat (date, "T", clock, NULL);
  gh_json_text (builder, name, minute != GH_NEVER ? text : NULL);
}

static void
add_place (JsonBuilder *builder, const GhTelling *telling, const char *name,
           const GhDiffPlace *place)
{
  json_builder_set_member_name (builder, name);
  if (place->start == GH_NEVER)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_moment (builder, telling, "start", place->start);
  add_moment (builder, telling, "end", place->end);
  gh_json_text (builder, "room", place->room);
  json_builder_end_object (builder);
}

static void
add_change (JsonBuilder *builder, const GhTelling *telling, const char *session,
            GhChangeKind change, const GhDiffPlace *was, const GhDiffPlace *now)
{
  gh_json_text (builder, "session", session);
  gh_json_text (builder, "change", gh_change_word (change));
  add_place (builder, telling, "was", was);
  add_place (builder, telling, "now", now);
}

static void
add_sessions (JsonBuilder *builder, const GhTelling *telling)
{
  gh_json_begin_list (builder, "sessions");
  for (guint entry = 0; entry < telling->diff->sessions->len; entry++)
    {
      const GhDiffSession *this = &g_array_index (telling->diff->sessions, GhDiffSession, entry);
      json_builder_begin_object (builder);
      add_change (builder, telling, this->session, this->change, &this->was, &this->now);
      gh_json_text (builder, "because", this->because);
      gh_json_flag (builder, "gone", this->is_gone);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_covers (JsonBuilder *builder, const GhTelling *telling)
{
  gh_json_begin_list (builder, "covers");
  for (guint entry = 0; entry < telling->diff->covers->len; entry++)
    {
      const GhDiffCover *this = &g_array_index (telling->diff->covers, GhDiffCover, entry);
      json_builder_begin_object (builder);
      gh_json_text (builder, "session", this->session);
      gh_json_text (builder, "person", this->person);
      gh_json_text (builder, "change", gh_change_word (this->change));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_slot (JsonBuilder *builder, const GhTelling *telling, const char *name, const GhDiffSlot *slot)
{
  json_builder_set_member_name (builder, name);
  if (slot->session == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  gh_json_text (builder, "session", slot->session);
  add_moment (builder, telling, "start", slot->start);
  gh_json_number (builder, "minutes", slot->minutes);
  gh_json_text (builder, "theme", slot->theme);
  json_builder_end_object (builder);
}

static void
add_speeches (JsonBuilder *builder, const GhTelling *telling, const GhDiffSpeech *speeches, guint n)
{
  gh_json_begin_list (builder, "speeches");
  for (guint entry = 0; entry < n; entry++)
    {
      json_builder_begin_object (builder);
      gh_json_text (builder, "speaker", speeches[entry].speaker);
      gh_json_text (builder, "change", gh_change_word (speeches[entry].change));
      add_slot (builder, telling, "was", &speeches[entry].was);
      add_slot (builder, telling, "now", &speeches[entry].now);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_person (JsonBuilder *builder, const GhTelling *telling, const GhDiffPerson *person)
{
  json_builder_begin_object (builder);
  gh_json_text (builder, "person", person->person);
  gh_json_begin_list (builder, "changes");
  for (guint number = 0; number < person->n_changes; number++)
    {
      const GhDiffAttendance *this = &person->changes[number];
      json_builder_begin_object (builder);
      add_change (builder, telling, this->session, this->change, &this->was, &this->now);
      gh_json_text (builder, "as_was", this->as_was);
      gh_json_text (builder, "as_now", this->as_now);
      gh_json_flag (builder, "gone", this->is_gone);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_speeches (builder, telling, person->speeches, person->n_speeches);
  json_builder_end_object (builder);
}

void
gh_diff_tell_json (const GhTelling *telling)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GhDiff *diff = telling->diff;

  json_builder_begin_object (builder);
  gh_json_text (builder, "old", telling->old_name);
  gh_json_text (builder, "new", telling->new_name);
  add_sessions (builder, telling);
  add_covers (builder, telling);
  add_speeches (builder, telling, (const GhDiffSpeech *)(const void *)diff->speeches->data,
                diff->speeches->len);
  gh_json_flag (builder, "has_people", diff->has_people);
  gh_json_begin_list (builder, "people");
  for (guint entry = 0; entry < diff->people->len; entry++)
    {
      const GhDiffPerson *person = &g_array_index (diff->people, GhDiffPerson, entry);
      if (telling->person == NULL || strcmp (telling->person, person->person) == 0)
        add_person (builder, telling, person);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  gh_json_print (builder);
}
