/* A registration export, understood against a conference: who of its rows is whom, and what they
 * want to attend.
 *
 * A person is found by their id, else by their email, else by their name: by all of it, letters'
 * case and the order of "Uwase, Ann" apart.  Whoever is not found is told with the nearest name,
 * and is nobody.
 */
#pragma once

#include "input/command/command.h"

/* A person, and the sessions that they want. */
typedef struct
{
  char *id;            /* of the sheets, or for a new person */
  char *name, *email;  /* of a new person; NULL: the sheets have them */
  GPtrArray *sessions; /* const char*, ids of the model, each once */
} GhRegistration;

typedef struct
{
  GPtrArray *people; /* GhRegistration*, in the order of the export */
} GhRegistrations;

/* What the export calls its columns; NULL: by the usual names. */
typedef struct
{
  char *email, *name, *sessions;
} GhRegistrationColumns;

/* Reads the export at PATH, CSV or the first sheet of a workbook.  What is not understood goes to
 * PROBLEMS and is left out.  ADD: who is not in the sheets, and is near to nobody in them, is a new
 * person.  NULL, after a problem or with ERROR, where nothing can be read. */
GhRegistrations *gh_registrations_read (const char *path, const GhModel *model,
                                        const GhRegistrationColumns *columns, bool add,
                                        GhProblems *problems, GError **error);
void gh_registrations_free (GhRegistrations *registrations); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRegistrations, gh_registrations_free)
