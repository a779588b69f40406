// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/picture.h"

#include "core/image/decode.h"

#include <QImageReader>

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

Result<SmallPicture> readSmallPicture(const QString &file, int side)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    if (const auto size = reader.format() == "jpeg" ? reader.size() : QSize(); size.width() > side || size.height() > side) {
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1}));
        if (auto image = reader.read(); !image.isNull())
            return SmallPicture{image.convertToFormat(QImage::Format_RGB32), true};
    }
    auto read = readPicture(file); // which also says what is wrong with it
    if (!read.ok())
        return read.error();
    const bool large = read->width() > side || read->height() > side;
    return SmallPicture{read->scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation), large};
}

} // namespace m3po
