// SPDX-License-Identifier: GPL-3.0-or-later
// One picture's thumbnail on disk, where freedesktop.org's thumbnail standard puts it: shared with file managers and
// kept between sessions. A cache: whatever goes wrong with it costs a decoding and nothing else.
// May be called from any thread.
#pragma once

#include <QImage>
#include <QString>

namespace m3po {

class ThumbnailFile {
public:
    static constexpr int side = 128; // the standard's "normal"

    // Looks at the picture's time and size now: to be made before it is decoded, so that a picture that is replaced
    // meanwhile is not taken for its thumbnail's.
    explicit ThumbnailFile(const QString &picture);

    // Where all of them are.
    static QString folder();
    // Takes away those that this program made, the oldest first, until all that lie there take `most` bytes; other
    // programs' stay. May take seconds where there are hundreds of thousands.
    static void bound(qint64 most);

    QString path() const { return path_; }
    QImage read() const; // null where there is none of the picture as it is now
    void write(QImage thumbnail) const;

private:
    QString path_, uri_, modified_, size_;
};

} // namespace m3po
