// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that the rule leaves, in its order. Rows are indexes into the corpus: nothing is copied.
//
// Lives in the GUI's thread. Rows of a large corpus are found elsewhere, and the old ones stay until the new are there.
#pragma once

#include "core/base/result.h"
#include "widgets/library/library_rows.h"
#include "widgets/workspace/workspace.h"

#include <QAbstractListModel>
#include <QFutureWatcher>

namespace m3po {

class LibraryModel : public QAbstractListModel {
    Q_OBJECT
public:
    using Stage = LibraryRule::Stage;
    using Order = LibraryRule::Order;
    enum Roles {
        FileRole = Qt::UserRole, // the picture's file, below the images' root
        SampleRole,              // int: index into the corpus
        PairRole,                // bool: the selection has a pair
        ChangedRole,             // bool: it differs from the one compared with
    };

    explicit LibraryModel(Workspace *workspace, QObject *parent = nullptr);
    ~LibraryModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const LibraryRule &rule() const { return rule_; }
    void setRule(const LibraryRule &rule);
    void setText(const QString &text);
    void setStage(Stage stage);
    void setOrder(Order order, bool descending);
    bool isWorking() const { return working_.isRunning(); }
    LibraryInputs inputs() const; // REQUIRES: a project is open
    const std::vector<int> &samples() const { return samples_; } // a row

    int sample(const QModelIndex &index) const; // REQUIRES: a valid index of this model
    QModelIndex indexOf(int sample) const;      // invalid where a filter hides it

private:
    void rebuild();
    void showRows(std::vector<int> samples);
    void selectionChanged();
    void readReviews();
    QString accessibleText(int sample) const;
    bool hasPair(int sample) const;
    bool isChanged(int sample) const;

    using Marks = std::vector<ReviewMark>;
    Workspace *workspace_;
    std::shared_ptr<LibraryIndex> index_;
    std::shared_ptr<const Marks> reviews_; // of the selection that is compared with
    std::vector<int> samples_; // row -> sample
    std::vector<int> rows_;    // sample -> row, -1 where hidden
    LibraryRule rule_;
    bool stale_ = false;
    std::shared_ptr<LibraryIndex> workingFor_;
    QFutureWatcher<std::vector<int>> working_;
    QFutureWatcher<Result<std::shared_ptr<const Marks>>> reading_;
    bool readAgain_ = false;
};

} // namespace m3po
