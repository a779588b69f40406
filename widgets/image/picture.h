// SPDX-License-Identifier: GPL-3.0-or-later
// A picture's file to a QImage, decoded and turned as the model sees it. Pictures come from anywhere, so a child decodes
// them: one that makes it crash, hang or run out of memory is a sentence, and the next picture gets another child.
// May be called from any thread; each waits for its own picture.
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QString>

namespace m3po {

Result<QImage> readPicture(const QString &file);

// The same, at most `side` wide and high.
struct SmallPicture {
    QImage image;
    bool shrunk = false; // the file's own is larger
};
Result<SmallPicture> readSmallPicture(const QString &file, int side);

// The program whose child it is, and how long it may be silent over one picture; for tests. "" is the window's own.
void setPictureDecoder(const QString &program, int milliseconds = 30'000);

} // namespace m3po
