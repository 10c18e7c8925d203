#include "input/sheets/meant.h"

#include <string.h>

void
gh_meant_clear (GhMeant *meant)
{
  g_free (meant->text);
  *meant = (GhMeant){ 0 };
}

char *
gh_meant_hint (const GhMeant *meant)
{
  return meant->text != NULL
             ? g_strdup_printf (" (did you mean \"%s\"%s?)", meant->text, meant->why)
             : g_strdup ("");
}

/* ---- what texts look like ---------------------------------------------------------------- */

/* Of no width, as copied texts bring them: zero width space, word joiner, byte order mark, soft
 * hyphen.  Joiners that scripts need are none. */
static bool
is_invisible (gunichar letter)
{
  return letter == 0x200b || letter == 0x2060 || letter == 0xfeff || letter == 0xad;
}

static bool
is_hyphen (gunichar letter)
{
  return (letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212;
}

char *
gh_visible_text (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *plain = g_string_new (NULL);

  for (const char *at = composed != NULL ? composed : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (is_invisible (letter))
        continue;
      if (g_unichar_isspace (letter))
        letter = ' ';
      if (letter == ' ' && (plain->len == 0 || plain->str[plain->len - 1] == ' '))
        continue;
      g_string_append_unichar (plain, is_hyphen (letter) ? '-' : letter);
    }
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);
  return g_string_free (plain, false);
}

char *
gh_look_of (const char *text)
{
  g_autofree char *plain = gh_visible_text (text);
  char *look = g_utf8_strdown (plain, -1);

  for (char *at = look; *at != '\0'; at++)
    if (*at == 'o')
      *at = '0';
    else if (*at == 'i' || *at == 'l')
      *at = '1';
  return look;
}

static bool
holds (const char *text, bool (*is_it) (gunichar letter))
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_it (g_utf8_get_char (text)))
      return true;
  return false;
}

static bool
is_odd_blank (gunichar letter)
{
  return letter != ' ' && g_unichar_isspace (letter);
}

/* What tells RIGHT from NAME and hardly shows. */
static const char *
why_alike (const char *name, const char *right)
{
  if (holds (name, is_invisible) && !holds (right, is_invisible))
    return ", without the invisible character in it";
  if (holds (name, is_hyphen) && !holds (right, is_hyphen))
    return ", with plain hyphens";
  if (holds (name, is_odd_blank) && !holds (right, is_odd_blank))
    return ", without the no-break space in it";
  while (*name != '\0' && g_ascii_tolower (*name) == g_ascii_tolower (*right))
    {
      name++;
      right++;
    }
  switch (*right)
    {
    case '0':
      return ", with the digit 0";
    case '1':
      return ", with the digit 1";
    case 'O':
    case 'o':
      return ", with the letter O";
    case 'I':
    case 'i':
      return ", with the letter I";
    case 'L':
    case 'l':
      return ", with the letter L";
    default:
      return "";
    }
}

GhMeant
gh_meant_alike (const char *name, const char *right)
{
  return (GhMeant){ g_strdup (right), why_alike (name, right), true };
}

struct _GhLikes
{
  GHashTable *numbers; /* from a look to the number + 1; SEVERAL */
};

#define SEVERAL G_MAXUINT

GhLikes *
gh_likes_new (void)
{
  GhLikes *likes = g_new (GhLikes, 1);
  likes->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return likes;
}

void
gh_likes_free (GhLikes *likes)
{
  if (likes == NULL)
    return;
  g_hash_table_unref (likes->numbers);
  g_free (likes);
}

void
gh_likes_add (GhLikes *likes, const char *name, int number)
{
  char *look = gh_look_of (name);
  bool is_taken = g_hash_table_contains (likes->numbers, look);
  g_hash_table_replace (likes->numbers, look,
                        GUINT_TO_POINTER (is_taken ? SEVERAL : (guint)number + 1));
}

int
gh_likes_find (const GhLikes *likes, const char *name)
{
  g_autofree char *look = gh_look_of (name);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (likes->numbers, look));
  return found == SEVERAL ? -1 : (int)found - 1;
}

/* ---- near names -------------------------------------------------------------------------- */

/* No less than their distance is: how many letters, of a few kinds, one has more than the other.
 * It spares nine of ten names the work below. */
