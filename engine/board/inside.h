/* The parts of the board, for board/ alone: each keeps its own tables in GhBoard. */
#pragma once

#include "engine/board/board.h"

/* pairs.c: `blocked`, `charged`, and who is at each start. */
void gh_board_make_pairs (GhBoard *board);
void gh_board_free_pairs (GhBoard *board);
void gh_board_change_pairs (GhBoard *board, int session, int sign);
/* Each session is in one list at a time: of its start, or of those that are missing. */
void gh_board_list (GhBoard *board, GhBucket *bucket, int session);
void gh_board_unlist (GhBoard *board, GhBucket *bucket, int session);
/* What soft pairs among MOVES cost less or more than `charged` tells for each of them alone. */
int64_t gh_board_pairs_among (const GhBoard *board, const GhMove *moves, int n);

/* rooms.c: who is in which room. */
void gh_board_make_rooms (GhBoard *board);
void gh_board_free_rooms (GhBoard *board);
void gh_board_change_rooms (GhBoard *board, int session, int sign);
/* Costs of a session in a room of its domain at START that depend on the room alone, or on rooms of
 * others. */
int64_t gh_board_room_cost (const GhBoard *board, int session, GhMinute start, int room);
/* The room is out of the question because of those of others. */
bool gh_board_room_is_forbidden (const GhBoard *board, int session, GhMinute start, int room);
/* The one session in the way in a room of its domain; -1: nobody is, or more than one. */
int gh_board_only_room_blocker (GhBoard *board, int session, int option, int room);

/* counts.c: limits, and the rooms and days of groups. */
void gh_board_make_counts (GhBoard *board);
void gh_board_free_counts (GhBoard *board);
void gh_board_change_counts (GhBoard *board, int session, int sign);
void gh_board_change_stability (GhBoard *board, int session, int sign);
int64_t gh_board_limits_cost (const GhBoard *board, int session, int option);
int64_t gh_board_spread_cost (const GhBoard *board, int session, int day);
int64_t gh_board_stability_cost (const GhBoard *board, int session, int room);
