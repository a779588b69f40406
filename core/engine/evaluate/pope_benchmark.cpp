// SPDX-License-Identifier: GPL-3.0-or-later
// POPE as a benchmark to run: yes/no by the answer's text as the reference reads it, and besides by whether P(yes) is
// above P(no) at the answer's first token.
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/evaluate/benchmark_kinds.h"
#include "core/formats/pope.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <map>

namespace m3po::engine {
namespace {

struct SetScore {
    std::int64_t questions = 0, answered = 0, with_odds = 0;
    PopeScore text, logprob;
};

// "87.43 ± 0.61" in percent.
std::string percent(const nlohmann::json &score, const std::string &name)
{
    const auto found = score.find(name);
    if (found == score.end() || found->is_null())
        return "-";
    return fmt::format("{:.2f} ± {:.2f}", 100 * found->get<double>(), 100 * score.at(name + "_se").get<double>());
}

// fmt counts bytes where it pads; ± has two.
std::string cell(const std::string &text, std::size_t width)
{
    std::size_t letters = 0;
    for (const auto c : text)
        letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return text + std::string(letters < width ? width - letters : 1, ' ');
}

class Pope : public Benchmark {
public:
    std::string name() const override { return "pope"; }
    // As the LLaVA-1.5 question files have it.
    std::string default_prompt_suffix() const override { return "\nAnswer the question using a single word or phrase."; }

    void read_questions(std::span<const std::filesystem::path> files) override
    {
        for (const auto &file : files) {
            for (auto &question : *read_pope_questions(file)) {
                if (!places_.emplace(std::pair(question.set, question.id), questions_.size()).second)
                    throw Failure(Error::invalid_input(fmt::format(
                        "{}: question_id {} of the set {} stands in another file too; a file a set was expected",
                        file.string(), question.id, question.set)));
                questions_.push_back({question.set, std::to_string(question.id), question.image, question.text});
                labelled_.push_back(std::move(question));
            }
        }
    }

    std::span<const BenchmarkQuestion> questions() const override { return questions_; }

    std::vector<std::optional<BenchmarkAnswer>> read_answers(const std::filesystem::path &file) const override
    {
        std::vector<std::optional<BenchmarkAnswer>> answers;
        auto read = *read_pope_answers(file, labelled_);
        for (auto &text : read.texts)
            answers.push_back(text ? std::optional(BenchmarkAnswer{std::move(*text), {}}) : std::nullopt);
        return answers;
    }

    BenchmarkVerdict judge(std::size_t question, const BenchmarkAnswer &answer) const override
    {
        const auto reading = read_pope_answer(answer.text);
        const bool expected = labelled_[question].yes;
        return {reading.yes == expected, expected ? "yes" : "no",
                reading.unparseable ? "neither yes nor no, counts as yes" : reading.yes ? "yes" : "no"};
    }

    nlohmann::json score(std::span<const std::optional<BenchmarkAnswer>> answers) const override
    {
        std::map<std::string, SetScore> sets;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            auto &set = sets[labelled_[i].set];
            ++set.questions;
            if (!answers[i])
                continue;
            ++set.answered;
            const auto reading = read_pope_answer(answers[i]->text);
            set.text.add(reading.yes, labelled_[i].yes);
            set.text.unparseable += reading.unparseable;
            if (answers[i]->log_odds) {
                ++set.with_odds;
                set.logprob.add(*answers[i]->log_odds > 0, labelled_[i].yes);
            }
        }
        auto out = nlohmann::json::object();
        for (const auto &[name, set] : sets) {
            auto one = to_json(set.text);
            one["questions"] = set.questions;
            one["answered"] = set.answered;
            if (set.with_odds > 0) {
                one["logprob"] = to_json(set.logprob);
                one["logprob"].erase("unparseable");
            }
            out[name] = std::move(one);
        }
        return {{"sets", std::move(out)}};
    }

    std::string table(std::span<const std::pair<std::string, nlohmann::json>> runs) const override
    {
        std::size_t longest = 5; // "model"
        for (const auto &run : runs)
            longest = std::max(longest, run.first.size());
        const auto line = [&](const std::array<std::string, 10> &cells) {
            const std::array<std::size_t, 10> widths{longest + 2, 13, 9, 14, 14, 14, 14, 14, 13, 0};
            std::string text;
            for (std::size_t i = 0; i < cells.size(); ++i)
                text += cell(cells[i], widths[i]);
            return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
        };
        auto text = line({"model", "set", "read by", "accuracy %", "precision %", "recall %", "F1 %", "yes %",
                          "unparseable", "answered"});
        for (const auto &[run, score] : runs) {
            for (const auto &[set, values] : score.at("sets").items()) {
                const auto row = [&](const char *by, const nlohmann::json &v) {
                    text += line({run, set, by, percent(v, "accuracy"), percent(v, "precision"), percent(v, "recall"),
                                  percent(v, "f1"), percent(v, "yes_ratio"),
                                  v.contains("unparseable") ? std::to_string(v["unparseable"].get<std::int64_t>()) : "",
                                  fmt::format("{} of {}", values["answered"].get<std::int64_t>(),
                                              values["questions"].get<std::int64_t>())});
                };
                row("text", values);
                if (values.contains("logprob"))
                    row("logprob", values["logprob"]);
            }
        }
        return text;
    }

private:
    std::vector<PopeQuestion> labelled_;
    std::vector<BenchmarkQuestion> questions_;
    std::map<std::pair<std::string, std::int64_t>, std::size_t> places_;
};

} // namespace

std::unique_ptr<Benchmark> make_pope() { return std::make_unique<Pope>(); }

} // namespace m3po::engine
