// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a sample as its picture over a line of its instruction, with a mark for its pair.
#pragma once

#include <QStyledItemDelegate>

namespace m3po {

class Thumbnails;

class LibraryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr QSize cell{88, 100};

    LibraryDelegate(Thumbnails *thumbnails, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Thumbnails *thumbnails_;
};

} // namespace m3po
