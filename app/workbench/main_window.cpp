// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/main_window.h"

#include "widgets/candidates/candidates_panel.h"
#include "widgets/image/image_view.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"
#include "widgets/scatter/scatter_panel.h"
#include "widgets/selection/selection_panel.h"
#include "widgets/style/palette.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>

namespace m3po {
namespace {

constexpr int layoutVersion = 1;
constexpr int mostRecent = 8;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent), library_(new LibraryPanel(&workspace_)), selection_(new SelectionPanel(&workspace_)), status_(new QLabel(this))
{
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    status_->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(status_, 1);

    auto *image = new ImageView;
    setCentralWidget(image);
    addPanel(QStringLiteral("library"), tr("Library"), library_);
    addPanel(QStringLiteral("candidates"), tr("Candidates"), new CandidatesPanel(&workspace_));
    addPanel(QStringLiteral("scatter"), tr("Scatter"), new ScatterPanel(&workspace_));
    addPanel(QStringLiteral("selection"), tr("Selection"), selection_);
    buildMenus();

    const auto showImage = [this, image] { image->setFile(workspace_.imageFile(workspace_.currentSample())); };
    connect(&workspace_, &Workspace::currentSampleChanged, this, showImage);
    connect(&workspace_, &Workspace::opened, this, [this] {
        const auto corpus = workspace_.corpus();
        const auto file = QString::fromStdString(corpus->file.string());
        setWindowFilePath(file);
        status_->setText(tr("%1 samples, %2 candidates").arg(style::count(corpus->size()), style::count(corpus->columns().rows())));
        QSettings settings;
        auto recent = settings.value(QStringLiteral("recent")).toStringList();
        recent.removeAll(file);
        recent.prepend(file);
        settings.setValue(QStringLiteral("recent"), QStringList(recent.mid(0, mostRecent)));
    });
    connect(&workspace_, &Workspace::failed, status_, &QLabel::setText);

    resize(1600, 900);
    resetLayout();
    QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("layout")).toByteArray(), layoutVersion);
}

void MainWindow::addPanel(const QString &name, const QString &title, QWidget *panel)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(panel);
    docks_.append(dock); // resetLayout() gives it its place
}

void MainWindow::buildMenus()
{
    auto *project = menuBar()->addMenu(tr("&Project"));
    project->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::chooseProject);
    recent_ = project->addMenu(tr("Open &recent"));
    connect(recent_, &QMenu::aboutToShow, this, &MainWindow::showRecent);
    project->addAction(tr("Re&load"), QKeySequence::Refresh, &workspace_, &Workspace::reload);
    project->addSeparator();
    project->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

    auto *selection = menuBar()->addMenu(tr("&Selection"));
    selection->addAction(tr("&Save…"), QKeySequence::Save, selection_, &SelectionPanel::save);
    selection->addAction(tr("&Freeze…"), QKeySequence(Qt::CTRL | Qt::Key_F7), selection_, &SelectionPanel::freeze);
    selection->addAction(tr("Show &changed pairs"), QKeySequence(Qt::CTRL | Qt::Key_D), selection_, &SelectionPanel::showChanged);
    selection->addAction(tr("Show &all samples"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), this, [this] { workspace_.setFilter(std::nullopt, {}); });

    auto *go = menuBar()->addMenu(tr("&Go"));
    go->addAction(tr("&Next sample"), QKeySequence(Qt::ALT | Qt::Key_Down), this, [this] { step(1); });
    go->addAction(tr("&Previous sample"), QKeySequence(Qt::ALT | Qt::Key_Up), this, [this] { step(-1); });

    auto *view = menuBar()->addMenu(tr("&View"));
    for (auto *dock : docks_)
        view->addAction(dock->toggleViewAction());
    view->addSeparator();
    view->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::resetLayout()
{
    for (auto *dock : docks_) {
        dock->setFloating(false);
        dock->show();
    }
    auto *library = docks_[0], *candidates = docks_[1], *scatter = docks_[2], *selection = docks_[3];
    addDockWidget(Qt::LeftDockWidgetArea, library);
    addDockWidget(Qt::BottomDockWidgetArea, scatter);
    addDockWidget(Qt::RightDockWidgetArea, candidates);
    splitDockWidget(candidates, selection, Qt::Horizontal);
    resizeDocks({library, candidates, selection}, {300, 480, 330}, Qt::Horizontal);
    resizeDocks({scatter}, {height() * 2 / 5}, Qt::Vertical);
}

void MainWindow::step(int by)
{
    const auto *model = library_->model();
    const auto at = model->indexOf(workspace_.currentSample());
    const auto next = model->index(at.isValid() ? at.row() + by : 0, 0);
    if (next.isValid())
        workspace_.setCurrentSample(model->sample(next));
}

void MainWindow::openProject(const QString &file)
{
    status_->setText(tr("Opening %1…").arg(QFileInfo(file).fileName()));
    workspace_.open(QFileInfo(file).absoluteFilePath());
}

void MainWindow::chooseProject()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Open project"), {}, tr("Projects (*.m3po)"));
    if (!file.isEmpty())
        openProject(file);
}

void MainWindow::showRecent()
{
    recent_->clear();
    const auto files = QSettings().value(QStringLiteral("recent")).toStringList();
    for (const auto &file : files)
        recent_->addAction(QString(file).replace(QLatin1Char('&'), QLatin1String("&&")), this, [this, file] { openProject(file); });
    if (files.isEmpty())
        recent_->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("layout"), saveState(layoutVersion));
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile() && urls.first().path().endsWith(QLatin1String(".m3po")))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event) { openProject(event->mimeData()->urls().first().toLocalFile()); }

} // namespace m3po
