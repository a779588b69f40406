// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/evaluation_panel.h"

#include "widgets/dialogs/table_file.h"
#include "widgets/evaluation/answers_view.h"
#include "widgets/evaluation/bars.h"
#include "widgets/evaluation/results_model.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/workspace/workspace.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace m3po {
namespace {

constexpr std::size_t mostDrawn = 16; // groups of bars; of more, those that are selected

} // namespace

EvaluationPanel::EvaluationPanel(Workspace *workspace, JobQueue *jobs, QWidget *parent)
    : QWidget(parent), workspace_(workspace), jobs_(jobs), model_(new ResultsModel(this)), sorted_(new QSortFilterProxyModel(this)), empty_(new QWidget(this)), full_(new QWidget(this)),
      table_(new QTableView), bars_(new Bars), provenance_(new QPlainTextEdit), answers_(new AnswersView), trouble_(new QLabel(this))
{
    auto *says = new QLabel(tr("No evaluation yet. A model, with an adapter and without, answers a benchmark's questions; its figures stand here as a table and as bars, its answers beside each other."), empty_);
    says->setTextFormat(Qt::PlainText);
    says->setWordWrap(true);
    says->setAlignment(Qt::AlignCenter);
    auto *evaluate = new QPushButton(tr("Evaluate…"), empty_);
    auto *emptyLayout = new QVBoxLayout(empty_);
    emptyLayout->setContentsMargins(48, 0, 48, 0);
    emptyLayout->addStretch(1);
    emptyLayout->addWidget(says);
    emptyLayout->addWidget(evaluate, 0, Qt::AlignCenter);
    emptyLayout->addStretch(1);

    sorted_->setSourceModel(model_);
    sorted_->setSortRole(ResultsModel::SortRole);
    table_->setModel(sorted_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setCornerButtonEnabled(false);
    table_->verticalHeader()->setHighlightSections(false); // the rows' names, which stay in sight
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 6);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->setAccessibleName(tr("Evaluations by model and adapter"));
    offerCsv(table_, tr("evaluations"));
    provenance_->setReadOnly(true);
    provenance_->setFrameShape(QFrame::NoFrame);
    provenance_->setTabChangesFocus(true);
    provenance_->setAccessibleName(tr("What the number was made by"));
    provenance_->setPlaceholderText(tr("Click a number to see what it was made by."));
    trouble_->setTextFormat(Qt::PlainText);
    trouble_->setWordWrap(true);
    trouble_->hide();

    auto *left = new QSplitter(Qt::Vertical);
    left->setObjectName(QStringLiteral("provenance"));
    left->addWidget(table_);
    left->addWidget(provenance_);
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 1);
    left->setSizes({270, 90});
    auto *upper = new QSplitter(Qt::Horizontal);
    upper->setObjectName(QStringLiteral("bars"));
    upper->addWidget(left);
    upper->addWidget(bars_);
    upper->setStretchFactor(0, 3);
    upper->setStretchFactor(1, 2);
    upper->setSizes({760, 380});
    auto *all = new QSplitter(Qt::Vertical, full_);
    all->setObjectName(QStringLiteral("answers"));
    all->addWidget(upper);
    all->addWidget(answers_);
    all->setStretchFactor(0, 1);
    all->setStretchFactor(1, 1);
    all->setSizes({360, 240});
    for (auto *split : {left, upper, all}) {
        split->setChildrenCollapsible(false);
        split->setHandleWidth(9);
    }
    auto *fullLayout = new QVBoxLayout(full_);
    fullLayout->setContentsMargins(0, 0, 0, 0);
    fullLayout->addWidget(all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(trouble_);
    layout->addWidget(empty_, 1);
    layout->addWidget(full_, 1);

    connect(evaluate, &QPushButton::clicked, this, [this] { workspace_->wish(Workspace::Wish::Evaluate); });
    connect(&feed_, &EvaluationFeed::changed, this, &EvaluationPanel::follow);
    connect(&feed_, &EvaluationFeed::failed, this, [this](const QString &sentence) {
        trouble_->setText(sentence);
        trouble_->show();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EvaluationPanel::showChosen);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &EvaluationPanel::showChosen);
    connect(workspace, &Workspace::opened, this, &EvaluationPanel::opened);
    connect(jobs, &JobQueue::changed, this, &EvaluationPanel::followJobs);
    connect(jobs, &JobQueue::ended, this, [this] { feed_.look(); });
    connect(jobs, &JobQueue::projectWritten, this, [this] { feed_.look(); });
    opened();
    follow();
}

void EvaluationPanel::opened()
{
    const auto corpus = workspace_->corpus();
    const auto file = corpus ? QString::fromStdString(corpus->file.string()) : QString();
    if (file.toStdString() != feed_.file().string())
        shown_ = false;
    feed_.setFile(file);
}

void EvaluationPanel::followJobs()
{
    const auto *running = jobs_->current();
    feed_.setBusy(running && running->state == Job::State::Running && running->stage == QLatin1String("evaluate") && running->project.toStdString() == feed_.file().string());
}

