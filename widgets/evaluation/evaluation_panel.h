// SPDX-License-Identifier: GPL-3.0-or-later
// Benchmarks by model and adapter: as a table, as bars, and answer by answer, base against tuned.
#pragma once

#include "widgets/evaluation/evaluation_feed.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QSortFilterProxyModel;
class QTableView;

namespace m3po {

class AnswersView;
class Bars;
class JobQueue;
class ResultsModel;
class Workspace;

class EvaluationPanel : public QWidget {
    Q_OBJECT
public:
    EvaluationPanel(Workspace *workspace, JobQueue *jobs, QWidget *parent = nullptr);

    EvaluationFeed *feed() { return &feed_; }
    ResultsModel *results() const { return model_; }
    QTableView *table() const { return table_; }
    Bars *bars() const { return bars_; }
    AnswersView *answers() const { return answers_; }
    QString provenance() const;

private:
    void opened();
    void followJobs();
    void follow();
    void fitColumns();
    void showChosen();
    std::vector<int> chosen() const; // contestants, base first where one of two is the other's base
    int chosenFigure() const;        // a column of the table's figures; -1 for none

    Workspace *workspace_;
    JobQueue *jobs_;
    EvaluationFeed feed_;
    ResultsModel *model_;
    QSortFilterProxyModel *sorted_;
    QWidget *empty_, *full_;
    QTableView *table_;
    Bars *bars_;
    QPlainTextEdit *provenance_;
    AnswersView *answers_;
    QLabel *trouble_;
    bool shown_ = false; // something was chosen for the person already
};

} // namespace m3po
