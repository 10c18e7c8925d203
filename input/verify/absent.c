/* Sheets that are not there, where others name what would stand in them: the names alone. */
#include "input/verify/read.h"

typedef struct
{
  GhBookSheet absent;
  const char *header; /* of the sheet as it is made up ... */
  const char *rest;   /* ... and what follows the name in each row */
  GhBookSheet naming;
  const char *column;
} Naming;

static const Naming namings[] = {
  { GH_READ_GROUPS, "group", "", GH_READ_SESSIONS, "group" },
  /* Without patterns a session starts anywhere. */
  { GH_READ_PATTERNS, "pattern,days,starts", ",*,00:00-48:00/1", GH_READ_SESSIONS, "pattern" },
  { GH_READ_DELEGATIONS, "delegation", "", GH_READ_PEOPLE, "delegation" },
  { GH_READ_PEOPLE, "person", "", GH_READ_ROLES, "person" },
  { GH_READ_PEOPLE, "person", "", GH_READ_SPEECHES, "speaker" },
};

static void
append_names (GhBook *book, const Naming *naming, GHashTable *seen, GString *text)
{
  for (int number = 0; number < gh_book_n_rows (book, naming->naming); number++)
    {
      GhBookRow row = gh_book_row (book, naming->naming, number);
      const char *name = gh_cell (&row, naming->column);
      /* A quote is in no id, so that quotes hold all of it. */
      if (*name != '\0' && g_hash_table_add (seen, (gpointer)name))
        g_string_append_printf (text, "\"%s\"%s\n", name, naming->rest);
    }
}

static void
imply (GhBook *book, GhBookSheet sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize entry = 0; entry < G_N_ELEMENTS (namings); entry++)
    if (namings[entry].absent == sheet)
      {
        if (text->len == 0)
          g_string_append_printf (text, "%s\n", namings[entry].header);
        append_names (book, &namings[entry], seen, text);
      }
  GhTable *table = gh_table_parse_csv (text->str, text->len, "", book->problems);
  g_ptr_array_add (book->tables, table);
  book->sheets->pdata[sheet] = table;
}

void
gh_book_imply_sheets (GhBook *book)
{
  static const GhBookSheet sheets[] = { GH_READ_GROUPS, GH_READ_PATTERNS, GH_READ_DELEGATIONS,
                                        GH_READ_PEOPLE };

  book->knows_everybody = book->sheets->pdata[GH_READ_PEOPLE] != NULL
                          && book->sheets->pdata[GH_READ_DELEGATIONS] != NULL;
  for (gsize sheet = 0; sheet < G_N_ELEMENTS (sheets); sheet++)
    if (book->sheets->pdata[sheets[sheet]] == NULL)
      imply (book, sheets[sheet]);
}
