// SPDX-License-Identifier: GPL-3.0-or-later
// The table of evaluations as views see it: model and adapter, then a column a headline figure.
#pragma once

#include "widgets/evaluation/evaluation_table.h"

#include <QAbstractTableModel>

#include <memory>

namespace m3po {

class ResultsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Model, Adapter, FirstFigure };
    enum Roles { SortRole = Qt::UserRole };

    explicit ResultsModel(QObject *parent = nullptr);

    const EvaluationTable &table() const { return *table_; }
    // Rows and columns that are there already keep their places, so that what is selected in a view stays.
    void setTable(std::shared_ptr<const EvaluationTable> table);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(int row, int column) const;
    QString toolTip(int row, int column) const;

    std::shared_ptr<const EvaluationTable> table_;
};

} // namespace m3po
