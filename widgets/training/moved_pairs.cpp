// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/moved_pairs.h"

#include "widgets/dialogs/table_file.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"
#include "widgets/workspace/workspace.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace m3po {
namespace {

constexpr int each = 20; // of either end

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

// From the first word that the other has not at that place: what two long answers differ in is seen in a narrow column.
QString fromDifference(const QString &answer, const QString &other)
{
    const auto end = std::min(answer.size(), other.size());
    qsizetype word = 0;
    for (qsizetype i = 0; i < end && answer[i] == other[i]; ++i)
        if (answer[i].isSpace())
            word = i + 1;
    return (word > 0 ? QStringLiteral("… ") : QString()) + answer.mid(word).simplified();
}

} // namespace

void MovedPairsModel::setPairs(std::vector<PairMargin> most, std::vector<PairMargin> least)
{
    beginResetModel();
    most_ = most.size();
    pairs_ = std::move(most);
    for (auto &pair : least)
        if (std::none_of(pairs_.begin(), pairs_.end(), [&](const auto &other) { return other.position == pair.position; }))
            pairs_.push_back(std::move(pair));
    endResetModel();
}

int MovedPairsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(pairs_.size()); }
int MovedPairsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : NUM_COLUMNS; }

QVariant MovedPairsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto &pair = pairs_[std::size_t(index.row())];
    if (role == SampleRole)
        return pair.sample_id ? QVariant(qint64(*pair.sample_id)) : QVariant();
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Margin ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
            .arg(tr("%1\n\nmargin %2 at step %3, %4 at step %5\n\nR_w: %6\n\nR_l: %7")
                     .arg(text(pair.instruction), QString::number(pair.last_margin), QString::number(pair.last_step), QString::number(pair.first_margin), QString::number(pair.first_step),
                          text(pair.chosen), text(pair.rejected)).toHtmlEscaped());
    if (role != Qt::DisplayRole && role != exactRole)
        return {};
    const bool exact = role == exactRole;
    switch (index.column()) {
    case Margin: return exact ? QVariant(pair.last_margin) : QVariant(style::number(pair.last_margin));
    case Chosen: return exact ? text(pair.chosen) : fromDifference(text(pair.chosen), text(pair.rejected));
    case Rejected: return exact ? text(pair.rejected) : fromDifference(text(pair.rejected), text(pair.chosen));
    case Instruction: return text(pair.instruction);
    }
    return {};
}

QVariant MovedPairsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[]{tr("Margin"), QStringLiteral("R_w"), QStringLiteral("R_l"), tr("Instruction")};
    return section >= 0 && section < NUM_COLUMNS ? QVariant(names[section]) : QVariant();
}

MovedPairs::MovedPairs(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), model_(new MovedPairsModel(this)), view_(new QTableView(this)), says_(new QLabel(this)),
      audit_(new QPushButton(tr("Audit these pairs"), this))
{
    auto *title = new QLabel(tr("Margins that moved most and least"), this);
    title->setWordWrap(true);
    says_->setTextFormat(Qt::PlainText);
    says_->setWordWrap(true);
    view_->setModel(model_);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setShowGrid(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setTabKeyNavigation(false);
    view_->setWordWrap(false);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 6);
    view_->setColumnHidden(MovedPairsModel::Instruction, true); // often the same for all; it is in the tool tip, and in what is exported
    for (const auto column : {MovedPairsModel::Chosen, MovedPairsModel::Rejected})
        view_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->setColumnWidth(MovedPairsModel::Margin, view_->fontMetrics().horizontalAdvance(QStringLiteral("-0.0000")) + 16);
    view_->setAccessibleName(title->text());
    offerCsv(view_, tr("moved pairs"));
    audit_->setToolTip(tr("Show these pairs in the audit, as the selection has them"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(title);
    layout->addWidget(says_);
    layout->addWidget(view_, 1);
    layout->addWidget(audit_);
    connect(view_, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const int sample = sampleOf(index.data(MovedPairsModel::SampleRole).toLongLong()); sample >= 0)
            workspace_->setCurrentSample(sample);
    });
    connect(audit_, &QPushButton::clicked, this, &MovedPairs::audit);
    connect(&reading_, &QFutureWatcherBase::finished, this, [this] {
        if (stale_) {
            read();
            return;
        }
        const auto read = reading_.result();
        if (read)
            showPairs(read->most, read->least);
        else
            says_->setText(QString::fromStdString(read.error().message));
    });
    showPairs({}, {});
}

void MovedPairs::setRun(std::shared_ptr<const RunView> run)
{
    run_ = std::move(run);
    read();
}

void MovedPairs::read()
{
    if (reading_.isRunning()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    if (!run_ || !workspace_->corpus()) {
        showPairs({}, {});
        return;
    }
    reading_.setFuture(inBackground([file = workspace_->corpus()->file, run = run_->run.id]() -> Result<Both> {
        return catching([&]() -> Both {
            auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
            return {training_margins::list(project, run, training_margins::Order::LargestFirst, each),
                    training_margins::list(project, run, training_margins::Order::SmallestFirst, each)};
        });
    }));
}

void MovedPairs::showPairs(const std::vector<PairMargin> &most, const std::vector<PairMargin> &least)
{
    if (model_->pairs().size() != most.size() + least.size() || most.empty() || model_->pairs().front().last_margin != most.front().last_margin)
        model_->setPairs(most, least);
    says_->setText(!run_ ? tr("Choose a run in the table below.")
                   : most.empty() ? tr("%1 tells nothing of single pairs: it trains no pairs, or was made by an older version.").arg(text(run_->run.name))
                                  : tr("Of %1. A reward margin is β times how far R_w has gained on R_l against the reference.").arg(text(run_->run.name)));
    audit_->setEnabled(!most.empty() && run_ && !run_->selection.isEmpty());
}

int MovedPairs::sampleOf(std::int64_t id) const
{
    const auto corpus = workspace_->corpus();
    if (!corpus || id == 0)
        return -1;
    const auto &ids = corpus->columns().sample_ids;
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? -1 : int(found - ids.begin());
}

void MovedPairs::audit()
{
    std::vector<int> samples;
    for (const auto &pair : model_->pairs())
        if (const int sample = sampleOf(pair.sample_id.value_or(0)); sample >= 0)
            samples.push_back(sample);
    std::sort(samples.begin(), samples.end());
    samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
    workspace_->audit(run_->selection, samples, tr("pairs that “%1” moved most and least").arg(text(run_->run.name)));
}

} // namespace m3po
