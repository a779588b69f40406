// SPDX-License-Identifier: GPL-3.0-or-later
// M3P-Selection for many weights, alpha and delta: the same pairs as the selector "m3p", in a tenth of the time, and without
// the MAS of most rows.
//
// The MAS of a row never falls where one of its components rises, whatever the weights are; S(R_j) never falls where
// MAS(R_j) falls or log P(R_j) rises, whatever alpha, delta and the penalty are; rounding keeps both orders. So R_w is
// among the rows that no other beats or equals in all components (`winners`), and R_l among those that no other beats
// or equals by being as low in all components and as high in log P (`rivals`). They are kept side by side, some ten of
// 32 rows, and a selection reads nothing else.
#pragma once

#include "core/select/choice_numbers.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace m3po {

class Rows;

// Plain data once it is made; may be read by any number of threads. Works on several threads itself.
class M3pFronts {
public:
    // Which rows are candidates depends on these alone.
    struct Rules {
        std::vector<bool> weighed; // a component: whether its weight is above 0
        bool needs_logp;
        Confidence confidence;     // means nothing without log P

        bool operator==(const Rules &other) const = default;
    };
    static Rules rules(const ScoreColumns &columns, const Mas &mas, const SelectOptions &options);
    // Whether it is for these weights: of very large and very small ones the orders above are lost in rounding.
    static bool can(const Mas &mas);

    // REQUIRES: the columns outlive it; first_equal is filled. `mas` is any with these rules, and read only here.
    M3pFronts(const ScoreColumns &columns, const Mas &mas, Rules rules);

    const Rules &rules() const { return rules_; }

    // One choice a sample, as find_selector("m3p") gives them before length balance, and their numbers. made(first, last), from
    // any thread, for each piece of them, whole blocks of StatisticsCounter's.
    // REQUIRES: rules(columns, mas, options) are its own; can(mas); as many choices and numbers as there are samples.
    using Made = std::function<void(std::int64_t first, std::int64_t last)>;
    void select(const Mas &mas, const SelectOptions &options, std::span<PairChoice> choices, std::span<ChoiceNumbers> numbers,
                const Made &made) const;

private:
    // Rows of one block, sample after sample; each sample's are padded to whole vectors.
    struct Slots {
        std::vector<std::vector<float>> components; // of weight above 0; others stay empty
        std::vector<float> logp_sum;
        std::vector<std::int32_t> tokens;
        std::vector<std::int32_t> places;           // row - the sample's first row
    };
    struct Sample {
        std::uint32_t first_winner = 0, first_rival = 0;     // slots of its block
        std::uint32_t winner_vectors = 0, rival_vectors = 0; // of `width` slots
        NoPair reason = NoPair::None;                        // where it has fewer than two candidates
    };
    struct Block {
        std::vector<Sample> samples;
        Slots winners, rivals;
    };
    struct Scratch;
    struct Scan;

    static constexpr std::int64_t block = StatisticsCounter::block; // samples; what a thread takes at a time
    static constexpr std::size_t width = 4;     // slots that are scanned at once
    static constexpr std::size_t most_terms = 64;
    int blocks() const;
    void add_block(int number, const Mas &mas);
    void add_sample(const Rows &rows, std::int64_t begin, std::int64_t end, Scratch &scratch, Block &into) const;
    void append(Slots &slots, std::int64_t begin, const std::vector<std::int32_t> &places, float padding) const;
    PairChoice choose_plainly(const Mas &mas, const SelectOptions &options, std::int64_t sample) const;

    const ScoreColumns &columns_;
    Rules rules_;
    std::vector<Block> blocks_;
};

} // namespace m3po
