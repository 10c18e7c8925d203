/* Which of many things a word names: "kind:panel" names sessions, "region:AFR" persons.
 *
 * Filled once, then asked once per item of every selector: a word with few members keeps a list,
 * one with many a set, so that joining it costs no more than a pass over the set's words.
 */
#pragma once

#include "engine/bits.h"

typedef struct _GhMembers GhMembers;

GhMembers *gh_members_new (int size);
void gh_members_free (GhMembers *members); /* accepts NULL */
void gh_members_add (GhMembers *members, const char *word, int member);
/* Joins what the word names to SET; false where it names nothing. */
bool gh_members_join (const GhMembers *members, const char *word, GhBits *set);
/* All words, in the order in which they came; char*. */
const GPtrArray *gh_members_words (const GhMembers *members);

/* For sets of one size. */
void gh_bits_join (GhBits *set, const GhBits *other);
void gh_bits_take_out (GhBits *set, const GhBits *other);
void gh_bits_fill (GhBits *set);
