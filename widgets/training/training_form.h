// SPDX-License-Identifier: GPL-3.0-or-later
// A training run before it is started: the fields, what they stand for as a command line, what they will cost.
// Lives in the GUI's thread; the estimate is made elsewhere.
#pragma once

#include "core/base/result.h"
#include "widgets/training/training_estimate.h"

#include <QFutureWatcher>
#include <QHash>
#include <QTimer>
#include <QWidget>

class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace m3po {

class Workspace;

class TrainingForm : public QWidget {
    Q_OBJECT
public:
    explicit TrainingForm(Workspace *workspace, QWidget *parent = nullptr);

    TrainingValues values() const;
    void setValues(const TrainingValues &values); // those that are named; the rest keeps what it has
    void setTaken(const QStringList &names);      // names of runs that are there already
    QStringList arguments() const;                // empty where no project is open
    QString trouble() const;                      // why it cannot be started, "" where it can
    QWidget *control(const QString &option) const { return controls_.value(option); }
    QPushButton *startButton() const { return start_; }

signals:
    void startWanted(const QString &name, const QStringList &arguments);

private:
    void addField(const TrainingField &field, QFormLayout *form);
    QString value(const TrainingField &field) const;
    void setValue(const TrainingField &field, const QString &value);
    void listSelections();
    void follow();   // the project: its model, folder, selections
    void showState();
    void estimate();
    void showEstimate();
    QString freeName() const;

    Workspace *workspace_;
    QHash<QString, QWidget *> controls_;
    QHash<QString, QToolButton *> resets_;
    QHash<QString, QLabel *> troubles_;
    QStringList taken_;
    QString lastName_; // that the form gave by itself, with the folder that went with it
    QWidget *more_;
    QPlainTextEdit *line_;
    QLabel *cost_, *trouble_;
    QPushButton *start_, *save_;
    QTimer settle_;
    bool filling_ = true; // the fields are being set, not typed in
    QFutureWatcher<Result<TrainingEstimate>> estimating_;
    bool stale_ = false;
};

} // namespace m3po
