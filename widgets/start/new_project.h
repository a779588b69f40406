// SPDX-License-Identifier: GPL-3.0-or-later
// The new-project assistant: a folder of images, and what is asked about them, become a project file. What it asks for is
// two commands, m3po init and m3po import, which the caller runs.
#pragma once

#include <QDialog>
#include <QStringList>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace m3po {

class NewProject : public QDialog {
    Q_OBJECT
public:
    // What was dropped or is known already; "" for nothing.
    NewProject(const QString &images, const QString &dataset, QWidget *parent = nullptr);

    QString project() const;
    QStringList initArguments() const;
    QStringList importArguments() const; // empty: nothing is imported
    QString trouble() const;             // what is missing, "" for nothing

    QLineEdit *projectLine() const { return project_; }
    QLineEdit *imagesLine() const { return images_; }
    QLineEdit *datasetLine() const { return dataset_; }
    QLineEdit *instructionLine() const { return instruction_; }

private:
    QWidget *pathRow(QLineEdit *line, const QString &label, QString (*choose)(QWidget *, const QString &));
    void suggest();
    void showCommands();

    QLineEdit *project_, *images_, *dataset_, *instruction_;
    QRadioButton *fromDataset_, *fromInstruction_, *empty_;
    QPlainTextEdit *commands_;
    QLabel *trouble_;
    QDialogButtonBox *buttons_;
    bool named_ = false; // the person has typed a project's name
};

} // namespace m3po
