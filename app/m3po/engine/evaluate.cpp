// SPDX-License-Identifier: GPL-3.0-or-later
// m3po evaluate: a model's answers to a benchmark, with an adapter and without, or what another program answered.
#include "app/m3po/engine/load_options.h"
#include "app/m3po/terminal.h"
#include "core/engine/evaluate/answer_journal.h"
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/evaluate/evaluation.h"
#include "core/engine/model/lora.h"
#include "core/project/project.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace m3po::app {
namespace {

struct Options {
    std::string benchmark;
    std::vector<std::filesystem::path> questions;
    std::filesystem::path images, model, adapter, answers, out, project;
    std::optional<std::string> prompt_suffix;
    std::int64_t max_tokens = 16;
    bool adapter_only = false;
    ModelLoading loading;
};

using Scored = std::vector<std::pair<std::string, nlohmann::json>>; // a run's name and its scores

// "\n" as a person types it in a shell.
std::string unescaped(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n') {
            out += '\n';
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

void report(const Context &context, const engine::Benchmark &benchmark, const Scored &runs, nlohmann::json details,
            const nlohmann::json &failures)
{
    if (!context.json) {
        std::cout << benchmark.table(runs);
        for (const auto &failure : failures)
            std::cout << fmt::format("{}: {} questions without an answer: {}\n", failure["image"].get<std::string>(),
                                     failure["questions"].get<std::int64_t>(), failure["message"].get<std::string>());
        std::cout.flush();
        return;
    }
    auto list = nlohmann::json::array();
    for (const auto &[name, scores] : runs) {
        nlohmann::json run{{"name", name}};
        run.update(scores);
        list.push_back(std::move(run));
    }
    details["benchmark"] = benchmark.name();
    details["runs"] = std::move(list);
    details["failures"] = failures;
    print_json(details);
}

void score_given_answers(const Context &context, const Options &options, const engine::Benchmark &benchmark)
{
    const auto answers = benchmark.read_answers(options.answers);
    if (std::none_of(answers.begin(), answers.end(), [](const auto &answer) { return answer.has_value(); }))
        throw Failure(Error::invalid_input(options.answers.string() + ": answers none of the questions"));
    report(context, benchmark, {{options.answers.filename().string(), benchmark.score(answers)}},
           {{"answers", options.answers.string()}}, nlohmann::json::array());
}

// The base model's answers beside the adapter's: "answers.jsonl" becomes "answers.base.jsonl".
std::filesystem::path beside(const std::filesystem::path &out)
{
    auto file = out;
    file.replace_filename(out.stem().string() + ".base" + out.extension().string());
    return file;
}

class Evaluation {
public:
    Evaluation(const Context &context, const Options &options, const engine::Benchmark &benchmark)
        : context_(context), options_(options), benchmark_(benchmark)
    {
        if (!options.project.empty())
            project_ = *Project::open(options.project);
        model_ = *engine::VisionLanguageModel::load(options.model, options.loading.load_options());
        settings_.images = options.images;
        settings_.prompt_suffix = options.prompt_suffix ? unescaped(*options.prompt_suffix) : benchmark.default_prompt_suffix();
        settings_.max_tokens = options.max_tokens;
        settings_.apply_exif_orientation = !options.loading.no_exif;
    }

    void go()
    {
        std::optional<engine::Adapter> adapter;
        if (!options_.adapter.empty())
            adapter = *engine::Adapter::load(options_.adapter, *model_); // refused before hours of work
        if (!adapter || !options_.adapter_only)
            run("base", "", "", adapter && !options_.out.empty() ? beside(options_.out) : options_.out);
        if (adapter) {
            model_->attach(*adapter).value();
            run("adapter", options_.adapter.string(), adapter->fingerprint(), options_.out);
        }
        nlohmann::json details{{"model", options_.model.string()}, {"model_fingerprint", model_->info().fingerprint},
                               {"parameters", settings_.parameters(*model_)}};
        if (adapter)
            details["adapter"] = options_.adapter.string();
        report(context_, benchmark_, runs_, std::move(details), failures_);
        if (!failures_.empty())
            throw Failure(Error::invalid_input(fmt::format(
                "{} images could not be asked about; the first, {}", failures_.size(),
                failures_.front()["message"].get<std::string>())));
    }

private:
    void run(const std::string &name, const std::string &adapter, const std::string &fingerprint, const std::filesystem::path &out)
    {
        const engine::AnswerRun answering{options_.model.string(), model_->info().fingerprint, adapter, fingerprint,
                                          settings_.parameters(*model_), std::filesystem::absolute(options_.images).lexically_normal().string()};
        const auto journal = project_ ? engine::make_project_journal(benchmark_, answering, *project_)
            : !out.empty()            ? engine::make_file_journal(benchmark_, answering, out)
                                      : engine::make_forgetful_journal(benchmark_);
        auto result = engine::evaluate(benchmark_, *model_, settings_, *journal, progress_on_stderr(context_), context_.stop);
        if (project_ && !out.empty())
            engine::write_answers(benchmark_, answering, result.answers, out);
        for (const auto &failure : result.failures)
            failures_.push_back({{"run", name}, {"image", failure.image}, {"questions", failure.questions},
                                 {"message", failure.message}});
        runs_.emplace_back(name, std::move(result.scores));
    }

    const Context &context_;
    const Options &options_;
    const engine::Benchmark &benchmark_;
    std::optional<Project> project_;
    std::unique_ptr<engine::VisionLanguageModel> model_;
    engine::EvaluationOptions settings_;
    Scored runs_;
    nlohmann::json failures_ = nlohmann::json::array();
};

void evaluate(const Context &context, const Options &options)
{
    const auto benchmark = engine::make_benchmark(options.benchmark);
    benchmark->read_questions(options.questions);
    if (!options.answers.empty()) {
        score_given_answers(context, options, *benchmark);
        return;
    }
    if (options.model.empty() || options.images.empty())
        throw Failure(Error::usage("nobody is there to answer; --model DIR with --images ROOT, or --answers FILE, was expected"));
    Evaluation(context, options, *benchmark).go();
}

} // namespace

void add_evaluate(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    std::vector<std::string> names;
    for (const auto &kind : engine::benchmark_kinds())
        names.emplace_back(kind.name);
    auto *command = app.add_subcommand("evaluate", "a benchmark, with an adapter and without; the same command goes on where it stopped");
    command->add_option("--benchmark", options->benchmark, "which")->required()->check(CLI::IsMember(names));
    command->add_option("--questions", options->questions, "the benchmark's question files")->required();
    command->add_option("--images", options->images, "the folder that the questions' images are in");
    command->add_option("--model", options->model, "folder of the vision-language model");
    command->add_option("--adapter", options->adapter, "folder of a LoRA adapter: measured besides the model as it is");
    command->add_flag("--adapter-only", options->adapter_only, "with --adapter: do not measure the model as it is");
    command->add_option("--answers", options->answers, "score this file, which another program answered; needs no model")
        ->excludes("--model");
    command->add_option("--out", options->out, "where the answers go, as JSON lines; with --adapter, the model's own go to OUT.base");
    command->add_option("--project", options->project, "keep answers and results in this project");
    command->add_option("--prompt-suffix", options->prompt_suffix, "after each question (\\n is a new line); else the benchmark's own");
    command->add_option("--max-new-tokens", options->max_tokens, "longest answer")->check(CLI::PositiveNumber)->capture_default_str();
    options->loading.add_to(*command, true);
    command->callback([options, &context] { evaluate(context, *options); });
}

} // namespace m3po::app
