// SPDX-License-Identifier: GPL-3.0-or-later
// The candidates of the sample in view: one row a text (equal texts are folded and counted), ranked by MAS.
#pragma once

#include "widgets/candidates/token_spans.h"
#include "widgets/workspace/workspace.h"

#include <QAbstractTableModel>

namespace m3po {

class CandidatesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Rank, Pair, Mas, Logp, Score, Tokens, Times, Answer, NUM_COLUMNS };
    enum Roles {
        SortRole = Qt::UserRole, // a number or a text
        PartsRole,               // Mas: QVariantList of the components' shares of it
        BadgeRole,               // Pair: "W", "L" or ""
    };

    explicit CandidatesModel(Workspace *workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // REQUIRES: 0 <= row < rowCount()
    std::vector<TokenSpan> spans(int row) const;
    int rowOf(const QString &badge) const; // -1 where no row has it

private:
    struct Row {
        Candidate candidate;
        std::int64_t column = 0; // its row in the columns of scores
        int times = 1;
    };
    void read();
    void rank();
    double mas(const Row &row) const;
    double score(const Row &row) const; // S against R_w; NaN where there is none
    QString badge(const Row &row) const;
    QVariant display(const Row &row, int rank, int column) const;
    QVariant sortValue(const Row &row, int rank, int column) const;
    QVariantList parts(const Row &row) const;
    QString exact(const Row &row, int column) const;
    QVariant exactValue(const Row &row, int column) const; // for a file

    Workspace *workspace_;
    std::vector<Row> rows_;
    std::shared_ptr<const Tokenizer> tokenizer_;
    std::string tokenizerFolder_;
};

} // namespace m3po
