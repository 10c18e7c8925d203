#include "engine/explain/standing.h"
#include "engine/replan/least-change.h"

/* Reasons that one sentence gives, at most. */
#define MOST_REASONS 2

/* What stands against the old place, today and as the others stand. */
static void
add_reasons (const GhStanding *standing, GhBoard *board, int session, GString *text)
{
  const GhHad *had = gh_had (standing->model, session);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);

  gh_board_take (board, session);
  if (had->room_is_gone)
    g_ptr_array_add (reasons, g_strdup ("the room that it had is gone"));
  else
    gh_standing_add_breaks (standing, board, session, (GhPlacement){ had->start, had->room },
                            reasons);
  for (guint at = 0; at < reasons->len && at < MOST_REASONS; at++)
    g_string_append_printf (text, "%s%s", at > 0 ? "; " : "", (const char *)reasons->pdata[at]);
  if (reasons->len > MOST_REASONS)
    g_string_append_printf (text, "; and %u reasons more", reasons->len - MOST_REASONS);
}

static void
add_price (const GhModel *model, int session, const GhProgramme *programme, const GhIfKept *kept,
           GString *text)
{
  bool is_move = programme->placements[session].start != gh_had (model, session)->start;
  const GhDisturbance *found =
      is_move ? &programme->certificate->moved : &programme->certificate->rooms;
  const char *unit = model->past->counts_sessions ? "sessions" : "people";

  if (!kept->is_asked || kept->in_room == is_move)
    return;
  if (kept->price < 0)
    g_string_append (text, kept->is_proved ? ": it cannot stay, whatever else moves" : "");
  else if (kept->price > found->price)
    g_string_append_printf (text,
                            "; had it stayed, at least %" G_GINT64_FORMAT " %s would %s instead "
                            "of %" G_GINT64_FORMAT,
                            kept->price, unit, is_move ? "move" : "change rooms", found->price);
  else if (kept->is_proved)
    g_string_append_printf (text, "; had it stayed, no fewer %s would %s", unit,
                            is_move ? "move" : "change rooms");
}

char *
gh_because (const GhStanding *standing, GhBoard *board, int session, const GhProgramme *programme,
            const GhIfKept *kept)
{
  GString *text = g_string_new (NULL);
  int mark = gh_board_mark (board);

  add_reasons (standing, board, session, text);
  gh_board_rollback (board, mark);
  if (text->len == 0)
    g_string_append (text, "for a better programme");
  add_price (standing->model, session, programme, kept, text);
  return g_string_free (text, false);
}
