// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/results_model.h"

#include "widgets/dialogs/table_file.h"
#include "widgets/style/palette.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace m3po {

ResultsModel::ResultsModel(QObject *parent)
    : QAbstractTableModel(parent), table_(std::make_shared<EvaluationTable>())
{
}

void ResultsModel::setTable(std::shared_ptr<const EvaluationTable> table)
{
    const auto sameRows = std::equal(table->contestants().begin(), table->contestants().end(), table_->contestants().begin(), table_->contestants().end(),
                                     [](const auto &a, const auto &b) { return a.modelFingerprint == b.modelFingerprint && a.adapterFingerprint == b.adapterFingerprint; });
    const auto sameColumns = std::equal(table->columns().begin(), table->columns().end(), table_->columns().begin(), table_->columns().end(), [&](const auto &a, const auto &b) {
        return table->tasks()[std::size_t(a.task)].name() == table_->tasks()[std::size_t(b.task)].name() && a.figure.key == b.figure.key;
    });
    if (sameRows && sameColumns) {
        table_ = std::move(table);
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    table_ = std::move(table);
    endResetModel();
}

int ResultsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(table_->contestants().size()); }
int ResultsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : FirstFigure + int(table_->columns().size()); }

QString ResultsModel::display(int row, int column) const
{
    const auto &contestant = table_->contestants()[std::size_t(row)];
    if (column == Model)
        return contestant.modelName;
    if (column == Adapter)
        return contestant.adapterFingerprint.empty() ? contestant.name() : contestant.adapterName;
    const int figure = column - FirstFigure;
    if (const auto answered = table_->answeredSoFar(row, table_->columns()[std::size_t(figure)].task))
        return tr("%1 …", "answers so far").arg(style::count(*answered));
    const double value = table_->figure(row, figure).value;
    return std::isnan(value) ? QString() : style::number(value);
}

QString ResultsModel::toolTip(int row, int column) const
{
    const auto &contestant = table_->contestants()[std::size_t(row)];
    if (column == Model)
        return QString::fromStdString(contestant.model).toHtmlEscaped();
    if (column == Adapter)
        return QString::fromStdString(contestant.adapter).toHtmlEscaped();
    const auto lines = table_->provenance(row, column - FirstFigure);
    if (lines.isEmpty())
        return tr("Not evaluated");
    const auto best = table_->isBest(row, column - FirstFigure) ? tr("The best of its column.") : QString();
    return QStringList{lines.first().toHtmlEscaped(), best, tr("Click: what it was made by")}.filter(QRegularExpression(QStringLiteral("."))).join(QStringLiteral("<br>"));
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row(), column = index.column();
    const bool number = column >= FirstFigure;
    switch (role) {
    case Qt::DisplayRole: return display(row, column);
    case Qt::ToolTipRole: return toolTip(row, column);
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        if (!number)
            return display(row, column);
        // What is not a number stands below every number.
        return std::isnan(table_->figure(row, column - FirstFigure).value) ? -std::numeric_limits<double>::infinity() : table_->figure(row, column - FirstFigure).value;
    case exactRole:
        if (!number)
            return QVariant();
        return std::isnan(table_->figure(row, column - FirstFigure).value) ? QString() : QString::number(table_->figure(row, column - FirstFigure).value, 'g', 9);
    case Qt::FontRole: {
        if (!number || !table_->isBest(row, column - FirstFigure))
            return {};
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    default: return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical && section >= 0 && section < rowCount()) {
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignVCenter | Qt::AlignLeft);
        return role == Qt::DisplayRole ? QVariant(table_->contestants()[std::size_t(section)].name()) : role == Qt::ToolTipRole ? QVariant(toolTip(section, Adapter)) : QVariant();
    }
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignBottom | (section >= FirstFigure ? Qt::AlignRight : Qt::AlignLeft));
    if (section < FirstFigure)
        return role == Qt::DisplayRole ? QVariant(section == Model ? tr("Model") : tr("Adapter")) : QVariant();
    const auto &column = table_->columns()[std::size_t(section - FirstFigure)];
    const auto &task = table_->tasks()[std::size_t(column.task)];
    if (role == Qt::DisplayRole)
        return QStringList{task.benchmarkName, task.set, column.figure.title}.join(QLatin1Char('\n'));
    if (role == Qt::ToolTipRole)
        return QStringLiteral("%1<br>%2<br>%3")
            .arg((task.name() + QStringLiteral(", ") + column.figure.title).toHtmlEscaped(), tr("Asked with: %1").arg(QString::fromStdString(task.parameters)).toHtmlEscaped(),
                 column.figure.better == Figure::Better::More   ? tr("More is better; the best is bold.")
                 : column.figure.better == Figure::Better::Less ? tr("Less is better; the best is bold.")
                                                                : tr("Neither more nor less is better."));
    return {};
}

} // namespace m3po
