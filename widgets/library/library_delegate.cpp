// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_delegate.h"

#include "widgets/image/thumbnails.h"
#include "widgets/library/library_model.h"
#include "widgets/style/palette.h"

#include <QPainter>

namespace m3po {

LibraryDelegate::LibraryDelegate(Thumbnails *thumbnails, QObject *parent)
    : QStyledItemDelegate(parent), thumbnails_(thumbnails)
{
}

void LibraryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, option.palette.brush(QPalette::Highlight));
    const auto inner = option.rect.adjusted(4, 4, -4, -4);
    const int line = option.fontMetrics.height();
    QRect frame(inner.left(), inner.top(), inner.width(), inner.height() - line - 4);
    const int side = qMin(frame.width(), cell.width() - 8); // a wider cell has room, not a larger picture
    frame = QRect(frame.center().x() - side / 2, frame.top(), side, frame.height());
    const auto picture = thumbnails_->get(index.data(LibraryModel::FileRole).toString());
    if (picture.width() > 1 || picture.height() > 1) {
        const auto size = picture.size().scaled(frame.size(), Qt::KeepAspectRatio);
        painter->drawPixmap(QRect(frame.center() - QPoint(size.width() / 2, size.height() / 2), size), picture);
    } else {
        painter->setPen(option.palette.color(QPalette::Mid));
        painter->drawRect(frame.adjusted(0, 0, -1, -1));
        if (!picture.isNull())
            painter->drawText(frame, Qt::AlignCenter, tr("no picture"));
    }
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    // No letter is narrower than two pixels; setting the rest of a long text costs more than all else here.
    const auto text = index.data().toString().left(inner.width() / 2);
    painter->drawText(QRect(inner.left(), inner.bottom() - line, inner.width(), line), Qt::AlignCenter,
                      option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
    // A filled dot has a pair, a ring has none; a changed one is square. Shapes first, colours besides.
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF mark(frame.right() - 11, frame.top() + 3, 9, 9);
    const bool pair = index.data(LibraryModel::PairRole).toBool(), changed = index.data(LibraryModel::ChangedRole).toBool();
    const auto colour = changed ? style::rejected : style::chosen;
    painter->setPen(QPen(colour, 2));
    painter->setBrush(pair ? QBrush(colour) : QBrush(option.palette.color(QPalette::Base)));
    changed ? painter->drawRect(mark) : painter->drawEllipse(mark);
    painter->restore();
}

QSize LibraryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return cell; }

} // namespace m3po
