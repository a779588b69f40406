// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as CSV files (RFC 4180, UTF-8), as they are shown: sorted, filtered, with their headers.
#pragma once

#include <QByteArray>
#include <QStringList>

class QAbstractItemModel;
class QAbstractItemView;
class QAction;

namespace m3po {

// One line of a file, quoted where it must be.
QByteArray csvLine(const QStringList &cells);

// What a cell is in a file, where that is not what it shows: a number with all its digits.
inline constexpr int exactRole = Qt::UserRole + 1000;

// The top level's rows; exact values where there are some, also those of a tool tip that is a number. What went wrong, or "".
QString writeCsv(const QAbstractItemModel &model, const QString &file);

// Gives the view its action for that (export_action.h); `name` is the table's, and suggests the file's.
QAction *offerCsv(QAbstractItemView *view, const QString &name);

} // namespace m3po