static int
least_distance (const char *a, const char *b)
{
  int counts[32] = { 0 };
  int more = 0, less = 0;

  for (; *a != '\0'; a++)
    counts[*a & 31]++; /* the same for small and capital letters */
  for (; *b != '\0'; b++)
    counts[*b & 31]--;
  for (int kind = 0; kind < 32; kind++)
    {
      more += MAX (counts[kind], 0);
      less += MAX (-counts[kind], 0);
    }
  return MAX (more, less);
}

/* Letters to add, drop, change or exchange (Damerau and Levenshtein, without overlaps), or MOST + 1
 * where it is more. */
static int
distance (const char *a, const char *b, int most)
{
  enum
  {
    LONGEST = 64
  };
  int rows[3][LONGEST + 1];
  int n_a = (int)strlen (a);
  int n_b = (int)strlen (b);

  if (n_a > LONGEST || n_b > LONGEST || ABS (n_a - n_b) > most || least_distance (a, b) > most)
    return most + 1;
  for (int j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (int i = 1; i <= n_a; i++)
    {
      int *this = rows[i % 3];
      const int *last = rows[(i - 1) % 3];
      const int *before = rows[(i + 1) % 3];
      this[0] = i;
      for (int j = 1; j <= n_b; j++)
        {
          int cost = g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]);
          this[j] = MIN (MIN (last[j] + 1, this[j - 1] + 1), last[j - 1] + cost);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            this[j] = MIN (this[j], before[j - 2] + 1);
        }
    }
  return rows[n_a % 3][n_b];
}

/* The best of NAMES, how far it is, and how far the next is from NAME (MOST + 1: further). */
typedef struct
{
  const char *best;
  int least, next;
} Nearest;

static Nearest
find_nearest (const char *name, const char *const *names, int n, int most)
{
  Nearest nearest = { NULL, most + 1, most + 1 };

  for (int entry = 0; entry < n; entry++)
    {
      int this = names[entry] != NULL ? distance (name, names[entry], most) : most + 1;
      if (this < nearest.least)
        nearest = (Nearest){ names[entry], this, nearest.least };
      else if (this < nearest.next)
        nearest.next = this;
    }
  return nearest;
}

static int
most_of (const char *name)
{
  return MAX (1, (int)strlen (name) / 3);
}

const char *
gh_nearest_name (const char *name, const char *const *names, int n)
{
  Nearest nearest = find_nearest (name, names, n, most_of (name));
  /* Something must be left of it: "S" is no slip for "T". */
  return nearest.least < (int)strlen (name) ? nearest.best : NULL;
}

char *
gh_did_you_mean (const char *name, const char *const *names, int n)
{
  const char *nearest = gh_nearest_name (name, names, n);
  return nearest != NULL ? g_strdup_printf (" (did you mean \"%s\"?)", nearest) : g_strdup ("");
}

/* PL-1 and PL-2 are one letter apart and two things. */
static bool
have_same_digits (const char *a, const char *b)
{
  for (;; a++, b++)
    {
      a += strcspn (a, "0123456789");
      b += strcspn (b, "0123456789");
      if (*a != *b)
        return false;
      if (*a == '\0')
        return true;
    }
}

#define SHORTEST_CERTAIN 5 /* shorter ids are codes, and each letter of a code counts */
#define LEAST_MARGIN 3

GhMeant
gh_meant_nearest (const char *name, const char *const *names, int n)
{
  int most = most_of (name);
  Nearest nearest = find_nearest (name, names, n, MAX (most, LEAST_MARGIN));

  if (nearest.least > most || nearest.least >= (int)strlen (name))
    return (GhMeant){ 0 };
  return (GhMeant){ g_strdup (nearest.best), "",
                    nearest.least == 1 && nearest.next >= LEAST_MARGIN
                        && g_utf8_strlen (name, -1) >= SHORTEST_CERTAIN
                        && have_same_digits (name, nearest.best) };
}

GhMeant
gh_meant_name (const char *name, const char *const *names, int n)
{
  g_autoptr (GhLikes) likes = gh_likes_new ();
  int alike;

  for (int entry = 0; entry < n; entry++)
    if (names[entry] != NULL)
      gh_likes_add (likes, names[entry], entry);
  alike = gh_likes_find (likes, name);
  return alike >= 0 ? gh_meant_alike (name, names[alike]) : gh_meant_nearest (name, names, n);
}
