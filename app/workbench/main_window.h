// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the panels beside each other as docks, opens projects, starts jobs. It wires, and does nothing else.
#pragma once

#include "app/workbench/layouts.h"
#include "app/workbench/notifier.h"
#include "app/workbench/session.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/workspace/workspace.h"

#include <QMainWindow>
#include <QTimer>

#include <optional>

class QActionGroup;
class QLabel;
class QMenu;
class QStackedWidget;

namespace m3po {

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // `program` is the m3po that does the work.
    explicit MainWindow(const QString &program, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString &file);
    void openLast(); // what was open when the program was last closed, and the jobs that were not over
    // Runs the paper's loop on the demo world as a job, and opens its project as soon as there is one.
    void runDemo(const QString &folder, const QStringList &options);

    Workspace *workspace() { return &workspace_; }
    JobQueue *jobs() { return &jobs_; }
    void showWorkspace(Layouts::Kind kind);
    void showStart();             // the page without a project; what was read stays in memory
    bool isProjectShown() const;
    QList<QDockWidget *> docks() const { return docks_; }
    class SelectionPanel *selectionPanel() const { return selection_; }
    class TrainingPanel *trainingPanel() const { return training_; }
    class EvaluationPanel *evaluationPanel() const { return evaluation_; }
    class AuditPanel *auditPanel() const { return audit_; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void addPanel(const QString &name, const QString &title, QWidget *panel);
    void buildPanels();
    // main_window_menus.cpp
    void buildMenus();
    void buildProjectMenu();
    void buildRunMenu();
    void buildAuditMenu();
    void buildViewMenu();
    void buildThemeMenu(QMenu *view);
    void buildLanguageMenu(QMenu *view);
    void buildToolBar();
    QAction *whenOpen(QAction *action); // enabled while a project is open
    void showCommands();
    void showRecent();
    // stages.cpp
    void newProject(const QString &images, const QString &dataset);
    void importInto();
    void generate();
    void score();
    void evaluate();
    void exportPairs();
    void grant(Workspace::Wish wish);
    void startStage(const struct Stage &stage);

    void chooseProject();
    void closeProject();
    void projectOpened();
    void askForImages();
    void jobEnded(int id);
    void keepJobs();
    void keepSession();
    void projectWritten(const QString &file);
    void followJobs();
    bool mayClose();
    void step(int by);
    void say(const QString &sentence);
    QString projectFile() const; // "" for none

    Workspace workspace_;
    JobQueue jobs_;
    Session session_;
    Notifier *notifier_;
    QStackedWidget *middle_;
    class StartPage *start_;
    class ImageView *image_;
    class LibraryPanel *library_;
    class SelectionPanel *selection_;
    class AuditPanel *audit_;
    class TrainingPanel *training_;
    class EvaluationPanel *evaluation_;
    class JobsPanel *jobsPanel_;
    QList<QDockWidget *> docks_;
    std::optional<Layouts> layouts_; // when the docks are there
    QActionGroup *workspaces_ = nullptr;
    QList<QAction *> needProject_;
    QMenu *recent_ = nullptr;
    QLabel *status_;
    QTimer following_;      // reloads while a job fills the open project
    int opensWhenDone_ = 0; // the job whose project is to be opened as soon as there is one; 0 for none
    bool closing_ = false;
};

} // namespace m3po
