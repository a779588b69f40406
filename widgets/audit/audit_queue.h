// SPDX-License-Identifier: GPL-3.0-or-later
// The pairs that an audit goes through: those of the queue's kind among those that the filters leave, always in the
// order of the selection. A pair that no longer belongs goes at once, and the others keep their places.
#pragma once

#include "widgets/audit/audit_session.h"

#include <QAbstractListModel>

#include <array>
#include <optional>

namespace m3po {

class AuditQueue : public QAbstractListModel {
    Q_OBJECT
public:
    // Accepted: all that is kept, swapped and edited pairs, too. Flagged: whatever the verdict.
    enum Kind { Pending, Accepted, Rejected, Flagged, All, NUM_KINDS };
    enum Roles {
        PlaceRole = Qt::UserRole, // int: in the session's list
        SampleRole,               // int: index into the corpus
        VerdictRole,              // int: a Verdict
        FlaggedRole,              // bool
    };

    explicit AuditQueue(AuditSession *session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    Kind kind() const { return kind_; }
    void setKind(Kind kind);
    // Only pairs of these samples: ascending, each once; nullopt: all.
    void setSamples(std::optional<std::vector<int>> samples);

    // Of what the filters leave.
    qint64 count(Kind kind) const { return counts_[std::size_t(kind)]; }

    int placeAt(int row) const { return rows_[std::size_t(row)]; } // REQUIRES: a row
    int rowOf(int place) const;                                    // -1 where it is not in the queue
    // The place of the next pair in the queue behind this one (before it); -1 at the end. It need not be in the queue.
    int after(int place) const;
    int before(int place) const;
    int first() const { return rows_.empty() ? -1 : rows_.front(); }

signals:
    void countsChanged();

private:
    struct Mark {
        Verdict verdict = Verdict::Pending;
        bool flagged = false;
        bool left = false; // by the filters
    };
    static bool belongs(const Mark &mark, Kind kind);
    void rebuild();
    void follow(int place);
    void countIn(const Mark &mark, int by);
    Mark markOf(int place) const;

    AuditSession *session_;
    Kind kind_ = Pending;
    std::optional<std::vector<int>> samples_;
    std::vector<Mark> marks_; // of each place
    std::vector<int> rows_;   // row -> place, ascending
    std::array<qint64, NUM_KINDS> counts_{};
};

} // namespace m3po
