// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that the filters leave, in the order asked for. Rows are indexes into the corpus: nothing is copied.
#pragma once

#include "widgets/workspace/workspace.h"

#include <QAbstractListModel>

namespace m3po {

class LibraryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Stage { All, WithoutCandidates, WithoutScores, WithPair, WithoutPair, Changed };
    enum class Order { AsImported, Score, MasGap, LogpGap, Instruction };
    enum Roles {
        FileRole = Qt::UserRole, // the picture's file
        SampleRole,              // int: index into the corpus
        PairRole,                // bool: the selection has a pair
        ChangedRole,             // bool: it differs from the one compared with
    };

    explicit LibraryModel(Workspace *workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void setText(const QString &text); // in instruction, id or path; case does not matter
    void setStage(Stage stage);
    void setOrder(Order order, bool descending);

    int sample(const QModelIndex &index) const; // REQUIRES: a valid index of this model
    QModelIndex indexOf(int sample) const;      // invalid where a filter hides it

private:
    void rebuild();
    void selectionChanged();
    bool matches(int sample) const;
    bool lacksScores(int sample) const;
    QString accessibleText(int sample) const;
    void sort();
    void rankInstructions();
    bool hasPair(int sample) const;
    bool isChanged(int sample) const;

    Workspace *workspace_;
    std::vector<int> samples_; // row -> sample
    std::vector<int> rows_;    // sample -> row, -1 where hidden
    std::vector<QString> searched_; // lower case, a sample; made at the first search
    std::vector<int> alphabet_;     // place by instruction, a sample; made at the first sort
    QString text_;
    Stage stage_ = Stage::All;
    Order order_ = Order::AsImported;
    bool descending_ = false;
};

} // namespace m3po