void EvaluationPanel::follow()
{
    trouble_->hide();
    // What a person reads stays chosen when another row or column comes.
    const auto before = model_->table().contestants();
    const auto rows = table_->selectionModel()->selectedRows();
    std::vector<EvaluationTable::Contestant> kept;
    for (const auto &row : rows)
        kept.push_back(before[std::size_t(sorted_->mapToSource(row).row())]);
    const auto current = sorted_->mapToSource(table_->currentIndex());
    const auto last = current.isValid() ? std::optional(before[std::size_t(current.row())]) : std::nullopt;
    const int column = current.column();
    model_->setTable(feed_.table());
    if (!table_->currentIndex().isValid() && last) {
        const auto indexOf = [&](const EvaluationTable::Contestant &wanted) {
            const auto &now = model_->table().contestants();
            const auto found = std::find_if(now.begin(), now.end(), [&](const auto &c) { return c.modelFingerprint == wanted.modelFingerprint && c.adapterFingerprint == wanted.adapterFingerprint; });
            return found == now.end() ? QModelIndex() : sorted_->mapFromSource(model_->index(int(found - now.begin()), column));
        };
        table_->setCurrentIndex(indexOf(*last));
        for (const auto &contestant : kept)
            table_->selectionModel()->select(indexOf(contestant), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    const auto &contestants = model_->table().contestants();
    const bool oneModel = std::all_of(contestants.begin(), contestants.end(), [&](const auto &c) { return c.modelFingerprint == contestants.front().modelFingerprint; });
    table_->setColumnHidden(ResultsModel::Model, oneModel && !contestants.empty());
    table_->setColumnHidden(ResultsModel::Adapter, true); // its row's name
    fitColumns();
    const bool any = model_->rowCount() > 0;
    empty_->setVisible(!any);
    full_->setVisible(any);
    if (!any) {
        shown_ = false;
    } else if (!shown_ || !table_->currentIndex().isValid()) {
        shown_ = true;
        // The latest is what people want to see; against its base, without being asked.
        table_->setCurrentIndex(sorted_->mapFromSource(model_->index(model_->rowCount() - 1, ResultsModel::FirstFigure)));
    }
    showChosen();
}

// As wide as the widest line of its head, or a number.
void EvaluationPanel::fitColumns()
{
    const auto metrics = table_->horizontalHeader()->fontMetrics();
    for (int column = 0; column < model_->columnCount(); ++column) {
        int width = metrics.horizontalAdvance(QStringLiteral("100.00"));
        for (const auto &line : model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().split(QLatin1Char('\n')))
            width = std::max(width, metrics.horizontalAdvance(line));
        table_->setColumnWidth(column, width + 16);
    }
}

std::vector<int> EvaluationPanel::chosen() const
{
    std::vector<int> rows;
    for (const auto &index : table_->selectionModel()->selectedRows())
        rows.push_back(sorted_->mapToSource(index).row());
    std::sort(rows.begin(), rows.end());
    const auto &table = model_->table();
    if (rows.size() == 1) {
        if (const int base = table.baseOf(rows[0]); base >= 0 && base != rows[0])
            rows.insert(rows.begin(), base);
    } else if (rows.size() == 2 && table.baseOf(rows[0]) == rows[1]) {
        std::swap(rows[0], rows[1]);
    }
    return rows;
}

int EvaluationPanel::chosenFigure() const
{
    const auto index = sorted_->mapToSource(table_->currentIndex());
    const auto columns = int(model_->table().columns().size());
    return columns == 0 ? -1 : index.isValid() && index.column() >= ResultsModel::FirstFigure ? index.column() - ResultsModel::FirstFigure : 0;
}

void EvaluationPanel::showChosen()
{
    const auto table = feed_.table();
    const int figure = chosenFigure();
    const auto rows = chosen();
    const auto current = sorted_->mapToSource(table_->currentIndex());
    provenance_->setPlainText(current.isValid() && current.column() >= ResultsModel::FirstFigure ? table->provenance(current.row(), figure).join(QLatin1Char('\n')) : QString());

    std::vector<int> drawn;
    const bool all = model_->rowCount() <= int(mostDrawn);
    for (int row = 0; row < sorted_->rowCount() && drawn.size() < mostDrawn; ++row)
        if (const int contestant = sorted_->mapToSource(sorted_->index(row, 0)).row(); all || std::find(rows.begin(), rows.end(), contestant) != rows.end())
            drawn.push_back(contestant);
    bars_->setFigures(table, drawn, figure);

    AnswersView::Choice choice;
    choice.file = feed_.file();
    if (figure >= 0) {
        const int task = table->columns()[std::size_t(figure)].task;
        for (const int contestant : rows) {
            const auto *evaluation = table->at(contestant, task);
            if (!evaluation || choice.second)
                continue;
            (choice.first ? choice.second : choice.first) = *evaluation;
            (choice.second ? choice.secondName : choice.firstName) = table->contestants()[std::size_t(contestant)].name();
            choice.answered += table->answeredSoFar(contestant, task).value_or(0);
        }
    }
    answers_->setChoice(choice);
}

QString EvaluationPanel::provenance() const { return provenance_->toPlainText(); }

} // namespace m3po
