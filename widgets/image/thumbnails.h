// SPDX-License-Identifier: GPL-3.0-or-later
// Small pictures of samples, from disk or decoded by two threads of their own, what was asked for last first; bounded
// in memory.
// Lives in the GUI's thread.
#pragma once

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

#include <optional>

namespace m3po {

class Thumbnails : public QObject {
    Q_OBJECT
public:
    // `memory` in KiB, for what was made last.
    explicit Thumbnails(QObject *parent = nullptr, int memory = 128 * 1024);
    ~Thumbnails() override;

    // From now on files are named by their path in this folder, and one that leads out of it has no thumbnail; in the
    // folder "" none has one. Before, files are named in full.
    void setRoot(const QString &folder);
    // The picture's thumbnail, or null, and then ready() follows. A picture that cannot be read has one too: empty,
    // of 1 x 1, so that nobody asks again.
    QPixmap get(const QString &file);

signals:
    void ready(const QString &file);

private:
    void startNext();
    void letGo(const QString &file); // is no longer under way
    void finished(const QString &file, const QImage &image);

    QCache<QString, QPixmap> pixmaps_; // costs in KiB
    QList<QString> waiting_;           // the last first served
    QSet<QString> running_;
    QThreadPool pool_;
    std::optional<QString> root_;
};

} // namespace m3po
