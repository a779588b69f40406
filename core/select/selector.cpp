// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/selector.h"

#include "core/base/result.h"
#include "core/select/length_balance.h"
#include "core/select/selectors.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace m3po {

std::span<const Selector *const> selectors()
{
    static const std::array<const Selector *, 5> list{
        &m3p_selector(), &max_min_selector(), &rlaif_v_selector(), &csr_selector(), &random_selector(),
    };
    return list;
}

const Selector &find_selector(std::string_view name)
{
    std::string names;
    for (const auto *selector : selectors()) {
        if (selector->name() == name)
            return *selector;
        names += (names.empty() ? "" : ", ") + std::string(selector->name());
    }
    throw Failure(Error::usage(fmt::format("there is no selector '{}'; one of {} was expected", name, names)));
}

void Selector::select(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
                      std::vector<PairChoice> &choices) const
{
    pick(columns, mas, options, choices);
    if (balances_lengths(options))
        balance_lengths(columns, options.seed, choices);
}

void check_options(const SelectOptions &options)
{
    const auto require = [](bool good, const char *name, double value, const char *expected) {
        if (!good)
            throw Failure(Error::usage(fmt::format("{} is {}; {} was expected", name, value, expected)));
    };
    require(std::isfinite(options.alpha) && options.alpha >= 0, "alpha", options.alpha, "a number from 0");
    require(std::isfinite(options.delta), "delta", options.delta, "a number");
    require(options.min_gap >= 0 && options.min_gap <= 1, "the minimum gap", options.min_gap, "a number in 0..1");
    require(options.csr_weight >= 0 && options.csr_weight <= 1, "CSR's weight", options.csr_weight,
            "a number in 0..1");
    require(options.pairs_per_sample > 0, "the number of pairs a sample", options.pairs_per_sample, "one from 1");
}

std::string_view reason_text(NoPair reason)
{
    switch (reason) {
    case NoPair::FewerThanTwo: return "fewer than two candidates";
    case NoPair::ScoresMissing: return "scores missing";
    case NoPair::LogpMissing: return "log-probability missing";
    case NoPair::AllEqual: return "all answers equal";
    case NoPair::ScoresEqual: return "all scores equal";
    case NoPair::BelowMinGap: return "below the minimum gap";
    case NoPair::NotDrawn: return "left out for length balance";
    case NoPair::None:
    case NoPair::COUNT: break;
    }
    return "";
}

void StatisticsCounter::add(const StatisticsCounter &block_after_these)
{
    const auto &its = block_after_these.counted_;
    counted_.pairs += its.pairs;
    for (std::size_t i = 0; i < counted_.reasons.size(); ++i)
        counted_.reasons[i] += its.reasons[i];
    counted_.comparable += its.comparable;
    counted_.rejected_preferred += its.rejected_preferred;
    counted_.rejected_preferred_per_token += its.rejected_preferred_per_token;
    counted_.chosen_longer += its.chosen_longer;
    counted_.chosen_shorter += its.chosen_shorter;
    gaps_ += block_after_these.gaps_;
    chosen_tokens_ += block_after_these.chosen_tokens_;
    rejected_tokens_ += block_after_these.rejected_tokens_;
}

SelectionStatistics StatisticsCounter::result() const
{
    auto result = counted_;
    if (result.pairs > 0) {
        const auto pairs = static_cast<double>(result.pairs);
        result.mean_chosen_tokens = chosen_tokens_ / pairs;
        result.mean_rejected_tokens = rejected_tokens_ / pairs;
        result.mean_gap = gaps_ / pairs;
    }
    return result;
}

SelectionStatistics statistics(const ScoreColumns &columns, std::span<const double> mas,
                               std::span<const PairChoice> choices)
{
    StatisticsCounter all(columns.samples());
    for (std::size_t first = 0; first < choices.size(); first += StatisticsCounter::block) {
        StatisticsCounter part(0);
        for (const auto &choice : choices.subspan(first, std::min<std::size_t>(StatisticsCounter::block, choices.size() - first))) {
            const auto w = choice.chosen;
            const auto l = choice.rejected;
            if (choice.reason != NoPair::None)
                part.none(choice.reason);
            else
                part.pair(columns.logp_sum[w], columns.logp_sum[l], columns.token_counts[w], columns.token_counts[l], mas[w] - mas[l]);
        }
        all.add(part);
    }
    return all.result();
}

} // namespace m3po
