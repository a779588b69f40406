// SPDX-License-Identifier: GPL-3.0-or-later
// Selectors: columns of scores in, preference pairs out. A selector is one file and one line in selector.cpp.
//
// What all of them share:
//   - a row is a candidate where it has a MAS and, for those that read log-probabilities, a finite one (and, per
//     token, at least one token). NaN and infinities never win and never compare;
//   - equal texts of one sample count once: the first row that is a candidate stands for them all;
//   - ties go to the lower row;
//   - all arithmetic is in double.
// Selectors have no state; select() may be called from any thread.
#pragma once

#include "core/select/columns.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

enum class Confidence { Sequence, PerToken };  // log P of the whole answer, or divided by its tokens
enum class Penalty { Clamped, Unclamped };     // max(0, x) as the equation has it, or x

struct SelectOptions {
    double alpha = 0.5;
    double delta = 0.1;
    Confidence confidence = Confidence::Sequence;
    Penalty penalty = Penalty::Clamped;
    double min_gap = 0;            // MAS(R_w) - MAS(R_l) must be at least this; 0: not asked
    std::optional<bool> length_balance; // as many pairs with R_w longer as with R_w shorter; nothing: as the selector has it
    int pairs_per_sample = 2;      // rlaif-v, as its paper has it
    double csr_weight = 0.9;       // csr: the share of the external score
    std::uint64_t seed = 0;        // random, rlaif-v, length balance
};

enum class NoPair : std::uint8_t {
    None, // there is a pair
    FewerThanTwo,
    ScoresMissing,
    LogpMissing,
    AllEqual,
    ScoresEqual,
    BelowMinGap,
    NotDrawn,
    COUNT,
};
// The reason as a person reads it and as the project stores it.
std::string_view reason_text(NoPair reason);

// A pair as rows of the columns, or the reason why a sample has none (then both rows are -1).
struct PairChoice {
    std::int64_t sample = 0;   // 0 .. S-1
    std::int64_t chosen = -1;
    std::int64_t rejected = -1;
    double score = 0;          // what the selector maximised; NaN without a pair
    NoPair reason = NoPair::None;
};

class Selector {
public:
    virtual ~Selector() = default;
    virtual std::string_view name() const = 0;
    virtual std::string_view description() const = 0;
    virtual bool balances_lengths() const { return false; } // where the options do not say
    bool balances_lengths(const SelectOptions &options) const { return options.length_balance.value_or(balances_lengths()); }
    // At least one choice a sample, in their order. REQUIRES: mas is mas_column(columns, ...), first_equal is filled.
    // `choices` is overwritten; its memory is used again.
    void select(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
                std::vector<PairChoice> &choices) const;

private:
    // The same before length balance.
    virtual void pick(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
                      std::vector<PairChoice> &choices) const = 0;
};

std::span<const Selector *const> selectors();
// Usage where there is none of that name; the sentence names them all.
const Selector &find_selector(std::string_view name);
// Usage where a number makes no sense (alpha below 0, not finite, ...).
void check_options(const SelectOptions &options);

// What a selection comes to.
struct SelectionStatistics {
    std::int64_t samples = 0;
    std::int64_t pairs = 0;
    std::array<std::int64_t, static_cast<std::size_t>(NoPair::COUNT)> reasons{}; // samples without a pair, by reason
    // Pairs where the model finds R_l likelier than R_w: log P(R_l) > log P(R_w); those with both known counted.
    std::int64_t comparable = 0;
    std::int64_t rejected_preferred = 0;           // by the whole answer
    std::int64_t rejected_preferred_per_token = 0; // by the mean of its tokens
    // Length bias, in tokens.
    double mean_chosen_tokens = 0;
    double mean_rejected_tokens = 0;
    std::int64_t chosen_longer = 0;
    std::int64_t chosen_shorter = 0;
    double mean_gap = 0;                           // MAS(R_w) - MAS(R_l)
};
// Counts choice after choice. Every `block` choices are counted by themselves, whoever counts, and then added in their order: so
// several threads may share the work, and the sums have the same bits.
class StatisticsCounter {
public:
    static constexpr std::int64_t block = 1024;

    explicit StatisticsCounter(std::int64_t samples) { counted_.samples = samples; }
    void none(NoPair reason) { ++counted_.reasons[static_cast<std::size_t>(reason)]; }
    // log P of the whole answers, tokens, MAS(R_w) - MAS(R_l).
    void pair(double chosen_logp, double rejected_logp, double chosen_tokens, double rejected_tokens, double gap)
    {
        ++counted_.pairs;
        if (std::isfinite(chosen_logp) && std::isfinite(rejected_logp) && chosen_tokens > 0 && rejected_tokens > 0) {
            ++counted_.comparable;
            counted_.rejected_preferred += rejected_logp > chosen_logp;
            counted_.rejected_preferred_per_token += rejected_logp / rejected_tokens > chosen_logp / chosen_tokens;
        }
        chosen_tokens_ += chosen_tokens;
        rejected_tokens_ += rejected_tokens;
        counted_.chosen_longer += chosen_tokens > rejected_tokens;
        counted_.chosen_shorter += chosen_tokens < rejected_tokens;
        gaps_ += gap;
    }
    void add(const StatisticsCounter &block_after_these);
    SelectionStatistics result() const;

private:
    SelectionStatistics counted_;
    double gaps_ = 0, chosen_tokens_ = 0, rejected_tokens_ = 0;
};

SelectionStatistics statistics(const ScoreColumns &columns, std::span<const double> mas,
                               std::span<const PairChoice> choices);

} // namespace m3po
