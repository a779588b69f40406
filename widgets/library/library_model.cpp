// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_model.h"

#include "core/project/reviews.h"
#include "core/project/selections.h"
#include "widgets/workspace/background.h"

#include <algorithm>

namespace m3po {
namespace {

constexpr qsizetype mostShown = 200; // of an instruction in a cell
constexpr int mostAtOnce = 2'000;    // samples whose rows are found within a frame, ordered by language too

LibraryRule::Review verdictOf(const std::string &verdict)
{
    return verdict == "accepted" ? LibraryRule::Review::Accepted
         : verdict == "refused"  ? LibraryRule::Review::Refused
         : verdict == "swapped"  ? LibraryRule::Review::Swapped
         : verdict == "edited"   ? LibraryRule::Review::Edited
                                 : LibraryRule::Review::Pending;
}

} // namespace

LibraryModel::LibraryModel(Workspace *workspace, QObject *parent) : QAbstractListModel(parent), workspace_(workspace)
{
    connect(workspace, &Workspace::opened, this, [this] {
        index_ = workspace_->corpus() ? std::make_shared<LibraryIndex>(workspace_->corpus()) : nullptr;
        reviews_.reset();
        if (!index_ || std::size_t(index_->corpus().size()) != rows_.size())
            showRows({});
        rebuild();
        readReviews();
    });
    connect(workspace, &Workspace::filterChanged, this, &LibraryModel::rebuild);
    connect(workspace, &Workspace::selectionChanged, this, &LibraryModel::selectionChanged);
    connect(workspace, &Workspace::baselineChanged, this, &LibraryModel::readReviews);
    connect(workspace, &Workspace::reviewed, this, &LibraryModel::readReviews);
    connect(&working_, &QFutureWatcherBase::finished, this, [this] {
        const bool current = workingFor_ == index_;
        workingFor_.reset();
        if (stale_)
            rebuild();
        else if (current)
            showRows(working_.result());
    });
    connect(&reading_, &QFutureWatcherBase::finished, this, [this] {
        if (readAgain_) {
            readReviews();
            return;
        }
        const auto read = reading_.result();
        if (!read.ok() || (*read && index_ && (*read)->size() != std::size_t(index_->corpus().size())))
            return; // the selection has gone meanwhile, or the project
        reviews_ = *read;
        if (rule_.review != LibraryRule::Review::Any)
            rebuild();
    });
    if (workspace->corpus())
        index_ = std::make_shared<LibraryIndex>(workspace->corpus());
    rebuild();
    readReviews();
}

LibraryModel::~LibraryModel()
{
    working_.waitForFinished();
    reading_.waitForFinished();
}

int LibraryModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(samples_.size()); }

QVariant LibraryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int sample = samples_[std::size_t(index.row())];
    const auto corpus = workspace_->corpus();
    if (!corpus || sample >= corpus->size())
        return {};
    const auto &row = corpus->samples[std::size_t(sample)];
    switch (role) {
    case Qt::DisplayRole: return row.instruction.left(mostShown).simplified();
    case Qt::AccessibleTextRole: return accessibleText(sample);
    case Qt::ToolTipRole: // from data: shown as the plain text that it is
        return QStringLiteral("<p>%1<br>%2<br>%3</p>").arg(row.externalId.toHtmlEscaped(), row.imagePath.toHtmlEscaped(), row.instruction.toHtmlEscaped());
    case FileRole: return row.imagePath;
    case SampleRole: return sample;
    case PairRole: return hasPair(sample);
    case ChangedRole: return isChanged(sample);
    default: return {};
    }
}

void LibraryModel::setRule(const LibraryRule &rule)
{
    if (rule == rule_)
        return;
    rule_ = rule;
    rebuild();
}

void LibraryModel::setText(const QString &text)
{
    auto rule = rule_;
    rule.text = text;
    setRule(rule);
}

void LibraryModel::setStage(Stage stage)
{
    auto rule = rule_;
    rule.stage = stage;
    setRule(rule);
}

void LibraryModel::setOrder(Order order, bool descending)
{
    auto rule = rule_;
    rule.order = order;
    rule.descending = descending;
    setRule(rule);
}

