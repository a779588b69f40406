// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scatter/point_index.h"

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

// QRectF::contains() says no to a rectangle without area.
bool within(const QRectF &r, double x, double y) { return x >= r.left() && x <= r.right() && y >= r.top() && y <= r.bottom(); }

bool oddEven(const QPolygonF &polygon, double x, double y)
{
    bool inside = false;
    for (qsizetype i = 0, before = polygon.size() - 1; i < polygon.size(); before = i++) {
        const QPointF &a = polygon[i], &b = polygon[before];
        if ((a.y() > y) != (b.y() > y) && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

// Rows leave the grid in its order. Where many were found, a mark for each row is quicker than sorting.
void ascend(std::vector<std::int64_t> &rows, std::int64_t all)
{
    if (std::int64_t(rows.size()) < all / 32) {
        std::sort(rows.begin(), rows.end());
        return;
    }
    std::vector<std::uint8_t> marks(std::size_t(all), 0);
    for (const auto row : rows)
        marks[std::size_t(row)] = 1;
    rows.clear();
    for (std::int64_t row = 0; row < all; ++row)
        if (marks[std::size_t(row)])
            rows.push_back(row);
}

} // namespace

double PointSource::y(std::int64_t row) const
{
    const double sum = logpSum[std::size_t(row)];
    return tokens.empty() ? sum : sum / tokens[std::size_t(row)]; // no tokens: not finite, so no point
}

bool PointSource::isPoint(std::int64_t row) const { return std::isfinite(x(row)) && std::isfinite(y(row)); }

int PointIndex::step(double value, double low, double extent)
{
    return std::clamp(int((value - low) * (steps / extent)), 0, steps - 1);
}

// Monotone with step(): whatever lies in a higher step than an edge lies above it.
int PointIndex::edge(double value, double low, double extent)
{
    return value < low ? -1 : value > low + extent ? steps : step(value, low, extent);
}

PointIndex::PointIndex(PointSource source)
    : source_(std::move(source))
{
    double left = HUGE_VAL, right = -HUGE_VAL, low = HUGE_VAL, high = -HUGE_VAL;
    std::size_t points = 0;
    for (std::int64_t row = 0; row < source_.rows(); ++row) {
        const double x = source_.x(row), y = source_.y(row);
        if (!std::isfinite(x) || !std::isfinite(y))
            continue;
        ++points;
        left = std::min(left, x);
        right = std::max(right, x);
        low = std::min(low, y);
        high = std::max(high, y);
    }
    if (points == 0)
        return;
    // A column or a line of equal values still needs an extent to be divided.
    bounds_ = QRectF(left, low, right > left ? right - left : 1, high > low ? high - low : 1);

    std::vector<Entry> unsorted;
    unsorted.reserve(points);
    start_.assign(std::size_t(cells) * cells + 1, 0);
    const auto cellOf = [](const Entry &entry) { return std::size_t(entry.y >> cellShift) * cells + (entry.x >> cellShift); };
    for (std::int64_t row = 0; row < source_.rows(); ++row) {
        const double x = source_.x(row), y = source_.y(row);
        if (!std::isfinite(x) || !std::isfinite(y))
            continue;
        const Entry entry{std::uint16_t(step(x, bounds_.left(), bounds_.width())), std::uint16_t(step(y, bounds_.top(), bounds_.height())),
                          std::uint32_t(row)};
        unsorted.push_back(entry);
        ++start_[cellOf(entry) + 1];
    }
    for (std::size_t cell = 1; cell < start_.size(); ++cell)
        start_[cell] += start_[cell - 1];
    auto next = start_;
    entries_.resize(points);
    for (const auto &entry : unsorted)
        entries_[next[cellOf(entry)]++] = entry;
}

PointIndex::Steps PointIndex::stepsOf(const QRectF &r) const
{
    return {edge(r.left(), bounds_.left(), bounds_.width()), edge(r.right(), bounds_.left(), bounds_.width()),
            edge(r.top(), bounds_.top(), bounds_.height()), edge(r.bottom(), bounds_.top(), bounds_.height())};
}

std::span<const PointIndex::Entry> PointIndex::run(int line, int firstCell, int lastCell) const
{
    if (firstCell > lastCell)
        return {};
    const auto begin = start_[std::size_t(line) * cells + std::size_t(firstCell)], end = start_[std::size_t(line) * cells + std::size_t(lastCell) + 1];
    return std::span(entries_).subspan(begin, end - begin);
}

bool PointIndex::inside(const Entry &entry, const Steps &s, const QRectF &rectangle) const
{
    if (entry.x < s.left || entry.x > s.right || entry.y < s.low || entry.y > s.high)
        return false;
    // Only in the step of an edge do the exact coordinates decide.
    if (entry.x > s.left && entry.x < s.right && entry.y > s.low && entry.y < s.high)
        return true;
    return within(rectangle, source_.x(entry.row), source_.y(entry.row));
}

std::int64_t PointIndex::count(const QRectF &rectangle) const
{
    if (entries_.empty())
        return 0;
    const auto s = stepsOf(rectangle);
    if (s.left == steps || s.right < 0 || s.low == steps || s.high < 0)
        return 0;
    const auto cell = [](int at) { return std::clamp(at, 0, steps - 1) >> cellShift; };
    // The first and last cell that lie wholly between the edges.
    const int wholeLeft = s.left < 0 ? 0 : cell(s.left) + 1, wholeRight = s.right == steps ? cells - 1 : cell(s.right) - 1;
    const int wholeLow = s.low < 0 ? 0 : cell(s.low) + 1, wholeHigh = s.high == steps ? cells - 1 : cell(s.high) - 1;
    std::int64_t found = 0;
    const auto look = [&](int line, int first, int last) {
        for (const auto &entry : run(line, first, last))
            found += inside(entry, s, rectangle);
    };
    for (int line = cell(s.low); line <= cell(s.high); ++line) {
        if (line < wholeLow || line > wholeHigh || wholeLeft > wholeRight) {
            look(line, cell(s.left), cell(s.right));
        } else {
            look(line, cell(s.left), wholeLeft - 1);
            found += std::int64_t(run(line, wholeLeft, wholeRight).size());
            look(line, wholeRight + 1, cell(s.right));
        }
    }
    return found;
}

std::vector<std::int64_t> PointIndex::rows(const QRectF &rectangle) const
{
    std::vector<std::int64_t> found;
    if (entries_.empty())
        return found;
    const auto s = stepsOf(rectangle);
    if (s.left == steps || s.right < 0 || s.low == steps || s.high < 0)
        return found;
    const auto cell = [](int at) { return std::clamp(at, 0, steps - 1) >> cellShift; };
    for (int line = cell(s.low); line <= cell(s.high); ++line)
        for (const auto &entry : run(line, cell(s.left), cell(s.right)))
            if (inside(entry, s, rectangle))
                found.push_back(entry.row);
    ascend(found, source_.rows());
    return found;
}

// Cells that an edge of the lasso may pass through; all others lie wholly inside or wholly outside.
std::vector<bool> PointIndex::crossedCells(const QPolygonF &lasso) const
{
    std::vector<bool> crossed(std::size_t(cells) * cells, false);
    const auto column = [&](double x) { return std::clamp((x - bounds_.left()) / bounds_.width() * cells, -2.0, cells + 2.0); };
    const auto line = [&](double y) { return std::clamp((y - bounds_.top()) / bounds_.height() * cells, -2.0, cells + 2.0); };
    for (qsizetype i = 0; i < lasso.size(); ++i) {
        QPointF a = lasso[i], b = lasso[(i + 1) % lasso.size()];
        if (a.y() > b.y())
            std::swap(a, b);
        const int first = std::max(0, int(std::floor(line(a.y()))) - 1), last = std::min(cells - 1, int(std::floor(line(b.y()))) + 1);
        for (int at = first; at <= last; ++at) {
            // The edge's part between a line below and a line above, so that rounding leaves no cell out.
            const double low = bounds_.top() + (at - 1) * bounds_.height() / cells, high = low + 3 * bounds_.height() / cells;
            const auto xAt = [&](double y) {
                return b.y() > a.y() ? a.x() + (b.x() - a.x()) * (std::clamp(y, a.y(), b.y()) - a.y()) / (b.y() - a.y()) : a.x();
            };
            double from = xAt(low), to = b.y() > a.y() ? xAt(high) : b.x();
            if (from > to)
                std::swap(from, to);
            const int end = std::min(cells - 1, int(std::floor(column(to))) + 1);
            for (int cell = std::max(0, int(std::floor(column(from))) - 1); cell <= end; ++cell)
                crossed[std::size_t(at) * cells + std::size_t(cell)] = true;
        }
    }
    return crossed;
}

std::vector<std::int64_t> PointIndex::rows(const QPolygonF &lasso) const
{
    std::vector<std::int64_t> found;
    if (entries_.empty() || lasso.size() < 3)
        return found;
    const auto box = lasso.boundingRect();
    const auto s = stepsOf(box);
    if (s.left == steps || s.right < 0 || s.low == steps || s.high < 0)
        return found;
    const auto cell = [](int at) { return std::clamp(at, 0, steps - 1) >> cellShift; };
    const auto crossed = crossedCells(lasso);
    for (int line = cell(s.low); line <= cell(s.high); ++line)
        for (int column = cell(s.left); column <= cell(s.right); ++column) {
            const auto here = run(line, column, column);
            if (here.empty())
                continue;
            if (crossed[std::size_t(line) * cells + std::size_t(column)]) {
                for (const auto &entry : here)
                    if (inside(entry, s, box) && oddEven(lasso, source_.x(entry.row), source_.y(entry.row)))
                        found.push_back(entry.row);
            } else if (oddEven(lasso, source_.x(here.front().row), source_.y(here.front().row))) {
                for (const auto &entry : here)
                    found.push_back(entry.row);
            }
        }
    ascend(found, source_.rows());
    return found;
}

DensityRaster PointIndex::density(const QRectF &view, int width, int height) const
{
    DensityRaster raster;
    if (entries_.empty() || width < 1 || height < 1)
        return raster;
    const auto s = stepsOf(view);
    if (s.left == steps || s.right < 0 || s.low == steps || s.high < 0)
        return raster;
    const auto within = [](int at) { return std::clamp(at, 0, steps - 1); };
    // Bins of a power of two steps: a point's bin is a shift, and no bin is cut by a cell or by another bin.
    const auto shiftFor = [&](int first, int last, int most) {
        int shift = 0;
        while ((last >> shift) - (first >> shift) + 1 > most)
            ++shift;
        return shift;
    };
    const int left = within(s.left), right = within(s.right), low = within(s.low), high = within(s.high);
    const int across = shiftFor(left, right, width), up = shiftFor(low, high, height);
    const int firstColumn = left >> across, firstLine = low >> up;
    raster.width = (right >> across) - firstColumn + 1;
    raster.height = (high >> up) - firstLine + 1;
    const double xStep = bounds_.width() / steps, yStep = bounds_.height() / steps;
    raster.area = QRectF(bounds_.left() + (firstColumn << across) * xStep, bounds_.top() + (firstLine << up) * yStep,
                         raster.width * (1 << across) * xStep, raster.height * (1 << up) * yStep);
    raster.counts.assign(std::size_t(raster.width) * std::size_t(raster.height), 0);
    const bool wide = across >= cellShift && up >= cellShift; // then whole cells fall into bins
    for (int line = (firstLine << up) >> cellShift; line < cells && line << cellShift < (firstLine + raster.height) << up; ++line) {
        const int firstCell = (firstColumn << across) >> cellShift;
        const int lastCell = std::min(cells - 1, (((firstColumn + raster.width) << across) - 1) >> cellShift);
        if (wide) {
            auto *bins = raster.counts.data() + std::size_t((line >> (up - cellShift)) - firstLine) * std::size_t(raster.width);
            for (int cell = firstCell; cell <= lastCell; ++cell)
                bins[(cell >> (across - cellShift)) - firstColumn] += std::uint32_t(run(line, cell, cell).size());
            continue;
        }
        for (const auto &entry : run(line, firstCell, lastCell)) {
            const auto x = unsigned((entry.x >> across) - firstColumn), y = unsigned((entry.y >> up) - firstLine);
            if (x < unsigned(raster.width) && y < unsigned(raster.height)) // cells are larger than the bins
                ++raster.counts[std::size_t(y) * std::size_t(raster.width) + x];
        }
    }
    return raster;
}

std::vector<int> samplesOf(std::span<const std::int64_t> rows, std::span<const std::int64_t> offsets)
{
    std::vector<int> samples;
    std::size_t sample = 0;
    for (std::size_t i = 0; i < rows.size();) {
        while (offsets[sample + 1] <= rows[i])
            ++sample;
        samples.push_back(int(sample));
        while (i < rows.size() && rows[i] < offsets[sample + 1])
            ++i;
    }
    return samples;
}

} // namespace m3po
