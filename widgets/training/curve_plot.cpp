// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/curve_plot.h"

#include "widgets/style/palette.h"
#include "widgets/training/run_style.h"
#include "widgets/training/smoothing.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

constexpr int mostPoints = 2000; // of a line; of more, each bin's lowest and highest, so that no spike is lost

// Lowest and highest of each bin, in the order of their steps.
void thin(const std::vector<double> &steps, const std::vector<double> &values, QVector<double> &x, QVector<double> &y)
{
    const auto count = std::min(steps.size(), values.size());
    if (count <= std::size_t(mostPoints)) {
        x = QVector<double>(steps.begin(), steps.begin() + qsizetype(count));
        y = QVector<double>(values.begin(), values.begin() + qsizetype(count));
        return;
    }
    const std::size_t bins = mostPoints / 2;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const auto from = bin * count / bins, to = (bin + 1) * count / bins;
        std::size_t least = from, most = from;
        for (auto i = from; i < to; ++i) {
            if (values[i] < values[least])
                least = i;
            if (values[i] > values[most])
                most = i;
        }
        for (const auto i : {std::min(least, most), std::max(least, most)}) {
            x << steps[i];
            y << values[i];
        }
    }
}

} // namespace

CurvePlot::CurvePlot(CurveKind kind, QWidget *parent) : Plot(parent), kind_(std::move(kind))
{
    setAccessibleName(kind_.title);
    setMinimumSize(150, 110);
    setInteractions(QCP::iNone);
    setMouseTracking(true);
    plotLayout()->insertRow(0);
    auto *title = new QCPTextElement(this, kind_.title);
    title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    plotLayout()->addElement(0, 0, title);
    plotLayout()->setRowSpacing(0);
    setFocusPolicy(Qt::StrongFocus);
    offerExport(kind_.title);
    CurvePlot::restyle();
}

void CurvePlot::restyle()
{
    Plot::restyle();
    for (int i = 0; i < plotLayout()->elementCount(); ++i)
        if (auto *title = qobject_cast<QCPTextElement *>(plotLayout()->elementAt(i))) {
            title->setTextColor(palette().color(QPalette::Text));
            title->setFont(font());
        }
    xAxis->ticker()->setTickCount(3);
    yAxis->ticker()->setTickCount(3);
    draw();
}

void CurvePlot::setRuns(const RunViews &runs, const std::map<qint64, int> &places, double smoothing)
{
    runs_ = runs;
    places_ = places;
    smoothing_ = kind_.smooth ? smoothing : 0;
    draw();
}

void CurvePlot::draw()
{
    clearGraphs();
    clearItems();
    lines_.clear();
    lastStep_ = 1;
    for (const auto &run : runs_) {
        const auto place = places_.find(run->run.id);
        if (place == places_.end() || !run->series)
            continue;
        for (const bool second : {false, true}) {
            const auto &metric = second ? kind_.second : kind_.first;
            if (metric.empty())
                continue;
            const auto values = run->series->of(metric);
            if (values.empty())
                continue;
            Line line{run->run.id, place->second, QString::fromStdString(run->run.name), second, run->series->steps, {values.begin(), values.end()}, {}};
            line.smooth = smoothed(line.values, smoothing_);
            lastStep_ = std::max(lastStep_, line.steps.back());
            addLine(line);
            lines_.push_back(std::move(line));
        }
    }
    labelSides();
    bool found = false;
    auto range = QCPRange(0, 1);
    for (int i = 0; i < graphCount(); ++i) {
        bool has = false;
        const auto own = graph(i)->getValueRange(has);
        if (has) {
            range = found ? range.expanded(own) : own;
            found = true;
        }
    }
    if (kind_.high > kind_.low)
        range = QCPRange(kind_.low, kind_.high);
    const double room = std::max(range.size() * 0.08, 1e-12);
    yAxis->setRange(range.lower - room, range.upper + room);
    if (all_)
        showAllSteps();
    replot(rpQueuedReplot);
}

