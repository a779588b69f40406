// SPDX-License-Identifier: GPL-3.0-or-later
// A generation run's scores as columns, the only form in which selectors see them.
//
// S samples, C candidates, K components. Candidates of one sample are neighbours, in the order of their positions,
// so "the lower index" of a tie is the lower row. Plain data; may be read by any number of threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace m3po {

struct ScoreColumns {
    std::vector<std::int64_t> sample_ids;       // S
    std::vector<std::int64_t> offsets{0};       // S + 1; rows of sample s are [offsets[s], offsets[s+1])
    std::vector<std::int64_t> candidate_ids;    // C
    std::vector<std::int32_t> positions;        // C
    std::vector<float> logp_sum;                // C; NaN where there is none
    std::vector<std::int32_t> token_counts;     // C
    std::vector<std::int64_t> text_keys;        // C; equal texts have equal keys
    std::vector<std::int64_t> first_equal;      // C; the first row of the sample with the same text; by index_texts()
    std::vector<std::string> component_names;   // K
    std::vector<std::vector<float>> components; // K x C; 0..1, NaN where there is none

    std::int64_t samples() const { return static_cast<std::int64_t>(sample_ids.size()); }
    std::int64_t rows() const { return static_cast<std::int64_t>(candidate_ids.size()); }
    // Fills first_equal from text_keys. To be called once, when the rows are complete.
    void index_texts();
};

} // namespace m3po
