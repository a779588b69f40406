// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/jobs_panel.h"

#include "widgets/dialogs/table_file.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/jobs/jobs_delegate.h"

#include <QAction>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

#include <functional>

namespace m3po {
namespace {

constexpr int mostLinesShown = 2000;

} // namespace

JobsPanel::JobsPanel(JobQueue *queue, QWidget *parent)
    : QWidget(parent), queue_(queue), table_(new QTableView(this)), sentence_(new QLabel(this)), trouble_(new QLabel(this)), log_(new QPlainTextEdit(this))
{
    table_->setModel(queue);
    table_->setItemDelegate(new JobsDelegate(table_));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 12);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setSectionResizeMode(JobQueue::Title, QHeaderView::Stretch);
    table_->setColumnWidth(JobQueue::ProgressColumn, 240);
    table_->setAccessibleName(tr("Jobs"));
    offerCsv(table_, tr("jobs"));

    log_->setReadOnly(true);
    log_->setMaximumBlockCount(mostLinesShown);
    log_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    log_->setLineWrapMode(QPlainTextEdit::NoWrap);
    log_->setFrameShape(QFrame::NoFrame);
    log_->setTabChangesFocus(true);
    log_->setAccessibleName(tr("Log of the job"));
    log_->setPlaceholderText(tr("What the chosen job says stands here."));
    for (auto *label : {sentence_, trouble_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    sentence_->setAccessibleName(tr("How the job stands"));
    trouble_->setAccessibleName(tr("What happened to the worker"));
    trouble_->hide();

    auto *buttons = new QHBoxLayout;
    const auto action = [&](const QString &text, const QString &tip, const QKeySequence &keys, void (JobQueue::*what)(int)) {
        auto *made = new QAction(text, this);
        made->setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
        made->setShortcut(keys);
        made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QAction::triggered, this, [this, what] {
            if (const int id = chosen())
                std::invoke(what, queue_, id); // GCC 12 makes of (queue_->*what)(id), sanitized, a read of what is not there
        });
        addAction(made);
        actions_ << made;
        auto *button = new QToolButton(this);
        button->setDefaultAction(made);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(text);
        buttons->addWidget(button);
        return made;
    };
    pause_ = action(tr("Pause job"), tr("Hold still between two groups, with the models kept in memory"), QKeySequence(Qt::Key_P), &JobQueue::pause);
    resume_ = action(tr("Resume job"), tr("Go on from where it was"), QKeySequence(Qt::Key_R), &JobQueue::resume);
    cancel_ = action(tr("Stop job and keep"), tr("End at the group's end; what was done is kept"), QKeySequence(Qt::Key_C), &JobQueue::cancel);
    remove_ = action(tr("Remove job from the list"), tr("Take one that is over from the list"), QKeySequence::Delete, &JobQueue::remove);
    buttons->addStretch(1);

    auto *lower = new QWidget(this);
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 4, 0, 0);
    lowerLayout->addWidget(sentence_);
    lowerLayout->addWidget(log_, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("log"));
    split->addWidget(table_);
    split->addWidget(lower);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({900, 600});
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(buttons);
    layout->addWidget(trouble_);
    layout->addWidget(split, 1);

    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JobsPanel::showJob);
    connect(queue, &JobQueue::changed, this, [this](int id) {
        if (id == chosen())
            showJob();
    });
    connect(queue, &JobQueue::logged, this, &JobsPanel::addLine);
    connect(queue, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int, int last) { table_->selectRow(last); });
    connect(queue, &QAbstractItemModel::rowsRemoved, this, &JobsPanel::showJob);
    connect(queue, &JobQueue::workerTrouble, this, [this](const QString &sentence) {
        trouble_->setText(sentence);
        trouble_->show();
    });
    if (!queue->jobs().empty())
        choose(queue->jobs().back().id);
    showJob();
}

int JobsPanel::chosen() const
{
    const auto index = table_->currentIndex();
    return index.isValid() ? index.data(JobQueue::IdRole).toInt() : 0;
}

void JobsPanel::choose(int id)
{
    for (int row = 0; row < queue_->rowCount(); ++row)
        if (queue_->index(row, 0).data(JobQueue::IdRole).toInt() == id)
            table_->selectRow(row);
}

void JobsPanel::showJob()
{
    const auto *job = queue_->job(chosen());
    pause_->setEnabled(job && job->state == Job::State::Running);
    resume_->setEnabled(job && (job->state == Job::State::Paused || job->state == Job::State::Failed || job->state == Job::State::Cancelled));
    cancel_->setEnabled(job && !job->isOver());
    remove_->setEnabled(job && job->isOver());
    if (!job)
        sentence_->setText(tr("No job yet. Generating, scoring, training, evaluating and exporting run here, one after the other."));
    else if (!job->message.isEmpty())
        sentence_->setText(job->message);
    else
        sentence_->setText(tr("%1: %2", "job, state").arg(job->title, JobQueue::stateText(*job)));
    if (const int id = job ? job->id : 0; id != shown_) {
        shown_ = id;
        showLog();
    }
}

void JobsPanel::showLog()
{
    const auto *job = queue_->job(shown_);
    log_->setPlainText(job ? job->log.join(QLatin1Char('\n')) : QString());
    log_->moveCursor(QTextCursor::End);
}

void JobsPanel::addLine(int id, const QString &line)
{
    if (id == shown_)
        log_->appendPlainText(line);
}

} // namespace m3po
