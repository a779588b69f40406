// SPDX-License-Identifier: GPL-3.0-or-later
// One sample in the plot: its candidates, its pair, and the equation that chose it as lines.
#include "widgets/scatter/sample_points.h"
#include "widgets/scatter/scatter_plot.h"
#include "widgets/style/core_words.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/workspace.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace m3po {
namespace {

// Six or so steps of 1, 2 or 5 over the extent.
double niceStep(double extent)
{
    const double rough = extent / 6, power = std::pow(10, std::floor(std::log10(rough)));
    const double share = rough / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
}

} // namespace

void ScatterPlot::drawSample()
{
    const auto corpus = workspace_->corpus();
    const int sample = workspace_->currentSample();
    if (sample < 0) {
        caption_ = tr("No sample is chosen.");
        return;
    }
    const auto &choice = workspace_->selection()->choice(sample);
    const auto points = samplePoints(points_, *corpus, sample);
    if (points.empty()) {
        caption_ = tr("No candidate of this sample has both a MAS and a log P yet.");
        return;
    }
    const bool pair = choice.reason == NoPair::None;
    if (pair && workspace_->selection()->request.selector == "m3p" && points_.isPoint(choice.chosen))
        drawEquation(choice);

    // A number that would lie over another word is left out; the table has it.
    QVector<QRectF> taken;
    const QFontMetricsF metrics(font());
    const auto isFree = [&](double mas, double logp, const QString &word) {
        const QSizeF size(metrics.horizontalAdvance(word) + 4, metrics.height());
        const QRectF place(QPointF(xAxis->coordToPixel(mas), yAxis->coordToPixel(logp) - size.height()), size);
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other.intersects(place); }))
            return false;
        taken << place;
        return true;
    };
    if (pair)
        for (const auto row : {choice.chosen, choice.rejected})
            if (points_.isPoint(row))
                isFree(points_.x(row), points_.y(row), QStringLiteral("W"));
    QVector<double> x, y;
    const auto text = palette().color(QPalette::Text);
    for (const auto &point : points) {
        if (pair && (point.row == choice.chosen || point.row == choice.rejected))
            continue;
        x << point.x;
        y << point.y;
        if (const auto rank = QString::number(point.rank); isFree(point.x, point.y, rank))
            note(point.x, point.y, rank, text, Qt::AlignLeft | Qt::AlignBottom);
    }
    auto colour = text;
    colour.setAlphaF(0.6f);
    dots_->setAntialiasedScatters(true);
    dots_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 5));
    dots_->setData(x, y);
    if (!pair) {
        caption_ = tr("%Ln candidates; no pair: %1", nullptr, int(points.size())).arg(coreWords(reason_text(choice.reason)));
        return;
    }
    styleMarks(1);
    for (const auto &[row, graph, name, ink] : {std::tuple{choice.chosen, chosen_, tr("W"), style::chosen}, {choice.rejected, rejected_, tr("L"), style::rejected}})
        if (points_.isPoint(row)) {
            graph->setData({points_.x(row)}, {points_.y(row)});
            note(points_.x(row), points_.y(row), name, ink, Qt::AlignLeft | Qt::AlignBottom);
        }
    caption_ = tr("%Ln candidates; W: R_w, the best answer; L: R_l, the hard negative, S %1", nullptr, int(points.size())).arg(style::number(choice.score));
}

