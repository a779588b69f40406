// SPDX-License-Identifier: GPL-3.0-or-later
// From logits to the tokens that may be drawn: temperature, then top-k, then top-p, with the survivors of
// Transformers' warpers.
//
// - Temperature divides the logits in float32.
// - Top-k removes what is below the k-th largest; equals of the k-th stay, so more than k may survive.
// - Top-p removes, from the least likely upwards, while the sum of what was removed is at most 1 - p. So the token that
//   crosses p stays, and at least one token stays. Of equally likely tokens the higher ids stay, as a stable sort has
//   it; torch.sort is not stable above 16 tokens, so there Transformers keeps as many, but any of them.
//
// The vocabulary is never sorted as a whole: a linear pass drops what top-p must remove anyway, a partial selection
// finds the head, and the head alone is sorted.
#pragma once

#include "core/engine/generate/top_logits.h"

#include <cstdint>
#include <span>
#include <vector>

namespace m3po::engine {

struct WarpOptions {
    double temperature = 1; // > 0
    std::int64_t top_k = 0; // 0: off
    double top_p = 1;       // 0 <= p <= 1; 1: off
};

struct Warped {
    std::vector<std::int64_t> ids; // ascending
    std::vector<float> probs;      // sum to 1
};

// Keeps its buffers between calls. One thread at a time.
class Warper {
public:
    // Throws Failure (usage) where an option is out of its range.
    explicit Warper(const WarpOptions &options);

    // Valid until the next call. Throws Failure where no logit is finite, or one is NaN or +infinity.
    const Warped &operator()(std::span<const float> logits);
    // The same by the largest logits alone; null where these do not tell, and the whole row is needed.
    const Warped *operator()(const TopLogits &top);

    const WarpOptions &options() const { return options_; }

private:
    void keep_top_k();
    void keep_top_p();

    WarpOptions options_;
    std::vector<float> scores_; // logits / temperature; minus infinity once removed
    std::vector<float> weights_;
    std::vector<std::int32_t> order_;
    std::vector<float> largest_;
    float max_ = 0;
    Warped warped_;
};

// Inverse CDF over the survivors in the order of their ids: the first whose cumulative probability exceeds u.
// REQUIRES: 0 <= u < 1, at least one survivor.
std::int64_t draw(const Warped &warped, double u);

// ln Σ exp(logits): what turns a logit into a log-probability at temperature 1. Summed in double.
// Throws Failure as Warper does.
float log_sum_exp(std::span<const float> logits);

// The lowest id among the largest logits.
std::int64_t argmax(std::span<const float> logits);

} // namespace m3po::engine
