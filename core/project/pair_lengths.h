// SPDX-License-Identifier: GPL-3.0-or-later
// How much a saved selection would give a training run to do: its pairs, and how long they are. Throws Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <string>

namespace m3po {

struct PairLengths {
    std::int64_t pairs = 0;
    std::int64_t images = 0;             // different ones
    std::int64_t chosen = 0;             // tokens of the longest R_w, end token included
    std::int64_t longest = 0;            // of the longest answer of any pair
    std::int64_t both = 0;               // of the pair that has most
    std::string longest_instruction;     // by characters
};

PairLengths pair_lengths(Project &project, std::int64_t selection);

} // namespace m3po
