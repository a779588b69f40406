// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/digit_key.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <array>

namespace m3po {
namespace {

// By where the key lies, which a layout does not change: with Shift, 2 is @ on a US keyboard and " on a German one, and a
// French one writes digits with Shift alone.
int byPlace(const QKeyEvent &event)
{
    static const auto platform = QGuiApplication::platformName();
    const auto code = event.nativeScanCode();
    if (platform == QLatin1String("xcb") || platform.startsWith(QLatin1String("wayland")))
        return code >= 10 && code <= 18 ? int(code) - 9 : 0; // evdev's codes, and 8
    if (platform == QLatin1String("windows"))
        return code >= 2 && code <= 10 ? int(code) - 1 : 0;
    if (platform == QLatin1String("cocoa")) {
        constexpr std::array<quint32, 9> virtualKeys{18, 19, 20, 21, 23, 22, 26, 28, 25};
        for (std::size_t i = 0; i < virtualKeys.size(); ++i)
            if (event.nativeVirtualKey() == virtualKeys[i])
                return int(i) + 1;
    }
    return 0;
}

} // namespace

int digitKey(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return 0;
    if (const int digit = byPlace(event))
        return digit;
    // The number pad, and where no place is told.
    return event.key() >= Qt::Key_1 && event.key() <= Qt::Key_9 ? int(event.key() - Qt::Key_1) + 1 : 0;
}

} // namespace m3po
