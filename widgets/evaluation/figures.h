// SPDX-License-Identifier: GPL-3.0-or-later
// What a benchmark's metrics come to for a person: its headline figures, with their errors. Plain data.
#pragma once

#include <QString>

#include <limits>
#include <string>
#include <vector>

namespace m3po {

struct Figure {
    enum class Better { More, Less, Neither };

    std::string key;  // in the metrics: "accuracy"
    QString title;    // "accuracy %": a unit belongs to the head, not to the number
    double value = std::numeric_limits<double>::quiet_NaN(); // in the title's unit
    double error = std::numeric_limits<double>::quiet_NaN(); // its standard error; NaN where none is given
    Better better = Better::More;
};

// "pope/random" is the benchmark pope and its set random.
QString benchmarkName(const std::string &benchmark);
QString benchmarkSet(const std::string &benchmark); // "" where it has no sets

// The headline figures of this benchmark, the same ones in the same order whatever the metrics hold; values are NaN where
// they are missing (`metrics` may be empty). Of a benchmark that is not known here, every number of the metrics.
std::vector<Figure> figuresOf(const std::string &benchmark, const std::string &metrics);

} // namespace m3po
