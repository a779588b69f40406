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
    // In two columns where there is room for them.
    QSize sizeHint() const override { return {columnWidth(), heightForWidth(columnWidth())}; }
    QSize minimumSizeHint() const override { return {columnWidth(), heightForWidth(2 * columnWidth() + 100)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override; // tool tips: the exact numbers

private:
    int rowHeight() const;
    int columnWidth() const; // that nothing is cut in
    int columns(int width) const;
    int perColumn(int width) const { return (int(rows_.size()) + columns(width) - 1) / columns(width); }
    QString numberOf(const ScoreRow &row, double value) const;

    std::vector<ScoreRow> rows_;
};

} // namespace m3po
