// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/audit_queue.h"

#include <algorithm>

namespace m3po {

AuditQueue::AuditQueue(AuditSession *session, QObject *parent) : QAbstractListModel(parent), session_(session)
{
    connect(session, &AuditSession::opened, this, &AuditQueue::rebuild);
    connect(session, &AuditSession::changed, this, &AuditQueue::follow);
    rebuild();
}

bool AuditQueue::belongs(const Mark &mark, Kind kind)
{
    if (!mark.left)
        return false;
    switch (kind) {
    case Pending: return mark.verdict == Verdict::Pending;
    case Accepted: return mark.verdict != Verdict::Pending && mark.verdict != Verdict::Refused;
    case Rejected: return mark.verdict == Verdict::Refused;
    case Flagged: return mark.flagged;
    case All:
    case NUM_KINDS: break;
    }
    return true;
}

AuditQueue::Mark AuditQueue::markOf(int place) const
{
    const auto &review = session_->review(place);
    const bool left = !samples_ || std::binary_search(samples_->begin(), samples_->end(), session_->sample(place));
    return {verdict_of(review), review.flagged, left};
}

void AuditQueue::countIn(const Mark &mark, int by)
{
    for (int kind = 0; kind < NUM_KINDS; ++kind)
        if (belongs(mark, Kind(kind)))
            counts_[std::size_t(kind)] += by;
}

void AuditQueue::rebuild()
{
    beginResetModel();
    marks_.clear();
    rows_.clear();
    counts_.fill(0);
    for (int place = 0; place < session_->size(); ++place) {
        marks_.push_back(markOf(place));
        countIn(marks_.back(), 1);
        if (belongs(marks_.back(), kind_))
            rows_.push_back(place);
    }
    endResetModel();
    emit countsChanged();
}

void AuditQueue::setKind(Kind kind)
{
    if (kind == kind_)
        return;
    kind_ = kind;
    rebuild();
}

void AuditQueue::setSamples(std::optional<std::vector<int>> samples)
{
    if (samples == samples_)
        return;
    samples_ = std::move(samples);
    rebuild();
}

void AuditQueue::follow(int place)
{
    auto &mark = marks_[std::size_t(place)];
    const auto now = markOf(place);
    const bool was = belongs(mark, kind_), is = belongs(now, kind_);
    countIn(mark, -1);
    countIn(now, 1);
    mark = now;
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), place);
    const int row = int(at - rows_.begin());
    if (was && !is) {
        beginRemoveRows({}, row, row);
        rows_.erase(at);
        endRemoveRows();
    } else if (!was && is) {
        beginInsertRows({}, row, row);
        rows_.insert(at, place);
        endInsertRows();
    } else if (is) {
        emit dataChanged(index(row), index(row));
    }
    emit countsChanged();
}

int AuditQueue::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(rows_.size()); }

QVariant AuditQueue::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int place = placeAt(index.row());
    const auto &mark = marks_[std::size_t(place)];
    switch (role) {
    case PlaceRole: return place;
    case SampleRole: return session_->sample(place);
    case VerdictRole: return int(mark.verdict);
    case FlaggedRole: return mark.flagged;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString names[]{tr("pending"), tr("accepted"), tr("rejected"), tr("swapped"), tr("edited")};
        const auto said = tr("Pair %1 of %2: %3").arg(place + 1).arg(session_->size()).arg(names[int(mark.verdict)]);
        return mark.flagged ? tr("%1, flagged").arg(said) : said;
    }
    default: return {};
    }
}

int AuditQueue::rowOf(int place) const
{
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), place);
    return at != rows_.end() && *at == place ? int(at - rows_.begin()) : -1;
}

int AuditQueue::after(int place) const
{
    const auto at = std::upper_bound(rows_.begin(), rows_.end(), place);
    return at == rows_.end() ? -1 : *at;
}

int AuditQueue::before(int place) const
{
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), place);
    return at == rows_.begin() ? -1 : *(at - 1);
}

} // namespace m3po
