// SPDX-License-Identifier: GPL-3.0-or-later
// One quantity of several runs over their steps: the smoothed line, the raw one faint behind it, its run written at its
// end. Two metrics may share a plot (R_w and R_l); then colour is theirs, and the dash tells the run.
#pragma once

#include "widgets/plot/plot.h"
#include "widgets/training/run_feed.h"

#include <map>

namespace m3po {

struct CurveKind {
    QString title;
    std::string first;            // metric under TRL's name
    std::string second = {};      // of R_l, where `first` is of R_w
    double low = 0, high = 0;     // fixed range; equal: by the values
    bool smooth = true;           // a schedule is no noise
};

class CurvePlot : public Plot {
    Q_OBJECT
public:
    explicit CurvePlot(CurveKind kind, QWidget *parent = nullptr);

    const CurveKind &kind() const { return kind_; }
    // `places`: run -> its colour and dash; runs without one are not drawn.
    void setRuns(const RunViews &runs, const std::map<qint64, int> &places, double smoothing);
    void setSteps(const QCPRange &steps); // the part of the axis in view
    void fit();                           // all steps
    QString readout() const { return readout_; }

signals:
    void stepsChanged(const QCPRange &steps);
    void fitWanted();
    void readoutChanged(const QString &text);

protected:
    void restyle() override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    struct Line {
        qint64 run;
        int place;
        QString name;
        bool second;
        std::vector<double> steps, values, smooth;
    };
    void draw();
    void addLine(const Line &line);
    void labelSides();
    void showAllSteps();

    CurveKind kind_;
    RunViews runs_;
    std::map<qint64, int> places_;
    double smoothing_ = 0;
    std::vector<Line> lines_;
    double lastStep_ = 1;
    bool all_ = true; // every step is in view, and stays so while they grow
    double pressed_ = 0;
    QString readout_;
};

} // namespace m3po
