// SPDX-License-Identifier: GPL-3.0-or-later
// Two saved selections held against each other: how many pairs they share, and which samples differ; those go to the library
// or to the audit. Stays open beside the window. Reads away from the GUI's thread.
#pragma once

#include "core/base/result.h"
#include "core/select/compare.h"

#include <QDialog>
#include <QFutureWatcher>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace m3po {

class Workspace;

class CompareSelections : public QDialog {
    Q_OBJECT
public:
    enum Rows { Same, Differing, OnlyFirst, OnlySecond, NUM_ROWS };

    explicit CompareSelections(Workspace *workspace, QWidget *parent = nullptr);
    ~CompareSelections() override;

    QComboBox *first() const { return first_; }
    QComboBox *second() const { return second_; }
    QTableWidget *table() const { return table_; }
    QPushButton *library() const { return library_; }
    QPushButton *audit() const { return audit_; }
    QString summary() const;
    bool isReading() const { return reading_.isRunning(); }

private:
    void listSaved();
    void read();
    void taken();
    void showButtons();
    std::vector<int> samples() const; // of the chosen row, as indexes into the corpus
    QString description() const;      // of the chosen row

    Workspace *workspace_;
    QComboBox *first_, *second_;
    QLabel *summary_;
    QTableWidget *table_;
    QPushButton *library_, *audit_;
    SelectionComparison found_;
    bool stale_ = false;
    QFutureWatcher<Result<SelectionComparison>> reading_;
};

} // namespace m3po
