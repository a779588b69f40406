// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/compare.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace m3po {

namespace {

using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;

// The pairs of the sample at `at`, in their order; moves on to the next sample.
Pairs take(std::span<const SelectedPair> rows, std::size_t &at)
{
    Pairs pairs;
    for (const auto sample = rows[at].sample_id; at < rows.size() && rows[at].sample_id == sample; ++at) {
        if (rows[at].chosen_id)
            pairs.emplace_back(*rows[at].chosen_id, *rows[at].rejected_id);
    }
    return pairs;
}

} // namespace

double SelectionComparison::agreement() const
{
    return compared() > 0 ? static_cast<double>(same.size()) / static_cast<double>(compared()) : std::numeric_limits<double>::quiet_NaN();
}

SelectionComparison compare_selections(std::span<const SelectedPair> first, std::span<const SelectedPair> second)
{
    SelectionComparison found;
    for (std::size_t i = 0, j = 0; i < first.size() || j < second.size();) {
        constexpr auto none = std::numeric_limits<std::int64_t>::max();
        const auto sample = std::min(i < first.size() ? first[i].sample_id : none, j < second.size() ? second[j].sample_id : none);
        const auto one = i < first.size() && first[i].sample_id == sample ? take(first, i) : Pairs();
        const auto other = j < second.size() && second[j].sample_id == sample ? take(second, j) : Pairs();
        if (one.empty() && other.empty())
            continue;
        if (other.empty()) {
            found.only_first.push_back(sample);
        } else if (one.empty()) {
            found.only_second.push_back(sample);
        } else if (one.size() == other.size() && std::is_permutation(one.begin(), one.end(), other.begin())) {
            found.same.push_back(sample);
        } else {
            found.differing.push_back(sample);
            found.chosen_differs += one.front().first != other.front().first;
            found.rejected_differs += one.front().second != other.front().second;
        }
    }
    return found;
}

} // namespace m3po
