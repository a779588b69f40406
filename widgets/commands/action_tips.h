// SPDX-License-Identifier: GPL-3.0-or-later
// Tool tips that tell the shortcut.
#pragma once

class QWidget;

namespace m3po {

// Every action below `window`, its menus' too, that has a shortcut which its tool tip does not name yet.
void tellShortcuts(QWidget *window);

} // namespace m3po
