// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/picture.h"

#include "core/image/decode.h"

namespace m3po {

Result<QImage> readPicture(const QString &file)
{
    return catching([&] {
        const auto decoded = *decode_image(std::filesystem::path(file.toStdString()));
        // A copy of its own, because QImage does not own the rows that it is given.
        return QImage(decoded.rgb.data(), decoded.width, decoded.height, 3 * qsizetype(decoded.width), QImage::Format_RGB888).copy();
    });
}

} // namespace m3po
