// SPDX-License-Identifier: GPL-3.0-or-later
// How runs that are shown together are told apart: a colour and a dash for each place. Colours of Okabe and Ito's list,
// without the two that mean R_w and R_l; readable by colour-blind eyes.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace m3po {

QColor runColour(int place, const QPalette &palette);
Qt::PenStyle runDash(int place);  // where colour means R_w and R_l, and beyond the colours
QIcon runIcon(int place, const QPalette &palette); // a short line

} // namespace m3po
