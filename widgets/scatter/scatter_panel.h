// SPDX-License-Identifier: GPL-3.0-or-later
// MAS against log-probability: of the sample in view with what the equation sees of it, or of the whole corpus.
// The left button brushes (with Shift a lasso) and leaves the samples in the library; the middle one pans.
#pragma once

#include "widgets/scatter/point_cloud.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QCPColorMap;
class QCPGraph;
class QCustomPlot;
class QLabel;

namespace m3po {

class Workspace;

class ScatterPanel : public QWidget {
    Q_OBJECT
public:
    static constexpr std::int64_t mostPoints = 50'000; // more in view are drawn as their density

    explicit ScatterPanel(Workspace *workspace, QWidget *parent = nullptr);

    QCustomPlot *plot() const { return plot_; }
    QString caption() const;
    void showCorpus(bool whole);
    // As PNG, SVG or PDF, by the file's suffix; what went wrong as a sentence, or "".
    QString exportTo(const QString &file);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; // the brush

private:
    void follow();       // another selection: other points
    void resetView();
    void redraw();
    void drawCorpus();
    void drawSample();
    void drawEquation(); // margin and lines of equal S, for the sample in view
    void restyle();
    void brush(const QPolygonF &pixels);
    QCPGraph *line(const QVector<double> &x, const QVector<double> &y, const QPen &pen);
    void chooseExport();

    Workspace *workspace_;
    QCustomPlot *plot_;
    QLabel *caption_;
    QButtonGroup *mode_;
    QCPGraph *points_, *chosen_, *rejected_;
    QCPColorMap *density_;
    PointCloud cloud_;
    QPolygonF outline_; // of the brush, in pixels, while it is drawn
    class QRubberBand *band_;
    bool lasso_ = false;
    QTimer frame_;      // one drawing a frame, however many reasons
    bool whole_ = false;
    bool fresh_ = true; // no view was chosen yet
};

} // namespace m3po
