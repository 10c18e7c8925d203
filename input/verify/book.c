#include "input/verify/book.h"
#include "input/verify/times.h"

#include <string.h>

const char *const gh_hard_names[GH_N_HARD] = {
  [GH_HARD_START] = "start",           [GH_HARD_ROOM_FIT] = "room-fit",
  [GH_HARD_ROOM_CLASH] = "room-clash", [GH_HARD_PERSON_CLASH] = "person-clash",
  [GH_HARD_COVER] = "cover",           [GH_HARD_ORDER] = "order",
  [GH_HARD_RELATIONS] = "relations",   [GH_HARD_LIMITS] = "limits",
  [GH_HARD_TEAMS] = "teams",           [GH_HARD_SPEECHES] = "speeches",
  [GH_HARD_FROZEN] = "frozen",
};

/* ---- making and memory ------------------------------------------------------------------- */

typedef struct
{
  gpointer thing;
  void (*free) (gpointer thing);
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;
  kept->free (kept->thing);
  g_free (kept);
}

static void
keep (GhBook *book, gpointer thing, void (*free) (gpointer thing))
{
  Kept *kept = g_new (Kept, 1);
  *kept = (Kept){ thing, free };
  g_ptr_array_add (book->kept, kept);
}

static void
finding_free (gpointer data)
{
  GhFinding *finding = data;
  g_free (finding->rule);
  g_free (finding->sentence);
  g_free (finding);
}

static GhVerdict *
verdict_new (void)
{
  GhVerdict *verdict = g_new0 (GhVerdict, 1);
  verdict->findings = g_ptr_array_new_with_free_func (finding_free);
  verdict->notes = g_ptr_array_new_with_free_func (finding_free);
  verdict->waivers = g_ptr_array_new_with_free_func (g_free);
  verdict->unknowns = g_ptr_array_new_with_free_func (g_free);
  return verdict;
}

void
gh_verdict_free (GhVerdict *verdict)
{
  if (verdict == NULL)
    return;
  g_ptr_array_unref (verdict->findings);
  g_ptr_array_unref (verdict->notes);
  g_ptr_array_unref (verdict->waivers);
  g_ptr_array_unref (verdict->unknowns);
  g_free (verdict);
}

static void
table_free (gpointer data)
{
  gh_table_free (data);
}

GhBook *
gh_book_new (const char *conference, const char *programme, GhVerifyReadBusy read_busy)
{
  GhBook *book = g_new0 (GhBook, 1);

  book->folder = conference;
  book->programme = programme;
  book->read_busy = read_busy;
  book->verdict = verdict_new ();
  book->problems = gh_problems_new ();
  book->tables = g_ptr_array_new_with_free_func (table_free);
  book->sheets = g_ptr_array_new ();
  book->kept = g_ptr_array_new_with_free_func (kept_free);
  book->room_ids = g_hash_table_new (g_str_hash, g_str_equal);
  book->group_ids = g_hash_table_new (g_str_hash, g_str_equal);
  book->session_ids = g_hash_table_new (g_str_hash, g_str_equal);
  book->person_ids = g_hash_table_new (g_str_hash, g_str_equal);
  book->delegation_ids = g_hash_table_new (g_str_hash, g_str_equal);
  book->team_ids = g_hash_table_new (g_str_hash, g_str_equal);
  book->clashes = g_hash_table_new (g_str_hash, g_str_equal);
  return book;
}

static void
free_what_is_read (GhBook *book)
{
  gh_problems_free (book->problems);
  g_hash_table_unref (book->room_ids);
  g_hash_table_unref (book->group_ids);
  g_hash_table_unref (book->session_ids);
  g_hash_table_unref (book->person_ids);
  g_hash_table_unref (book->delegation_ids);
  g_hash_table_unref (book->team_ids);
  g_hash_table_unref (book->clashes);
  g_ptr_array_unref (book->sheets);
  g_ptr_array_unref (book->tables);
}

void
gh_book_free (GhBook *book)
{
  if (book == NULL)
    return;
  gh_verdict_free (book->verdict);
  g_ptr_array_unref (book->kept);
  if (!book->is_fork)
    free_what_is_read (book);
  g_free (book);
}

GhBook *
gh_book_fork (const GhBook *book)
{
  GhBook *fork = g_memdup2 (book, sizeof *book);

  fork->is_fork = true;
  fork->verdict = verdict_new ();
  fork->kept = g_ptr_array_new_with_free_func (kept_free);
  fork->sessions = g_memdup2 (book->sessions, sizeof (GhBookSession) * (gsize)book->n_sessions);
  keep (fork, fork->sessions, g_free);
  return fork;
}

gpointer
gh_book_new0 (GhBook *book, gsize n, gsize size)
{
  gpointer memory = g_malloc0_n (n + 1, size);
  keep (book, memory, g_free);
  return memory;
}

static void
array_free (gpointer data)
{
  g_array_unref (data);
}

GArray *
gh_book_array (GhBook *book, gsize size)
{
  GArray *array = g_array_new (false, false, (guint)size);
  keep (book, array, array_free);
  return array;
}

static void
list_free (gpointer data)
{
  g_strfreev (data);
}

