// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the candidates' MAS as a bar of its components, and the badges of R_w and R_l.
#pragma once

#include <QStyledItemDelegate>

namespace m3po {

class CandidatesDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintBar(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintBadge(QPainter *painter, const QStyleOptionViewItem &option, const QString &badge) const;
};

} // namespace m3po
