/* Random small models for tests of the engine, filled by hand: every kind of demand comes up. */
#pragma once

#include "engine/board/board.h"

GhModel *random_model (GRand *random);
/* One whose days are short, and the first few sessions of one, all of them mandatory. */
GhModel *random_short_model (int number);
GhModel *random_small_model (int number, int n_sessions);

/* Tries every place for the mandatory sessions from SESSION on, NODES at most. */
bool try_to_complete (GhBoard *board, int session, int *nodes);
