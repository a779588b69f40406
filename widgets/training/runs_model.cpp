// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/runs_model.h"

#include "widgets/style/palette.h"
#include "widgets/training/run_style.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <set>

namespace m3po {
namespace {

double last(const RunView &view, const char *metric)
{
    const auto found = view.last.find(metric);
    return found != view.last.end() ? found->second : std::numeric_limits<double>::quiet_NaN();
}

const char *metricOf(int column)
{
    return column == RunsModel::Loss ? "loss" : column == RunsModel::Margin ? "rewards/margins" : "rewards/accuracies";
}

QDateTime created(const RunView &view) { return QDateTime::fromString(QString::fromStdString(view.run.created), Qt::ISODate).toLocalTime(); }

} // namespace

QString stateName(const std::string &state)
{
    static const std::map<std::string, const char *> names{{"planned", QT_TRANSLATE_NOOP("RunsModel", "planned")},
                                                           {"running", QT_TRANSLATE_NOOP("RunsModel", "running")},
                                                           {"stopped", QT_TRANSLATE_NOOP("RunsModel", "stopped")},
                                                           {"finished", QT_TRANSLATE_NOOP("RunsModel", "finished")},
                                                           {"failed", QT_TRANSLATE_NOOP("RunsModel", "failed")}};
    const auto found = names.find(state);
    return found != names.end() ? QCoreApplication::translate("RunsModel", found->second) : QString::fromStdString(state);
}

RunsModel::RunsModel(RunFeed *feed, QObject *parent)
    : QAbstractTableModel(parent), feed_(feed)
{
    connect(feed, &RunFeed::changed, this, &RunsModel::follow);
    follow();
}

void RunsModel::follow()
{
    RunViews now(feed_->runs().rbegin(), feed_->runs().rend());
    // A run that only went on keeps its row, so that the view keeps what is selected in it.
    const bool sameRows = std::equal(now.begin(), now.end(), runs_.begin(), runs_.end(), [](const auto &a, const auto &b) { return a->run.id == b->run.id; });
    if (sameRows) {
        runs_ = std::move(now);
        if (!runs_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, NUM_COLUMNS - 1));
        return;
    }
    const bool first = runs_.empty();
    beginResetModel();
    const auto known = std::move(runs_);
    runs_ = std::move(now);
    std::erase_if(places_, [&](const auto &place) { return !feed_->run(place.first); });
    endResetModel();
    // The newest is what one wants to see; a run that begins joins those that are shown.
    if (first && !runs_.empty())
        setChecked(runs_.front()->run.id, true);
    else
        for (const auto &view : runs_)
            if (std::none_of(known.begin(), known.end(), [&](const auto &before) { return before->run.id == view->run.id; }))
                setChecked(view->run.id, true);
    emit checkedChanged();
}

int RunsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(runs_.size()); }
int RunsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : NUM_COLUMNS; }

std::shared_ptr<const RunView> RunsModel::run(const QModelIndex &index) const { return runs_[std::size_t(index.row())]; }

QModelIndex RunsModel::indexOf(qint64 run) const
{
    const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const auto &view) { return view->run.id == run; });
    return found != runs_.end() ? index(int(found - runs_.begin()), 0) : QModelIndex();
}

void RunsModel::setChecked(qint64 run, bool checked)
{
    if (places_.contains(run) == checked)
        return;
    if (checked) {
        std::set<int> taken;
        for (const auto &[id, place] : places_)
            taken.insert(place);
        int free = 0;
        while (taken.contains(free))
            ++free;
        places_[run] = free;
    } else {
        places_.erase(run);
    }
    QSet<qint64> wanted;
    for (const auto &[id, place] : places_)
        wanted.insert(id);
    feed_->setWanted(wanted);
    if (const auto at = indexOf(run); at.isValid())
        emit dataChanged(at, at, {Qt::CheckStateRole, Qt::DecorationRole});
    emit checkedChanged();
}

bool RunsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Name || role != Qt::CheckStateRole)
        return false;
    setChecked(run(index)->run.id, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags RunsModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QString RunsModel::display(const RunView &view, int column) const
{
    switch (column) {
    case Name: return QString::fromStdString(view.run.name);
    case State: return stateName(view.run.state);
    case Objective: return QString::fromStdString(view.run.objective).toUpper();
    case Steps: return tr("%1 of %2").arg(style::count(view.step), style::count(view.run.total_steps));
    case Loss:
    case Margin:
    case Accuracy: return style::number(last(view, metricOf(column)));
    case Pairs: return view.set.isEmpty() ? QString() : tr("%1 of %2").arg(style::count(view.pairs), view.set);
    case Created: return QLocale().toString(created(view), QLocale::ShortFormat);
    default: return {};
    }
}

QVariant RunsModel::sortValue(const RunView &view, int column) const
{
    switch (column) {
    case Steps: return qint64(view.step);
    case Loss:
    case Margin:
    case Accuracy: return last(view, metricOf(column));
    case Pairs: return qint64(view.pairs);
    case Created: return created(view);
    default: return display(view, column);
    }
}

QString RunsModel::toolTip(const RunView &view, int column) const
{
    switch (column) {
    case Loss:
    case Margin:
    case Accuracy: return std::isfinite(last(view, metricOf(column))) ? QString::number(last(view, metricOf(column)), 'g', 9) : QString();
    case State: return QString::fromStdString(view.run.message).toHtmlEscaped();
    case Name: return QString::fromStdString(view.run.output).toHtmlEscaped();
    default: return display(view, column).toHtmlEscaped();
    }
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &view = *run(index);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(view, column);
    case Qt::ToolTipRole: return toolTip(view, column);
    case SortRole: return sortValue(view, column);
    case Qt::TextAlignmentRole:
        return int((column >= Steps && column <= Accuracy ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::CheckStateRole: return column == Name ? QVariant(places_.contains(view.run.id) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole: {
        const auto place = places_.find(view.run.id);
        return column == Name && place != places_.end() ? QVariant(runIcon(place->second, QGuiApplication::palette())) : QVariant();
    }
    default: return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Steps && section <= Accuracy ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Name)
        return tr("Checked runs are drawn over each other. Double click: start one like this.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Run");
    case State: return tr("State");
    case Objective: return tr("Objective");
    case Steps: return tr("Steps");
    case Loss: return tr("Loss");
    case Margin: return tr("Margin");
    case Accuracy: return tr("Accuracy");
    case Pairs: return tr("Pairs");
    case Created: return tr("Begun");
    default: return {};
    }
}

} // namespace m3po
