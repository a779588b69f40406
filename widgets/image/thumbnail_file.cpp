// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/thumbnail_file.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QImageReader>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QUrl>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace m3po {
namespace {

const auto uriKey = QStringLiteral("Thumb::URI");
const auto modifiedKey = QStringLiteral("Thumb::MTime");
const auto sizeKey = QStringLiteral("Thumb::Size");
constexpr char maker[] = "M3PO Workbench";

// By the head of the file, where the texts are.
bool isOurs(const QString &path)
{
    constexpr qint64 texts = 2048;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(texts).contains(maker);
}

} // namespace

ThumbnailFile::ThumbnailFile(const QString &picture)
{
    const QFileInfo info(picture);
    const auto uri = QUrl::fromLocalFile(info.absoluteFilePath()).toEncoded(QUrl::FullyEncoded);
    uri_ = QString::fromLatin1(uri);
    modified_ = QString::number(info.lastModified().toSecsSinceEpoch());
    size_ = QString::number(info.size());
    path_ = folder() + QLatin1Char('/') + QString::fromLatin1(QCryptographicHash::hash(uri, QCryptographicHash::Md5).toHex()) + QStringLiteral(".png");
}

QString ThumbnailFile::folder() { return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/thumbnails/normal"); }

void ThumbnailFile::bound(qint64 most)
{
    struct Kept {
        qint64 made, bytes;
        QString path;
    };
    std::vector<Kept> all;
    qint64 bytes = 0;
    for (QDirIterator files(folder(), {QStringLiteral("*.png")}, QDir::Files); files.hasNext();) {
        files.next();
        const auto info = files.fileInfo();
        all.push_back({info.lastModified().toMSecsSinceEpoch(), info.size(), info.filePath()});
        bytes += info.size();
    }
    if (bytes <= most)
        return;
    std::sort(all.begin(), all.end(), [](const Kept &a, const Kept &b) { return a.made < b.made; });
    for (const auto &kept : all) {
        if (bytes <= most)
            return;
        // What another window has taken away meanwhile has made room as well.
        if ((isOurs(kept.path) && QFile::remove(kept.path)) || !QFileInfo::exists(kept.path))
            bytes -= kept.bytes;
    }
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
    const auto folder = ThumbnailFile::folder();
    constexpr auto own = QFile::ReadOwner | QFile::WriteOwner;
    if (!QFileInfo::exists(folder) && (!QDir().mkpath(folder) || !QFile::setPermissions(folder, own | QFile::ExeOwner)))
        return;
    thumbnail.setText(uriKey, uri_);
    thumbnail.setText(modifiedKey, modified_);
    thumbnail.setText(sizeKey, size_);
    thumbnail.setText(QStringLiteral("Software"), QString::fromLatin1(maker));
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