void ScatterPlot::drawEquation(const PairChoice &choice)
{
    const auto &options = workspace_->selection()->request.options;
    const double mas = points_.x(choice.chosen), margin = points_.y(choice.chosen) - options.delta;
    const auto area = view();
    auto quiet = palette().color(QPalette::Text);
    auto legible = quiet;
    quiet.setAlphaF(0.4f);
    legible.setAlphaF(0.75f); // a line may be fainter than a word
    curve({area.left(), area.right()}, {margin, margin}, QPen(quiet, 1, Qt::DashLine));
    if (margin > area.top() && margin < area.bottom())
        note(area.left(), margin, tr("log P(R_w) − δ"), legible, Qt::AlignLeft | Qt::AlignTop);

    // S(mas, logp) = (MAS_w - mas) - alpha * penalty(logp), solved for mas: straight pieces that bend at the margin.
    const auto penalty = [&](double y) { return options.penalty == Penalty::Clamped ? std::max(0.0, margin - y) : margin - y; };
    const auto masOf = [&](double score, double y) { return mas - score - options.alpha * penalty(y); };
    // Its number stands where it enters the view: at the top, or at the left edge of a slanted line.
    const auto entry = [&](double score) -> std::optional<QPointF> {
        double at = area.bottom(), top = masOf(score, at);
        if (top >= area.left() && top <= area.right())
            return QPointF(top, at);
        if (options.alpha <= 0)
            return std::nullopt;
        at = margin - (mas - score - (top < area.left() ? area.left() : area.right())) / options.alpha;
        top = masOf(score, at);
        if (at < area.top() || at > area.bottom() || top < area.left() - 1e-9 || top > area.right() + 1e-9)
            return std::nullopt;
        return QPointF(top, at);
    };
    const auto inPixels = [&](const QPointF &point) { return QPointF(xAxis->coordToPixel(point.x()), yAxis->coordToPixel(point.y())); };
    const auto own = entry(choice.score);
    const auto level = [&](double score, const QPen &pen, const QColor &ink) {
        QVector<double> x, y;
        for (const double at : {area.top(), std::clamp(margin, area.top(), area.bottom()), area.bottom()}) {
            x << masOf(score, at);
            y << at;
        }
        curve(x, y, pen);
        const auto place = entry(score);
        if (!place)
            return;
        const auto name = tr("S %1").arg(style::number(score));
        if (own && score != choice.score) { // R_l's number is the one that counts
            const auto apart = inPixels(*place) - inPixels(*own);
            if (std::abs(apart.y()) < fontMetrics().height() && std::abs(apart.x()) < fontMetrics().horizontalAdvance(name) + 8)
                return;
        }
        note(place->x(), place->y(), name, ink, Qt::AlignTop | (place->x() > area.center().x() ? Qt::AlignRight : Qt::AlignLeft));
    };
    const double corners[] = {mas - area.left() - options.alpha * penalty(area.top()), mas - area.left() - options.alpha * penalty(area.bottom()),
                              mas - area.right() - options.alpha * penalty(area.top()), mas - area.right() - options.alpha * penalty(area.bottom())};
    const auto [least, most] = std::minmax_element(std::begin(corners), std::end(corners));
    const double step = niceStep(std::max(*most - *least, 1e-6));
    for (auto i = qint64(std::ceil(*least / step)); double(i) * step <= *most; ++i)
        if (std::abs(double(i) * step - choice.score) > step / 10) // R_l's own line stands there
            level(double(i) * step, QPen(quiet, 1), legible);
    level(choice.score, QPen(style::rejected, 1.5), style::rejected);
}

void ScatterPlot::curve(const QVector<double> &x, const QVector<double> &y, const QPen &pen)
{
    auto *line = new QCPCurve(xAxis, yAxis);
    line->setData(x, y);
    line->setPen(pen);
    curves_.push_back(line);
}

void ScatterPlot::note(double x, double y, const QString &text, const QColor &colour, Qt::Alignment place)
{
    auto *item = new QCPItemText(this);
    item->position->setCoords(x, y);
    item->setPositionAlignment(place);
    item->setPadding(QMargins(4, 2, 4, 2));
    item->setText(text);
    item->setFont(font());
    item->setColor(colour);
    notes_.push_back(item);
}

void ScatterPlot::clearNotes()
{
    for (auto *line : curves_)
        removePlottable(line);
    for (auto *item : notes_)
        removeItem(item);
    curves_.clear();
    notes_.clear();
}

} // namespace m3po
