// SPDX-License-Identifier: GPL-3.0-or-later
// All candidates that have a MAS and a log P as points, sorted into a grid once, so that a view of millions of them is
// counted, drawn as a density, or brushed within a frame or two. Every answer is exact: no point is sampled away.
//
// Immutable once made; made away from the GUI's thread and read by any number of threads.
#pragma once

#include "core/select/mas.h"

#include <QPolygonF>
#include <QRectF>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace m3po {

// Where the coordinates stay; the index keeps 8 bytes a point and asks here only at the edges of a rectangle.
struct PointSource {
    std::shared_ptr<const void> owner;    // keeps all below alive
    std::shared_ptr<const Mas> mas;
    std::span<const float> logpSum;       // a row
    std::span<const std::int32_t> tokens; // a row, for log P per token; empty: of the whole answer

    std::int64_t rows() const { return std::int64_t(logpSum.size()); }
    double x(std::int64_t row) const { return (*mas)[row]; }
    double y(std::int64_t row) const;
    // Both are finite; the others are no points.
    bool isPoint(std::int64_t row) const;
};

// Points a bin. Bins are whole steps of the index, so they cover a little more than what was asked for.
struct DensityRaster {
    int width = 0, height = 0;
    QRectF area;                       // of all bins, in data coordinates; top is the lowest y
    std::vector<std::uint32_t> counts; // height rows of width, lowest y first
};

// Rectangles are in data coordinates, top being the lowest y; their edges belong to them.
class PointIndex {
public:
    PointIndex() = default;
    // REQUIRES: fewer than 2^32 rows.
    explicit PointIndex(PointSource source);

    const PointSource &source() const { return source_; }
    std::int64_t size() const { return std::int64_t(entries_.size()); }
    QRectF bounds() const { return bounds_; } // null without any point

    std::int64_t count(const QRectF &rectangle) const;
    std::vector<std::int64_t> rows(const QRectF &rectangle) const;        // ascending
    std::vector<std::int64_t> rows(const QPolygonF &lasso) const;         // ascending; inside by the odd-even rule
    // At most `width` x `height` bins.
    DensityRaster density(const QRectF &view, int width, int height) const;

private:
    static constexpr int cellBits = 9, stepBits = 16, cellShift = stepBits - cellBits;
    static constexpr int cells = 1 << cellBits, steps = 1 << stepBits;

    struct Entry {
        std::uint16_t x, y; // in steps: 1/65536 of the bounds
        std::uint32_t row;
    };
    struct Steps {
        int left, right, low, high; // -1: below all points; `steps`: above all
    };
    static int step(double value, double low, double extent);
    static int edge(double value, double low, double extent);
    Steps stepsOf(const QRectF &rectangle) const;
    std::span<const Entry> run(int line, int firstCell, int lastCell) const; // neighbours of one line of cells
    bool inside(const Entry &entry, const Steps &steps, const QRectF &rectangle) const;
    std::vector<bool> crossedCells(const QPolygonF &lasso) const;

    PointSource source_;
    QRectF bounds_;
    std::vector<Entry> entries_;       // by cell, line after line
    std::vector<std::uint32_t> start_; // cells * cells + 1: a cell's first entry
};

// Samples of these rows; ascending, each once. REQUIRES: rows ascend; offsets as in ScoreColumns.
std::vector<int> samplesOf(std::span<const std::int64_t> rows, std::span<const std::int64_t> offsets);

} // namespace m3po
