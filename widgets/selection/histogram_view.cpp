// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/histogram_view.h"

#include "widgets/style/palette.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace m3po {

HistogramView::HistogramView(const QString &title, QWidget *parent)
    : QWidget(parent), title_(title)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
}

QSize HistogramView::sizeHint() const { return {200, 2 * fontMetrics().height() + 40}; }

void HistogramView::setHistogram(const Histogram &histogram)
{
    histogram_ = histogram;
    const auto total = std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::int64_t(0));
    setAccessibleDescription(tr("%Ln pairs between %1 and %2", nullptr, int(total)).arg(style::number(histogram.low), style::number(histogram.high)));
    update();
}

void HistogramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int line = fontMetrics().height();
    const QRectF area(0, line + 2, width(), height() - 2 * line - 4);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(0, 0, width(), line), Qt::AlignLeft, title_);
    const auto tallest = *std::max_element(histogram_.counts.begin(), histogram_.counts.end());
    if (tallest > 0) {
        const double bar = area.width() / Histogram::bins;
        for (int i = 0; i < Histogram::bins; ++i) {
            const double height = area.height() * double(histogram_.counts[std::size_t(i)]) / double(tallest);
            painter.fillRect(QRectF(area.left() + i * bar, area.bottom() - height, qMax(1.0, bar - 1), height), palette().color(QPalette::Highlight));
        }
        auto quiet = palette().color(QPalette::Text);
        quiet.setAlphaF(0.7f);
        painter.setPen(quiet);
        const QRect below(0, height() - line, width(), line);
        painter.drawText(below, Qt::AlignLeft, style::number(histogram_.low));
        painter.drawText(below, Qt::AlignRight, style::number(histogram_.high));
        if (histogram_.low < 0 && histogram_.high > 0) {
            const double zero = area.left() - area.width() * histogram_.low / (histogram_.high - histogram_.low);
            painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()));
        }
    }
}

} // namespace m3po
