#include "input/sheets/members.h"

typedef struct
{
  GArray *list; /* int; NULL once there is a set */
  GhBits *set;
} Named;

struct _GhMembers
{
  int size;
  GHashTable *named; /* from word to Named */
  GPtrArray *words;  /* char* */
};

static void
named_free (gpointer data)
{
  Named *named = data;
  if (named->list != NULL)
    g_array_unref (named->list);
  gh_bits_free (named->set);
  g_free (named);
}

GhMembers *
gh_members_new (int size)
{
  GhMembers *members = g_new0 (GhMembers, 1);
  members->size = size;
  members->named = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, named_free);
  members->words = g_ptr_array_new_with_free_func (g_free);
  return members;
}

void
gh_members_free (GhMembers *members)
{
  if (members == NULL)
    return;
  g_hash_table_unref (members->named);
  g_ptr_array_unref (members->words);
  g_free (members);
}

static Named *
named_of (GhMembers *members, const char *word)
{
  Named *named = g_hash_table_lookup (members->named, word);
  char *kept;

  if (named != NULL)
    return named;
  named = g_new0 (Named, 1);
  named->list = g_array_new (false, false, sizeof (int));
  kept = g_strdup (word);
  g_ptr_array_add (members->words, kept);
  g_hash_table_insert (members->named, kept, named);
  return named;
}

static void
turn_to_set (Named *named, int size)
{
  named->set = gh_bits_new (size);
  for (guint entry = 0; entry < named->list->len; entry++)
    gh_bits_add (named->set, g_array_index (named->list, int, entry));
  g_clear_pointer (&named->list, g_array_unref);
}

void
gh_members_add (GhMembers *members, const char *word, int member)
{
  Named *named = named_of (members, word);

  if (named->set != NULL)
    gh_bits_add (named->set, member);
  else
    g_array_append_val (named->list, member);
  /* From here on the set is the smaller of the two. */
  if (named->list != NULL && (int)named->list->len > members->size / 32 + 1)
    turn_to_set (named, members->size);
}

bool
gh_members_join (const GhMembers *members, const char *word, GhBits *set)
{
  const Named *named = g_hash_table_lookup (members->named, word);

  if (named == NULL)
    return false;
  if (named->set != NULL)
    gh_bits_join (set, named->set);
  else
    for (guint entry = 0; entry < named->list->len; entry++)
      gh_bits_add (set, g_array_index (named->list, int, entry));
  return true;
}

const GPtrArray *
gh_members_words (const GhMembers *members)
{
  return members->words;
}

void
gh_bits_join (GhBits *set, const GhBits *other)
{
  for (int word = 0; word < set->n_words; word++)
    set->words[word] |= other->words[word];
}

void
gh_bits_take_out (GhBits *set, const GhBits *other)
{
  for (int word = 0; word < set->n_words; word++)
    set->words[word] &= ~other->words[word];
}

/* Bits past the size stay zero, as bits.h promises. */
void
gh_bits_fill (GhBits *set)
{
  for (int word = 0; word < set->n_words; word++)
    set->words[word] = ~UINT64_C (0);
  if (set->size % 64 != 0)
    set->words[set->n_words - 1] = (UINT64_C (1) << (set->size % 64)) - 1;
}
