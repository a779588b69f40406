// SPDX-License-Identifier: GPL-3.0-or-later
// All scores of both answers as small bars: R_w's filled over R_l's outlined, and the numbers beside them.
#pragma once

#include <QWidget>

#include <vector>

namespace m3po {

struct ScoreRow {
    QString name, tip;              // the tip says what the whole bar is
    double chosen = 0, rejected = 0; // NaN where there is none
    double low = 0, high = 1;       // what the bars reach from and to
    bool whole = false;             // a count
};

class AnswerScores : public QWidget {
    Q_OBJECT
public:
    explicit AnswerScores(QWidget *parent = nullptr);
    void setRows(std::vector<ScoreRow> rows);
    const std::vector<ScoreRow> &rows() const { return rows_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override; // tool tips: the exact numbers

private:
    int rowHeight() const;
    QString numberOf(const ScoreRow &row, double value) const;

    std::vector<ScoreRow> rows_;
};

} // namespace m3po
