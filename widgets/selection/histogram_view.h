// SPDX-License-Identifier: GPL-3.0-or-later
// A small histogram with a mark at zero where it lies inside. One colour, no axes but the numbers at both ends; the number
// under the pointer is told. Written as PNG, SVG or PDF.
#pragma once

#include "widgets/workspace/live_selection.h"

#include <QWidget>

namespace m3po {

class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(const QString &title, QWidget *parent = nullptr);
    void setHistogram(const Histogram &histogram);
    QSize sizeHint() const override;
    QString exportTo(const QString &file) const; // what went wrong, or ""
    QString told(int x) const;                   // of the bar at this place; "" beside them

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override; // tool tips

private:
    void paint(QPainter &painter) const;
    QRectF area() const;

    QString title_;
    Histogram histogram_;
};

} // namespace m3po
