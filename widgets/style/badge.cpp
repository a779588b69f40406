// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/badge.h"

#include "widgets/style/palette.h"

#include <QPainter>

namespace m3po::style {

void paintBadge(QPainter *painter, const QRectF &circle, bool chosen, const QFont &font, const QPalette &palette)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    auto bold = font;
    bold.setBold(true);
    painter->setFont(bold);
    const auto colour = chosen ? style::chosen : style::rejected;
    painter->setBrush(chosen ? QBrush(colour) : QBrush(palette.color(QPalette::Base)));
    painter->setPen(QPen(colour, 2));
    painter->drawEllipse(circle);
    painter->setPen(chosen ? QColor(Qt::white) : colour);
    painter->drawText(circle, Qt::AlignCenter, chosen ? QStringLiteral("W") : QStringLiteral("L"));
    painter->restore();
}

} // namespace m3po::style
