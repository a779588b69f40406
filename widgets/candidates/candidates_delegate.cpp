// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidates/candidates_delegate.h"

#include "widgets/candidates/candidates_model.h"
#include "widgets/candidates/legends.h"
#include "widgets/style/badge.h"
#include "widgets/style/palette.h"

#include <QApplication>
#include <QPainter>

namespace m3po {

void CandidatesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto own = option;
    initStyleOption(&own, index);
    const bool bar = index.column() == CandidatesModel::Mas, badge = index.column() == CandidatesModel::Pair;
    if (bar || badge)
        own.text.clear();
    const auto *style = own.widget ? own.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &own, painter, own.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (bar)
        paintBar(painter, option, index);
    else if (badge)
        paintBadge(painter, option, index.data(CandidatesModel::BadgeRole).toString());
    painter->restore();
}

void CandidatesDelegate::paintBar(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int text = option.fontMetrics.horizontalAdvance(QStringLiteral("0.000")) + 8;
    const QRectF area = QRectF(option.rect).adjusted(4, 5, -text, -5);
    const bool selected = option.state & QStyle::State_Selected;
    const auto ink = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight);
    double x = area.left();
    const auto shares = index.data(CandidatesModel::PartsRole).toList();
    for (qsizetype i = 0; i < shares.size(); ++i) {
        const double width = area.width() * qBound(0.0, shares[i].toDouble(), 1.0); // NaN draws nothing
        if (!(width > 0))
            continue;
        painter->fillRect(QRectF(x, area.top(), width, area.height()), componentShade(ink, i, shares.size()));
        x += width;
    }
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(option.rect.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, index.data(Qt::DisplayRole).toString());
}

void CandidatesDelegate::paintBadge(QPainter *painter, const QStyleOptionViewItem &option, const QString &badge) const
{
    if (badge.isEmpty())
        return;
    const double side = qMin(18, option.rect.height() - 4);
    const QRectF circle(option.rect.left() + 6, option.rect.center().y() - side / 2 + 0.5, side, side);
    style::paintBadge(painter, circle, badge == QLatin1String("W"), option.font, option.palette);
}

QSize CandidatesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto size = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() == CandidatesModel::Mas)
        size.setWidth(150);
    size.setHeight(qMax(size.height(), option.fontMetrics.height() + 8));
    return size;
}

} // namespace m3po
