// SPDX-License-Identifier: GPL-3.0-or-later
// How tables and plots are written to files: each has one action for it, in its context menu and in the palette of
// commands; the window has one that stands for that of whatever has the focus.
#pragma once

class QAction;
class QString;
class QWidget;

namespace m3po {

// Makes `widget`'s. Whoever calls connects it.
QAction *addExportAction(QWidget *widget, const QString &text);
// That of the widget, or of the nearest one that holds it; null where there is none.
QAction *exportActionOf(const QWidget *widget);

} // namespace m3po
