// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and tool bar: every action has a place, a shortcut where it is used often, and a tip that tells it.
// Shortcuts are written out, not taken from the desktop, some of which know no key for Quit.
#include "app/workbench/main_window.h"

#include "app/workbench/language.h"
#include "widgets/audit/audit_panel.h"
#include "widgets/commands/action_tips.h"
#include "widgets/commands/command_palette.h"
#include "widgets/commands/segmented_switch.h"
#include "widgets/dialogs/export_action.h"
#include "widgets/jobs/jobs_panel.h"
#include "widgets/scatter/scatter_panel.h"
#include "widgets/selection/selection_panel.h"
#include "widgets/style/theme.h"
#include "widgets/training/training_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>

namespace m3po {

QAction *MainWindow::whenOpen(QAction *action)
{
    action->setEnabled(workspace_.corpus() != nullptr);
    needProject_ << action;
    return action;
}

void MainWindow::buildMenus()
{
    buildProjectMenu();
    buildRunMenu();

    auto *selection = menuBar()->addMenu(tr("&Selection"));
    whenOpen(selection->addAction(tr("&Save…"), QKeySequence(Qt::CTRL | Qt::Key_S), selection_, &SelectionPanel::save));
    whenOpen(selection->addAction(tr("&Freeze…"), QKeySequence(Qt::CTRL | Qt::Key_F7), selection_, &SelectionPanel::freeze));
    selection->addSeparator();
    whenOpen(selection->addAction(tr("Show &changed pairs"), QKeySequence(Qt::CTRL | Qt::Key_D), selection_, &SelectionPanel::showChanged));
    whenOpen(selection->addAction(tr("A&udit changed pairs…"), QKeySequence(Qt::CTRL | Qt::Key_U), selection_, &SelectionPanel::auditChanged));
    whenOpen(selection->addAction(tr("Co&mpare saved selections…"), QKeySequence(Qt::CTRL | Qt::Key_M), selection_, &SelectionPanel::compareSaved));
    whenOpen(selection->addAction(tr("Show &all samples"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), this, [this] { workspace_.setFilter(std::nullopt, {}); }));

    buildAuditMenu();

    auto *go = menuBar()->addMenu(tr("&Go"));
    whenOpen(go->addAction(tr("&Next sample"), QKeySequence(Qt::ALT | Qt::Key_Down), this, [this] { step(1); }));
    whenOpen(go->addAction(tr("&Previous sample"), QKeySequence(Qt::ALT | Qt::Key_Up), this, [this] { step(-1); }));
    go->addSeparator();
    workspaces_ = new QActionGroup(this);
    const QStringList names{tr("&Explore"), tr("&Audit"), tr("&Train")};
    for (int kind = 0; kind < Layouts::NUM_KINDS; ++kind) {
        auto *action = go->addAction(names[kind], QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + kind)), this, [this, kind] { showWorkspace(Layouts::Kind(kind)); });
        action->setCheckable(true);
        workspaces_->addAction(whenOpen(action));
    }

    buildViewMenu();
    auto *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Commands…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), this, &MainWindow::showCommands);
    help->addAction(tr("&About"), this, [this] {
        QMessageBox box(QMessageBox::NoIcon, tr("About"),
                        tr("M3PO Workbench %1\n\nCarries out “M3PO: Multimodal-Model-Guided Preference Optimization for Visual Instruction Following”.\n\n"
                           "Free software under the GNU General Public License, version 3 or later.").arg(QApplication::applicationVersion()),
                        QMessageBox::Ok, this);
        box.setTextFormat(Qt::PlainText);
        box.exec();
    });
    buildToolBar();
    tellShortcuts(this);
}

