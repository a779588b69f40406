// SPDX-License-Identifier: GPL-3.0-or-later
// How faithful descriptions of demo scenes are, after CHAIR (Rohrbach et al. 2018): of the objects named, the share
// that is not there; of those there, the share that is not named; and the descriptions with neither fault. An object
// is its colour and shape. Questions: JSON lines {"question_id","image","text","objects":["red ball", ...]}.
#include "core/demo/language.h"
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/evaluate/benchmark_kinds.h"
#include "core/formats/json_lines.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::engine {
namespace {

using m3po::demo::Mention;

class DemoDescriptions : public Benchmark {
public:
    std::string name() const override { return "demo-descriptions"; }
    std::string default_prompt_suffix() const override { return ""; }

    void read_questions(std::span<const std::filesystem::path> files) override
    {
        for (const auto &file : files) {
            for (const auto &line : *read_json_lines(file)) {
                try {
                    std::vector<Mention> objects;
                    std::string names;
                    for (const auto &object : line.value.at("objects")) {
                        names += (names.empty() ? "" : ", ") + object.get<std::string>();
                        for (const auto &mention : m3po::demo::mentions(object.get<std::string>()))
                            objects.push_back(mention);
                    }
                    objects_.push_back(std::move(names));
                    truth_.push_back(std::move(objects));
                    questions_.push_back({"descriptions", line.value.at("question_id").dump(),
                                          line.value.at("image").get<std::string>(), line.value.at("text").get<std::string>()});
                } catch (const nlohmann::json::exception &) {
                    throw Failure(Error::invalid_input(line.place + ": question_id, image, text and a list of objects were expected"));
                }
            }
        }
    }

    std::span<const BenchmarkQuestion> questions() const override { return questions_; }

    std::vector<std::optional<BenchmarkAnswer>> read_answers(const std::filesystem::path &file) const override
    {
        std::vector<std::optional<BenchmarkAnswer>> answers(questions_.size());
        for (const auto &line : *read_json_lines(file)) {
            const auto id = line.value.value("question_id", nlohmann::json()).dump();
            const auto text = line.value.find("text");
            if (text == line.value.end() || !text->is_string())
                throw Failure(Error::invalid_input(line.place + ": a text was expected"));
            for (std::size_t i = 0; i < questions_.size(); ++i)
                if (questions_[i].id == id)
                    answers[i] = BenchmarkAnswer{text->get<std::string>(), {}};
        }
        return answers;
    }

    BenchmarkVerdict judge(std::size_t question, const BenchmarkAnswer &answer) const override
    {
        const auto one = m3po::demo::check_description(truth_[question], answer.text);
        return {one.hallucinated == 0 && one.missed == 0, objects_[question],
                fmt::format("{} of {} named not there, {} of {} missed", one.hallucinated, one.named, one.missed, one.present)};
    }

    nlohmann::json score(std::span<const std::optional<BenchmarkAnswer>> answers) const override
    {
        m3po::demo::Faithfulness sum;
        std::int64_t answered = 0, faultless = 0;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (!answers[i])
                continue;
            ++answered;
            const auto one = m3po::demo::check_description(truth_[i], answers[i]->text);
            sum.named += one.named;
            sum.hallucinated += one.hallucinated;
            sum.present += one.present;
            sum.missed += one.missed;
            faultless += one.hallucinated == 0 && one.missed == 0;
        }
        const auto share = [](std::int64_t part, std::int64_t whole) {
            return whole > 0 ? nlohmann::json(double(part) / double(whole)) : nlohmann::json();
        };
        const nlohmann::json values{{"questions", questions_.size()},
                                    {"answered", answered},
                                    {"named", sum.named},
                                    {"hallucinated", share(sum.hallucinated, sum.named)},
                                    {"missed", share(sum.missed, sum.present)},
                                    {"faultless", share(faultless, answered)}};
        return {{"sets", {{"descriptions", values}}}};
    }

    std::string table(std::span<const std::pair<std::string, nlohmann::json>> runs) const override
    {
        const auto percent = [](const nlohmann::json &value) {
            return value.is_null() ? std::string("-") : fmt::format("{:.2f}", 100 * value.get<double>());
        };
        auto text = fmt::format("{:<16}{:>15}{:>10}{:>13}{:>14}\n", "model", "hallucinated %", "missed %", "faultless %", "answered");
        for (const auto &[run, score] : runs) {
            const auto &values = score.at("sets").at("descriptions");
            text += fmt::format("{:<16}{:>15}{:>10}{:>13}{:>14}\n", run, percent(values["hallucinated"]), percent(values["missed"]),
                                percent(values["faultless"]),
                                fmt::format("{} of {}", values["answered"].get<std::int64_t>(), values["questions"].get<std::int64_t>()));
        }
        return text;
    }

private:
    std::vector<BenchmarkQuestion> questions_;
    std::vector<std::vector<Mention>> truth_;
    std::vector<std::string> objects_; // the same as the file names them
};

} // namespace

std::unique_ptr<Benchmark> make_demo_descriptions() { return std::make_unique<DemoDescriptions>(); }

} // namespace m3po::engine
