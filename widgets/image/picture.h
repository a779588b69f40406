// SPDX-License-Identifier: GPL-3.0-or-later
// A picture's file to a QImage, decoded and turned as the model sees it. May be called from any thread.
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QString>

namespace m3po {

Result<QImage> readPicture(const QString &file);

} // namespace m3po