void MainWindow::buildProjectMenu()
{
    auto *project = menuBar()->addMenu(tr("&Project"));
    project->addAction(tr("&New…"), QKeySequence(Qt::CTRL | Qt::Key_N), this, [this] { newProject({}, {}); });
    project->addAction(tr("&Open…"), QKeySequence(Qt::CTRL | Qt::Key_O), this, &MainWindow::chooseProject);
    recent_ = project->addMenu(tr("Open &recent"));
    connect(recent_, &QMenu::aboutToShow, this, &MainWindow::showRecent);
    project->addSeparator();
    whenOpen(project->addAction(tr("&Import…"), QKeySequence(Qt::CTRL | Qt::Key_I), this, &MainWindow::importInto));
    whenOpen(project->addAction(tr("&Export pairs…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::exportPairs));
    whenOpen(project->addAction(tr("E&xport this table or plot…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this, [this] {
        if (auto *action = exportActionOf(QApplication::focusWidget()))
            action->trigger();
        else
            say(tr("Click the table or the plot that you want as a file, then export it."));
    }));
    whenOpen(project->addAction(tr("Re&load"), QKeySequence(Qt::Key_F5), &workspace_, &Workspace::reload));
    project->addSeparator();
    whenOpen(project->addAction(tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), this, &MainWindow::closeProject));
    project->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
}

void MainWindow::buildRunMenu()
{
    auto *run = menuBar()->addMenu(tr("&Run"));
    whenOpen(run->addAction(tr("&Generate candidates…"), QKeySequence(Qt::CTRL | Qt::Key_G), this, &MainWindow::generate));
    whenOpen(run->addAction(tr("&Score candidates…"), QKeySequence(Qt::CTRL | Qt::Key_K), this, &MainWindow::score));
    whenOpen(run->addAction(tr("&Train…"), QKeySequence(Qt::CTRL | Qt::Key_T), this, [this] { showWorkspace(Layouts::Train); }));
    whenOpen(run->addAction(tr("&Evaluate…"), QKeySequence(Qt::CTRL | Qt::Key_B), this, &MainWindow::evaluate));
    run->addSeparator();
    for (auto *action : training_->trainingActions())
        run->addAction(action);
    run->addSeparator();
    for (auto *action : jobsPanel_->jobActions())
        run->addAction(action);
}

void MainWindow::buildAuditMenu()
{
    auto *audit = menuBar()->addMenu(tr("&Audit"));
    audit->addActions(audit_->auditActions());
    audit->addSeparator();
    audit->addMenu(tr("Choose R_&l"))->addActions(audit_->takeActions(Side::Rejected));
    audit->addMenu(tr("Choose R_&w"))->addActions(audit_->takeActions(Side::Chosen));
}

void MainWindow::buildViewMenu()
{
    auto *view = menuBar()->addMenu(tr("&View"));
    for (auto *dock : docks_)
        view->addAction(whenOpen(dock->toggleViewAction()));
    view->addSeparator();
    buildThemeMenu(view);
    buildLanguageMenu(view);
    auto *full = view->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), this, [this](bool on) { on ? showFullScreen() : showNormal(); });
    full->setCheckable(true);
    whenOpen(view->addAction(tr("&Reset layout"), this, [this] { layouts_->reset(); }));
}

void MainWindow::buildThemeMenu(QMenu *view)
{
    auto *themes = view->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const auto current = themeOf(QSettings().value(QStringLiteral("theme")).toString());
    for (const auto &[theme, name] : {std::pair{Theme::System, tr("As the &desktop")}, {Theme::Light, tr("&Light")}, {Theme::Dark, tr("D&ark")}}) {
        auto *action = themes->addAction(name, this, [theme = theme] {
            QSettings().setValue(QStringLiteral("theme"), themeKey(theme));
            applyTheme(theme);
        });
        action->setCheckable(true);
        action->setChecked(theme == current);
        group->addAction(action);
    }
}

void MainWindow::buildLanguageMenu(QMenu *view)
{
    auto *menu = view->addMenu(tr("&Language"));
    auto *group = new QActionGroup(this);
    const auto current = QSettings().value(QStringLiteral("language")).toString();
    const auto offer = [&](const QString &key, const QString &name) {
        auto *action = menu->addAction(name, this, [this, key] {
            QSettings().setValue(QStringLiteral("language"), key);
            say(tr("The language changes at the next start."));
        });
        action->setCheckable(true);
        action->setChecked(key == current);
        group->addAction(action);
    };
    offer({}, tr("As the &desktop"));
    for (const auto &language : languages())
        offer(language.key, language.name);
}

void MainWindow::buildToolBar()
{
    auto *bar = addToolBar(tr("Workspaces"));
    bar->setObjectName(QStringLiteral("workspaces"));
    bar->setMovable(false);
    bar->toggleViewAction()->setEnabled(false); // the way between the workspaces is always there
    bar->addWidget(new SegmentedSwitch(workspaces_->actions(), bar));
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto *commands = new QToolButton(bar);
    commands->setText(tr("Commands…"));
    commands->setToolTip(tr("Every action by a few letters of its name (Ctrl+Shift+P)"));
    commands->setAccessibleName(tr("Commands"));
    commands->setFocusPolicy(Qt::StrongFocus);
    connect(commands, &QToolButton::clicked, this, &MainWindow::showCommands);
    bar->addWidget(commands);
}

void MainWindow::showCommands()
{
    showRecent(); // so that they can be found, too
    CommandPalette palette(CommandPalette::commandsOf(this), this);
    palette.exec();
}

void MainWindow::showRecent()
{
    recent_->clear();
    const auto files = session_.recent();
    for (const auto &file : files)
        recent_->addAction(QString(file).replace(QLatin1Char('&'), QLatin1String("&&")), this, [this, file] { openProject(file); });
    if (files.isEmpty())
        recent_->addAction(tr("None yet"))->setEnabled(false);
}

} // namespace m3po
