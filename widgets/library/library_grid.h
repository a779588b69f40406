// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of one size beside and under each other, as many as there are rows in the model: where each stands follows from
// its number, so nothing is laid out, and hundreds of thousands cost no more than those that are seen. To the outside, and to
// who cannot see it, it is a QListView; that one lays out every cell again after every change.
#pragma once

#include <QListView>

namespace m3po {

class LibraryGrid : public QListView {
    Q_OBJECT
public:
    explicit LibraryGrid(QSize cell, QWidget *parent = nullptr);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void keyboardSearch(const QString &) override {} // would read every row; single letters are keys here, and the filter searches

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void updateGeometries() override;
    void scrollContentsBy(int x, int y) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    int count() const;
    int columns() const;
    int left(int column) const; // its edge; what the cells leave of the width is shared out among them

    QSize cell_;
};

} // namespace m3po
