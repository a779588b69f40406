// SPDX-License-Identifier: GPL-3.0-or-later
// All candidates as points (MAS, log P): counting and finding those in a rectangle or a lasso, and their density.
// Every answer is over all points, never a sample of them. A view; whoever made the columns keeps them alive.
#pragma once

#include "widgets/workspace/live_selection.h"

#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace m3po {

class PointCloud {
public:
    PointCloud() = default;
    PointCloud(std::shared_ptr<const Corpus> corpus, std::shared_ptr<const LiveSelection> selection);

    // Rows without a MAS or a finite log P are no points.
    bool isPoint(std::int64_t row) const;
    double x(std::int64_t row) const { return selection_->mas[std::size_t(row)]; }
    double y(std::int64_t row) const; // per token where the request says so
    std::int64_t rows() const { return corpus_ ? corpus_->columns().rows() : 0; }
    QRectF bounds() const; // of all points, in data coordinates; null without any

    // Rows inside; a rectangle's top is its lowest y.
    std::vector<std::int64_t> inside(const QRectF &rectangle) const;
    std::int64_t countInside(const QRectF &rectangle) const;
    // Points of each of width × height cells of the rectangle, row by row from its top.
    std::vector<std::int64_t> density(const QRectF &rectangle, int width, int height) const;
    // Samples that have a point inside; ascending, each once.
    std::vector<int> samplesInside(const QPolygonF &outline) const;

private:
    std::shared_ptr<const Corpus> corpus_;
    std::shared_ptr<const LiveSelection> selection_;
};

} // namespace m3po
