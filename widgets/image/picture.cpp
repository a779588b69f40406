// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/picture.h"

#include "core/image/decode.h"

namespace m3po {

Result<QImage> readPicture(const QString &file)
{
    return catching([&] {
        const auto decoded = *decode_image(std::filesystem::path(file.toStdString()));
        // Converted, because QImage does not own the rows that it is given, and 32 bits are what is painted fast.
        auto picture = QImage(decoded.rgb.data(), decoded.width, decoded.height, 3 * qsizetype(decoded.width), QImage::Format_RGB888)
                           .convertToFormat(QImage::Format_RGB32);
        if (picture.isNull())
            throw Failure(Error::io(file.toStdString() + ": there is not enough memory to show a picture of " + std::to_string(decoded.width) +
                                    " x " + std::to_string(decoded.height)));
        return picture;
    });
}

} // namespace m3po
