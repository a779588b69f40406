// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/histogram_view.h"

#include "widgets/plot/picture_file.h"
#include "widgets/style/palette.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace m3po {

HistogramView::HistogramView(const QString &title, QWidget *parent)
    : QWidget(parent), title_(title)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    offerPicture(this, title, [this](const QString &file) { return exportTo(file); });
}

QSize HistogramView::sizeHint() const { return {200, 2 * fontMetrics().height() + 40}; }

void HistogramView::setHistogram(const Histogram &histogram)
{
    histogram_ = histogram;
    const auto total = std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::int64_t(0));
    setAccessibleDescription(tr("%Ln pairs between %1 and %2", nullptr, int(total)).arg(style::number(histogram.low), style::number(histogram.high)));
    update();
}

QRectF HistogramView::area() const
{
    const int line = fontMetrics().height();
    return QRectF(0, line + 2, width(), height() - 2 * line - 4);
}

QString HistogramView::told(int x) const
{
    const int bin = int(x * Histogram::bins / qMax(1, width()));
    if (bin < 0 || bin >= Histogram::bins || std::all_of(histogram_.counts.begin(), histogram_.counts.end(), [](auto count) { return count == 0; }))
        return {};
    const double width = (histogram_.high - histogram_.low) / Histogram::bins;
    const auto from = style::number(histogram_.low + bin * width), to = style::number(histogram_.low + (bin + 1) * width);
    const int pairs = int(histogram_.counts[std::size_t(bin)]);
    // What lies outside counts in the outermost bars.
    return bin == 0                         ? tr("%Ln pairs up to %1", nullptr, pairs).arg(to)
         : bin + 1 == Histogram::bins ? tr("%Ln pairs from %1 on", nullptr, pairs).arg(from)
                                      : tr("%Ln pairs from %1 to %2", nullptr, pairs).arg(from, to);
}

bool HistogramView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), told(help->pos().x()).toHtmlEscaped(), this);
    return true;
}

QString HistogramView::exportTo(const QString &file) const
{
    return writePicture(file, size(), palette().color(QPalette::Base), [this](QPainter &painter) { paint(painter); });
}

void HistogramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(QRectF(0.5, 0.5, width() - 1, height() - 1));
    }
}

void HistogramView::paint(QPainter &painter) const
{
    const int line = fontMetrics().height();
    const auto area = this->area();
    painter.setFont(font());
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
