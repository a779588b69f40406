// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's answers under audit, numbered by their MAS: the numbers are the keys that choose them.
#pragma once

#include "core/select/pair_details.h"

#include <QAbstractTableModel>

namespace m3po {

class RankedAnswersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Rank, Badge, Mas, Logp, Score, Answer, NUM_COLUMNS };
    enum Roles { BadgeRole = Qt::UserRole }; // "W", "L" or ""

    using QAbstractTableModel::QAbstractTableModel;
    // Ranks of R_w and R_l; -1 for none.
    void setAnswers(SampleAnswers answers, int chosen, int rejected);
    const SampleAnswers &answers() const { return answers_; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString badge(int row) const;
    QString display(int row, int column) const;

    SampleAnswers answers_;
    int chosen_ = -1, rejected_ = -1;
};

} // namespace m3po
