// SPDX-License-Identifier: GPL-3.0-or-later
// The scatter of MAS against log-probability with its row of tools and the sentence that says what is seen.
// Lives in the GUI's thread.
#pragma once

#include "widgets/scatter/scatter_plot.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QLabel;

namespace m3po {

class ScatterPanel : public QWidget {
    Q_OBJECT
public:
    static constexpr std::int64_t mostPoints = ScatterPlot::mostPoints;

    explicit ScatterPanel(Workspace *workspace, QWidget *parent = nullptr);

    ScatterPlot *plot() const { return plot_; }
    QString caption() const { return plot_->caption(); }
    void showCorpus(bool whole);

private:
    ScatterPlot *plot_;
    QLabel *caption_;
    QButtonGroup *mode_;
    QCheckBox *pairs_;
};

} // namespace m3po
