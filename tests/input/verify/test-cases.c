/* Every case of the file that is named. */
#include "tests/input/verify/case.h"

int
main (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 2);
  return gh_cases_run (argv[1]);
}
