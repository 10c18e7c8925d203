#include "output/words.h"
#include "output/output-files.h"

#include <gio/gio.h>
#include <string.h>

/* One language; nothing for what is not translated. */
struct _GhWords
{
  char *language;
  GHashTable *groups; /* char* -> GHashTable: key -> text (char*); all owned */
};

typedef struct
{
  GPtrArray *all;   /* GhWords*, English first */
  GPtrArray *names; /* their languages, then NULL; borrowed */
} Table;

/* ---- the table, read once ----------------------------------------------------------------- */

static GhWords *
words_of (const Table *table, const char *language)
{
  for (guint number = 0; number < table->all->len; number++)
    {
      GhWords *words = g_ptr_array_index (table->all, number);
      if (g_ascii_strcasecmp (words->language, language) == 0)
        return words;
    }
  return NULL;
}

static GhWords *
add_language (Table *table, const char *language)
{
  GhWords *words = g_new0 (GhWords, 1);

  words->language = g_strdup (language);
  words->groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  g_ptr_array_add (table->all, words);
  return words;
}

static GHashTable *
texts_of (GhWords *words, const char *group)
{
  GHashTable *texts = g_hash_table_lookup (words->groups, group);

  if (texts == NULL)
    {
      texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (words->groups, g_strdup (group), texts);
    }
  return texts;
}

/* KEY is `moved` or, of another language, `moved[fr]`. */
static void
add_text (Table *table, GKeyFile *file, const char *group, const char *key)
{
  const char *bracket = strchr (key, '[');
  g_autofree char *plain = g_strndup (key, bracket != NULL ? (gsize)(bracket - key) : strlen (key));
  g_autofree char *language =
      bracket != NULL ? g_strndup (bracket + 1, strlen (bracket + 1) - 1) : g_strdup ("en");
  GhWords *words = words_of (table, language);

  if (words == NULL)
    words = add_language (table, language);
  g_hash_table_insert (texts_of (words, group), g_steal_pointer (&plain),
                       g_key_file_get_string (file, group, key, NULL));
}

static gpointer
read_table (gpointer data)
{
  Table *table = g_new0 (Table, 1);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      gh_output_get_resource (), "/gahunda/words.ini", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  bool is_read = g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  g_assert (is_read); /* it is part of the program */
  table->all = g_ptr_array_new ();
  add_language (table, "en");
  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);
      for (char **key = keys; *key != NULL; key++)
        add_text (table, file, *group, *key);
    }
  table->names = g_ptr_array_new ();
  for (guint number = 0; number < table->all->len; number++)
    g_ptr_array_add (table->names, ((GhWords *)g_ptr_array_index (table->all, number))->language);
  g_ptr_array_add (table->names, NULL);
  return table;
}

static const Table *
the_table (void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once (&once, read_table, NULL);
}

/* ---- one language ------------------------------------------------------------------------- */

const GhWords *
gh_words_in (const char *language)
{
  const Table *table = the_table ();
  const GhWords *words = language != NULL ? words_of (table, language) : NULL;

  if (words == NULL && language != NULL)
    {
      g_autofree char *first = g_strndup (language, strcspn (language, "-_"));
      words = words_of (table, first);
    }
  return words != NULL ? words : g_ptr_array_index (table->all, 0);
}

const char *
gh_words_language (const GhWords *words)
{
  return words->language;
}

const char *
gh_words_name (const GhWords *words)
{
  return gh_words (words, "language", "name");
}

bool
gh_words_are_right_to_left (const GhWords *words)
{
  return strcmp (gh_words (words, "language", "right-to-left"), "yes") == 0;
}

const char *const *
gh_words_languages (void)
{
  return (const char *const *)the_table ()->names->pdata;
}

/* NULL: not in this language. */
static const char *
find_text (const GhWords *words, const char *group, const char *key)
{
  GHashTable *texts = g_hash_table_lookup (words->groups, group);

  return texts != NULL ? g_hash_table_lookup (texts, key) : NULL;
}

const char *
gh_words (const GhWords *words, const char *group, const char *key)
{
  const char *text = find_text (words, group, key);

  if (text == NULL)
    text = find_text (g_ptr_array_index (the_table ()->all, 0), group, key);
  if (text == NULL)
    g_error ("words.ini has no %s in [%s]", key, group);
  return text;
}

/* ---- sentences ---------------------------------------------------------------------------- */

/* The value of the name that is N octets long among names and values in turn; NULL: no such name.
 */
static const char *
find_value (va_list arguments, const char *name, gsize n)
{
  const char *value = NULL;
  va_list rest;

  va_copy (rest, arguments);
  for (const char *known = va_arg (rest, const char *); known != NULL && value == NULL;
       known = va_arg (rest, const char *))
    {
      const char *candidate = va_arg (rest, const char *);
      if (strlen (known) == n && strncmp (known, name, n) == 0)
        value = candidate;
    }
  va_end (rest);
  return value;
}

char *
gh_words_fill (const char *sentence, ...)
{
  GString *filled = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, sentence);
  for (const char *rest = sentence; *rest != '\0';)
    {
      gsize n_plain = strcspn (rest, "{");
      g_string_append_len (filled, rest, (gssize)n_plain);
      rest += n_plain;
      const char *end = *rest == '{' ? strchr (rest, '}') : NULL;
      const char *value =
          end != NULL ? find_value (arguments, rest + 1, (gsize)(end - rest - 1)) : NULL;
      if (value != NULL)
        {
          g_string_append (filled, value);
          rest = end + 1;
        }
      else if (*rest != '\0')
        g_string_append_c (filled, *rest++);
    }
  va_end (arguments);
  return g_string_free (filled, false);
}

/* ---- days --------------------------------------------------------------------------------- */

/* One of the words between semicolons. */
static char *
item (const GhWords *words, const char *key, int number)
{
  g_auto (GStrv) items = g_strsplit (gh_words (words, "date", key), ";", -1);

  g_assert (number < (int)g_strv_length (items));
  return g_strdup (items[number]);
}

static char *
day_in_words (const GhWords *words, int day, const char *form, const char *weekdays,
              const char *months)
{
  g_autofree char *weekday = NULL;
  g_autofree char *month = NULL;
  g_autofree char *number = NULL;
  g_autofree char *year = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)day);
  weekday = item (words, weekdays, (int)g_date_get_weekday (&date) - 1);
  month = item (words, months, (int)g_date_get_month (&date) - 1);
  number = g_strdup_printf ("%d", g_date_get_day (&date));
  year = g_strdup_printf ("%d", g_date_get_year (&date));
  return gh_words_fill (gh_words (words, "date", form), "weekday", weekday, "day", number, "month",
                        month, "year", year, NULL);
}

char *
gh_words_long_day (const GhWords *words, int day)
{
  return day_in_words (words, day, "long", "weekdays", "months");
}

char *
gh_words_short_day (const GhWords *words, int day)
{
  return day_in_words (words, day, "short", "weekdays-short", "months-short");
}
