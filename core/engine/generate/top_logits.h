// SPDX-License-Identifier: GPL-3.0-or-later
// What sampling needs of logits that lie on a GPU: each row's largest, and sums over all. Copying and reading whole vocabularies
// would take longer than the decoding step that made them.
//
// One thread at a time.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace m3po::engine {

// One row's. Valid until the next read().
struct TopLogits {
    std::span<const float> values;      // descending
    std::span<const std::int64_t> ids;  // of the values
    float norm = 0;                     // ln Σ exp(logit) over the vocabulary
    float weight = 0;                   // Σ exp((logit - largest) / temperature) over the vocabulary
    bool complete = false;              // the values are the whole vocabulary
};

class TopLogitsReader {
public:
    explicit TopLogitsReader(double temperature) : temperature_(temperature) {}

    // logits (R, V) on a GPU. Waits until they are computed. Throws Failure where a row has no largest number.
    void read(const at::Tensor &logits);
    TopLogits row(std::int64_t i) const;

private:
    double temperature_;
    std::int64_t count_ = 0;
    bool complete_ = false;
    at::Tensor values_, ids_, sums_; // (R, count), (R, count), (R, 2); here, in memory that the GPU reaches by itself
};

} // namespace m3po::engine
