// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/run_style.h"

#include <QPainter>
#include <QPixmap>

#include <array>

namespace m3po {

QColor runColour(int place, const QPalette &palette)
{
    static constexpr std::array<QRgb, 4> colours{0xFF009E73, 0xFFCC79A7, 0xFFE69F00, 0xFF56B4E9};
    const int which = place % 5;
    return which == 0 ? palette.color(QPalette::Text) : QColor(colours[std::size_t(which - 1)]);
}

Qt::PenStyle runDash(int place)
{
    static constexpr std::array<Qt::PenStyle, 5> dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    return dashes[std::size_t(place) % dashes.size()];
}

QIcon runIcon(int place, const QPalette &palette)
{
    QPixmap picture(48, 32); // drawn at twice the size, for sharp screens
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(QPen(runColour(place, palette), 2.5, runDash(place), Qt::FlatCap));
    painter.drawLine(QPointF(1, 8), QPointF(23, 8));
    return QIcon(picture);
}

} // namespace m3po
