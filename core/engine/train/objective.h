// SPDX-License-Identifier: GPL-3.0-or-later
// What a training run pursues. The loop (trainer.h) knows nothing else about the model or the data.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace m3po::engine {

// Metrics under TRL's names.
using Metrics = std::map<std::string, double>;

struct MicroBatchResult {
    double loss = 0;          // mean over the micro-batch
    Metrics metrics;          // means over the micro-batch
    std::int64_t tokens = 0;  // as TRL's num_tokens counts: every answer with its prompt
};

// Where in the run a micro-batch stands; what random draws (dropout) are keyed by.
struct MicroBatchPlace {
    std::int64_t step = 0;    // optimizer steps before
    std::int64_t index = 0;   // micro-batch within the step
};

class Objective {
public:
    virtual ~Objective() = default;
    virtual std::int64_t size() const = 0; // examples

    // Adds to the parameters' gradients those of `share` times the mean loss over `rows`.
    virtual MicroBatchResult micro_batch(std::span<const std::int64_t> rows, double share, MicroBatchPlace place) = 0;
};

} // namespace m3po::engine
