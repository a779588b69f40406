// SPDX-License-Identifier: GPL-3.0-or-later
// Where a model's answers to a benchmark are kept while they are made, so that an interrupted evaluation goes on.
//
// One thread. Functions throw Failure.
#pragma once

#include "core/engine/evaluate/benchmark.h"
#include "core/project/project.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::engine {

// Who answers, and by what settings. Answers of one run are never mixed with those of another.
struct AnswerRun {
    std::string model, model_fingerprint;     // the folder as it was named
    std::string adapter, adapter_fingerprint; // both empty without one
    nlohmann::json parameters;                // everything else that decides the answers
    std::string images;                       // the folder that questions' images are relative to, as it was named
};

class AnswerJournal {
public:
    virtual ~AnswerJournal() = default;
    // What an earlier run of the same settings left, in the order of the questions.
    virtual std::vector<std::optional<BenchmarkAnswer>> load() = 0;
    struct Entry {
        std::size_t question = 0; // its place among the benchmark's
        BenchmarkAnswer answer;
    };
    // Durable when it returns.
    virtual void add(std::span<const Entry> entries) = 0;
    // All that there will be; scores as Benchmark::score() gave them.
    virtual void finish(std::span<const std::optional<BenchmarkAnswer>> answers, const nlohmann::json &scores) = 0;
};

// Nothing is kept.
std::unique_ptr<AnswerJournal> make_forgetful_journal(const Benchmark &benchmark);
// JSON lines as LLaVA's programs write them, {"question_id", "prompt", "text", "answer_id", "model_id", "category",
// "metadata"}; in the questions' order once finished. Refuses (Conflict) a file that another run's answers are in.
std::unique_ptr<AnswerJournal> make_file_journal(const Benchmark &benchmark, const AnswerRun &run, std::filesystem::path file);
// An evaluation of the project for each of the benchmark's sets.
std::unique_ptr<AnswerJournal> make_project_journal(const Benchmark &benchmark, const AnswerRun &run, Project &project);

// The whole file at once, by the same rules as the file journal.
void write_answers(const Benchmark &benchmark, const AnswerRun &run, std::span<const std::optional<BenchmarkAnswer>> answers,
                   const std::filesystem::path &file);

} // namespace m3po::engine
