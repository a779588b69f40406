// SPDX-License-Identifier: GPL-3.0-or-later
// The queue as a table, what can be done with a job, and the chosen one's log. Lives in the GUI's thread.
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPlainTextEdit;
class QTableView;

namespace m3po {

class JobQueue;

class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobQueue *queue, QWidget *parent = nullptr);

    // Pause, resume, cancel, remove: of the chosen job; for menus and the palette of commands.
    QList<QAction *> jobActions() const { return actions_; }
    int chosen() const; // a job's id, 0 for none
    void choose(int id);

private:
    void showJob();
    void showLog();
    void addLine(int id, const QString &line);

    JobQueue *queue_;
    QTableView *table_;
    QLabel *sentence_, *trouble_;
    QPlainTextEdit *log_;
    QList<QAction *> actions_;
    QAction *pause_, *resume_, *cancel_, *remove_;
    int shown_ = 0; // whose log is in view
};

} // namespace m3po
