// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/evaluation_table.h"

#include "core/project/preference_sets.h"
#include "core/project/training_runs.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EvaluationTable)
};

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

std::filesystem::path plainPath(const std::string &folder)
{
    auto path = std::filesystem::path(folder).lexically_normal();
    return path.has_filename() ? path : path.parent_path(); // without a slash at its end
}

QString lastName(const std::string &folder)
{
    const auto path = plainPath(folder);
    const auto name = path.filename().string();
    // A checkpoint's folder says little without its run's.
    return text(name.starts_with("checkpoint") && path.has_parent_path() ? path.parent_path().filename().string() + "/" + name : name);
}

// Of a JSON object of parameters: names and values to read, what only tells equal from different (a hash) shortened.
QString listed(const QString &parameters)
{
    const auto read = nlohmann::json::parse(parameters.toStdString(), nullptr, false);
    if (!read.is_object())
        return parameters;
    constexpr qsizetype shown = 12; // of a hash
    static const QRegularExpression hash(QStringLiteral("^[0-9a-f]{64}$"));
    QStringList words;
    for (const auto &[name, value] : read.items()) {
        auto said = text(value.is_string() ? value.get<std::string>() : value.dump());
        if (hash.match(said).hasMatch())
            said = said.left(shown) + QStringLiteral("…");
        words << text(name) + QLatin1Char(' ') + (said.isEmpty() ? QStringLiteral("“”") : said.simplified());
    }
    return words.join(QStringLiteral(", "));
}

template <typename Items, typename Same>
int placeOf(const Items &items, Same &&same)
{
    const auto found = std::find_if(items.begin(), items.end(), same);
    return found == items.end() ? -1 : int(found - items.begin());
}

} // namespace

EvaluationRecords readEvaluations(Project &project)
{
    EvaluationRecords records;
    records.evaluations = evaluations::list(project);
    const auto sets = preference_sets::list(project);
    const auto runs = training_runs::list(project);
    for (const auto &evaluation : records.evaluations) {
        if (!evaluation.metrics)
            records.answered[evaluation.id] = evaluations::answer_count(project, evaluation.id);
        if (evaluation.adapter.empty() || records.adapters.contains(evaluation.adapter))
            continue;
        const auto adapter = plainPath(evaluation.adapter);
        for (const auto &run : runs) {
            const auto output = plainPath(run.output);
            if (adapter != output && adapter.parent_path() != output)
                continue;
            TrainedAdapter trained{text(run.name), {}, text(run.parameters)};
            constexpr std::string_view origin = "selection ";
            for (const auto &set : sets)
                if (set.id == run.preference_set_id.value_or(0) && set.origin.starts_with(origin))
                    trained.selection = text(set.origin.substr(origin.size()));
            records.adapters[evaluation.adapter] = trained;
        }
    }
    return records;
}

QString EvaluationTable::Contestant::name() const
{
    return adapterName.isEmpty() ? Words::tr("%1, untuned").arg(modelName) : adapterName;
}

QString EvaluationTable::Task::name() const { return set.isEmpty() ? benchmarkName : benchmarkName + QStringLiteral(" · ") + set; }

EvaluationTable::EvaluationTable(EvaluationRecords records)
    : records_(std::move(records))
{
    for (std::size_t i = 0; i < records_.evaluations.size(); ++i) {
        const auto &one = records_.evaluations[i];
        auto contestant = placeOf(contestants_, [&](const auto &c) { return c.modelFingerprint == one.model_fingerprint && c.adapterFingerprint == one.adapter_fingerprint; });
        if (contestant < 0) {
            contestant = int(contestants_.size());
            contestants_.push_back({one.model, one.model_fingerprint, one.adapter, one.adapter_fingerprint, lastName(one.model),
                                    one.adapter_fingerprint.empty() ? QString() : lastName(one.adapter)});
        }
        auto task = placeOf(tasks_, [&](const auto &t) { return t.benchmark == one.benchmark && t.questionsHash == one.questions_hash && t.parameters == one.parameters; });
        if (task < 0) {
            task = int(tasks_.size());
            tasks_.push_back({one.benchmark, one.questions_hash, one.parameters, {}, {}});
        }
        cells_[{contestant, task}] = i;
    }
    nameTasks();
    for (int task = 0; task < int(tasks_.size()); ++task) {
        // Of a benchmark that nobody here knows, the first that is done tells what it measures.
        std::string metrics;
        for (int c = 0; c < int(contestants_.size()) && metrics.empty(); ++c)
            if (const auto *evaluation = at(c, task))
                metrics = evaluation->metrics.value_or("");
        for (auto &figure : figuresOf(tasks_[std::size_t(task)].benchmark, metrics)) {
            figure.value = figure.error = std::numeric_limits<double>::quiet_NaN();
            columns_.push_back({task, std::move(figure)});
        }
    }
    measure();
}

