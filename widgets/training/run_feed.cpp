// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/run_feed.h"

#include "core/project/preference_sets.h"
#include "widgets/workspace/background.h"

#include <algorithm>

namespace m3po {
namespace {

std::shared_ptr<const RunView> refreshed(Project &project, const TrainingRun &run, const std::vector<PreferenceSet> &sets,
                                         std::shared_ptr<const RunView> known, bool wanted)
{
    const auto last = training_runs::last_step(project, run.id);
    const auto step = last ? last->step : 0;
    // A run that starts again tells so by its state or the time of it.
    const bool sameStart = known && known->run.updated == run.updated && known->run.state == run.state;
    if (sameStart && known->step == step && known->series.has_value() == wanted)
        return known;
    auto view = std::make_shared<RunView>();
    view->run = run;
    view->step = step;
    if (last)
        view->last = parseMetrics(last->metrics);
    for (const auto &set : sets) {
        if (set.id != run.preference_set_id.value_or(0))
            continue;
        view->set = QString::fromStdString(set.name);
        constexpr std::string_view origin = "selection ";
        if (set.origin.starts_with(origin))
            view->selection = QString::fromStdString(set.origin.substr(origin.size()));
        view->pairs = known ? known->pairs : preference_sets::pair_count(project, set.id);
    }
    if (wanted) {
        if (sameStart && known->series && known->series->lastStep() <= step)
            view->series = known->series;
        else
            view->series.emplace();
        view->series->append(training_runs::steps(project, run.id, view->series->lastStep()));
        view->step = view->series->lastStep(); // may have grown since
    }
    return view;
}

RunViews read(const std::filesystem::path &file, const RunViews &known, const QSet<qint64> &wanted)
{
    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    const auto sets = preference_sets::list(project);
    RunViews views;
    for (const auto &run : training_runs::list(project)) {
        const auto before = std::find_if(known.begin(), known.end(), [&](const auto &view) { return view->run.id == run.id; });
        views.push_back(refreshed(project, run, sets, before != known.end() ? *before : nullptr, wanted.contains(run.id)));
    }
    return views;
}

} // namespace

RunFeed::RunFeed(QObject *parent)
    : QObject(parent)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &RunFeed::look);
    connect(&looking_, &QFutureWatcherBase::finished, this, &RunFeed::looked);
}

RunFeed::~RunFeed() { looking_.waitForFinished(); }

void RunFeed::setFile(const QString &file)
{
    const std::filesystem::path path(file.toStdString());
    if (path != file_) {
        file_ = path;
        wanted_.clear();
        runs_.clear();
        ++generation_;
        emit changed();
    }
    look();
}

void RunFeed::setWanted(const QSet<qint64> &runs)
{
    wanted_ = runs;
    look();
}

void RunFeed::setBusy(bool busy)
{
    busy_ = busy;
    look();
}

void RunFeed::look()
{
    if (file_.empty())
        return;
    if (looking_.isRunning()) {
        again_ = true;
        return;
    }
    again_ = false;
    lookingFor_ = generation_;
    looking_.setFuture(inBackground([file = file_, known = runs_, wanted = wanted_]() -> Result<RunViews> {
        return catching([&] { return read(file, known, wanted); });
    }));
}

void RunFeed::looked()
{
    const auto found = looking_.result();
    if (lookingFor_ == generation_) {
        if (!found.ok())
            emit failed(QString::fromStdString(found.error().message));
        else if (*found != runs_) {
            runs_ = *found;
            emit changed();
        }
    }
    if (again_)
        look();
    else
        schedule();
}

void RunFeed::schedule()
{
    using namespace std::chrono_literals;
    const bool live = busy_ || std::any_of(runs_.begin(), runs_.end(), [](const auto &view) { return view->run.state == "running"; });
    timer_.start(live ? 1s : 5s);
}

std::shared_ptr<const RunView> RunFeed::run(qint64 id) const
{
    const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const auto &view) { return view->run.id == id; });
    return found != runs_.end() ? *found : nullptr;
}

} // namespace m3po
