// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/columns.h"

#include "core/base/parallel.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

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

namespace {

std::string names_of(const ScoreColumns &columns)
{
    std::string names;
    for (const auto &name : columns.component_names)
        names += (names.empty() ? "" : ", ") + name;
    return names.empty() ? "none" : names;
}

} // namespace

Result<std::vector<double>> mas_column(const ScoreColumns &columns, const MasWeights &weights)
{
    std::vector<double> mas;
    if (auto filled = fill_mas_column(columns, weights, mas); !filled)
        return filled.error();
    return mas;
}

Status fill_mas_column(const ScoreColumns &columns, const MasWeights &weights, std::vector<double> &mas)
{
    return catching([&] {
        std::vector<std::pair<const float *, double>> terms;
        double total = 0;
        const auto add = [&](std::size_t component, double weight) {
            if (!(weight >= 0) || !std::isfinite(weight))
                throw Failure(Error::usage(fmt::format("the weight of {} is {}; a number from 0 was expected",
                                                       columns.component_names[component], weight)));
            if (weight > 0)
                terms.emplace_back(columns.components[component].data(), weight);
            total += weight;
        };
        if (weights.empty()) {
            for (std::size_t k = 0; k < columns.components.size(); ++k)
                add(k, 1);
        }
        for (const auto &[name, weight] : weights) {
            const auto found = std::find(columns.component_names.begin(), columns.component_names.end(), name);
            if (found == columns.component_names.end())
                throw Failure(Error::usage(fmt::format("there are no scores of the component '{}'; those that there "
                                                       "are: {}",
                                                       name, names_of(columns))));
            add(static_cast<std::size_t>(found - columns.component_names.begin()), weight);
        }
        if (!weights.empty() && terms.empty())
            throw Failure(Error::usage("all weights are 0; one above 0 was expected"));

        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        mas.resize(columns.candidate_ids.size());
        constexpr std::size_t block = 1 << 12; // 32 KiB of MAS: it stays in the nearest cache from term to term
        parallel(static_cast<int>((mas.size() + block - 1) / block), [&](int number) {
            const auto first = static_cast<std::size_t>(number) * block;
            const auto last = std::min(first + block, mas.size());
            // Term after term over the block rather than row after row: such loops the compiler makes wide.
            std::fill(mas.begin() + static_cast<std::ptrdiff_t>(first), mas.begin() + static_cast<std::ptrdiff_t>(last), terms.empty() ? none : 0.0);
            for (const auto &[values, weight] : terms) {
                for (auto row = first; row < last; ++row) {
                    const double value = values[row];
                    mas[row] += value >= 0 && value <= 1 ? weight * value : none; // NaN fails both
                }
            }
            for (auto row = first; row < last; ++row)
                mas[row] /= total;
        });
    });
}

Result<MasWeights> parse_weights(const std::string &text)
{
    return catching([&] {
        MasWeights weights;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find(',', at), text.size());
            const auto part = text.substr(at, end - at);
            const auto equals = part.find('=');
            double weight = 0;
            const char *last = part.data() + part.size();
            if (equals == 0 || equals == std::string::npos
                || std::from_chars(part.data() + equals + 1, last, weight).ptr != last || equals + 1 == part.size())
                throw Failure(Error::usage(fmt::format("--weights: '{}': name=number was expected", part)));
            weights.emplace_back(part.substr(0, equals), weight);
            at = end + 1;
        }
        return weights;
    });
}

} // namespace m3po
