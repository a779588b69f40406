// SPDX-License-Identifier: GPL-3.0-or-later
// The badges of a pair: R_w a filled W, R_l a ringed L. Shapes tell them apart, colours besides.
#pragma once

#include <QFont>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace m3po::style {

void paintBadge(QPainter *painter, const QRectF &circle, bool chosen, const QFont &font, const QPalette &palette);

} // namespace m3po::style
