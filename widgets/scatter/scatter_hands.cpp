// SPDX-License-Identifier: GPL-3.0-or-later
// The hands upon the plot: wheel and drag move the view, the left button brushes or chooses, Escape lets all samples in.
#include "widgets/scatter/scatter_plot.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"
#include "widgets/workspace/workspace.h"

#include <cmath>

namespace m3po {
namespace {

constexpr double clickReach = 6; // pixels
constexpr double dragStart = 3;  // pixels; less is a click

} // namespace

QPointF ScatterPlot::toData(const QPointF &pixel) const { return {xAxis->pixelToCoord(pixel.x()), yAxis->pixelToCoord(pixel.y())}; }

void ScatterPlot::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QCustomPlot::keyPressEvent(event);
    if (hand_ == Hand::None)
        workspace_->setFilter(std::nullopt, {});
    brushedCorpus_.reset(); // what is still being counted is not wanted any more
    hand_ = Hand::None; // a brush that is being drawn is given up first
    schedule();
}

void ScatterPlot::wheelEvent(QWheelEvent *event)
{
    const auto at = toData(event->position());
    const double factor = std::pow(0.85, event->angleDelta().y() / 120.0);
    xAxis->scaleRange(factor, at.x());
    yAxis->scaleRange(factor, at.y());
    event->accept();
}

void ScatterPlot::mousePressEvent(QMouseEvent *event)
{
    pressed_ = event->position();
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && event->modifiers() & Qt::ControlModifier)) {
        hand_ = Hand::Pan;
        pannedFrom_ = view();
    } else if (event->button() == Qt::LeftButton) {
        hand_ = event->modifiers() & Qt::ShiftModifier ? Hand::Lasso : Hand::Rectangle;
        outline_ = {toData(pressed_)};
    }
    event->accept();
}

void ScatterPlot::mouseMoveEvent(QMouseEvent *event)
{
    const auto moved = event->position() - pressed_;
    if (hand_ == Hand::Pan) {
        const auto area = axisRect()->rect();
        const double x = moved.x() * pannedFrom_.width() / std::max(1, area.width()), y = moved.y() * pannedFrom_.height() / std::max(1, area.height());
        xAxis->setRange(pannedFrom_.left() - x, pannedFrom_.right() - x);
        yAxis->setRange(pannedFrom_.top() + y, pannedFrom_.bottom() + y);
    } else if (hand_ == Hand::Lasso) {
        outline_ << toData(event->position());
    } else if (hand_ == Hand::Rectangle) {
        const auto a = toData(pressed_), b = toData(event->position());
        outline_ = QPolygonF{a, {b.x(), a.y()}, b, {a.x(), b.y()}};
    } else {
        return;
    }
    schedule();
}

void ScatterPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (hand_ == Hand::None)
        return;
    mouseMoveEvent(event); // where the button went up counts
    const auto moved = event->position() - pressed_;
    const bool click = hand_ != Hand::Pan && (hand_ == Hand::Lasso ? outline_.size() < 4 : std::hypot(moved.x(), moved.y()) < dragStart);
    if (click) {
        hand_ = Hand::None;
        outline_.clear();
        chooseAt(event->position());
    } else if (hand_ != Hand::Pan) {
        brush();
    }
    hand_ = Hand::None;
    schedule();
}

void ScatterPlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    resetView();
    event->accept();
}

void ScatterPlot::brush()
{
    const auto corpus = workspace_->corpus();
    if (!index_ || indexKey_.corpus != corpus) // still being made; the caption says so
        return;
    const auto box = outline_.boundingRect();
    outlineFilter_ = tr("brush: MAS %1–%2, log P %3–%4").arg(style::number(box.left()), style::number(box.right()), style::number(box.top()), style::number(box.bottom()));
    brushedCorpus_ = corpus;
    brushing_.setFuture(inBackground([index = index_, corpus, lasso = hand_ == Hand::Lasso, outline = outline_, box] {
        return samplesOf(lasso ? index->rows(outline) : index->rows(box), corpus->columns().offsets);
    }));
}

void ScatterPlot::brushed()
{
    if (brushedCorpus_ && workspace_->corpus() == brushedCorpus_) // a later brush has taken this one's place already
        workspace_->setFilter(brushing_.result(), outlineFilter_);
    brushedCorpus_.reset();
}

void ScatterPlot::chooseAt(const QPointF &pixel)
{
    if (mode_ != Mode::Corpus || !index_ || indexKey_.corpus != workspace_->corpus())
        return; // the sample in view is chosen already
    const auto a = toData(pixel - QPointF(clickReach, -clickReach)), b = toData(pixel + QPointF(clickReach, -clickReach));
    std::int64_t nearest = -1;
    double best = clickReach;
    for (const auto row : index_->rows(QRectF(a, b))) {
        const double away = std::hypot(xAxis->coordToPixel(index_->source().x(row)) - pixel.x(), yAxis->coordToPixel(index_->source().y(row)) - pixel.y());
        if (away <= best) {
            best = away;
            nearest = row;
        }
    }
    if (nearest >= 0)
        workspace_->setCurrentSample(samplesOf(std::span(&nearest, 1), workspace_->corpus()->columns().offsets).front());
}

} // namespace m3po
