/* Random small models for tests of the engine, filled by hand: every kind of demand comes up. */
#pragma once

#include "engine/board/board.h"

GhModel *random_model (GRand *random);

/* Tries every place for the mandatory sessions from SESSION on, NODES at most. */
bool try_to_complete (GhBoard *board, int session, int *nodes);
