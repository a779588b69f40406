// SPDX-License-Identifier: GPL-3.0-or-later
// How far M3P-Selection agrees with the current selection, over α and δ: a small map, with the paper's point and the
// present one marked. A click, or Return on the cell that arrows chose, asks for its α and δ.
//
// Computed away from the GUI's thread, a moment after the selection has come to rest, and only while it is seen; what is
// out of date is stopped.
#pragma once

#include "core/base/result.h"
#include "core/select/agreement_map.h"
#include "widgets/plot/plot.h"

#include <QFutureWatcher>
#include <QTimer>

#include <memory>

namespace m3po {

class Workspace;

class AgreementView : public Plot {
    Q_OBJECT
public:
    explicit AgreementView(Workspace *workspace, QWidget *parent = nullptr);
    ~AgreementView() override;

    std::shared_ptr<const AgreementMap> map() const { return map_; } // null until the first is there
    QString caption() const { return caption_; }
    QPoint placeOf(double alpha, double delta) const; // in the widget

signals:
    void captionChanged(const QString &caption); // what is shown, or the cell under the pointer
    void picked(double alpha, double delta);

protected:
    void restyle() override;
    void showEvent(QShowEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Cell {
        int alpha = -1, delta = -1;
        bool isValid() const { return alpha >= 0; }
    };
    void follow();
    void compute();
    void computed();
    void draw();
    void point(Cell cell); // tells of it; of none: of the whole
    Cell cellAt(const QPointF &place) const;

    Workspace *workspace_;
    std::shared_ptr<const AgreementMap> map_;
    std::shared_ptr<AgreementMaps> maps_; // over the MAS below; only the computation that runs touches it
    std::shared_ptr<const void> corpus_, mas_;
    QCPColorMap *cells_;
    QCPGraph *paper_, *present_;
    QCPItemRect *frame_; // about the chosen cell
    Cell chosen_, pressed_;
    QString caption_;
    bool stale_ = true;
    std::stop_source stop_;
    QTimer settle_;
    QFutureWatcher<Result<std::shared_ptr<const AgreementMap>>> computing_;
};

} // namespace m3po
