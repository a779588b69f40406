// SPDX-License-Identifier: GPL-3.0-or-later
// m3po-workbench --screenshot DIR: every panel, and the three workspaces whole, on an open project; light and dark, at 1×
// and 2×. For the documentation, and for whoever mends what looks poor.
#pragma once

#include <QString>

namespace m3po {

class MainWindow;

// Waits until the project is open and its selection computed. The number of pictures written; negative where one could
// not be, with the reason on standard error.
int takeScreenshots(MainWindow &window, const QString &project, const QString &folder);

} // namespace m3po
