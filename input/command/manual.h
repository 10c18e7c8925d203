/* What is made of the table of commands beside --help: the manual page and the shell's completion.
 *
 * The build runs `gahunda --manual` and `gahunda --completion` and installs what they print, so
 * that a new command or option is in both by itself.
 */
#pragma once

#include "input/command/command.h"

/* The manual page, in the words of man(7). */
void gh_manual_print (const GhCommand *const *commands, gsize n_commands);
/* For bash: commands, options, and the words that an option takes. */
void gh_completion_print (const GhCommand *const *commands, gsize n_commands);
