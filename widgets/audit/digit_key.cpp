// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/digit_key.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace m3po {

// A layout does not change where a key lies: with Shift, 2 is @ on a US keyboard and " on a German one, and a French one
// writes digits with Shift alone.
int digitOfPlace(const QString &platform, quint32 scanCode, quint32 virtualKey)
{
    if (platform == QLatin1String("xcb") || platform.startsWith(QLatin1String("wayland")))
        return scanCode >= 10 && scanCode <= 18 ? int(scanCode) - 9 : 0; // evdev's codes, and 8
    if (platform == QLatin1String("windows"))
        return scanCode >= 2 && scanCode <= 10 ? int(scanCode) - 1 : 0;
    constexpr std::array<quint32, 9> virtualKeys{18, 19, 20, 21, 23, 22, 26, 28, 25};
    const auto found = std::find(virtualKeys.begin(), virtualKeys.end(), virtualKey);
    return platform == QLatin1String("cocoa") && found != virtualKeys.end() ? int(found - virtualKeys.begin()) + 1 : 0;
}

int digitKey(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return 0;
    static const auto platform = QGuiApplication::platformName();
    if (const int digit = digitOfPlace(platform, event.nativeScanCode(), event.nativeVirtualKey()))
        return digit;
    // The number pad, and where no place is told.
    return event.key() >= Qt::Key_1 && event.key() <= Qt::Key_9 ? int(event.key() - Qt::Key_1) + 1 : 0;
}

} // namespace m3po
