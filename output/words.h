/* The words of the interface, in the languages of the United Nations.
 *
 * They stand in words.ini, one table that a translator can edit; what is not translated yet is
 * given in English.  Texts of the sheets are not here: they have translations of their own
 * (gh_text_in()).
 *
 *   const GhWords *words = gh_words_in ("fr-CA");
 *   gh_words (words, "change", "moved");                            "Déplacée"
 *   gh_words_fill (gh_words (words, "notice", "was"), "place", place, NULL);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct _GhWords GhWords;

/* The words of a language (BCP 47, letter case does not count), of its first part where that alone
 * is known, or English (also for NULL).  Ours, and good until the end. Not to be called for the
 * first time from two threads at once. */
const GhWords *gh_words_in (const char *language);
/* "fr": the language whose words they are. */
const char *gh_words_language (const GhWords *words);
/* "Français": what it calls itself. */
const char *gh_words_name (const GhWords *words);
bool gh_words_are_right_to_left (const GhWords *words);
/* The languages that are known, NULL-terminated: "en" first. */
const char *const *gh_words_languages (void);

/* One text, by its group and key in words.ini; both are there, or the program stops. */
const char *gh_words (const GhWords *words, const char *group, const char *key);
/* SENTENCE with each {name} replaced; names and values in turn, then NULL.  The caller frees it. */
char *gh_words_fill (const char *sentence, ...) G_GNUC_NULL_TERMINATED;

/* "Monday 6 June 2022" and "Mon 6 Jun" of a day as in GhConference.first_day.  The caller frees
 * both. */
char *gh_words_long_day (const GhWords *words, int day);
char *gh_words_short_day (const GhWords *words, int day);
