// SPDX-License-Identifier: GPL-3.0-or-later
// The Multimodal Alignment Score of every row under one choice of weights:
//
//     MAS(R) = sum_k weight_k * component_k(R) / sum_k weight_k        in double
//
// A row that lacks a component of weight above 0, or has a value outside of 0..1 in one, has no MAS (NaN): it cannot be
// compared, and no selector takes it.
#pragma once

#include "core/base/result.h"
#include "core/select/columns.h"

#include <limits>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace m3po {

// A component's weight in the MAS, by name; weights are relative, their sum need not be 1.
using MasWeights = std::vector<std::pair<std::string, double>>;

// Immutable as seen from outside; may be read by any number of threads.
class Mas {
public:
    struct Term {
        const float *values; // a row
        double weight;       // above 0
        std::size_t component;
    };

    // An empty `weights` weighs every component alike. REQUIRES: the columns outlive it and do not change. Throws
    // Failure of kind Usage where a named component is not there, a weight is negative or not finite, or all are 0.
    Mas(const ScoreColumns &columns, const MasWeights &weights);

    double operator[](std::int64_t row) const
    {
        double sum = terms_.empty() ? none : 0;
        for (const auto &[values, weight, component] : terms_)
            sum += weighed(values[row], weight);
        return sum / total_;
    }
    // Of all rows; made when somebody asks for it first, by several threads.
    const std::vector<double> &column() const &;
    std::vector<double> column() &&;

    // Components of weight above 0, in the order in which they are added, and the sum of their weights.
    std::span<const Term> terms() const { return terms_; }
    double total() const { return total_; }

private:
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    static double weighed(double value, double weight) { return value >= 0 && value <= 1 ? weight * value : none; } // NaN fails both

    std::size_t rows_;
    std::vector<Term> terms_;
    double total_ = 0;
    mutable std::once_flag made_;
    mutable std::vector<double> column_;
};

// Its column alone.
Result<std::vector<double>> mas_column(const ScoreColumns &columns, const MasWeights &weights);

// "name=weight,name=weight"; Usage where it is something else.
Result<MasWeights> parse_weights(const std::string &text);

} // namespace m3po
