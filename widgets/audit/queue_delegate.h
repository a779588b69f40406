// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a pair of the queue: its picture, small, and what was said of it.
#pragma once

#include "core/project/review_steps.h"

#include <QStyledItemDelegate>

#include <functional>

namespace m3po {

class Thumbnails;

// ✓ ✕ ⇄ ✎, or "" while pending.
QString verdictMark(Verdict verdict);

class QueueDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr QSize cell{56, 52};

    // `fileOf` a sample's picture.
    QueueDelegate(Thumbnails *thumbnails, std::function<QString(int sample)> fileOf, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Thumbnails *thumbnails_;
    std::function<QString(int)> fileOf_;
};

} // namespace m3po
