// SPDX-License-Identifier: GPL-3.0-or-later
// A command of m3po as a form: a row for each option that people set, and the command line that it stands for. A stage is
// a description (stages.h), the form is the same for all.
#pragma once

#include <QDialog>
#include <QStringList>
#include <QVariant>

#include <vector>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;

namespace m3po {

struct StageField {
    enum class Kind { Text, Folder, File, Files, NewFile, Integer, Real, Choice }; // Files: one a line

    QString option;   // "--model"; "" for a positional argument
    QString label;
    QString tip;
    Kind kind = Kind::Text;
    QVariant standard; // what the command takes without the option; it is left out then
    bool needed = false;
    QStringList choices; // Choice
    double least = 0, most = 1e9, step = 1;
    QString filter;      // File, Files, NewFile: of the file dialog
    QVariant begins;     // what stands there at first, where that is neither the standard nor what stood there last
};

struct Stage {
    QString title;          // "Generate candidates"
    QString job;            // the job's name in the queue
    QString says;           // what it does, a sentence
    QStringList arguments;  // what the line begins with: {"generate", project}
    std::vector<StageField> fields;
    QStringList oneOf;      // options of which at least one is needed; empty: none
    QString settings;       // key under which the last entries are kept; "" for none
};

class StageForm : public QDialog {
    Q_OBJECT
public:
    StageForm(Stage stage, QWidget *parent = nullptr);

    QStringList arguments() const;  // without the program's name
    QString commandLine() const;    // as one would type it
    QString trouble() const;        // what is missing, "" for nothing
    QVariant value(const QString &option) const;
    void setValue(const QString &option, const QVariant &value);
    void accept() override;

private:
    QWidget *control(std::size_t index);
    QWidget *filesControl(const StageField &field);
    QWidget *withBrowse(QWidget *control, class QToolButton *browse, const StageField &field);
    QVariant valueOf(std::size_t index) const;
    void showLine();

    Stage stage_;
    std::vector<QWidget *> controls_;
    QPlainTextEdit *line_;
    QLabel *trouble_;
    QDialogButtonBox *buttons_;
};

// One argument as a shell wants it.
QString shellQuoted(const QString &argument);

} // namespace m3po
