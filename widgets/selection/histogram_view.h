// SPDX-License-Identifier: GPL-3.0-or-later
// A small histogram with a mark at zero where it lies inside. One colour, no axes but the numbers at both ends.
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

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString title_;
    Histogram histogram_;
};

} // namespace m3po
