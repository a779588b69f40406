// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/thumbnails.h"

#include "core/base/file.h"
#include "widgets/image/picture.h"
#include "widgets/image/thumbnail_file.h"

#include <QFileInfo>

#include <atomic>

namespace m3po {
namespace {

constexpr qsizetype mostWaiting = 400; // what has scrolled away is not worth its place
constexpr qint64 mostOnDisk = 1ll << 30; // bytes: about 70,000 thumbnails

// Once a session, and from then on as often as an eighth of that has been written.
void boundDisk(qint64 written)
{
    static std::atomic<qint64> since = mostOnDisk;
    auto now = since.fetch_add(written) + written;
    if (now < mostOnDisk / 8 || !since.compare_exchange_strong(now, 0)) // another thread has added, and sees to it
        return;
    ThumbnailFile::bound(mostOnDisk);
}

QImage noPicture()
{
    QImage none(1, 1, QImage::Format_ARGB32);
    none.fill(Qt::transparent);
    return none;
}

QImage thumbnail(const QString &picture)
{
    const ThumbnailFile cached(picture);
    if (auto image = cached.read(); !image.isNull())
        return image;
    const auto read = readSmallPicture(picture, ThumbnailFile::side);
    if (!read.ok())
        return noPicture();
    // A small picture is decoded as quickly as its thumbnail.
    if (read->shrunk) {
        cached.write(read->image);
        boundDisk(QFileInfo(cached.path()).size());
    }
    return read->image;
}

} // namespace

Thumbnails::Thumbnails(QObject *parent, int memory)
    : QObject(parent), pixmaps_(memory)
{
    pool_.setMaxThreadCount(2);
}

Thumbnails::~Thumbnails() { pool_.waitForDone(); }

void Thumbnails::setRoot(const QString &folder)
{
    if (folder == root_)
        return;
    root_ = folder;
    waiting_.clear();
    pixmaps_.clear();
}

QPixmap Thumbnails::get(const QString &file)
{
    if (const auto *pixmap = pixmaps_.object(file))
        return *pixmap;
    if (!running_.contains(file)) {
        waiting_.removeOne(file);
        waiting_.append(file);
        if (waiting_.size() > mostWaiting)
            waiting_.removeFirst();
        startNext();
    }
    return {};
}

void Thumbnails::startNext()
{
    while (!waiting_.isEmpty() && running_.size() < pool_.maxThreadCount()) {
        const auto file = waiting_.takeLast();
        running_.insert(file);
        // Whether the path stays inside is asked of the disk, so it is asked here.
        pool_.start([this, file, root = root_] {
            const auto inside = root ? path_inside(root->toStdString(), file.toStdString()) : Result<std::filesystem::path>(file.toStdString());
            const auto small = inside.ok() && root != QString() ? thumbnail(QString::fromStdString((*inside).string())) : noPicture();
            QMetaObject::invokeMethod(this, [this, file, root, small] {
                if (root == root_)
                    finished(file, small);
                else
                    letGo(file);
            });
        });
    }
}

void Thumbnails::letGo(const QString &file)
{
    running_.remove(file);
    startNext();
}

void Thumbnails::finished(const QString &file, const QImage &image)
{
    pixmaps_.insert(file, new QPixmap(QPixmap::fromImage(image)), 1 + int(image.sizeInBytes() / 1024));
    letGo(file);
    emit ready(file);
}

} // namespace m3po
