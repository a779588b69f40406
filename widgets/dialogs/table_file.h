// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as CSV files (RFC 4180, UTF-8), as they are shown: sorted, filtered, with their headers.
#pragma once

#include <QString>

class QAbstractItemModel;
class QAbstractItemView;

namespace m3po {

// The top level's rows, exact values (the tool tip) where the cell shows a rounded number. What went wrong, or "".
QString writeCsv(const QAbstractItemModel &model, const QString &file);

// Gives the view an action that exports it, in its context menu; `name` is the table's, and suggests the file's.
void offerCsv(QAbstractItemView *view, const QString &name);

} // namespace m3po
