// SPDX-License-Identifier: GPL-3.0-or-later
// MME as a benchmark to run: a set a task; the sums over perception and cognition besides.
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/evaluate/benchmark_kinds.h"
#include "core/formats/json_lines.h"
#include "core/formats/mme.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>

namespace m3po::engine {
namespace {

class Mme : public Benchmark {
public:
    std::string name() const override { return "mme"; }
    std::string default_prompt_suffix() const override { return "\nAnswer the question using a single word or phrase."; }

    void read_questions(std::span<const std::filesystem::path> files) override
    {
        for (const auto &file : files) {
            auto task = *read_mme_task(file);
            const auto name = task.front().task;
            if (first_.contains(name))
                throw Failure(Error::invalid_input(fmt::format("{}: a second file of the task {}; a file a task was expected",
                                                               file.string(), name)));
            first_[name] = questions_.size();
            // Of MME's two layouts one keeps a task's pictures beside its text, the other in a folder of their own.
            const bool apart = file.parent_path().filename() == "questions_answers_YN";
            for (std::size_t i = 0; i < task.size(); ++i)
                questions_.push_back({name, fmt::format("{}#{}", task[i].image, i % 2 + 1),
                                      name + (apart ? "/images/" : "/") + task[i].image, without_instruction(task[i].text)});
            tasks_[name] = std::move(task);
        }
    }

    std::span<const BenchmarkQuestion> questions() const override { return questions_; }

    // A folder of files as MME's own program reads them, or JSON lines with the "question_id" and "category" of ours.
    std::vector<std::optional<BenchmarkAnswer>> read_answers(const std::filesystem::path &path) const override
    {
        std::vector<std::optional<BenchmarkAnswer>> answers(questions_.size());
        if (!std::filesystem::is_directory(path)) {
            std::map<std::pair<std::string, std::string>, std::size_t> places;
            for (std::size_t i = 0; i < questions_.size(); ++i)
                places[{questions_[i].set, questions_[i].id}] = i;
            for (const auto &line : *read_json_lines(path)) {
                const auto text_at = [&](const char *key) {
                    if (!line.value.contains(key) || !line.value[key].is_string())
                        throw Failure(Error::invalid_input(fmt::format("{}: a string \"{}\" was expected", line.place, key)));
                    return line.value[key].get<std::string>();
                };
                const auto found = places.find({text_at("category"), text_at("question_id")});
                if (found == places.end())
                    throw Failure(Error::invalid_input(line.place + ": answers a question that is not asked"));
                answers[found->second] = BenchmarkAnswer{text_at("text"), {}};
            }
            return answers;
        }
        for (const auto &[name, task] : tasks_) {
            const auto file = path / (name + ".txt");
            if (!std::filesystem::exists(file))
                continue;
            const auto answered = *read_mme_task(file);
            if (answered.size() != task.size())
                throw Failure(Error::invalid_input(fmt::format("{}: holds {} answers where {} were expected", file.string(),
                                                               answered.size(), task.size())));
            for (std::size_t i = 0; i < task.size(); ++i) {
                if (answered[i].image != task[i].image || answered[i].text != task[i].text)
                    throw Failure(Error::invalid_input(fmt::format("{}: row {}: another question than \"{}\" about {}",
                                                                   file.string(), i + 1, task[i].text, task[i].image)));
                if (answered[i].answer)
                    answers[first_.at(name) + i] = BenchmarkAnswer{*answered[i].answer, {}};
            }
        }
        return answers;
    }

    BenchmarkVerdict judge(std::size_t question, const BenchmarkAnswer &answer) const override
    {
        const auto &set = questions_[question].set;
        const bool expected = tasks_.at(set)[question - first_.at(set)].yes;
        const auto reading = read_mme_answer(answer.text);
        return {reading == (expected ? MmeReading::Yes : MmeReading::No), expected ? "yes" : "no",
                reading == MmeReading::Other ? "neither yes nor no" : reading == MmeReading::Yes ? "yes" : "no"};
    }

    nlohmann::json score(std::span<const std::optional<BenchmarkAnswer>> answers) const override
    {
        std::map<std::string, MmeScore> scores;
        auto sets = nlohmann::json::object();
        for (const auto &[name, task] : tasks_) {
            std::vector<std::optional<std::string>> texts;
            std::int64_t answered = 0;
            for (std::size_t i = 0; i < task.size(); ++i) {
                const auto &answer = answers[first_.at(name) + i];
                texts.push_back(answer ? std::optional(answer->text) : std::nullopt);
                answered += answer.has_value();
            }
            const auto &score = scores[name] = score_mme(task, texts);
            sets[name] = {{"questions", score.questions}, {"answered", answered}, {"accuracy", score.accuracy()},
                          {"accuracy_plus", score.accuracy_plus()}, {"score", score.score()}, {"other", score.other}};
        }
        const auto totals = mme_totals(scores);
        return {{"sets", std::move(sets)}, {"perception", totals.perception}, {"cognition", totals.cognition}};
    }

    std::string table(std::span<const std::pair<std::string, nlohmann::json>> runs) const override
    {
        std::size_t width = 5; // "model"
        for (const auto &run : runs)
            width = std::max(width, run.first.size());
        width += 2;
        auto text = fmt::format("{:<{}}{:<24}{:>8}{:>14}{:>14}{:>7}{:>14}\n", "model", width, "task", "score", "accuracy %",
                                "both right %", "other", "answered");
        for (const auto &[run, scores] : runs) {
            for (const auto &[task, values] : scores.at("sets").items())
                text += fmt::format("{:<{}}{:<24}{:>8.2f}{:>14.2f}{:>14.2f}{:>7}{:>14}\n", run, width, task, values["score"].get<double>(),
                                    100 * values["accuracy"].get<double>(), 100 * values["accuracy_plus"].get<double>(),
                                    values["other"].get<std::int64_t>(),
                                    fmt::format("{} of {}", values["answered"].get<std::int64_t>(),
                                                values["questions"].get<std::int64_t>()));
            for (const auto *total : {"perception", "cognition"})
                text += fmt::format("{:<{}}{:<24}{:>8.2f}\n", run, width, total, scores.at(total).get<double>());
        }
        return text;
    }

private:
    // MME's text asks for the form of the answer itself; LLaVA puts its own words in that place.
    static std::string without_instruction(std::string text)
    {
        constexpr std::string_view instruction = " Please answer yes or no.";
        if (text.ends_with(instruction))
            text.resize(text.size() - instruction.size());
        return text;
    }

    std::map<std::string, std::vector<MmeQuestion>> tasks_;
    std::map<std::string, std::size_t> first_; // of each task among questions_
    std::vector<BenchmarkQuestion> questions_;
};

} // namespace

std::unique_ptr<Benchmark> make_mme() { return std::make_unique<Mme>(); }

} // namespace m3po::engine
