// SPDX-License-Identifier: GPL-3.0-or-later
// M3P-Selection for hundreds of (alpha, delta) over the same MAS: the same pairs as the selector "m3p", in a tenth of the time.
//
// R_w does not depend on alpha and delta. And S(R_j) never falls where the gap of MAS or log P(R_j) rises, whatever
// alpha, delta and the penalty are; rounding keeps that order. So of a sample's rows only those can become R_l that no
// other row beats or equals in both; they are kept, side by side, and a selection reads nothing else.
#pragma once

#include "core/select/selector.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace m3po {

class Rows;

// Plain data once it is made; may be read by any number of threads. Works on several threads itself.
class M3pIndex {
public:
    // REQUIRES: mas is a row's, first_equal is filled; both outlive the index.
    M3pIndex(const ScoreColumns &columns, std::span<const double> mas, bool needs_logp, Confidence confidence);

    // For each of `cells`, as options of one selection: how many samples' choices are the pair of rows given (a sample, -1
    // where it has none). Ends early, with counts that mean nothing, when it is asked to stop.
    std::vector<std::int64_t> agreement(std::span<const std::int64_t> chosen, std::span<const std::int64_t> rejected,
                                        std::span<const SelectOptions> cells, std::stop_token stop) const;

private:
    // A row that may become R_l for some alpha and delta.
    struct Rival {
        double mas;
        float logp_sum;
        std::int32_t tokens;
        std::int64_t row;
    };
    struct Sample {
        double mas = 0; // of R_w, as all here
        float logp_sum = 0;
        std::int32_t tokens = 0;
        std::int64_t chosen = -1;
        std::uint32_t first_rival = 0; // in its block
        std::uint32_t rivals = 0;
    };
    struct Point {
        double mas, logp;
        std::int64_t row;
    };
    static constexpr std::int64_t block = 2048; // samples; what a thread takes at a time
    int blocks() const;
    void add_block(int number);
    void find_front(const Rows &rows, std::int64_t begin, std::int64_t end, std::int64_t w, std::vector<Point> &points,
                    std::vector<Point> &front) const;
    double logp(float sum, std::int32_t tokens) const;
    // The row of R_l, or -1.
    std::int64_t rejected(const Sample &sample, std::int64_t number, std::span<const Rival> rivals, const SelectOptions &options) const;

    const ScoreColumns &columns_;
    std::span<const double> mas_;
    bool needs_logp_;
    Confidence confidence_;
    std::vector<Sample> samples_;
    std::vector<std::vector<Rival>> rivals_; // a block
};

} // namespace m3po
