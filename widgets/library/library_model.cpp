// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace m3po {

LibraryModel::LibraryModel(Workspace *workspace, QObject *parent)
    : QAbstractListModel(parent), workspace_(workspace)
{
    connect(workspace, &Workspace::opened, this, [this] {
        searched_.clear();
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
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return row.instruction.simplified();
    case Qt::ToolTipRole: // from data: shown as the plain text that it is
        return QStringLiteral("<p>%1<br>%2<br>%3</p>").arg(row.externalId.toHtmlEscaped(), row.imagePath.toHtmlEscaped(), row.instruction.toHtmlEscaped());
    case FileRole: return workspace_->imageFile(sample);
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

bool LibraryModel::matches(int sample) const
{
    const auto &offsets = workspace_->corpus()->columns().offsets;
    switch (stage_) {
    case Stage::All: break;
    case Stage::WithoutCandidates:
        if (offsets[std::size_t(sample)] != offsets[std::size_t(sample) + 1])
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
        std::stable_sort(samples_.begin(), samples_.end(), [&](int a, int b) {
            const int compared = corpus->samples[std::size_t(a)].instruction.localeAwareCompare(corpus->samples[std::size_t(b)].instruction);
            return descending_ ? compared > 0 : compared < 0;
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

int LibraryModel::sample(const QModelIndex &index) const { return samples_[std::size_t(index.row())]; }

QModelIndex LibraryModel::indexOf(int sample) const
{
    if (sample < 0 || std::size_t(sample) >= rows_.size() || rows_[std::size_t(sample)] < 0)
        return {};
    return index(rows_[std::size_t(sample)], 0);
}

} // namespace m3po
