// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of the runs that are checked, one plot a quantity, all over the same steps.
#pragma once

#include "widgets/training/curve_plot.h"

class QLabel;
class QSlider;
class QStackedWidget;

namespace m3po {

class RunsModel;

class Curves : public QWidget {
    Q_OBJECT
public:
    Curves(RunFeed *feed, RunsModel *runs, QWidget *parent = nullptr);

    const std::vector<CurvePlot *> &plots() const { return plots_; }
    QSlider *smoothing() const { return smoothing_; }
    QString explanation() const; // of a falling chosen reward; "" where there is none

private:
    void follow();

    RunFeed *feed_;
    RunsModel *runs_;
    QStackedWidget *pages_; // nothing to show, curves
    QSlider *smoothing_;
    QLabel *smoothingText_, *readout_, *explanation_;
    std::vector<CurvePlot *> plots_;
};

} // namespace m3po
