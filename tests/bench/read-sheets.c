/* Processor seconds of reading a folder of sheets into a model: read-sheets FOLDER */
#include "input/sheets/sheets.h"

#include <time.h>

int
main (int argc, char **argv)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  clock_t before = clock ();
  g_autoptr (GhModel) model = argc == 2 ? gh_sheets_read (argv[1], NULL, problems, &error) : NULL;

  if (model == NULL)
    g_error ("%s", error != NULL ? error->message : "read-sheets takes a folder of good sheets");
  g_print ("%.2f\n", (double)(clock () - before) / CLOCKS_PER_SEC);
  return 0;
}
