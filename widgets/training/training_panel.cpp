// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/training_panel.h"

#include "core/project/chosen_folders.h"
#include "widgets/dialogs/table_file.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/training/curves.h"
#include "widgets/training/moved_pairs.h"
#include "widgets/training/runs_model.h"
#include "widgets/training/training_form.h"
#include "widgets/workspace/workspace.h"

#include <QAction>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace m3po {

TrainingPanel::TrainingPanel(Workspace *workspace, JobQueue *jobs, QWidget *parent)
    : QWidget(parent), workspace_(workspace), jobs_(jobs), model_(new RunsModel(&feed_, this)), sorted_(new QSortFilterProxyModel(this)),
      form_(new TrainingForm(workspace)), curves_(new Curves(&feed_, model_)), table_(new QTableView), moved_(new MovedPairs(workspace))
{
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(RunsModel::SortRole);
    table_->setModel(sorted_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(RunsModel::Created, Qt::DescendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 6);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(RunsModel::Name, QHeaderView::Stretch);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setAccessibleName(tr("Training runs"));
    offerCsv(table_, tr("training runs"));

    auto *buttons = new QHBoxLayout;
    const auto action = [&](const QString &text, const QString &tip, auto &&what) {
        auto *made = new QAction(text, this);
        made->setToolTip(tip);
        connect(made, &QAction::triggered, this, what);
        addAction(made);
        actions_ << made;
        auto *button = new QToolButton;
        button->setDefaultAction(made);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(text);
        buttons->addWidget(button);
        return made;
    };
    pause_ = action(tr("Pause training"), tr("Hold still between two steps, with the model kept in memory"), [this] { jobs_->pause(job()); });
    stop_ = action(tr("Stop training and keep"), tr("End after this step; the checkpoint stays, and resuming goes on from it"), [this] { jobs_->cancel(job()); });
    resume_ = action(tr("Resume training"), tr("Go on from the last checkpoint"), [this] { resume(); });
    again_ = action(tr("Start one like this"), tr("Fill the form with this run's parameters"), [this] {
        if (const auto view = chosen())
            fillFrom(*view);
    });
    buttons->addStretch(1);
    auto *lower = new QWidget;
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->addLayout(buttons);
    lowerLayout->addWidget(table_, 1);

    auto *middle = new QSplitter(Qt::Vertical);
    middle->setObjectName(QStringLiteral("runs"));
    middle->addWidget(curves_);
    middle->addWidget(lower);
    middle->setStretchFactor(0, 3);
    middle->setStretchFactor(1, 1);
    middle->setSizes({440, 140});
    auto *all = new QSplitter(Qt::Horizontal, this);
    all->setObjectName(QStringLiteral("form"));
    all->addWidget(form_);
    all->addWidget(middle);
    all->addWidget(moved_);
    all->setStretchFactor(0, 0);
    all->setStretchFactor(1, 1);
    all->setSizes({320, 900, 260});
    for (auto *split : {middle, all}) {
        split->setChildrenCollapsible(false);
        split->setHandleWidth(9);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(all);

    connect(form_, &TrainingForm::startWanted, this, &TrainingPanel::start);
    connect(&feed_, &RunFeed::changed, this, &TrainingPanel::follow);
    connect(model_, &RunsModel::checkedChanged, this, [this] {
        QSet<qint64> wanted;
        for (const auto &[run, place] : model_->places())
            wanted << run;
        feed_.setWanted(wanted);
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        moved_->setRun(chosen());
        showActions();
    });
    connect(table_, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != RunsModel::Name || !(model_->flags(sorted_->mapToSource(index)) & Qt::ItemIsUserCheckable))
            again_->trigger();
    });
    connect(workspace, &Workspace::opened, this, &TrainingPanel::opened);
    connect(jobs, &JobQueue::changed, this, [this] {
        const auto *running = jobs_->current();
        feed_.setBusy(running && running->state == Job::State::Running && running->project == file_);
        showActions();
    });
    connect(jobs, &JobQueue::ended, this, [this] { feed_.look(); });
    opened();
    showActions();
}

void TrainingPanel::opened()
{
    const auto corpus = workspace_->corpus();
    const auto file = corpus ? QString::fromStdString(corpus->file.string()) : QString();
    if (file != file_) {
        file_ = file;
        shown_ = false;
        feed_.setFile(file);
    }
    feed_.look();
}

void TrainingPanel::follow()
{
    QStringList names;
    for (const auto &view : feed_.runs())
        names << QString::fromStdString(view->run.name);
    form_->setTaken(names);
    if (!shown_ && !feed_.runs().empty()) {
        shown_ = true;
        const auto latest = feed_.runs().back()->run.id;
        model_->setChecked(latest, true);
        table_->selectRow(sorted_->mapFromSource(model_->indexOf(latest)).row());
    }
    if (const auto view = chosen())
        moved_->setRun(view);
    showActions();
}

std::shared_ptr<const RunView> TrainingPanel::chosen() const
{
    const auto index = sorted_->mapToSource(table_->currentIndex());
    return index.isValid() ? model_->run(index) : nullptr;
}

int TrainingPanel::job() const
{
    const auto view = chosen();
    if (!view)
        return 0;
    const auto name = QString::fromStdString(view->run.name);
    for (auto job = jobs_->jobs().rbegin(); job != jobs_->jobs().rend(); ++job) {
        const auto at = job->arguments.indexOf(QStringLiteral("--name"));
        if (job->project == file_ && job->arguments.value(0) == QLatin1String("train") && at >= 0 && job->arguments.value(at + 1) == name)
            return job->id;
    }
    return 0;
}

void TrainingPanel::start(const QString &name, const QStringList &arguments)
{
    jobs_->add(tr("Train %1").arg(name), arguments, file_);
    shown_ = false; // the new one is what people want to see next
}

void TrainingPanel::resume()
{
    if (const int known = job(); known != 0) {
        jobs_->resume(known);
        return;
    }
    const auto view = chosen();
    if (!view)
        return;
    // A project of somebody else's may name any folders: the person sees them in the form first.
    for (const auto &folder : {view->run.model, view->run.output}) {
        if (!chosen_folders::may_follow(file_.toStdString(), folder)) {
            fillFrom(*view);
            return;
        }
    }
    auto values = valuesOfParameters(view->run.parameters);
    values[QStringLiteral("name")] = QString::fromStdString(view->run.name);
    values[QStringLiteral("selection")] = view->selection;
    values[QStringLiteral("model")] = QString::fromStdString(view->run.model);
    values[QStringLiteral("out")] = QString::fromStdString(view->run.output);
    jobs_->add(tr("Train %1").arg(values[QStringLiteral("name")]), trainingArguments(values, file_), file_);
}

void TrainingPanel::fillFrom(const RunView &view)
{
    auto values = valuesOfParameters(view.run.parameters);
    values[QStringLiteral("model")] = QString::fromStdString(view.run.model);
    if (!view.selection.isEmpty())
        values[QStringLiteral("selection")] = view.selection;
    form_->setValues(values);
}

void TrainingPanel::showActions()
{
    const auto *known = jobs_->job(job());
    const auto view = chosen();
    const bool unfinished = view && view->run.state != "finished";
    pause_->setEnabled(known && known->state == Job::State::Running);
    stop_->setEnabled(known && !known->isOver());
    resume_->setEnabled(known && known->state != Job::State::Done ? known->isOver() || known->state == Job::State::Paused : unfinished && !known);
    again_->setEnabled(view != nullptr);
}

} // namespace m3po
