// SPDX-License-Identifier: GPL-3.0-or-later
// What the window starts: forms become jobs.
#include "app/workbench/main_window.h"

#include "core/project/preference_sets.h"
#include "core/project/training_runs.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/start/new_project.h"
#include "widgets/stages/stages.h"

#include <QFileInfo>

namespace m3po {

void MainWindow::startStage(const Stage &stage)
{
    StageForm form(stage, this);
    if (form.exec() == QDialog::Accepted)
        jobs_.add(stage.job, form.arguments(), projectFile());
}

void MainWindow::newProject(const QString &images, const QString &dataset)
{
    NewProject assistant(images, dataset, this);
    if (assistant.exec() != QDialog::Accepted)
        return;
    opensWhenDone_ = jobs_.add(tr("New project"), assistant.initArguments(), assistant.project());
    if (const auto import = assistant.importArguments(); !import.isEmpty())
        jobs_.add(tr("Import a data set"), import, assistant.project());
}

void MainWindow::grant(Workspace::Wish wish)
{
    switch (wish) {
    case Workspace::Wish::Generate: generate(); break;
    case Workspace::Wish::Score: score(); break;
    case Workspace::Wish::Train: showWorkspace(Layouts::Train); break;
    case Workspace::Wish::Evaluate: evaluate(); break;
    }
}

void MainWindow::importInto() { startStage(importStage(workspace_)); }
void MainWindow::generate() { startStage(generateStage(workspace_)); }
void MainWindow::score() { startStage(scoreStage(workspace_)); }

void MainWindow::evaluate()
{
    // The latest adapter that was trained to its end is what people want to measure.
    QString adapter;
    const auto read = catching([&] {
        for (const auto &run : training_runs::list(*workspace_.project()))
            if (run.state == "finished" && QFileInfo(QString::fromStdString(run.output)).isDir())
                adapter = QString::fromStdString(run.output);
    });
    if (!read.ok())
        dialogs::complain(this, tr("Evaluate"), QString::fromStdString(read.error().message));
    else
        startStage(evaluateStage(workspace_, adapter));
}

void MainWindow::exportPairs()
{
    QStringList sets;
    const auto read = catching([&] {
        for (const auto &set : preference_sets::list(*workspace_.project()))
            sets << QString::fromStdString(set.name);
    });
    if (!read.ok())
        dialogs::complain(this, tr("Export"), QString::fromStdString(read.error().message));
    else if (sets.isEmpty())
        dialogs::complain(this, tr("Export"), tr("There is no preference set yet. Freeze a selection (Selection: Freeze…), then export it."));
    else
        startStage(exportStage(workspace_, sets));
}

} // namespace m3po
