// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_model.h"

#include <QCollator>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace m3po {
namespace {

constexpr qsizetype mostShown = 200; // of an instruction, in a cell or an order; some are as long as a book

} // namespace

LibraryModel::LibraryModel(Workspace *workspace, QObject *parent)
    : QAbstractListModel(parent), workspace_(workspace)
{
    connect(workspace, &Workspace::opened, this, [this] {
        searched_.clear();
        alphabet_.clear();
        rebuild();
    });
    connect(workspace, &Workspace::filterChanged, this, &LibraryModel::rebuild);
    connect(workspace, &Workspace::selectionChanged, this, &LibraryModel::selectionChanged);
    rebuild();
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
    case FileRole: return workspace_->imageFile(sample);
    case SampleRole: return sample;
    case PairRole: return hasPair(sample);
    case ChangedRole: return isChanged(sample);
    default: return {};
    }
}

void LibraryModel::setText(const QString &text)
{
    text_ = text.toLower();
    rebuild();
}

void LibraryModel::setStage(Stage stage)
{
    stage_ = stage;
    rebuild();
}

void LibraryModel::setOrder(Order order, bool descending)
{
    order_ = order;
    descending_ = descending;
    rebuild();
}

void LibraryModel::selectionChanged()
{
    // While a slider moves, rows that do not depend on it keep their places.
    const bool follows = stage_ == Stage::WithPair || stage_ == Stage::WithoutPair || stage_ == Stage::Changed ||
        (order_ != Order::AsImported && order_ != Order::Instruction);
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

bool LibraryModel::lacksScores(int sample) const
{
    const auto corpus = workspace_->corpus();
    const auto &columns = corpus->columns();
    const auto first = std::size_t(columns.offsets[std::size_t(sample)]), end = std::size_t(columns.offsets[std::size_t(sample) + 1]);
    if (first == end)
        return false; // it lacks candidates
    return columns.components.empty() || std::any_of(columns.components.begin(), columns.components.end(), [&](const auto &component) {
        return std::any_of(component.begin() + std::ptrdiff_t(first), component.begin() + std::ptrdiff_t(end), [](float value) { return std::isnan(value); });
    });
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

bool LibraryModel::matches(int sample) const
{
    const auto &offsets = workspace_->corpus()->columns().offsets;
    switch (stage_) {
    case Stage::All: break;
    case Stage::WithoutCandidates:
        if (offsets[std::size_t(sample)] != offsets[std::size_t(sample) + 1])
            return false;
        break;
    case Stage::WithoutScores:
        if (!lacksScores(sample))
            return false;
        break;
    case Stage::WithPair:
        if (!hasPair(sample))
            return false;
        break;
    case Stage::WithoutPair:
        if (hasPair(sample))
            return false;
        break;
    case Stage::Changed:
        if (!isChanged(sample))
            return false;
        break;
    }
    return text_.isEmpty() || searched_[std::size_t(sample)].contains(text_);
}

void LibraryModel::rebuild()
{
    beginResetModel();
    samples_.clear();
    rows_.clear();
    if (const auto corpus = workspace_->corpus()) {
        if (!text_.isEmpty() && searched_.empty())
            for (const auto &sample : corpus->samples)
                searched_.push_back((sample.instruction + QLatin1Char('\n') + sample.externalId + QLatin1Char('\n') + sample.imagePath).toLower());
        if (const auto &brushed = workspace_->filter()) {
            std::copy_if(brushed->begin(), brushed->end(), std::back_inserter(samples_), [&](int sample) { return sample < corpus->size() && matches(sample); });
        } else {
            samples_.reserve(std::size_t(corpus->size()));
            for (int sample = 0; sample < corpus->size(); ++sample)
                if (matches(sample))
                    samples_.push_back(sample);
        }
        sort();
        rows_.assign(std::size_t(corpus->size()), -1);
        for (std::size_t row = 0; row < samples_.size(); ++row)
            rows_[std::size_t(samples_[row])] = int(row);
    }
    endResetModel();
}

void LibraryModel::sort()
{
    const auto corpus = workspace_->corpus();
    const auto live = workspace_->selection();
    if (order_ == Order::Instruction) {
        if (alphabet_.empty())
            rankInstructions();
        std::stable_sort(samples_.begin(), samples_.end(), [&](int a, int b) {
            const int left = alphabet_[std::size_t(a)], right = alphabet_[std::size_t(b)];
            return descending_ ? left > right : left < right;
        });
    } else if (order_ != Order::AsImported && live) {
        std::vector<double> keys(std::size_t(corpus->size()), std::numeric_limits<double>::quiet_NaN());
        for (const int sample : samples_) {
            const auto &choice = live->choice(sample);
            if (choice.reason != NoPair::None)
                continue;
            const auto chosen = std::size_t(choice.chosen), rejected = std::size_t(choice.rejected);
            keys[std::size_t(sample)] = order_ == Order::Score ? choice.score
                : order_ == Order::MasGap                      ? live->mas[chosen] - live->mas[rejected]
                                                               : double(corpus->columns().logp_sum[chosen]) - double(corpus->columns().logp_sum[rejected]);
        }
        // Samples without a number come last either way.
        std::stable_sort(samples_.begin(), samples_.end(), [&](int a, int b) {
            const double left = keys[std::size_t(a)], right = keys[std::size_t(b)];
            if (std::isnan(left) || std::isnan(right))
                return !std::isnan(left) && std::isnan(right);
            return descending_ ? left > right : left < right;
        });
    } else if (descending_) {
        std::reverse(samples_.begin(), samples_.end());
    }
}

// Once a corpus: comparing by the rules of a language takes seconds for some hundred thousand, comparing places does not.
void LibraryModel::rankInstructions()
{
    const auto corpus = workspace_->corpus();
    const QCollator collator;
    std::vector<QCollatorSortKey> keys;
    keys.reserve(corpus->samples.size());
    for (const auto &sample : corpus->samples)
        keys.push_back(collator.sortKey(sample.instruction.left(mostShown)));
    std::vector<int> order(keys.size());
    std::iota(order.begin(), order.end(), 0);
    const auto compare = [&](int a, int b) { return keys[std::size_t(a)].compare(keys[std::size_t(b)]); };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return compare(a, b) < 0; });
    alphabet_.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) // equal ones share a place, so that a stable sort keeps their order
        alphabet_[std::size_t(order[i])] = i > 0 && compare(order[i - 1], order[i]) == 0 ? alphabet_[std::size_t(order[i - 1])] : int(i);
}

int LibraryModel::sample(const QModelIndex &index) const { return samples_[std::size_t(index.row())]; }

QModelIndex LibraryModel::indexOf(int sample) const
{
    if (sample < 0 || std::size_t(sample) >= rows_.size() || rows_[std::size_t(sample)] < 0)
        return {};
    return index(rows_[std::size_t(sample)], 0);
}

} // namespace m3po
