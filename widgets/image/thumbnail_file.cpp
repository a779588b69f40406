// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/thumbnail_file.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QUrl>

#include <filesystem>

namespace m3po {
namespace {

const auto uriKey = QStringLiteral("Thumb::URI");
const auto modifiedKey = QStringLiteral("Thumb::MTime");
const auto sizeKey = QStringLiteral("Thumb::Size");

} // namespace

ThumbnailFile::ThumbnailFile(const QString &picture)
{
    const QFileInfo info(picture);
    const auto uri = QUrl::fromLocalFile(info.absoluteFilePath()).toEncoded(QUrl::FullyEncoded);
    uri_ = QString::fromLatin1(uri);
    modified_ = QString::number(info.lastModified().toSecsSinceEpoch());
    size_ = QString::number(info.size());
    path_ = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/thumbnails/normal/") +
        QString::fromLatin1(QCryptographicHash::hash(uri, QCryptographicHash::Md5).toHex()) + QStringLiteral(".png");
}

QImage ThumbnailFile::read() const
{
    QImageReader reader(path_, "png");
    const auto size = reader.size(); // of the header: other programs write here, and no thumbnail is worth much memory
    if (size.isEmpty() || size.width() > side || size.height() > side)
        return {};
    const auto image = reader.read();
    if (image.text(uriKey) != uri_ || image.text(modifiedKey) != modified_)
        return {};
    // The standard's time has seconds; a picture written twice within one is told by its size, where that was noted.
    const auto bytes = image.text(sizeKey);
    return bytes.isEmpty() || bytes == size_ ? image : QImage();
}

void ThumbnailFile::write(QImage thumbnail) const
{
    const auto folder = QFileInfo(path_).path();
    constexpr auto own = QFile::ReadOwner | QFile::WriteOwner;
    if (!QFileInfo::exists(folder) && (!QDir().mkpath(folder) || !QFile::setPermissions(folder, own | QFile::ExeOwner)))
        return;
    thumbnail.setText(uriKey, uri_);
    thumbnail.setText(modifiedKey, modified_);
    thumbnail.setText(sizeKey, size_);
    thumbnail.setText(QStringLiteral("Software"), QStringLiteral("M3PO Workbench"));
    // Whole or not at all, but without waiting for the disk: a cache may be lost, and waiting takes longer than decoding.
    QTemporaryFile file(folder + QStringLiteral("/m3po-XXXXXX.png"));
    constexpr int quick = 85; // of the packing, which is without loss anyway
    if (!file.open() || !file.setPermissions(own) || !thumbnail.save(&file, "PNG", quick) || !file.flush())
        return;
    std::error_code failed;
    std::filesystem::rename(file.fileName().toStdString(), path_.toStdString(), failed);
    file.setAutoRemove(bool(failed));
}

} // namespace m3po