void LibraryModel::selectionChanged()
{
    // While a slider moves, rows that do not depend on it keep their places.
    const auto depends = [](LibraryRule::Quantity quantity) { return quantity != LibraryRule::Quantity::Disagreement; };
    const bool follows = rule_.stage == Stage::WithPair || rule_.stage == Stage::WithoutPair || rule_.stage == Stage::Changed ||
        (rule_.order != Order::AsImported && rule_.order != Order::Instruction && rule_.order != Order::Disagreement) ||
        std::any_of(rule_.ranges.begin(), rule_.ranges.end(), [&](const auto &range) { return depends(range.quantity); });
    if (follows)
        rebuild();
    else if (!samples_.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {PairRole, ChangedRole});
}

bool LibraryModel::hasPair(int sample) const
{
    const auto live = workspace_->selection();
    return live && live->choice(sample).reason == NoPair::None;
}

bool LibraryModel::isChanged(int sample) const
{
    const auto live = workspace_->selection();
    return live && std::binary_search(live->changed.begin(), live->changed.end(), sample);
}

// What the cell's mark tells the eye is said, too.
QString LibraryModel::accessibleText(int sample) const
{
    const auto corpus = workspace_->corpus();
    const auto instruction = corpus->samples[std::size_t(sample)].instruction.left(mostShown).simplified();
    if (!workspace_->selection())
        return instruction;
    const auto pair = hasPair(sample) ? tr("has a pair") : tr("has no pair");
    return isChanged(sample) ? tr("%1; %2, changed").arg(instruction, pair) : tr("%1; %2").arg(instruction, pair);
}

void LibraryModel::readReviews()
{
    if (reading_.isRunning()) {
        readAgain_ = true;
        return;
    }
    readAgain_ = false;
    if (!index_ || workspace_->baselineName().isEmpty()) {
        if (std::exchange(reviews_, nullptr) && rule_.review != LibraryRule::Review::Any)
            rebuild();
        return;
    }
    reading_.setFuture(inBackground([index = index_, name = workspace_->baselineName().toStdString()]() -> Result<std::shared_ptr<const Marks>> {
        return catching([&]() -> std::shared_ptr<const Marks> {
            const auto &corpus = index->corpus();
            auto project = std::move(Project::open(corpus.file, Project::Mode::ReadOnly)).value();
            auto marks = std::make_shared<Marks>(std::size_t(corpus.size()));
            const auto &ids = corpus.columns().sample_ids; // ascending
            for (const auto &review : reviews::list(project, selections::get(project, name).id)) {
                const auto found = std::lower_bound(ids.begin(), ids.end(), review.pair.sample_id);
                if (found != ids.end() && *found == review.pair.sample_id)
                    (*marks)[std::size_t(found - ids.begin())] = {verdictOf(review.verdict), review.flagged};
            }
            return marks;
        });
    }));
}

void LibraryModel::rebuild()
{
    if (!index_) {
        showRows({});
        return;
    }
    if (working_.isRunning()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    auto inputs = this->inputs();
    if (index_->corpus().size() <= mostAtOnce || rule_ == LibraryRule()) {
        showRows(libraryRows(inputs));
        return;
    }
    workingFor_ = index_;
    working_.setFuture(inBackground([inputs = std::move(inputs)] { return libraryRows(inputs); }));
}

LibraryInputs LibraryModel::inputs() const { return {index_, workspace_->selection(), reviews_, workspace_->filter(), rule_}; }

void LibraryModel::showRows(std::vector<int> samples)
{
    beginResetModel();
    samples_ = std::move(samples);
    rows_.assign(index_ ? std::size_t(index_->corpus().size()) : 0, -1);
    for (std::size_t row = 0; row < samples_.size(); ++row)
        rows_[std::size_t(samples_[row])] = int(row);
    endResetModel();
}

int LibraryModel::sample(const QModelIndex &index) const { return samples_[std::size_t(index.row())]; }

QModelIndex LibraryModel::indexOf(int sample) const
{
    if (sample < 0 || std::size_t(sample) >= rows_.size() || rows_[std::size_t(sample)] < 0)
        return {};
    return index(rows_[std::size_t(sample)], 0);
}

} // namespace m3po
