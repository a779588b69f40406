// SPDX-License-Identifier: GPL-3.0-or-later
// Which digit's key of the row above the letters was pressed, whatever the layout writes there with Shift.
#pragma once

#include <QtGlobal>

class QKeyEvent;
class QString;

namespace m3po {

// 1 .. 9; 0 for any other key, and for digits with Ctrl, Alt or Meta.
int digitKey(const QKeyEvent &event);

// By where the key lies, as the platform (QGuiApplication::platformName()) tells it; 0 where it does not.
int digitOfPlace(const QString &platform, quint32 scanCode, quint32 virtualKey);

} // namespace m3po
