// SPDX-License-Identifier: GPL-3.0-or-later
// Which digit's key of the row above the letters was pressed, whatever the layout writes there with Shift.
#pragma once

class QKeyEvent;

namespace m3po {

// 1 .. 9; 0 for any other key, and for digits with Ctrl, Alt or Meta.
int digitKey(const QKeyEvent &event);

} // namespace m3po
