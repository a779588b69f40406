// SPDX-License-Identifier: GPL-3.0-or-later
// What a training run pursues. The loop (trainer.h) knows nothing else about the model or the data.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace m3po::engine {

// Metrics under TRL's names.
using Metrics = std::map<std::string, double>;

// An example's reward margin β(Δw − Δl) as it was when a step was computed: how far the pair has moved from the reference.
struct ExampleMargin {
    std::int64_t row = 0;     // of the examples
    double margin = 0;
};

struct MicroBatchResult {
    double loss = 0;          // mean over the micro-batch
    Metrics metrics;          // means over the micro-batch
    std::vector<ExampleMargin> margins; // one a pair; none where the objective has no pairs
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
