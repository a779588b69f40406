// SPDX-License-Identifier: GPL-3.0-or-later
// Light, dark, or as the desktop has it; for the whole program, plots included, at once.
#pragma once

#include <QString>

namespace m3po {

enum class Theme { System, Light, Dark };

// From the GUI's thread. The first call remembers what the desktop gave.
void applyTheme(Theme theme);

// What the desktop wishes for, where its own palette does not show it. Felt at once where the theme is the desktop's.
void setDesktopIsDark(bool dark);

QString themeKey(Theme theme); // "system", "light", "dark": as settings keep it
Theme themeOf(const QString &key);

} // namespace m3po
