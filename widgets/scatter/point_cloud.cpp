// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scatter/point_cloud.h"

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

// QRectF::contains() leaves out edges of a rectangle without area; a brush takes them.
bool within(const QRectF &r, double x, double y) { return x >= r.left() && x <= r.right() && y >= r.top() && y <= r.bottom(); }

} // namespace

PointCloud::PointCloud(std::shared_ptr<const Corpus> corpus, std::shared_ptr<const LiveSelection> selection)
    : corpus_(std::move(corpus)), selection_(std::move(selection))
{
}

double PointCloud::y(std::int64_t row) const
{
    const auto &columns = corpus_->columns();
    const double sum = columns.logp_sum[std::size_t(row)];
    return selection_->request.options.confidence == Confidence::PerToken ? sum / columns.token_counts[std::size_t(row)] : sum;
}

bool PointCloud::isPoint(std::int64_t row) const { return std::isfinite(x(row)) && std::isfinite(y(row)); }

QRectF PointCloud::bounds() const
{
    double left = HUGE_VAL, right = -HUGE_VAL, low = HUGE_VAL, high = -HUGE_VAL;
    for (std::int64_t row = 0; row < rows(); ++row) {
        if (!isPoint(row))
            continue;
        left = std::min(left, x(row));
        right = std::max(right, x(row));
        low = std::min(low, y(row));
        high = std::max(high, y(row));
    }
    return left <= right ? QRectF(QPointF(left, low), QPointF(right, high)) : QRectF();
}

std::vector<std::int64_t> PointCloud::inside(const QRectF &rectangle) const
{
    std::vector<std::int64_t> found;
    for (std::int64_t row = 0; row < rows(); ++row)
        if (isPoint(row) && within(rectangle, x(row), y(row)))
            found.push_back(row);
    return found;
}

std::int64_t PointCloud::countInside(const QRectF &rectangle) const
{
    std::int64_t count = 0;
    for (std::int64_t row = 0; row < rows(); ++row)
        count += isPoint(row) && within(rectangle, x(row), y(row));
    return count;
}

std::vector<std::int64_t> PointCloud::density(const QRectF &r, int width, int height) const
{
    std::vector<std::int64_t> cells(std::size_t(width) * std::size_t(height));
    const double across = width / r.width(), down = height / r.height();
    for (std::int64_t row = 0; row < rows(); ++row) {
        if (!isPoint(row) || !within(r, x(row), y(row)))
            continue;
        const int column = std::min(width - 1, int((x(row) - r.left()) * across)), line = std::min(height - 1, int((y(row) - r.top()) * down));
        ++cells[std::size_t(line) * std::size_t(width) + std::size_t(column)];
    }
    return cells;
}

std::vector<int> PointCloud::samplesInside(const QPolygonF &outline) const
{
    const auto bounds = outline.boundingRect();
    const bool lasso = outline.size() > 5; // four corners and the first again are a rectangle
    std::vector<int> found;
    if (!corpus_)
        return found;
    const auto &offsets = corpus_->columns().offsets;
    for (int sample = 0; sample < corpus_->size(); ++sample)
        for (auto row = offsets[std::size_t(sample)]; row < offsets[std::size_t(sample) + 1]; ++row)
            if (isPoint(row) && within(bounds, x(row), y(row)) && (!lasso || outline.containsPoint({x(row), y(row)}, Qt::OddEvenFill))) {
                found.push_back(sample);
                break;
            }
    return found;
}

} // namespace m3po
