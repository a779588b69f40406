// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scatter/scatter_plot.h"

#include "widgets/scatter/sample_points.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"
#include "widgets/workspace/workspace.h"

#include <cmath>

namespace m3po {
namespace {

// QCustomPlot counts a map's range from the centres of its outermost cells.
QCPRange centres(double low, double high, int cells)
{
    const double half = (high - low) / cells / 2;
    return cells > 1 ? QCPRange(low + half, high - half) : QCPRange(low, high);
}

constexpr qsizetype mostSmooth = 1'000; // marks that are drawn as circles within a frame

// A disc or a ring, drawn once and then copied. One pixel of it is one unit of the plot, also on a fine screen:
// QCustomPlot centres it by its pixels.
QPixmap mark(const QPen &pen, const QBrush &brush, double size)
{
    const int side = int(std::ceil(size + (pen.style() == Qt::NoPen ? 0 : 2 * pen.widthF())));
    QPixmap drawn(side, side);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.setBrush(brush);
    painter.drawEllipse(QPointF(side, side) / 2, size / 2, size / 2);
    return drawn;
}

} // namespace

ScatterPlot::ScatterPlot(Workspace *workspace, QWidget *parent)
    : Plot(parent), workspace_(workspace), density_(new QCPColorMap(xAxis, yAxis)), dots_(addGraph()), chosen_(addGraph()),
      rejected_(addGraph()), brushed_(new QCPCurve(xAxis, yAxis))
{
    setAccessibleName(tr("Scatter of MAS and log-probability"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(120);
    setInteractions(QCP::iNone); // the left button brushes; see scatter_hands.cpp
    density_->setInterpolate(false);
    density_->setTightBoundary(true);
    for (auto *graph : {dots_, chosen_, rejected_}) {
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setAdaptiveSampling(false);
    }
    brushed_->setScatterStyle(QCPScatterStyle::ssNone);
    frame_.setSingleShot(true);
    frame_.setInterval(0);
    connect(&frame_, &QTimer::timeout, this, &ScatterPlot::draw);
    for (auto *axis : {xAxis, yAxis})
        connect(axis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, &ScatterPlot::schedule);
    connect(&making_, &QFutureWatcherBase::finished, this, &ScatterPlot::indexMade);
    connect(&brushing_, &QFutureWatcherBase::finished, this, &ScatterPlot::brushed);
    connect(workspace, &Workspace::opened, this, [this] {
        fresh_ = true;
        follow();
    });
    connect(workspace, &Workspace::selectionChanged, this, &ScatterPlot::follow);
    connect(workspace, &Workspace::filterChanged, this, &ScatterPlot::schedule);
    connect(workspace, &Workspace::currentSampleChanged, this, [this] {
        if (mode_ == Mode::Sample)
            resetView();
    });
    restyle();
    follow();
}

void ScatterPlot::follow()
{
    points_ = {};
    if (const auto live = workspace_->selection()) {
        const auto corpus = workspace_->corpus();
        const auto &columns = corpus->columns();
        struct Owner {
            std::shared_ptr<const Corpus> corpus;
            std::shared_ptr<const LiveSelection> live;
        };
        points_ = {std::make_shared<Owner>(corpus, live), live->mas, columns.logp_sum, {}};
        if (live->request.options.confidence == Confidence::PerToken)
            points_.tokens = columns.token_counts;
    }
    makeIndex();
    if (fresh_)
        resetView();
    schedule();
}

void ScatterPlot::makeIndex()
{
    const auto live = workspace_->selection();
    if (!live) {
        index_.reset();
        indexKey_ = {};
        return;
    }
    const IndexKey wanted{workspace_->corpus(), live->request.weights, live->request.options.confidence};
    if (making_.isRunning() || (index_ && indexKey_ == wanted))
        return;
    makingKey_ = wanted;
    making_.setFuture(inBackground([points = points_]() -> std::shared_ptr<const PointIndex> { return std::make_shared<PointIndex>(points); }));
}

void ScatterPlot::indexMade()
{
    const auto live = workspace_->selection();
    if (live && makingKey_ == IndexKey{workspace_->corpus(), live->request.weights, live->request.options.confidence}) {
        index_ = making_.result();
        indexKey_ = makingKey_;
        if (fresh_)
            resetView();
        schedule();
    }
    makingKey_ = {};
    makeIndex(); // where the weights have moved on meanwhile
}

void ScatterPlot::setMode(Mode mode)
{
    mode_ = mode;
    resetView();
}

void ScatterPlot::setPairsShown(bool shown)
{
    pairsShown_ = shown;
    schedule();
}

void ScatterPlot::resetView()
{
    QRectF all;
    if (mode_ == Mode::Corpus) {
        if (!index_)
            fresh_ = points_.rows() > 0; // as soon as it is made
        else
            all = index_->bounds();
    } else if (const int sample = workspace_->currentSample(); sample >= 0 && points_.rows() > 0) {
        for (const auto &point : samplePoints(points_, *workspace_->corpus(), sample))
            all = all.isNull() ? QRectF(point.x, point.y, 1e-9, 1e-9) : all.united(QRectF(point.x, point.y, 1e-9, 1e-9));
    }
    if (!all.isNull()) {
        const double above = std::max(all.height() * 0.08, 0.05);
        // One sample's candidates lie close to each other; the corpus is shown from 0 to 1.
        const double beside = std::max(all.width() * 0.1, 0.02);
        if (mode_ == Mode::Sample)
            xAxis->setRange(all.left() - beside, all.right() + beside);
        else
            xAxis->setRange(std::min(0.0, all.left()) - 0.03, std::max(1.0, all.right()) + 0.03);
        yAxis->setRange(all.top() - above, all.bottom() + above);
        fresh_ = false;
    }
    schedule();
}

QRectF ScatterPlot::view() const
{
    return QRectF(QPointF(xAxis->range().lower, yAxis->range().lower), QPointF(xAxis->range().upper, yAxis->range().upper));
}

void ScatterPlot::schedule()
{
    if (!frame_.isActive()) // a stream of events must not push the drawing away
        frame_.start();
}

void ScatterPlot::draw()
{
    for (auto *graph : {dots_, chosen_, rejected_})
        graph->data()->clear();
    density_->setVisible(false);
    clearNotes();
    const auto corpus = workspace_->corpus();
    if (!corpus)
        caption_ = tr("No project is open.");
    else if (corpus->columns().rows() == 0)
        caption_ = tr("No candidates yet. Generate some, and they appear here as points of MAS and log P.");
    else if (points_.rows() == 0)
        caption_ = tr("The selection is being computed…");
    else if (mode_ == Mode::Corpus && !index_)
        caption_ = tr("%1 candidates are being sorted…").arg(style::count(points_.rows()));
    else if (mode_ == Mode::Corpus && index_->size() == 0)
        caption_ = tr("No candidate has both a MAS and a log P yet. Score them, and they appear here.");
    else if (mode_ == Mode::Corpus)
        drawCorpus();
    else
        drawSample();
    yAxis->setLabel(points_.tokens.empty() ? tr("log P(R)") : tr("log P(R) per token"));
    drawOutline();
    replot();
    emit captionChanged(caption_);
}

void ScatterPlot::drawCorpus()
{
    const auto visible = index_->count(view());
    if (visible <= mostPoints) {
        QVector<double> x, y;
        for (const auto row : index_->rows(view())) {
            x << index_->source().x(row);
            y << index_->source().y(row);
        }
        dots_->setData(x, y);
        auto colour = palette().color(QPalette::Text);
        colour.setAlphaF(0.35f);
        dots_->setAntialiasedScatters(true);
        dots_->setScatterStyle(visible > mostSmooth ? QCPScatterStyle(mark(Qt::NoPen, colour, 2)) : QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 4));
        caption_ = tr("%Ln points", nullptr, int(visible));
    } else {
        const auto raster = index_->density(view(), std::max(1, axisRect()->width() / 2), std::max(1, axisRect()->height() / 2));
        auto *data = density_->data();
        data->setSize(raster.width, raster.height);
        data->setRange(centres(raster.area.left(), raster.area.right(), raster.width), centres(raster.area.top(), raster.area.bottom(), raster.height));
        double most = 1;
        for (int line = 0; line < raster.height; ++line)
            for (int column = 0; column < raster.width; ++column) {
                const double value = std::log1p(double(raster.counts[std::size_t(line) * std::size_t(raster.width) + std::size_t(column)]));
                most = std::max(most, value);
                data->setCell(column, line, value);
            }
        density_->setDataRange({0, most});
        // One hue, lightness only; the background where nothing is, and a single point already apart from it.
        const auto base = palette().color(QPalette::Base), text = palette().color(QPalette::Text);
        QCPColorGradient gradient;
        gradient.clearColorStops();
        auto nothing = base;
        nothing.setAlpha(0); // the grid is seen through it
        gradient.setColorStopAt(0, nothing);
        gradient.setColorStopAt(std::log1p(0.5) / most, style::blend(base, text, 0.12));
        gradient.setColorStopAt(1, style::blend(base, text, 0.85));
        density_->setGradient(gradient);
        density_->setVisible(true);
        caption_ = tr("density of %1 points").arg(style::count(visible));
    }
    if (pairsShown_)
        caption_ += drawPairs();
}

void ScatterPlot::styleMarks(qsizetype pairs)
{
    const QPen disc(style::chosen), ring(style::rejected, 1.5);
    const bool many = pairs > mostSmooth;
    chosen_->setScatterStyle(many ? QCPScatterStyle(mark(disc, style::chosen, 6)) : QCPScatterStyle(QCPScatterStyle::ssCircle, disc, style::chosen, 6));
    rejected_->setScatterStyle(many ? QCPScatterStyle(mark(ring, Qt::NoBrush, 7)) : QCPScatterStyle(QCPScatterStyle::ssCircle, ring, Qt::NoBrush, 7));
}

QString ScatterPlot::drawPairs()
{
    const auto live = workspace_->selection();
    const auto area = view();
    QVector<double> wx, wy, lx, ly;
    const auto take = [&](const PairChoice &choice) {
        if (choice.reason != NoPair::None)
            return;
        if (points_.isPoint(choice.chosen) && area.contains(points_.x(choice.chosen), points_.y(choice.chosen))) {
            wx << points_.x(choice.chosen);
            wy << points_.y(choice.chosen);
        }
        if (points_.isPoint(choice.rejected) && area.contains(points_.x(choice.rejected), points_.y(choice.rejected))) {
            lx << points_.x(choice.rejected);
            ly << points_.y(choice.rejected);
        }
    };
    if (const auto &filter = workspace_->filter()) {
        for (const int sample : *filter)
            for (auto i = live->firstChoice[std::size_t(sample)]; i < std::int64_t(live->choices.size()) && live->choices[std::size_t(i)].sample == sample; ++i)
                take(live->choices[std::size_t(i)]);
    } else {
        for (const auto &choice : live->choices)
            take(choice);
    }
    const auto pairs = std::max(wx.size(), lx.size());
    if (pairs > mostPairs)
        return tr("; R_w (disc) and R_l (ring) of %1 pairs are drawn once fewer than %2 are in view").arg(style::count(pairs), style::count(mostPairs));
    styleMarks(pairs);
    chosen_->setData(wx, wy);
    rejected_->setData(lx, ly);
    return workspace_->filter() ? tr("; R_w (disc) and R_l (ring) of the filtered samples") : tr("; disc: R_w, ring: R_l");
}

void ScatterPlot::drawOutline()
{
    // Another panel's filter, or none, has nothing to do with the outline.
    if (hand_ != Hand::Rectangle && hand_ != Hand::Lasso && !brushedCorpus_ && (!workspace_->filter() || workspace_->filterDescription() != outlineFilter_))
        outline_.clear();
    QVector<double> x, y;
    for (const auto &point : outline_) {
        x << point.x();
        y << point.y();
    }
    if (!outline_.isEmpty()) {
        x << outline_.first().x();
        y << outline_.first().y();
    }
    brushed_->setData(x, y);
}

void ScatterPlot::restyle()
{
    Plot::restyle();
    xAxis->setLabel(tr("MAS"));
    brushed_->setPen(QPen(palette().color(QPalette::Highlight), 1));
    auto fill = palette().color(QPalette::Highlight);
    fill.setAlphaF(0.12f);
    brushed_->setBrush(fill);
    schedule();
}

void ScatterPlot::resizeEvent(QResizeEvent *event)
{
    Plot::resizeEvent(event);
    schedule(); // the density has a bin for every other pixel
}

} // namespace m3po
