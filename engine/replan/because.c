#include "engine/explain/standing.h"
#include "engine/replan/least-change.h"
#include "engine/rules/rules.h"

/* Reasons that are given, at most. */
#define MOST_REASONS 2

/* Several demands may be one cause to those who read of it. */
static void
add_cause (GArray *causes, GhCause cause)
{
  for (guint at = 0; at < causes->len; at++)
    {
      const GhCause *other = &g_array_index (causes, GhCause, at);
      if (other->kind == cause.kind && other->number == cause.number)
        return;
    }
  if (causes->len < MOST_REASONS)
    g_array_append_val (causes, cause);
}

/* What stands against the old place, today and as the others stand. */
static void
add_reasons (const GhStanding *standing, GhBoard *board, int session, GString *text, GArray *causes)
{
  const GhHad *had = gh_had (standing->model, session);
  g_autoptr (GhReasons) reasons = gh_reasons_new ();
  const GPtrArray *sentences = reasons->sentences;

  gh_board_take (board, session);
  if (had->room_is_gone)
    gh_reasons_add (reasons, GH_CAUSE_ROOM_GONE, -1, g_strdup ("the room that it had is gone"));
  else
    gh_standing_add_breaks (standing, board, session, (GhPlacement){ had->start, had->room },
                            reasons);
  for (guint at = 0; at < sentences->len; at++)
    {
      if (at < MOST_REASONS)
        g_string_append_printf (text, "%s%s", at > 0 ? "; " : "",
                                (const char *)sentences->pdata[at]);
      add_cause (causes, g_array_index (reasons->causes, GhCause, at));
    }
  if (sentences->len > MOST_REASONS)
    g_string_append_printf (text, "; and %u reasons more", sentences->len - MOST_REASONS);
}

/* Nothing stands against its old place: what being elsewhere saves, as the others stand, and whom
 * it moves. */
static void
add_gain (const GhStanding *standing, GhBoard *board, int session, GhPlacement now, GString *text)
{
  const GhModel *model = standing->model;
  const GhHad *had = gh_had (model, session);
  GhPlacement before = { had->start, had->room };
  int64_t price = now.start != had->start ? gh_change_price (model, session, now.start)
                                          : gh_room_change_price (model, session, now.room);
  int64_t gain;
  int option, room;

  g_string_append (text, "for a better programme");
  gh_board_take (board, session);
  if (!gh_domain_find (board->demands, session, before, &option, &room))
    return;
  gain = gh_board_cost_of_putting (board, session, option, room);
  if (!gh_domain_find (board->demands, session, now, &option, &room))
    return;
  gain -= gh_board_cost_of_putting (board, session, option, room);
  if (gain <= 0)
    return;
  g_string_append_printf (text, ": it saves %" G_GINT64_FORMAT, (gint64)gain);
  if (!model->past->counts_sessions)
    g_string_append_printf (text, " for %" G_GINT64_FORMAT " people", (gint64)price);
}

/* What it would have cost to leave it there; the cause is GH_N_CAUSES where nothing is known. */
static GhCauseKind
add_price (const GhDemands *demands, int session, const GhProgramme *programme,
           const GhIfKept *kept, GString *text)
{
  const GhModel *model = demands->model;
  GhPlacement before = { gh_had (model, session)->start, gh_had (model, session)->room };
  int option, room;
  bool is_move = programme->placements[session].start != gh_had (model, session)->start;
  const GhDisturbance *found =
      is_move ? &programme->certificate->moved : &programme->certificate->rooms;
  const char *unit = model->past->counts_sessions ? "sessions" : "people";

  if (!kept->is_asked || kept->in_room == is_move)
    return GH_N_CAUSES;
  if (kept->price < 0 && kept->is_proved)
    {
      if (is_move || !gh_domain_find (demands, session, before, &option, &room))
        {
          g_string_append_printf (text, ": it cannot %s, whatever else moves",
                                  is_move ? "stay" : "keep its room");
          return GH_CAUSE_NEVER;
        }
      /* About rooms it is asked while no more than has to be is moved. */
      g_string_append_printf (text, ": it cannot keep its room unless more %s move", unit);
      return GH_CAUSE_DEARER;
    }
  if (kept->price > found->price)
    {
      g_string_append_printf (text,
                              "; had it stayed, at least %" G_GINT64_FORMAT " %s would %s instead "
                              "of %" G_GINT64_FORMAT,
                              kept->price, unit, is_move ? "move" : "change rooms", found->price);
      return GH_CAUSE_DEARER;
    }
  if (kept->price >= 0 && kept->is_proved)
    {
      g_string_append_printf (text, "; had it stayed, no fewer %s would %s", unit,
                              is_move ? "move" : "change rooms");
      return GH_CAUSE_NO_LESS;
    }
  return GH_N_CAUSES;
}

void
gh_give_because (const GhStanding *standing, GhBoard *board, int session, const GhIfKept *kept,
                 GhProgramme *programme)
{
  GString *text = g_string_new (NULL);
  GArray *causes = g_array_new (false, false, sizeof (GhCause));
  int mark = gh_board_mark (board);

  add_reasons (standing, board, session, text, causes);
  gh_board_rollback (board, mark);
  if (text->len == 0)
    {
      add_gain (standing, board, session, programme->placements[session], text);
      gh_board_rollback (board, mark);
      add_cause (causes, (GhCause){ GH_CAUSE_BETTER, -1 });
    }
  GhCause price = { add_price (standing->demands, session, programme, kept, text), -1 };
  if (price.kind != GH_N_CAUSES)
    g_array_append_val (causes, price);
  programme->why_changed[session] = g_string_free (text, false);
  programme->causes[session] = causes;
}
