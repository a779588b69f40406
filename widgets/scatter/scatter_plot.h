// SPDX-License-Identifier: GPL-3.0-or-later
// MAS against log P, of the sample in view with what the equation sees of it, or of the whole corpus. Few points in
// view are drawn as points, many as their density, and the caption says which.
//
// Lives in the GUI's thread; the index over all points is made elsewhere, and of two that wait only the later is made.
#pragma once

#include "widgets/plot/plot.h"
#include "widgets/scatter/point_index.h"
#include "widgets/workspace/live_selection.h"

#include <QFutureWatcher>
#include <QTimer>

#include <memory>
#include <optional>

namespace m3po {

class Workspace;

class ScatterPlot : public Plot {
    Q_OBJECT
public:
    enum class Mode { Sample, Corpus };
    static constexpr std::int64_t mostPoints = 50'000; // more in view are drawn as their density
    static constexpr std::int64_t mostPairs = 10'000;  // R_w and R_l are drawn while no more are in view

    explicit ScatterPlot(Workspace *workspace, QWidget *parent = nullptr);

    Mode mode() const { return mode_; }
    void setMode(Mode mode);
    void setPairsShown(bool shown);
    QString caption() const { return caption_; }
    // Null until it is made for the first time.
    std::shared_ptr<const PointIndex> index() const { return index_; }
    void resetView();

signals:
    void captionChanged(const QString &caption);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void restyle() override;

private:
    enum class Hand { None, Rectangle, Lasso, Pan };
    // What an index was made of; the sliders of alpha and delta leave it as it is.
    struct IndexKey {
        std::shared_ptr<const Corpus> corpus;
        MasWeights weights;
        Confidence confidence = Confidence::Sequence;
        bool operator==(const IndexKey &) const = default;
    };

    void follow();
    void makeIndex();
    void indexMade();
    void schedule(); // one drawing a frame, however many reasons
    void draw();
    void drawCorpus();
    void styleMarks(qsizetype pairs);
    QString drawPairs();
    void drawSample();
    void drawEquation(const PairChoice &choice);
    void drawOutline();
    void note(double x, double y, const QString &text, const QColor &colour, Qt::Alignment place);
    void curve(const QVector<double> &x, const QVector<double> &y, const QPen &pen);
    void clearNotes();
    QRectF view() const; // in data coordinates; top is the lowest y
    QPointF toData(const QPointF &pixel) const;
    void brush();   // counts the samples elsewhere
    void brushed(); // and filters by them
    void chooseAt(const QPointF &pixel);

    Workspace *workspace_;
    Mode mode_ = Mode::Sample;
    bool pairsShown_ = true;
    bool fresh_ = true; // no view was chosen yet
    QString caption_;
    QTimer frame_;

    PointSource points_; // of the selection as it is now; the index may still have the one before
    std::shared_ptr<const PointIndex> index_;
    IndexKey indexKey_, makingKey_;
    QFutureWatcher<std::shared_ptr<const PointIndex>> making_;

    QCPColorMap *density_;
    QCPGraph *dots_, *chosen_, *rejected_;
    QCPCurve *brushed_; // the outline that is drawn, or the one whose filter holds
    std::vector<QCPCurve *> curves_; // of the plot; made anew with each drawing
    std::vector<QCPItemText *> notes_;

    Hand hand_ = Hand::None;
    QPointF pressed_;       // pixels
    QRectF pannedFrom_;     // the view when panning began
    QPolygonF outline_;     // in data coordinates
    QFutureWatcher<std::vector<int>> brushing_;
    std::shared_ptr<const Corpus> brushedCorpus_; // that the brush under way belongs to; null for none
    QString outlineFilter_; // the description of the filter that the outline stands for
};

} // namespace m3po
