// SPDX-License-Identifier: GPL-3.0-or-later
// Training: the form and what it will cost, the live curves of several runs, the table of runs, the pairs that moved.
// Starts, pauses, stops and resumes runs through the queue of jobs. Lives in the GUI's thread.
#pragma once

#include "widgets/training/run_feed.h"

#include <QWidget>

class QAction;
class QSortFilterProxyModel;
class QTableView;

namespace m3po {

class Curves;
class JobQueue;
class MovedPairs;
class RunsModel;
class TrainingForm;
class Workspace;

class TrainingPanel : public QWidget {
    Q_OBJECT
public:
    TrainingPanel(Workspace *workspace, JobQueue *jobs, QWidget *parent = nullptr);

    TrainingForm *form() const { return form_; }
    Curves *curves() const { return curves_; }
    RunsModel *runs() const { return model_; }
    QTableView *table() const { return table_; }
    MovedPairs *moved() const { return moved_; }
    RunFeed *feed() { return &feed_; }
    // Start, pause, stop and keep, resume; for menus and the palette of commands.
    QList<QAction *> trainingActions() const { return actions_; }

private:
    void opened();
    void follow();
    void start(const QString &name, const QStringList &arguments);
    void resume();
    void showActions();
    int job() const; // the queue's id of the run that is chosen, 0 for none
    std::shared_ptr<const RunView> chosen() const;
    void fillFrom(const RunView &view);

    Workspace *workspace_;
    JobQueue *jobs_;
    RunFeed feed_;
    RunsModel *model_;
    QSortFilterProxyModel *sorted_;
    TrainingForm *form_;
    Curves *curves_;
    QTableView *table_;
    MovedPairs *moved_;
    QList<QAction *> actions_;
    QAction *pause_, *stop_, *resume_, *again_;
    QString file_;
    bool shown_ = false; // the latest run has been checked once, so that there is something to see
};

} // namespace m3po
