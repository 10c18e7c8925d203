#include "calendars/busy-scan.h"

#include <string.h>

typedef enum
{
  SKIPPED, /* and all that is in it */
  CALENDAR,
  EVENT,
  FREEBUSY,
  ZONE,
  OBSERVANCE,
} Kind;

/* What is kept of each kind of component. */
static const char *const kept_lines[][11] = {
  [SKIPPED] = { NULL },
  [CALENDAR] = { "X-WR-TIMEZONE", NULL },
  [EVENT] = { "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
              "STATUS", "TRANSP", NULL },
  [FREEBUSY] = { "FREEBUSY", NULL },
  [ZONE] = { "TZID", NULL },
  [OBSERVANCE] = { "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", NULL },
};

typedef struct
{
  Kind kind;
  char name[32];
} Open;

typedef struct
{
  GhBusyFile *file;
  char **sentence;
  Open open[GH_BUSY_DEPTH];
  int depth;
  int n_components;
  bool has_calendar;
} Scan;

static bool G_GNUC_PRINTF (2, 3) refuse (Scan *scan, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  *scan->sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return false;
}

/* What the file is instead of a calendar, as far as its first octets tell. */
static bool
looks_like_text (Scan *scan, const char *bytes, gsize n_bytes)
{
  if (n_bytes == 0)
    return refuse (scan, "it is empty");
  if (n_bytes > GH_BUSY_FILE_OCTETS)
    return refuse (scan, "it is larger than %d MB", GH_BUSY_FILE_OCTETS / (1024 * 1024));
  if (n_bytes >= 2 && (memcmp (bytes, "\x1f\x8b", 2) == 0 || memcmp (bytes, "PK", 2) == 0))
    return refuse (scan, "it is compressed");
  if (n_bytes >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return refuse (scan, "it is UTF-16 text; iCalendar is UTF-8");
  if (memchr (bytes, '\0', n_bytes) != NULL)
    return refuse (scan, "it holds NUL octets, so it is no calendar");
  return true;
}

/* The file with one \n after each unfolded line.  All three kinds of line ends are met in the wild.
 */
static GString *
unfold (const char *bytes, gsize n_bytes)
{
  GString *lines = g_string_sized_new (n_bytes + 1);
  const char *end = bytes + n_bytes;

  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    bytes += 3;
  while (bytes < end)
    {
      gsize plain = strcspn (bytes, "\r\n");
      g_string_append_len (lines, bytes, (gssize)plain);
      bytes += plain;
      if (bytes < end)
        bytes += g_str_has_prefix (bytes, "\r\n") ? 2 : 1;
      if (bytes < end && (*bytes == ' ' || *bytes == '\t'))
        bytes++;
      else
        g_string_append_c (lines, '\n');
    }
  return lines;
}

static Kind
kind_within (const Scan *scan, const char *name)
{
  Kind parent = scan->depth > 0 ? scan->open[scan->depth - 1].kind : SKIPPED;

  if (scan->depth == 0)
    return strcmp (name, "VCALENDAR") == 0 ? CALENDAR : SKIPPED;
  if (parent == ZONE && (strcmp (name, "STANDARD") == 0 || strcmp (name, "DAYLIGHT") == 0))
    return OBSERVANCE;
  if (parent != CALENDAR)
    return SKIPPED;
  return strcmp (name, "VEVENT") == 0      ? EVENT
         : strcmp (name, "VFREEBUSY") == 0 ? FREEBUSY
         : strcmp (name, "VTIMEZONE") == 0 ? ZONE
                                           : SKIPPED;
}

static bool
begin (Scan *scan, const char *name)
{
  if (scan->depth == GH_BUSY_DEPTH)
    return refuse (scan, "its components are nested more than %d deep", GH_BUSY_DEPTH);
  if (++scan->n_components > GH_BUSY_COMPONENTS)
    return refuse (scan, "it has more than %d components", GH_BUSY_COMPONENTS);
  if (strcmp (name, "VAVAILABILITY") == 0)
    gh_doubts_add (&scan->file->doubts, GH_DOUBT_AVAILABILITY);
  if (strlen (name) >= sizeof scan->open[0].name)
    return refuse (scan, "it has a component with a very long name");
  Open *open = &scan->open[scan->depth];
  open->kind = kind_within (scan, name);
  g_strlcpy (open->name, name, sizeof open->name);
  scan->depth++;
  scan->has_calendar = scan->has_calendar || open->kind == CALENDAR;
  if (open->kind != SKIPPED)
    g_string_append_printf (scan->file->reduced, "BEGIN:%s\r\n", name);
  return true;
}

static bool
end (Scan *scan, const char *name)
{
  if (scan->depth == 0 || strcmp (scan->open[scan->depth - 1].name, name) != 0)
    return refuse (scan, "its BEGIN and END lines do not match");
  scan->depth--;
  if (scan->open[scan->depth].kind != SKIPPED)
    g_string_append_printf (scan->file->reduced, "END:%s\r\n", name);
  return true;
}

/* Clocks go by yearly rules; one that changes every second would keep libical busy for ever. */
static bool
is_clock_rule (const char *rule)
{
  for (const char *at = strstr (rule, "FREQ="); at != NULL; at = strstr (at + 1, "FREQ="))
    if (!g_str_has_prefix (at, "FREQ=YEARLY"))
      return false;
  return strstr (rule, "RSCALE") == NULL;
}

/* What a rule of an event asks too much of, or GH_N_DOUBTS. */
static GhDoubt
doubt_of_rule (const char *rule)
{
  if (strstr (rule, "FREQ=SECONDLY") != NULL || strstr (rule, "FREQ=MINUTELY") != NULL)
    return GH_DOUBT_EVERY_MINUTE;
  return strstr (rule, "RSCALE") != NULL ? GH_DOUBT_OTHER_YEARS : GH_N_DOUBTS;
}

static bool
keep_rule (Scan *scan, Kind kind, const char *line, const char *value)
{
  g_autofree char *rule = g_ascii_strup (value, -1);

  if (kind == OBSERVANCE && !is_clock_rule (rule))
    return refuse (scan, "the clock of one of its time zones does not go by yearly rules");
  GhDoubt doubt = kind == EVENT ? doubt_of_rule (rule) : GH_N_DOUBTS;
  if (doubt != GH_N_DOUBTS)
    gh_doubts_add (&scan->file->doubts, doubt);
  else
    g_string_append_printf (scan->file->reduced, "%s\r\n", line);
  return true;
}

/* Where the value of a line begins: after the first colon that is not within quotes. */
static const char *
value_of (const char *line)
{
  bool quoted = false;

  for (; *line != '\0'; line++)
    if (*line == '"')
      quoted = !quoted;
    else if (*line == ':' && !quoted)
      return line + 1;
  return NULL;
}

/* Notes the zone of a line that has one. */
static void
note_zone (Scan *scan, const char *line, const char *value)
{
  static const char tzid[] = ";TZID=";
  GHashTable *zones = scan->file->zones;
  bool quoted = false;

  for (const char *at = line; at < value; at++)
    {
      quoted ^= *at == '"';
      if (quoted || g_ascii_strncasecmp (at, tzid, strlen (tzid)) != 0)
        continue;
      const char *name = at + strlen (tzid);
      bool in_quotes = *name == '"';
      name += in_quotes;
      gsize n_name = strcspn (name, in_quotes ? "\"" : ";:");
      if (n_name <= GH_BUSY_ZONE_OCTETS && g_hash_table_size (zones) < GH_BUSY_ZONES)
        g_hash_table_add (zones, g_strndup (name, n_name));
      return;
    }
}

/* Copies a line of many values as several lines. */
static void
copy_list (GString *reduced, const char *line, const char *value)
{
  g_auto (GStrv) values = g_strsplit (value, ",", -1);

  for (int at = 0; values[at] != NULL; at++)
    {
      if (at % GH_BUSY_VALUES == 0)
        {
          g_string_append (reduced, at > 0 ? "\r\n" : "");
          g_string_append_len (reduced, line, value - line);
        }
      else
        g_string_append_c (reduced, ',');
      g_string_append (reduced, values[at]);
    }
  g_string_append (reduced, "\r\n");
}

static bool
has_digits (const char **at, int n)
{
  for (; n > 0; n--, (*at)++)
    if (!g_ascii_isdigit (**at))
      return false;
  return true;
}

/* 20220606, 20220606T080000, 20220606T080000Z: libical takes whatever comes after it. */
static bool
is_moment (const char *at)
{
  if (!has_digits (&at, 8))
    return false;
  if (*at == '\0')
    return true;
  if (g_ascii_toupper (*at++) != 'T' || !has_digits (&at, 6))
    return false;
  return *at == '\0' || (g_ascii_toupper (*at) == 'Z' && at[1] == '\0');
}

/* +0200, +020016: libical takes 30100 too, for something. */
static bool
is_offset (const char *at)
{
  if (*at != '+' && *at != '-')
    return false;
  at++;
  return has_digits (&at, 4) && (*at == '\0' || (has_digits (&at, 2) && *at == '\0'));
}

static bool
has_form (const char *name, const char *value)
{
  if (strcmp (name, "DTSTART") == 0 || strcmp (name, "DTEND") == 0
      || strcmp (name, "RECURRENCE-ID") == 0)
    return is_moment (value);
  return !g_str_has_prefix (name, "TZOFFSET") || is_offset (value);
}

static bool
is_within_limits (Scan *scan, const char *line, const char *value, const char *name)
{
  int n_parameters = 0;

  if (strlen (line) > GH_BUSY_LINE_OCTETS)
    return refuse (scan, "one of its %s lines is longer than %d KB", name,
                   GH_BUSY_LINE_OCTETS / 1024);
  for (const char *octet = line; *octet != '\0'; octet++)
    {
      if ((guchar)*octet < ' ' && *octet != '\t')
        return refuse (scan, "one of its %s lines holds control characters", name);
      n_parameters += octet < value && *octet == ';';
    }
  if (n_parameters > GH_BUSY_PARAMETERS)
    return refuse (scan, "one of its %s lines has more than %d parameters", name,
                   GH_BUSY_PARAMETERS);
  return true;
}

static bool
keep (Scan *scan, Kind kind, const char *name, const char *line, const char *value)
{
  if (!is_within_limits (scan, line, value, name))
    return false;
  if (!has_form (name, value))
    {
      gh_doubts_add (&scan->file->doubts, GH_DOUBT_BAD_VALUE);
      return true;
    }
  note_zone (scan, line, value);
  if (strcmp (name, "RRULE") == 0)
    return keep_rule (scan, kind, line, value);
  if (strcmp (name, "STATUS") == 0 || strcmp (name, "TRANSP") == 0)
    {
      /* Other values, some of them invented, leave an event busy. */
      bool is_free = g_ascii_strcasecmp (value, "CANCELLED") == 0
                     || g_ascii_strcasecmp (value, "TRANSPARENT") == 0;
      if (is_free)
        g_string_append_printf (scan->file->reduced, "%s:%s\r\n", name, value);
    }
  else if (strcmp (name, "UID") == 0)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1);
      g_string_append_printf (scan->file->reduced, "UID:%s\r\n", hash);
    }
  else if (strcmp (name, "RDATE") == 0 || strcmp (name, "EXDATE") == 0
           || strcmp (name, "FREEBUSY") == 0)
    copy_list (scan->file->reduced, line, value);
  else
    g_string_append_printf (scan->file->reduced, "%s\r\n", line);
  return true;
}

