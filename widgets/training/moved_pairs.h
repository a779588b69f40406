// SPDX-License-Identifier: GPL-3.0-or-later
// The pairs of a run whose margin moved most, and least: where the training took, and where it did not. Each opens in the
// library, all of them in the audit.
#pragma once

#include "core/base/result.h"
#include "core/project/training_margins.h"
#include "widgets/training/run_series.h"

#include <QAbstractTableModel>
#include <QFutureWatcher>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace m3po {

class Workspace;

class MovedPairsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Margin, Chosen, Rejected, Instruction, NUM_COLUMNS }; // an answer is shown from where it differs
    enum Roles { SampleRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setPairs(std::vector<PairMargin> most, std::vector<PairMargin> least);
    const std::vector<PairMargin> &pairs() const { return pairs_; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<PairMargin> pairs_; // most first, then least
    std::size_t most_ = 0;
};

class MovedPairs : public QWidget {
    Q_OBJECT
public:
    explicit MovedPairs(Workspace *workspace, QWidget *parent = nullptr);

    void setRun(std::shared_ptr<const RunView> run); // null for none
    MovedPairsModel *model() const { return model_; }

private:
    void read();
    void showPairs(const std::vector<PairMargin> &most, const std::vector<PairMargin> &least);
    int sampleOf(std::int64_t id) const;
    void audit();

    Workspace *workspace_;
    std::shared_ptr<const RunView> run_;
    MovedPairsModel *model_;
    QTableView *view_;
    QLabel *says_;
    QPushButton *audit_;
    struct Both {
        std::vector<PairMargin> most, least;
    };
    QFutureWatcher<Result<Both>> reading_;
    bool stale_ = false;
};

} // namespace m3po