char **
gh_book_list (GhBook *book, const char *cell)
{
  char **items = g_strsplit (cell, ";", -1);
  int kept = 0;

  for (int item = 0; items[item] != NULL; item++)
    if (*g_strstrip (items[item]) == '\0')
      g_free (items[item]);
    else
      items[kept++] = items[item];
  items[kept] = NULL;
  keep (book, items, list_free);
  return items;
}

const char *
gh_book_text (GhBook *book, char *text)
{
  keep (book, text, g_free);
  return text;
}

void
gh_book_append (GhBook *book, GhBookInts *list, int item)
{
  /* Powers of two are when it is full: no room for a capacity is needed. */
  if ((list->n & (list->n - 1)) == 0)
    {
      int *more = gh_book_new0 (book, list->n == 0 ? 1 : 2 * (gsize)list->n, sizeof (int));
      if (list->n > 0)
        memcpy (more, list->items, (gsize)list->n * sizeof (int));
      list->items = more;
    }
  list->items[list->n++] = item;
}

/* ---- what is known ----------------------------------------------------------------------- */

int
gh_book_find (GHashTable *ids, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (ids, id)) - 1;
}

GhBookSetting
gh_book_setting (const GhBook *book, GhHard rule, int session)
{
  int column = session >= 0 ? session : book->n_sessions;
  return book->settings[(int)rule * (book->n_sessions + 1) + column];
}

bool
gh_book_is_hard (const GhBook *book, GhHard rule, int session)
{
  return gh_book_setting (book, rule, session).is_hard;
}

bool
gh_book_is_hard_for (const GhBook *book, GhHard rule, int a, int b)
{
  return gh_book_is_hard (book, rule, a) && gh_book_is_hard (book, rule, b);
}

GhBookSetting
gh_book_clash (const GhBook *book, const char *role, int session)
{
  const GhBookSetting *own = role != NULL ? g_hash_table_lookup (book->clashes, role) : NULL;
  return own != NULL ? own[session] : gh_book_setting (book, GH_HARD_PERSON_CLASH, session);
}

bool
gh_book_are_joined (const GhBook *book, int a, int b)
{
  return book->joined[(gsize)a * (gsize)book->n_sessions + (gsize)b];
}

int
gh_book_seats (const GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  const GhBookRoom *room = &book->rooms[this->room];
  const char *layout = *this->layout != '\0' ? this->layout : room->layout;

  for (int entry = 0; room->layouts[entry] != NULL; entry++)
    if (strcmp (room->layouts[entry], layout) == 0)
      return room->seats_in[entry];
  return room->seats;
}

static int
venue_of (const GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  return this->room >= 0 ? book->rooms[this->room].venue : this->venue;
}

int
gh_book_travel (const GhBook *book, int a, int b, bool remote)
{
  int from = venue_of (book, a);
  int to = venue_of (book, b);

  return remote || from < 0 || to < 0 ? 0 : book->travel[from * book->n_venues + to];
}

bool
gh_book_has_role (const GhBook *book, int person, int session)
{
  for (int role = book->first_role[person]; role < book->first_role[person + 1]; role++)
    if (book->roles[role].session == session)
      return true;
  return false;
}

bool
gh_book_may_enter (const GhBook *book, int person, int session)
{
  int group = book->sessions[session].group;
  return group < 0 || book->groups[group].access == NULL || book->groups[group].access[person];
}

bool
gh_book_has_named_role (const GhBook *book, int person, int session, const char *name)
{
  for (int role = book->first_role[person]; role < book->first_role[person + 1]; role++)
    if (book->roles[role].session == session && strcmp (book->roles[role].role, name) == 0)
      return true;
  return false;
}

GhBookWant
gh_book_want (const GhBook *book, int person, int session)
{
  return book->wants[(gsize)person * (gsize)book->n_sessions + (gsize)session];
}

GhBookWant
gh_book_delegation_want (const GhBook *book, int delegation, int session)
{
  return book->delegation_wants[(gsize)delegation * (gsize)book->n_sessions + (gsize)session];
}

bool
gh_list_has (char *const *list, const char *name)
{
  for (; *list != NULL; list++)
    if (strcmp (*list, name) == 0)
      return true;
  return false;
}

/* ---- saying it --------------------------------------------------------------------------- */

void
gh_book_find_wrong (GhBook *book, const char *rule, const char *format, ...)
{
  GhFinding *finding = g_new (GhFinding, 1);
  va_list arguments;

  va_start (arguments, format);
  finding->rule = g_strdup (rule);
  finding->sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (book->verdict->findings, finding);
}

const char *
gh_book_when (GhBook *book, int minute)
{
  int day = gh_book_day (minute);
  int clock = minute - day * GH_BOOK_DAY;
  int julian = CLAMP (book->first_day + day, 1, 3000000);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)julian);
  return gh_book_text (book, g_strdup_printf ("%04d-%02d-%02d %02d:%02d", g_date_get_year (&date),
                                              (int)g_date_get_month (&date), g_date_get_day (&date),
                                              clock / 60, clock % 60));
}

const char *
gh_book_say (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  const char *room = this->room >= 0 ? book->rooms[this->room].id : "no room";

  if (this->start == GH_BOOK_NEVER)
    return this->id;
  int end = this->end - gh_book_day (this->end) * GH_BOOK_DAY;
  return gh_book_text (book, g_strdup_printf ("%s (%s-%02d:%02d, %s)", this->id,
                                              gh_book_when (book, this->start), end / 60, end % 60,
                                              room));
}
