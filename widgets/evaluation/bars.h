// SPDX-License-Identifier: GPL-3.0-or-later
// One figure of a benchmark as bars: a group for each model and adapter, a bar for each of the benchmark's sets, its number
// beside it, its standard error across its end. Where there is no room for all sets, the one that was asked for alone.
#pragma once

#include "widgets/evaluation/evaluation_table.h"
#include "widgets/plot/plot.h"

#include <memory>

namespace m3po {

class Bars : public Plot {
    Q_OBJECT
public:
    explicit Bars(QWidget *parent = nullptr);

    // `contestants` from top to bottom; all columns of the same benchmark and figure as `column` are drawn.
    void setFigures(std::shared_ptr<const EvaluationTable> table, const std::vector<int> &contestants, int column);
    QString title() const { return title_; }
    int barCount() const; // that have a value

protected:
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    bool hasRoom(int sets) const; // for a number beside each bar
    void label(double value, double at, const QString &text, Qt::Alignment side, const QColor &colour);

    std::shared_ptr<const EvaluationTable> table_;
    std::vector<int> contestants_;
    std::vector<int> columns_; // of the figure
    int column_ = -1;          // the one that was asked for
    QString title_;
};

} // namespace m3po
