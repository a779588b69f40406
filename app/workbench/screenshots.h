// SPDX-License-Identifier: GPL-3.0-or-later
// m3po-workbench --screenshot DIR: the start page, every panel, the three workspaces whole and the dialogs, on a project;
// light and dark, at 1× and 2×. For the documentation, and for whoever mends what looks poor.
#pragma once

#include <QString>

namespace m3po {

class MainWindow;

// Waits until the project is open and its selection computed, where there is something to select from. The number of pictures written; negative where one could
// not be, with the reason on standard error.
int takeScreenshots(MainWindow &window, const QString &project, const QString &folder);

} // namespace m3po