/* Lines that are no content lines are passed over: many programs break long descriptions wrongly.
 */
static bool
scan_line (Scan *scan, char *line)
{
  const char *value = value_of (line);
  char name[16];
  gsize n_name = strcspn (line, ";:");

  g_strchomp (line);
  if (scan->depth == 0 && !scan->has_calendar && line[0] != '\0'
      && g_ascii_strncasecmp (line, "BEGIN:VCALENDAR", 15) != 0)
    return refuse (scan, strchr (line, '<') != NULL ? "it is a web page, or some other mark-up"
                                                    : "it does not begin with BEGIN:VCALENDAR");
  if (value == NULL || n_name >= sizeof name)
    return true;
  memcpy (name, line, n_name);
  name[n_name] = '\0';
  for (char *letter = name; *letter != '\0'; letter++)
    *letter = g_ascii_toupper (*letter);
  if (strcmp (name, "BEGIN") == 0 || strcmp (name, "END") == 0)
    {
      g_autofree char *component = g_ascii_strup (value, -1);
      return name[0] == 'B' ? begin (scan, component) : end (scan, component);
    }
  Kind kind = scan->depth > 0 ? scan->open[scan->depth - 1].kind : SKIPPED;
  for (int kept = 0; kept_lines[kind][kept] != NULL; kept++)
    if (strcmp (name, kept_lines[kind][kept]) == 0)
      return keep (scan, kind, name, line, value);
  return true;
}

static bool
scan_lines (Scan *scan, char *line)
{
  while (*line != '\0')
    {
      char *next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (!scan_line (scan, line))
        return false;
      line = next != NULL ? next : line + strlen (line);
    }
  if (scan->depth > 0)
    return refuse (scan, "its end is missing");
  if (!scan->has_calendar)
    return refuse (scan, "it holds no calendar");
  return true;
}

GhBusyFile *
gh_busy_scan (const char *bytes, gsize n_bytes, char **sentence)
{
  g_autoptr (GhBusyFile) file = g_new0 (GhBusyFile, 1);
  Scan scan = { .file = file, .sentence = sentence };

  file->reduced = g_string_new (NULL);
  file->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!looks_like_text (&scan, bytes, n_bytes))
    return NULL;
  g_autoptr (GString) lines = unfold (bytes, n_bytes);
  return scan_lines (&scan, lines->str) ? g_steal_pointer (&file) : NULL;
}

void
gh_busy_file_free (GhBusyFile *file)
{
  if (file == NULL)
    return;
  g_string_free (file->reduced, true);
  g_hash_table_unref (file->zones);
  g_free (file);
}
