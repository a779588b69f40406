// SPDX-License-Identifier: GPL-3.0-or-later
// A job's progress as a thin bar under its words.
#pragma once

#include <QStyledItemDelegate>

namespace m3po {

class JobsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

// The bar itself, for other places that show a job; nothing is drawn where the fraction is not known.
void paintProgress(QPainter *painter, const QRect &place, double fraction, const QPalette &palette);

} // namespace m3po
