// SPDX-License-Identifier: GPL-3.0-or-later
// The candidates of one sample as the plot shows them. A function; any thread.
#pragma once

#include "widgets/scatter/point_index.h"
#include "widgets/workspace/corpus.h"

#include <vector>

namespace m3po {

struct SamplePoint {
    std::int64_t row = 0;
    int rank = 0; // from 1, by MAS, as the list of candidates counts them
    double x = 0, y = 0;
};

// Equal texts once, candidates without a MAS or a log P not at all.
std::vector<SamplePoint> samplePoints(const PointSource &source, const Corpus &corpus, int sample);

} // namespace m3po
