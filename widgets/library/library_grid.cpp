// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_grid.h"

#include <QAccessible>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

#include <algorithm>

namespace m3po {

LibraryGrid::LibraryGrid(QSize cell, QWidget *parent) : QListView(parent), cell_(cell)
{
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
}

int LibraryGrid::count() const { return model() ? model()->rowCount() : 0; }
int LibraryGrid::columns() const { return std::max(1, viewport()->width() / cell_.width()); }
int LibraryGrid::left(int column) const { return int(qint64(viewport()->width()) * column / columns()); }
int LibraryGrid::verticalOffset() const { return verticalScrollBar()->value(); }

QRect LibraryGrid::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int line = index.row() / columns(), column = index.row() % columns();
    return {left(column), line * cell_.height() - verticalOffset(), left(column + 1) - left(column), cell_.height()};
}

QModelIndex LibraryGrid::indexAt(const QPoint &point) const
{
    if (!viewport()->rect().contains(point.x(), 0) || point.y() + verticalOffset() < 0)
        return {};
    const int line = (point.y() + verticalOffset()) / cell_.height();
    int column = columns() - 1;
    while (left(column) > point.x())
        --column;
    if (line * columns() + column >= count())
        return {};
    return model()->index(line * columns() + column, 0);
}

void LibraryGrid::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const auto place = visualRect(index);
    if (!place.isValid())
        return;
    auto *bar = verticalScrollBar();
    if (hint == PositionAtCenter)
        bar->setValue(bar->value() + place.center().y() - viewport()->height() / 2);
    else if (place.top() < 0 || hint == PositionAtTop)
        bar->setValue(bar->value() + place.top());
    else if (place.bottom() >= viewport()->height() || hint == PositionAtBottom)
        bar->setValue(bar->value() + place.bottom() + 1 - viewport()->height());
}

void LibraryGrid::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // forgets that it was asked for
    updateGeometries();
}

void LibraryGrid::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    const int lines = (count() + columns() - 1) / columns(), height = viewport()->height();
    auto *bar = verticalScrollBar();
    bar->setSingleStep(cell_.height() / 2);
    bar->setPageStep(std::max(cell_.height(), height - cell_.height()));
    bar->setRange(0, std::max(0, lines * cell_.height() - height));
}

QModelIndex LibraryGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = count() - 1;
    if (last < 0)
        return {};
    const int at = currentIndex().isValid() ? currentIndex().row() : 0, page = std::max(1, viewport()->height() / cell_.height()) * columns();
    const auto moved = [&] {
        switch (action) {
        case MoveLeft:
        case MovePrevious: return at - 1;
        case MoveRight:
        case MoveNext: return at + 1;
        case MoveUp: return at >= columns() ? at - columns() : at;
        case MoveDown: return at + columns() <= last ? at + columns() : at;
        case MovePageUp: return at - page;
        case MovePageDown: return at + page;
        case MoveHome: return 0;
        case MoveEnd: return last;
        }
        return at;
    };
    return model()->index(std::clamp(moved(), 0, last), 0);
}

void LibraryGrid::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    if (const auto index = indexAt(rect.center()); index.isValid())
        selectionModel()->select(index, flags);
}

QRegion LibraryGrid::visualRegionForSelection(const QItemSelection &selection) const
{
    const int first = verticalOffset() / cell_.height() * columns(), last = first + (viewport()->height() / cell_.height() + 2) * columns();
    QRegion region;
    for (const auto &range : selection)
        for (int row = std::max(first, range.top()); row <= std::min(last, range.bottom()); ++row)
            region += visualRect(model()->index(row, 0));
    return region;
}

void LibraryGrid::dataChanged(const QModelIndex &, const QModelIndex &, const QList<int> &) { viewport()->update(); }

void LibraryGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (!QAccessible::isActive() || !current.isValid() || !hasFocus())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(current.row());
    QAccessible::updateAccessibility(&event);
}

void LibraryGrid::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) { QAbstractItemView::selectionChanged(selected, deselected); }

void LibraryGrid::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last);
    scheduleDelayedItemsLayout();
}

void LibraryGrid::scrollContentsBy(int x, int y) { viewport()->scroll(x, y); }

void LibraryGrid::paintEvent(QPaintEvent *event)
{
    if (!model())
        return;
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const auto normal = option.state;
    const auto area = event->rect();
    const int firstLine = (area.top() + verticalOffset()) / cell_.height(), lastLine = (area.bottom() + verticalOffset()) / cell_.height();
    for (int row = firstLine * columns(), end = std::min(count(), (lastLine + 1) * columns()); row < end; ++row) {
        const auto index = model()->index(row, 0);
        option.rect = visualRect(index);
        if (!option.rect.intersects(area))
            continue;
        option.state = normal;
        option.state.setFlag(QStyle::State_Selected, selectionModel() && selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

// What a list does besides, it does with what it has laid out.
void LibraryGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}
void LibraryGrid::mouseMoveEvent(QMouseEvent *event) { QAbstractItemView::mouseMoveEvent(event); }
void LibraryGrid::mouseReleaseEvent(QMouseEvent *event) { QAbstractItemView::mouseReleaseEvent(event); }

} // namespace m3po
