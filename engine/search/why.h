/* The plain reason why a session has no place: what its domain and its blockers give, no proof. */
#pragma once

#include "engine/board/board.h"

/* A sentence; the caller frees it. */
char *gh_why_unplaced (GhBoard *board, int session);
