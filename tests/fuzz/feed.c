/* Feeds every file of a folder to a fuzz target, so that neither the target nor what fuzzing once
 * found is forgotten where there is no fuzzer: feed FOLDER */
#include "tests/fuzz/fuzz.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, &error) : NULL;
  int n_files = 0;

  if (folder == NULL)
    g_error ("%s", error != NULL ? error->message : "feed takes a folder");
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      if (!g_file_get_contents (path, &bytes, &n_bytes, &error))
        g_error ("%s", error->message);
      LLVMFuzzerTestOneInput ((const uint8_t *)bytes, n_bytes);
      n_files++;
    }
  g_print ("%d files\n", n_files);
  return n_files > 0 ? 0 : 1;
}
