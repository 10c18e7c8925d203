#include "output/json.h"

void
gh_json_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  if (text != NULL)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

void
gh_json_number (JsonBuilder *json, const char *name, int64_t number)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, number);
}

void
gh_json_flag (JsonBuilder *json, const char *name, bool flag)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, flag);
}

void
gh_json_begin_object (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

void
gh_json_begin_list (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
}
