// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/columns.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <span>
#include <utility>

namespace m3po {

namespace {

// Of one sample's rows, from `begin` on.
void index_few(std::span<const std::int64_t> keys, std::int64_t begin, std::int64_t *first_equal)
{
    for (std::size_t row = 0; row < keys.size(); ++row)
        first_equal[row] = begin + (std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(row), keys[row]) - keys.begin());
}

void index_many(std::span<const std::int64_t> keys, std::int64_t begin, std::int64_t *first_equal)
{
    std::vector<std::pair<std::int64_t, std::size_t>> by_key; // key, row
    for (std::size_t row = 0; row < keys.size(); ++row)
        by_key.emplace_back(keys[row], row);
    std::sort(by_key.begin(), by_key.end());
    for (std::size_t i = 0; i < by_key.size(); ++i) {
        const auto row = by_key[i].second;
        const bool repeats = i > 0 && by_key[i].first == by_key[i - 1].first;
        first_equal[row] = repeats ? first_equal[by_key[i - 1].second] : begin + static_cast<std::int64_t>(row);
    }
}

} // namespace

void ScoreColumns::index_texts()
{
    first_equal.resize(text_keys.size());
    constexpr std::int64_t block = 2048;
    parallel(static_cast<int>((samples() + block - 1) / block), [&](int number) {
        const auto last = std::min((number + 1) * block, samples());
        for (auto s = number * block; s < last; ++s) {
            const auto begin = offsets[s];
            const std::span keys(text_keys.data() + begin, static_cast<std::size_t>(offsets[s + 1] - begin));
            (keys.size() <= 128 ? index_few : index_many)(keys, begin, first_equal.data() + begin);
        }
    });
}

} // namespace m3po
