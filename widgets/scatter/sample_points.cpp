// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scatter/sample_points.h"

#include <algorithm>
#include <cmath>

namespace m3po {

std::vector<SamplePoint> samplePoints(const PointSource &source, const Corpus &corpus, int sample)
{
    const auto &columns = corpus.columns();
    std::vector<std::int64_t> ranked;
    for (auto row = columns.offsets[std::size_t(sample)]; row < columns.offsets[std::size_t(sample) + 1]; ++row)
        if (columns.first_equal[std::size_t(row)] == row)
            ranked.push_back(row);
    const auto mas = [&](std::int64_t row) { return std::isfinite(source.x(row)) ? source.x(row) : -HUGE_VAL; };
    std::stable_sort(ranked.begin(), ranked.end(), [&](auto a, auto b) { return mas(a) > mas(b); });
    std::vector<SamplePoint> points;
    for (std::size_t i = 0; i < ranked.size(); ++i)
        if (source.isPoint(ranked[i]))
            points.push_back({ranked[i], int(i) + 1, source.x(ranked[i]), source.y(ranked[i])});
    return points;
}

} // namespace m3po
