// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/jobs_delegate.h"

#include "widgets/jobs/job_queue.h"
#include "widgets/style/palette.h"

#include <QPainter>

namespace m3po {

void paintProgress(QPainter *painter, const QRect &place, double fraction, const QPalette &palette)
{
    if (fraction < 0)
        return;
    painter->fillRect(place, style::blend(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.15));
    auto done = place;
    done.setWidth(int(place.width() * qBound(0.0, fraction, 1.0)));
    painter->fillRect(done, palette.color(QPalette::Highlight));
}

void JobsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == JobQueue::ProgressColumn && !(option.state & QStyle::State_Selected))
        paintProgress(painter, option.rect.adjusted(4, option.rect.height() - 4, -4, -1), index.data(JobQueue::FractionRole).toDouble(), option.palette);
}

QSize JobsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 8);
}

} // namespace m3po
