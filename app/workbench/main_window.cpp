// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/main_window.h"

#include "core/project/chosen_folders.h"
#include "core/project/file_system.h"
#include "widgets/audit/audit_panel.h"
#include "widgets/candidates/candidates_panel.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/evaluation/evaluation_panel.h"
#include "widgets/image/image_view.h"
#include "widgets/jobs/job_strip.h"
#include "widgets/jobs/jobs_panel.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"
#include "widgets/scatter/scatter_panel.h"
#include "widgets/selection/selection_panel.h"
#include "widgets/start/start_page.h"
#include "widgets/style/palette.h"
#include "widgets/training/training_panel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>

namespace m3po {
namespace {

constexpr int reloadEvery = 10'000;      // ms, while a job fills the open project
constexpr int mostReloaded = 20'000;     // samples; larger projects are reloaded between stages only
constexpr double worthNoticeAfter = 20;  // seconds that a job took

} // namespace

MainWindow::MainWindow(const QString &program, QWidget *parent)
    : QMainWindow(parent), jobs_(program), notifier_(new Notifier(this)), middle_(new QStackedWidget(this)), start_(new StartPage), image_(new ImageView), library_(new LibraryPanel(&workspace_)),
      selection_(new SelectionPanel(&workspace_)), audit_(new AuditPanel(&workspace_)), training_(new TrainingPanel(&workspace_, &jobs_)),
      evaluation_(new EvaluationPanel(&workspace_, &jobs_)), jobsPanel_(new JobsPanel(&jobs_)), status_(new QLabel(this))
{
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    status_->setTextFormat(Qt::PlainText);
    status_->setAccessibleName(tr("What is happening"));
    statusBar()->addWidget(status_, 1);
    auto *strip = new JobStrip(&jobs_, this);
    statusBar()->addPermanentWidget(strip);
    middle_->addWidget(start_);
    middle_->addWidget(image_);
    middle_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // takes what the docks leave, whatever the start page would like
    setCentralWidget(middle_);
    resize(1600, 900);
    buildPanels();
    buildMenus();

    connect(start_, &StartPage::openWanted, this, [this](const QString &file) { file.isEmpty() ? chooseProject() : openProject(file); });
    connect(start_, &StartPage::newWanted, this, [this] { newProject({}, {}); });
    connect(start_, &StartPage::demoWanted, this, [this] {
        runDemo(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/demo"), {});
    });
    connect(start_, &StartPage::forgetWanted, this, [this](const QString &file) {
        session_.forgetRecent(file);
        start_->setRecent(session_.recent());
    });
    connect(&workspace_, &Workspace::currentSampleChanged, this, [this] { image_->setFile(workspace_.imageFile(workspace_.currentSample())); });
    // Queued: the panels have taken in the project when they are shown, and the window is not away for both at once.
    connect(&workspace_, &Workspace::opened, this, &MainWindow::projectOpened, Qt::QueuedConnection);
    connect(&workspace_, &Workspace::failed, this, &MainWindow::say);
    connect(&workspace_, &Workspace::wished, this, &MainWindow::grant);
    connect(&workspace_, &Workspace::auditRequested, this, [this] { showWorkspace(Layouts::Audit); });
    connect(&jobs_, &JobQueue::ended, this, &MainWindow::jobEnded);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&jobs_, signal, this, &MainWindow::keepJobs);
    connect(&jobs_, &JobQueue::ended, this, &MainWindow::keepJobs);
    connect(&jobs_, &JobQueue::projectWritten, this, &MainWindow::projectWritten);
    connect(&jobs_, &JobQueue::workerTrouble, this, &MainWindow::say);
    connect(&jobs_, &JobQueue::idle, this, [this] {
        if (closing_)
            close();
    });
    connect(strip, &JobStrip::logWanted, this, [this](int id) {
        if (auto *dock = findChild<QDockWidget *>(QStringLiteral("jobs"))) {
            dock->show();
            dock->raise();
            jobsPanel_->choose(id);
        }
    });
    following_.setInterval(reloadEvery);
    connect(&following_, &QTimer::timeout, this, &MainWindow::followJobs);
    following_.start();

    start_->setRecent(session_.recent());
    layouts_->load();
    layouts_->showStart();
    restoreGeometry(QSettings().value(QStringLiteral("geometry")).toByteArray());
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPanels()
{
    addPanel(QStringLiteral("library"), tr("Library"), library_);
    addPanel(QStringLiteral("candidates"), tr("Candidates"), new CandidatesPanel(&workspace_));
    addPanel(QStringLiteral("scatter"), tr("Scatter"), new ScatterPanel(&workspace_));
    addPanel(QStringLiteral("selection"), tr("Selection"), selection_);
    addPanel(QStringLiteral("audit"), tr("Audit"), audit_);
    addPanel(QStringLiteral("training"), tr("Training"), training_);
    addPanel(QStringLiteral("evaluation"), tr("Evaluation"), evaluation_);
    addPanel(QStringLiteral("jobs"), tr("Jobs"), jobsPanel_);
    QHash<QString, QDockWidget *> named;
    for (auto *dock : docks_)
        named[dock->objectName()] = dock;
    layouts_.emplace(this, named);
}

void MainWindow::addPanel(const QString &name, const QString &title, QWidget *panel)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(panel);
    addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->hide();
    docks_.append(dock); // a layout gives it its place
}

bool MainWindow::isProjectShown() const { return middle_->currentWidget() == image_; }

void MainWindow::showWorkspace(Layouts::Kind kind)
{
    if (!isProjectShown())
        return;
    layouts_->show(kind);
    workspaces_->actions().at(kind)->setChecked(true);
}

void MainWindow::openProject(const QString &file)
{
    const auto sentence = tr("Opening %1…").arg(QFileInfo(file).fileName());
    say(sentence);
    if (workspace_.corpus())
        keepSession();
    workspace_.open(QFileInfo(file).absoluteFilePath());
}

void MainWindow::openLast()
{
    jobs_.restore(session_.jobs());
    if (const auto file = session_.lastProject(); QFileInfo::exists(file))
        openProject(file);
}

void MainWindow::runDemo(const QString &folder, const QStringList &options)
{
    const auto place = QFileInfo(folder).absoluteFilePath();
    QDir().mkpath(place);
    opensWhenDone_ = jobs_.add(tr("Demo"), QStringList{QStringLiteral("demo"), QStringLiteral("run"), place} + options, place + QStringLiteral("/demo.m3po"));
    say(tr("The demo runs. Its project opens as soon as there is one."));
}

void MainWindow::projectOpened()
{
    const auto corpus = workspace_.corpus();
    const auto file = projectFile();
    const bool other = file != session_.lastProject() || !isProjectShown();
    setWindowFilePath(file);
    const auto caution = file_system_caution(corpus->file);
    say(caution.empty() ? tr("%1, %2", "samples, candidates").arg(tr("%Ln samples", nullptr, corpus->size()), tr("%Ln candidates", nullptr, int(corpus->columns().rows())))
                        : QString::fromStdString(caution));
    for (auto *action : needProject_)
        action->setEnabled(true);
    if (!other)
        return;
    session_.addRecent(file);
    session_.setLastProject(file);
    middle_->setCurrentWidget(image_);
    showWorkspace(layouts_->current());
    library_->applyRule(session_.restore(workspace_));
    if (!chosen_folders::may_follow(corpus->file, corpus->imagesRoot))
        QTimer::singleShot(0, this, &MainWindow::askForImages);
}

void MainWindow::closeProject()
{
    keepSession();
    session_.setLastProject({});
    showStart();
}

void MainWindow::showStart()
{
    for (auto *action : needProject_)
        action->setEnabled(false);
    setWindowFilePath({});
    start_->setRecent(session_.recent());
    middle_->setCurrentWidget(start_);
    layouts_->showStart();
    say({});
}

void MainWindow::chooseProject()
{
    const auto file = dialogs::openFile(this, tr("Open a project"), tr("Projects (*.m3po)"));
    if (!file.isEmpty())
        openProject(file);
}

void MainWindow::askForImages()
{
    const auto corpus = workspace_.corpus();
    if (!corpus || chosen_folders::may_follow(corpus->file, corpus->imagesRoot))
        return;
    const auto folder = corpus->imagesRoot;
    const auto sentence = tr("This project says that its images lie in %1, which is outside of its own folder and was not chosen on this "
                             "machine. If the project is from somebody whom you do not trust, leave them hidden.")
                              .arg(QString::fromStdString(folder.string()));
    if (dialogs::ask(this, tr("Images elsewhere"), sentence, {tr("Show images from there"), tr("Leave hidden")}) != 0)
        return;
    chosen_folders::remember(folder);
    workspace_.reload();
}

void MainWindow::jobEnded(int id)
{
    const auto *job = jobs_.job(id);
    if (!job)
        return;
    const auto sentence = job->state == Job::State::Done ? tr("%1: done.").arg(job->title) : tr("%1: %2").arg(job->title, job->message);
    say(sentence);
    if (id == opensWhenDone_)
        opensWhenDone_ = 0;
    if (closing_ || isActiveWindow() || job->began.secsTo(job->ended) < worthNoticeAfter)
        return;
    notifier_->tell(job->title, sentence, job->state == Job::State::Done);
}

// Whatever ends this program, what was to be done is known to the next start.
void MainWindow::keepJobs()
{
    if (!closing_)
        session_.setJobs(jobs_.saved());
}

void MainWindow::keepSession()
{
    if (isProjectShown())
        session_.remember(workspace_, library_->model()->rule());
    layouts_->save();
    QSettings().setValue(QStringLiteral("geometry"), saveGeometry());
}

void MainWindow::projectWritten(const QString &file)
{
    if (closing_)
        return;
    if (isProjectShown() && file == projectFile())
        workspace_.reload();
    else if (const auto *job = jobs_.job(opensWhenDone_); job && job->project == file && QFileInfo::exists(file))
        openProject(file);
}

void MainWindow::followJobs()
{
    const auto *job = jobs_.current();
    if (!job || job->state != Job::State::Running || closing_)
        return;
    if (isProjectShown() && job->project == projectFile() && workspace_.corpus()->size() <= mostReloaded && job->stage != QLatin1String("train"))
        workspace_.reload();
    else if (job->id == opensWhenDone_ && job->project != projectFile() && QFileInfo::exists(job->project))
        openProject(job->project);
}

bool MainWindow::mayClose()
{
    if (!jobs_.isBusy() || closing_)
        return true;
    const int answer = dialogs::ask(this, tr("A job is running"), tr("What shall become of the jobs that are not over? Nothing that they have stored is lost."),
                                    {tr("Leave them running"), tr("Pause until the next start"), tr("Stop them"), tr("Stay")});
    switch (answer) {
    case 0:
        session_.setJobs({});
        jobs_.leaveRunning();
        return true;
    case 1: session_.setJobs(jobs_.saved()); break;
    case 2: session_.setJobs({}); break;
    default: return false;
    }
    closing_ = true;
    say(tr("Waiting until the job's group is stored…"));
    jobs_.shutDown(); // closes the window when it is done
    return jobs_.worker()->state() == WorkerProcess::State::None;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayClose()) {
        event->ignore();
        return;
    }
    keepSession();
    QMainWindow::closeEvent(event);
}

