// SPDX-License-Identifier: GPL-3.0-or-later
// The project's training runs, newest first; a check mark lays a run's curves over the others'.
#pragma once

#include "widgets/training/run_feed.h"

#include <QAbstractTableModel>

#include <map>

namespace m3po {

class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, State, Objective, Steps, Loss, Margin, Accuracy, Pairs, Created, NUM_COLUMNS };
    enum Roles { SortRole = Qt::UserRole };

    explicit RunsModel(RunFeed *feed, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // REQUIRES: a valid index
    std::shared_ptr<const RunView> run(const QModelIndex &index) const;
    QModelIndex indexOf(qint64 run) const;
    // Run -> its place among those that are shown, which gives colour and dash.
    const std::map<qint64, int> &places() const { return places_; }
    void setChecked(qint64 run, bool checked);

signals:
    void checkedChanged();

private:
    void follow();
    QString display(const RunView &view, int column) const;
    QVariant sortValue(const RunView &view, int column) const;
    QString toolTip(const RunView &view, int column) const;

    RunFeed *feed_;
    RunViews runs_; // newest first
    std::map<qint64, int> places_;
};

QString stateName(const std::string &state); // of a run, for people

} // namespace m3po