void CurvePlot::addLine(const Line &line)
{
    const bool pair = !kind_.second.empty();
    const auto colour = pair ? (line.second ? style::rejected : style::chosen) : runColour(line.place, palette());
    const auto dash = pair ? runDash(line.place) : Qt::SolidLine;
    QVector<double> x, y;
    if (smoothing_ > 0) {
        thin(line.steps, line.values, x, y);
        auto faint = colour;
        faint.setAlphaF(0.25f);
        auto *raw = addGraph();
        raw->setPen(QPen(faint, 1));
        raw->setData(x, y, true);
        x.clear();
        y.clear();
    }
    thin(line.steps, line.smooth, x, y);
    auto *graph = addGraph();
    graph->setPen(QPen(colour, 1.5, dash));
    graph->setData(x, y, true);
    if (line.steps.size() == 1)
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 5));
}

// Behind the lines' ends, each on the side where the other is not.
void CurvePlot::labelSides()
{
    std::vector<const Line *> sides;
    for (const auto &line : lines_)
        if (!kind_.second.empty() && line.place == 0)
            sides.push_back(&line);
    for (const auto *line : sides) {
        const bool above = std::all_of(sides.begin(), sides.end(), [&](const Line *other) { return other == line || line->smooth.back() > other->smooth.back() || (line->smooth.back() == other->smooth.back() && !line->second); });
        auto *label = new QCPItemText(this);
        label->setText(line->second ? QStringLiteral("R_l") : QStringLiteral("R_w"));
        label->setColor(line->second ? style::rejected : style::chosen);
        label->setFont(font());
        label->setPositionAlignment((above ? Qt::AlignBottom : Qt::AlignTop) | Qt::AlignLeft);
        label->position->setCoords(line->steps.back(), line->smooth.back());
    }
}

// With room for the lines' names, where they have one.
void CurvePlot::showAllSteps() { xAxis->setRange(0, lastStep_ * (kind_.second.empty() ? 1.02 : 1.12)); }

void CurvePlot::setSteps(const QCPRange &steps)
{
    all_ = false;
    xAxis->setRange(steps);
    replot(rpQueuedReplot);
}

void CurvePlot::fit()
{
    all_ = true;
    showAllSteps();
    replot(rpQueuedReplot);
}

void CurvePlot::wheelEvent(QWheelEvent *event)
{
    const double about = xAxis->pixelToCoord(event->position().x());
    const double factor = std::pow(0.85, event->angleDelta().y() / 120.0);
    auto range = xAxis->range();
    range = QCPRange(about + (range.lower - about) * factor, about + (range.upper - about) * factor);
    if (range.size() < 2 || range.size() > lastStep_ * 4)
        return;
    emit stepsChanged(range);
    event->accept();
}

void CurvePlot::mousePressEvent(QMouseEvent *event)
{
    pressed_ = xAxis->pixelToCoord(event->position().x());
    event->accept();
}

void CurvePlot::mouseMoveEvent(QMouseEvent *event)
{
    const double at = xAxis->pixelToCoord(event->position().x());
    if (event->buttons() & Qt::LeftButton) {
        emit stepsChanged(QCPRange(xAxis->range().lower + pressed_ - at, xAxis->range().upper + pressed_ - at));
        return;
    }
    QStringList words;
    for (const auto &line : lines_) {
        const auto next = std::lower_bound(line.steps.begin(), line.steps.end(), at);
        if (next == line.steps.end())
            continue;
        const auto value = line.values[std::size_t(next - line.steps.begin())];
        const auto side = kind_.second.empty() ? QString() : line.second ? QStringLiteral(" R_l") : QStringLiteral(" R_w");
        words << tr("%1%2 step %3: %4", "run, side, step, value").arg(line.name, side).arg(qint64(*next)).arg(QLocale().toString(value, 'g', 4));
    }
    readout_ = words.isEmpty() ? QString() : kind_.title + QStringLiteral(" — ") + words.join(QStringLiteral(" · "));
    emit readoutChanged(readout_);
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent *) { emit fitWanted(); }

} // namespace m3po
