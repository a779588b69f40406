// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidates/legends.h"

#include "widgets/style/palette.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace m3po {
namespace {

constexpr int swatch = 10, gap = 4, apart = 14;
constexpr double hottest = -5; // log P from which on the heat grows no more

QString probability(double logp) { return QLocale().toString(std::exp(logp), 'g', 2); }

} // namespace

QColor componentShade(QColor ink, qsizetype index, qsizetype count)
{
    ink.setAlphaF(float(0.85 - 0.5 * double(index) / double(qMax<qsizetype>(1, count))));
    return ink;
}

ComponentLegend::ComponentLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Components of the MAS"));
}

void ComponentLegend::setNames(const QStringList &names)
{
    names_ = names;
    setAccessibleDescription(names_.join(QStringLiteral(", ")));
    setToolTip(tr("Each part of a bar is a component's share of the MAS: %1").arg(names_.join(QStringLiteral(", "))).toHtmlEscaped());
    setVisible(!names_.isEmpty());
    update();
}

QSize ComponentLegend::sizeHint() const { return {200, fontMetrics().height() + 4}; }

void ComponentLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int x = 0;
    for (qsizetype i = 0; i < names_.size() && x < width(); ++i) {
        painter.fillRect(QRect(x, (height() - swatch) / 2, swatch, swatch), componentShade(palette().color(QPalette::Highlight), i, names_.size()));
        x += swatch + gap;
        painter.setPen(palette().color(QPalette::Text));
        const auto name = fontMetrics().elidedText(names_[i], Qt::ElideRight, qMax(0, width() - x));
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += fontMetrics().horizontalAdvance(name) + apart;
    }
}

HeatLegend::HeatLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Colours of the tokens"));
    const auto said = tr("A token's probability, from 1 to %1 and below: the stronger the colour, the less likely. Its log-probability is in its tool tip.").arg(probability(hottest));
    setAccessibleDescription(said);
    setToolTip(said);
}

QSize HeatLegend::sizeHint() const { return {200, fontMetrics().height() + 4}; }

void HeatLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    const auto left = tr("likely: 1"), right = tr("%1 and less", "a probability").arg(probability(hottest));
    const int from = fontMetrics().horizontalAdvance(left) + gap, to = qMin(width() - fontMetrics().horizontalAdvance(right) - gap, from + 160);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, left);
    painter.drawText(QRect(to + gap, 0, width() - to, height()), Qt::AlignLeft | Qt::AlignVCenter, right);
    painter.fillRect(QRect(from, 3, qMax(0, to - from), height() - 6), palette().color(QPalette::Base)); // as under the text
    for (int x = from; x < to; ++x)
        painter.fillRect(QRect(x, 3, 1, height() - 6), style::heat(hottest * double(x - from) / double(qMax(1, to - from - 1)), palette()));
}

} // namespace m3po
