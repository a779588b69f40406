// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/queue_delegate.h"

#include "widgets/audit/audit_queue.h"
#include "widgets/image/thumbnails.h"

#include <QPainter>

namespace m3po {

QString verdictMark(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted: return QStringLiteral("✓");
    case Verdict::Refused: return QStringLiteral("✕");
    case Verdict::Swapped: return QStringLiteral("⇄");
    case Verdict::Edited: return QStringLiteral("✎");
    case Verdict::Pending: break;
    }
    return {};
}

QueueDelegate::QueueDelegate(Thumbnails *thumbnails, std::function<QString(int)> fileOf, QObject *parent)
    : QStyledItemDelegate(parent), thumbnails_(thumbnails), fileOf_(std::move(fileOf))
{
}

void QueueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, option.palette.brush(QPalette::Highlight));
    const auto frame = option.rect.adjusted(3, 3, -3, -3);
    const auto picture = thumbnails_->get(fileOf_(index.data(AuditQueue::SampleRole).toInt()));
    if (picture.width() > 1 || picture.height() > 1) {
        const auto size = picture.size().scaled(frame.size(), Qt::KeepAspectRatio);
        painter->drawPixmap(QRect(frame.center() - QPoint(size.width() / 2, size.height() / 2), size), picture);
    } else {
        painter->setPen(option.palette.color(QPalette::Mid));
        painter->drawRect(frame.adjusted(0, 0, -1, -1));
    }
    // Marks upon a patch of the window's own colour, so that they are read over any picture.
    const auto mark = [&](const QString &text, const QRect &place) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.palette.color(QPalette::Base));
        painter->drawRoundedRect(place, 3, 3);
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(place, Qt::AlignCenter, text);
    };
    const int side = option.fontMetrics.height();
    if (const auto verdict = verdictMark(Verdict(index.data(AuditQueue::VerdictRole).toInt())); !verdict.isEmpty())
        mark(verdict, QRect(frame.right() - side + 1, frame.bottom() - side + 1, side, side));
    if (index.data(AuditQueue::FlaggedRole).toBool())
        mark(QStringLiteral("⚑"), QRect(frame.left(), frame.top(), side, side));
    painter->restore();
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return cell; }

} // namespace m3po
