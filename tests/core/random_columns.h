// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of scores as mean as they can be, for comparing what is quick with what is plain.
#pragma once

#include "core/select/columns.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace m3po {

// Groups of every kind: none, one, many; values on a coarse grid (ties), on a fine one, almost equal, tiny beside
// ordinary ones, huge; equal texts; what is no number.
inline ScoreColumns random_columns(std::uint64_t seed, std::size_t components = 2)
{
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
    const auto uniform = [&] { return static_cast<float>(random() >> 40) * 0x1p-24f; };
    ScoreColumns columns;
    for (std::size_t k = 0; k < components; ++k)
        columns.component_names.push_back(std::string(1, static_cast<char>('a' + k)));
    columns.components.resize(components);
    const int samples = 300 + below(3000);
    for (int s = 0; s < samples; ++s) {
        columns.sample_ids.push_back(s + 1);
        const int rows = below(8) == 0 ? below(3) : below(400) == 0 ? 1000 + below(200) : 2 + below(40);
        const int kind = below(5);
        const int texts = 1 + below(2 * rows + 1);
        for (int i = 0; i < rows; ++i) {
            const auto score = [&] {
                if (below(60) == 0)
                    return below(2) == 0 ? std::numeric_limits<float>::quiet_NaN() : 1.5f;
                return kind == 0   ? static_cast<float>(below(5)) / 4
                       : kind == 1 ? 0.5f + static_cast<float>(below(3)) * 0x1p-24f
                       : kind == 2 ? (below(6) == 0 ? uniform() : static_cast<float>(below(3)) * 1e-30f)
                                   : uniform();
            };
            columns.candidate_ids.push_back(columns.rows() + 1);
            columns.positions.push_back(i);
            columns.text_keys.push_back(below(texts));
            for (auto &component : columns.components)
                component.push_back(score());
            columns.logp_sum.push_back(below(50) == 0   ? (below(2) == 0 ? std::numeric_limits<float>::quiet_NaN() : -std::numeric_limits<float>::infinity())
                                       : kind == 0      ? -static_cast<float>(below(6))
                                       : kind == 3      ? -1e6f * uniform()
                                       : below(40) == 0 ? -1e30f
                                                        : -20 * uniform());
            columns.token_counts.push_back(below(30) == 0 ? 0 : 1 + below(30));
        }
        columns.offsets.push_back(columns.rows());
    }
    columns.index_texts();
    return columns;
}

} // namespace m3po
