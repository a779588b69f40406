// SPDX-License-Identifier: GPL-3.0-or-later
// A picture's file to a QImage, decoded and turned as the model sees it. May be called from any thread.
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QString>

namespace m3po {

Result<QImage> readPicture(const QString &file);

// The same, at most `side` wide and high. Large JPEGs are decoded at a half, a quarter or an eighth where that is enough,
// which takes a fraction of the time.
struct SmallPicture {
    QImage image;
    bool shrunk = false; // the file's own is larger
};
Result<SmallPicture> readSmallPicture(const QString &file, int side);

} // namespace m3po
