// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a panel draws, as a file: PNG, SVG or PDF by the file's ending.
#pragma once

#include <QSize>
#include <QString>

#include <functional>

class QAction;
class QColor;
class QPainter;
class QWidget;

namespace m3po {

// What `paint` draws into a rectangle of this size. What went wrong as a sentence, or "".
QString writePicture(const QString &file, QSize size, const QColor &background, const std::function<void(QPainter &)> &paint);

// Asks for a file and has `write` write it; `suggestion` is a name without its ending.
using PictureWriter = std::function<QString(const QString &file)>;
void choosePicture(QWidget *parent, const QString &suggestion, const PictureWriter &write);
// Gives the widget its action for that (widgets/dialogs/export_action.h).
QAction *offerPicture(QWidget *widget, const QString &suggestion, const PictureWriter &write);

namespace pictures {

enum class Kind { Png, Svg, Pdf, Unknown };
Kind kindOf(const QString &file);
QString unknownEnding(const QString &file); // the sentences
QString notWritten(const QString &file);

} // namespace pictures
} // namespace m3po
