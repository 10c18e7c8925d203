/* Random small models for tests of the engine, filled by hand: every kind of demand comes up. */
#pragma once

#include "engine/model.h"

GhModel *random_model (GRand *random);
