// SPDX-License-Identifier: GPL-3.0-or-later
// A benchmark: questions about images, how answers to them are read, and what is counted. A new one is one file and
// one line in benchmarks.cpp.
//
// A Benchmark belongs to one thread. Its functions throw Failure with a sentence that names file and place.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::engine {

struct BenchmarkQuestion {
    std::string set;   // "random"; the part of the benchmark that is scored apart
    std::string id;    // unique in its set
    std::string image; // relative to the images' folder
    std::string text;  // without the suffix that tells the model how to answer
};

struct BenchmarkAnswer {
    std::string text;
    std::optional<double> log_odds; // log P(yes) − log P(no) at the answer's first token; none from other programs
};

// How one answer is read and counted.
struct BenchmarkVerdict {
    bool right = false;
    std::string expected; // "yes", "red ball, blue cube": the label, as a person reads it
    std::string read_as;  // "no", "1 not there, 2 missed": what the benchmark makes of the answer
};

class Benchmark {
public:
    virtual ~Benchmark() = default;
    virtual std::string name() const = 0;
    // What follows each question in the prompt, where the person gives nothing else.
    virtual std::string default_prompt_suffix() const = 0;

    virtual void read_questions(std::span<const std::filesystem::path> files) = 0;
    virtual std::span<const BenchmarkQuestion> questions() const = 0;

    // What another program answered, in the order of questions().
    virtual std::vector<std::optional<BenchmarkAnswer>> read_answers(const std::filesystem::path &file) const = 0;

    // Of an answer to questions()[question].
    virtual BenchmarkVerdict judge(std::size_t question, const BenchmarkAnswer &answer) const = 0;
    // {"sets": {SET: {"questions", "answered", ...}}}. REQUIRES: answers as many as questions, in their order.
    virtual nlohmann::json score(std::span<const std::optional<BenchmarkAnswer>> answers) const = 0;
    // For people: one line a set under one head; `runs` are pairs of a name and what score() gave.
    virtual std::string table(std::span<const std::pair<std::string, nlohmann::json>> runs) const = 0;
};

struct BenchmarkKind {
    const char *name;
    std::unique_ptr<Benchmark> (*make)();
};

std::span<const BenchmarkKind> benchmark_kinds();
// Failure of kind Usage, with the names there are, where there is none of that name.
std::unique_ptr<Benchmark> make_benchmark(const std::string &name);

} // namespace m3po::engine
