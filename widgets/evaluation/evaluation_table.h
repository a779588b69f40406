// SPDX-License-Identifier: GPL-3.0-or-later
// All evaluations of a project as a table: a row for each model with its adapter, a column for each headline figure of each
// benchmark. Only what was asked the same questions under the same settings shares a column. Plain data.
#pragma once

#include "core/project/evaluations.h"
#include "widgets/evaluation/figures.h"

#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace m3po {

struct TrainedAdapter {
    QString run, selection; // the training run, and the selection that its pairs came from; "" where not known
    QString parameters;     // JSON
    bool operator==(const TrainedAdapter &) const = default;
};

// What a project knows, as read.
struct EvaluationRecords {
    std::vector<Evaluation> evaluations;
    std::map<std::int64_t, std::int64_t> answered;   // of those that are not done
    std::map<std::string, TrainedAdapter> adapters;  // by the folder as an evaluation names it
    bool operator==(const EvaluationRecords &) const = default;
};

// Throws Failure.
EvaluationRecords readEvaluations(Project &project);

class EvaluationTable {
public:
    struct Contestant { // a row
        std::string model, modelFingerprint, adapter, adapterFingerprint;
        QString modelName, adapterName; // adapterName "" for the model as it is
        QString name() const;           // both, as short as can be
    };
    struct Task { // questions and settings
        std::string benchmark, questionsHash, parameters;
        // "pope" and "random", with a number where the same was asked under several settings; "" where a benchmark has one set.
        QString benchmarkName, set;
        QString name() const; // both
    };
    struct Column {
        int task = 0;
        Figure figure; // without a value
    };

    EvaluationTable() = default;
    explicit EvaluationTable(EvaluationRecords records);

    const std::vector<Contestant> &contestants() const { return contestants_; }
    const std::vector<Task> &tasks() const { return tasks_; }
    const std::vector<Column> &columns() const { return columns_; }

    // Null where this one was not asked.
    const Evaluation *at(int contestant, int task) const;
    const Figure &figure(int contestant, int column) const { return figures_[std::size_t(contestant)][std::size_t(column)]; }
    // Of an evaluation that is not done yet: how many answers there are; nothing for others.
    std::optional<std::int64_t> answeredSoFar(int contestant, int task) const;
    bool isBest(int contestant, int column) const; // alone or not; of two or more
    int baseOf(int contestant) const; // the row of the same model without an adapter; -1 where there is none
    // What the number came from, a line for each thing.
    QStringList provenance(int contestant, int column) const;

private:
    void nameTasks();
    void measure();
    QString numberText(const Figure &figure, const Evaluation &evaluation) const;

    EvaluationRecords records_;
    std::vector<Contestant> contestants_;
    std::vector<Task> tasks_;
    std::vector<Column> columns_;
    std::map<std::pair<int, int>, std::size_t> cells_; // contestant, task -> place among the evaluations
    std::vector<std::vector<Figure>> figures_;         // a contestant, a column
};

} // namespace m3po
