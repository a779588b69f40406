// SPDX-License-Identifier: GPL-3.0-or-later
// The job that runs, in one line for the foot of the window: what, how far, spent, left, pause, stop.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace m3po {

class JobQueue;

class JobStrip : public QWidget {
    Q_OBJECT
public:
    explicit JobStrip(JobQueue *queue, QWidget *parent = nullptr);
    QString text() const;

signals:
    void logWanted(int id);

private:
    void showJob();

    JobQueue *queue_;
    class ProgressLine *bar_;
    QLabel *words_;
    QToolButton *pause_, *stop_, *log_;
};

} // namespace m3po
