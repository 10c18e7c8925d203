/* Whatever stands in the sheets and files, verify comes back: every case of a file of cases, with a
 * few cells, rows and bytes damaged by seed. */
#include "tests/input/verify/case.h"

#include <stdint.h>
#include <string.h>

#define TIMES_EACH 6

/* What careless and hostile hands write. */
static const char *const cells[] = {
  "",
  "-1",
  "0",
  "99999999999999999999",
  "2022-13-45",
  "2022-06-07",
  "09:61",
  "25:00",
  "Mon-",
  "*",
  "-*",
  ";;",
  "-",
  "\"",
  "S1;S1;-S1",
  "S1/*",
  "kind:",
  "role:chair",
  "G/*",
  "A;B;none",
  "P1",
  "hard",
  "must",
  "45/30",
  "S1:15",
  "S2:-15",
  "\xff\xfe",
  "\t",
  "Fri 10:00-09:00",
  "9999-12-31/0001-01-01",
  "1:2:3",
  "interpretation:99999",
};

static uint64_t
next_random (uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static int
below (uint64_t *state, guint n)
{
  return (int)(next_random (state) % n);
}

/* One cell of a row becomes another, or the row loses or gains one. */
static char *
damage_row (uint64_t *state, const char *row)
{
  g_auto (GStrv) fields = g_strsplit (row, ",", -1);
  guint n_fields = g_strv_length (fields);
  const char *cell = cells[below (state, G_N_ELEMENTS (cells))];

  if (n_fields == 0)
    return g_strdup (cell);
  int field = below (state, n_fields);
  g_autofree char *more = g_strconcat (fields[field], ",", cell, NULL);
  g_free (fields[field]);
  fields[field] = g_strdup (below (state, 8) == 0 ? more : cell);
  return g_strjoinv (",", fields);
}

static char *
damage_byte (uint64_t *state, const char *row)
{
  char *damaged = g_strdup (row);

  if (*damaged != '\0')
    damaged[below (state, (guint)strlen (damaged))] = (char)(1 + below (state, 255));
  return damaged;
}

/* Names of files stay what they are. */
static bool
is_content (const char *line)
{
  return *line != '\0' && !g_str_has_prefix (line, "= ") && strchr (line, '|') == NULL;
}

static char *
damage (uint64_t *state, const char *files)
{
  g_auto (GStrv) lines = g_strsplit (files, "\n", -1);
  guint n_lines = g_strv_length (lines);
  int n = 1 + below (state, 3);

  for (int time = 0; time < 50 && n > 0; time++)
    {
      int line = below (state, n_lines);
      int way = below (state, 10);
      if (!is_content (lines[line]))
        continue;
      g_autofree char *old = lines[line];
      lines[line] = way == 0   ? g_strdup ("")
                    : way == 1 ? g_strconcat (old, "\n", old, NULL)
                    : way == 2 ? damage_byte (state, old)
                               : damage_row (state, old);
      /* What has become a name of a file would be written somewhere. */
      if (g_str_has_prefix (lines[line], "= "))
        lines[line][0] = '_';
      n--;
    }
  return g_strjoinv ("\n", lines);
}

static void
try_case (const GhCase *this, uint64_t seed)
{
  uint64_t state = seed * UINT64_C (0x9e3779b97f4a7c15) + 1;
  g_autofree char *files = damage (&state, this->files->str);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhVerdict) verdict = gh_case_try (files, &error);

  /* The finding that something is amiss may fail to appear: a cell may as well be mended. */
  g_assert_true ((verdict != NULL) != (error != NULL));
}

int
main (int argc, char **argv)
{
  for (int file = 1; file < argc; file++)
    {
      g_autoptr (GPtrArray) cases = gh_cases_read (argv[file]);
      for (guint number = 0; number < cases->len; number++)
        for (uint64_t seed = 0; seed < TIMES_EACH; seed++)
          {
            const GhCase *this = cases->pdata[number];
            g_print ("%s, seed %d\n", this->promise, (int)seed);
            try_case (this, number * TIMES_EACH + seed);
          }
    }
  return 0;
}
