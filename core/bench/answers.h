// SPDX-License-Identifier: GPL-3.0-or-later
// What an invented model says of a demo picture: a stock of right and careless answers, and draws from it.
#pragma once

#include "core/demo/random.h"
#include "core/project/generations.h"

#include <cstdint>
#include <string>
#include <vector>

namespace m3po::bench {

struct Answer {
    std::string text;
    std::vector<std::int32_t> token_ids; // a word gives one or two; the end token last
    double quality = 0;                  // 0 .. 1: the share of what it says that is so
};

struct Prompt {
    std::string instruction;
    std::string reference;
    std::vector<Answer> answers; // distinct texts
};

// The prompts about the demo scene of this number.
std::vector<Prompt> prompts(std::uint64_t scene);

// One answer as the model would have drawn it, with log-probabilities that know little of its quality: the model is
// confident of some of its mistakes, which is what the selection is for.
Candidate draw(const Answer &answer, std::int64_t sample, int position, demo::Random &random);

} // namespace m3po::bench
