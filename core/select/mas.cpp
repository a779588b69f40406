// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/mas.h"

#include "core/base/large_memory.h"
#include "core/base/parallel.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace m3po {

namespace {

std::string names_of(const ScoreColumns &columns)
{
    std::string names;
    for (const auto &name : columns.component_names)
        names += (names.empty() ? "" : ", ") + name;
    return names.empty() ? "none" : names;
}

} // namespace

Mas::Mas(const ScoreColumns &columns, const MasWeights &weights) : rows_(columns.candidate_ids.size())
{
    const auto add = [&](std::size_t component, double weight) {
        if (!(weight >= 0) || !std::isfinite(weight))
            throw Failure(Error::usage(fmt::format("the weight of {} is {}; a number from 0 was expected",
                                                   columns.component_names[component], weight)));
        if (weight > 0)
            terms_.push_back({columns.components[component].data(), weight, component});
        total_ += weight;
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
    if (!weights.empty() && terms_.empty())
        throw Failure(Error::usage("all weights are 0; one above 0 was expected"));
}

const std::vector<double> &Mas::column() const &
{
    std::call_once(made_, [this] {
        resize_large(column_, rows_);
        constexpr std::size_t block = 1 << 12; // 32 KiB of MAS: it stays in the nearest cache from term to term
        parallel(static_cast<int>((rows_ + block - 1) / block), [this](int number) {
            const auto first = static_cast<std::size_t>(number) * block;
            const auto last = std::min(first + block, rows_);
            // Term after term over the block rather than row after row: such loops the compiler makes wide.
            std::fill(column_.begin() + static_cast<std::ptrdiff_t>(first), column_.begin() + static_cast<std::ptrdiff_t>(last), terms_.empty() ? none : 0.0);
            for (const auto &[values, weight, component] : terms_) {
                for (auto row = first; row < last; ++row)
                    column_[row] += weighed(values[row], weight);
            }
            for (auto row = first; row < last; ++row)
                column_[row] /= total_;
        });
    });
    return column_;
}

std::vector<double> Mas::column() &&
{
    std::as_const(*this).column();
    return std::move(column_);
}

Result<std::vector<double>> mas_column(const ScoreColumns &columns, const MasWeights &weights)
{
    return catching([&] { return Mas(columns, weights).column(); });
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