void MainWindow::step(int by)
{
    const auto *model = library_->model();
    const auto at = model->indexOf(workspace_.currentSample());
    const auto next = model->index(at.isValid() ? at.row() + by : 0, 0);
    if (next.isValid())
        workspace_.setCurrentSample(model->sample(next));
}

void MainWindow::say(const QString &sentence)
{
    status_->setText(sentence);
    status_->setToolTip(sentence.toHtmlEscaped());
    start_->setSentence(sentence);
}

QString MainWindow::projectFile() const
{
    const auto corpus = workspace_.corpus();
    return corpus ? QString::fromStdString(corpus->file.string()) : QString();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return;
    const QFileInfo info(urls.first().toLocalFile());
    if (info.isDir() || QStringList{QStringLiteral("m3po"), QStringLiteral("json"), QStringLiteral("jsonl")}.contains(info.suffix()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QFileInfo info(event->mimeData()->urls().first().toLocalFile());
    // Asking in the middle of a drop would hold up the program that it came from.
    QTimer::singleShot(0, this, [this, info] {
        if (info.isDir())
            newProject(info.filePath(), {});
        else if (info.suffix() == QLatin1String("m3po"))
            openProject(info.filePath());
        else
            newProject({}, info.filePath());
    });
}

} // namespace m3po
