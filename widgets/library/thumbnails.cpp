// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/thumbnails.h"

#include "widgets/image/picture.h"
#include "widgets/library/thumbnail_file.h"

namespace m3po {
namespace {

constexpr int memory = 128 * 1024; // KiB
constexpr qsizetype mostWaiting = 400; // what has scrolled away is not worth its place

QImage thumbnail(const QString &picture)
{
    const ThumbnailFile cached(picture);
    if (auto image = cached.read(); !image.isNull())
        return image;
    const auto read = readSmallPicture(picture, ThumbnailFile::side);
    if (!read.ok()) {
        QImage none(1, 1, QImage::Format_ARGB32);
        none.fill(Qt::transparent);
        return none;
    }
    // A small picture is decoded as quickly as its thumbnail.
    if (read->shrunk)
        cached.write(read->image);
    return read->image;
}

} // namespace

Thumbnails::Thumbnails(QObject *parent)
    : QObject(parent), pixmaps_(memory)
{
    pool_.setMaxThreadCount(2);
}

Thumbnails::~Thumbnails() { pool_.waitForDone(); }

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
        pool_.start([this, file] {
            const auto small = thumbnail(file);
            QMetaObject::invokeMethod(this, [this, file, small] { finished(file, small); });
        });
    }
}

void Thumbnails::finished(const QString &file, const QImage &image)
{
    running_.remove(file);
    pixmaps_.insert(file, new QPixmap(QPixmap::fromImage(image)), 1 + int(image.sizeInBytes() / 1024));
    emit ready(file);
    startNext();
}

} // namespace m3po