void EvaluationTable::measure()
{
    for (int contestant = 0; contestant < int(contestants_.size()); ++contestant) {
        auto &row = figures_.emplace_back();
        std::vector<Figure> measured;
        int task = -1;
        for (const auto &column : columns_) {
            if (column.task != task) {
                task = column.task;
                const auto *evaluation = at(contestant, task);
                measured = evaluation && evaluation->metrics ? figuresOf(evaluation->benchmark, *evaluation->metrics) : std::vector<Figure>();
            }
            const auto found = std::find_if(measured.begin(), measured.end(), [&](const Figure &figure) { return figure.key == column.figure.key; });
            row.push_back(found == measured.end() ? column.figure : *found);
        }
    }
}

void EvaluationTable::nameTasks()
{
    std::map<std::string, int> times, seen;
    for (const auto &task : tasks_)
        ++times[task.benchmark];
    for (auto &task : tasks_) {
        task.benchmarkName = benchmarkName(task.benchmark);
        task.set = benchmarkSet(task.benchmark);
        if (task.set == QLatin1String("descriptions")) // the demo's benchmark of that name has no other
            task.set.clear();
        if (times[task.benchmark] > 1)
            (task.set.isEmpty() ? task.benchmarkName : task.set) += QStringLiteral(" (%1)").arg(++seen[task.benchmark]);
    }
}

const Evaluation *EvaluationTable::at(int contestant, int task) const
{
    const auto found = cells_.find({contestant, task});
    return found == cells_.end() ? nullptr : &records_.evaluations[found->second];
}

std::optional<std::int64_t> EvaluationTable::answeredSoFar(int contestant, int task) const
{
    const auto *evaluation = at(contestant, task);
    if (!evaluation || evaluation->metrics)
        return std::nullopt;
    const auto found = records_.answered.find(evaluation->id);
    return found == records_.answered.end() ? 0 : found->second;
}

bool EvaluationTable::isBest(int contestant, int column) const
{
    const auto better = columns_[std::size_t(column)].figure.better;
    const double own = figure(contestant, column).value;
    if (better == Figure::Better::Neither || std::isnan(own))
        return false;
    int measured = 0;
    for (int other = 0; other < int(contestants_.size()); ++other) {
        const double value = figure(other, column).value;
        measured += !std::isnan(value);
        if (better == Figure::Better::More ? value > own : value < own)
            return false;
    }
    return measured > 1;
}

int EvaluationTable::baseOf(int contestant) const
{
    const auto &one = contestants_[std::size_t(contestant)];
    return placeOf(contestants_, [&](const auto &c) { return c.adapterFingerprint.empty() && c.modelFingerprint == one.modelFingerprint; });
}

QString EvaluationTable::numberText(const Figure &figure, const Evaluation &evaluation) const
{
    if (!evaluation.metrics)
        return Words::tr("%1: not done yet, %Ln answers are kept", "benchmark", int(records_.answered.at(evaluation.id))).arg(text(evaluation.benchmark));
    auto said = QStringLiteral("%1, %2: %3").arg(text(evaluation.benchmark), figure.title, QString::number(figure.value, 'g', 9));
    if (!std::isnan(figure.error))
        said += QStringLiteral(" ± %1").arg(QString::number(figure.error, 'g', 3));
    const auto metrics = nlohmann::json::parse(*evaluation.metrics, nullptr, false);
    if (metrics.is_object() && metrics.contains("questions") && metrics.contains("answered") && metrics["questions"].is_number_integer() && metrics["answered"].is_number_integer())
        said += Words::tr("; %1 of %2 questions answered").arg(style::count(metrics["answered"].get<qint64>()), style::count(metrics["questions"].get<qint64>()));
    return said;
}

QStringList EvaluationTable::provenance(int contestant, int column) const
{
    const auto *evaluation = at(contestant, columns_[std::size_t(column)].task);
    if (!evaluation)
        return {};
    QStringList lines{numberText(figure(contestant, column), *evaluation),
                      Words::tr("Model: %1, fingerprint %2").arg(text(evaluation->model), text(evaluation->model_fingerprint))};
    if (evaluation->adapter_fingerprint.empty()) {
        lines << Words::tr("Adapter: none");
    } else {
        lines << Words::tr("Adapter: %1, fingerprint %2").arg(text(evaluation->adapter), text(evaluation->adapter_fingerprint));
        if (const auto trained = records_.adapters.find(evaluation->adapter); trained != records_.adapters.end())
            lines << (trained->second.selection.isEmpty() ? Words::tr("Training run: %1, %2", "name, parameters").arg(trained->second.run, listed(trained->second.parameters))
                                                          : Words::tr("Training run: %1 on the selection %2, %3", "name, selection, parameters")
                                                                .arg(trained->second.run, trained->second.selection, listed(trained->second.parameters)));
    }
    lines << Words::tr("Asked with: %1").arg(listed(text(evaluation->parameters))) << Words::tr("Questions: SHA-256 %1").arg(text(evaluation->questions_hash));
    if (!evaluation->images.empty())
        lines << Words::tr("Pictures: %1").arg(text(evaluation->images));
    lines << Words::tr("By m3po %1, begun %2").arg(text(evaluation->program_version), text(evaluation->created));
    return lines;
}

} // namespace m3po
