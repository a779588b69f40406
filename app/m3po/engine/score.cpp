// SPDX-License-Identifier: GPL-3.0-or-later
// m3po score: components of the Multimodal Alignment Score for every candidate of a generation run.
#include "app/m3po/engine/load_options.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/engine/score/evaluator.h"
#include "core/engine/score/score_stage.h"
#include "core/project/generations.h"
#include "core/project/project.h"
#include "core/project/scores.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace m3po::app {
namespace {

struct Options {
    std::filesystem::path project, clip, judge;
    std::int64_t run = 0;
    std::vector<std::string> components;
    std::string clip_map = "linear", accuracy_prompt, adherence_prompt;
    double clip_weight = 2.5;
    ModelLoading loading;
};

// "@FILE" stands for what the file holds.
std::string text_or_file(const std::string &given)
{
    return given.starts_with('@') ? *read_file(given.substr(1), 1 << 20) : given;
}

std::vector<std::unique_ptr<engine::Evaluator>> make_evaluators(const Options &options, engine::ModelShelf &shelf,
                                                                engine::EmbeddingCache &cache)
{
    const auto wanted = [&](const std::string &component) {
        return options.components.empty()
            || std::find(options.components.begin(), options.components.end(), component) != options.components.end();
    };
    for (const auto &component : options.components) {
        const auto &folder = component == visual_relevance ? options.clip : options.judge;
        if (folder.empty())
            throw Failure(Error::usage(fmt::format("{} was asked for without its model; {} was expected", component,
                                                   component == visual_relevance ? "--clip DIR" : "--judge DIR")));
    }
    std::vector<std::unique_ptr<engine::Evaluator>> evaluators;
    const auto add = [&](const char *kind, const char *component, const std::filesystem::path &model, nlohmann::json parameters) {
        if (model.empty() || !wanted(component))
            return;
        engine::EvaluatorSettings settings;
        settings.model = model;
        settings.component = component;
        settings.parameters = std::move(parameters);
        settings.apply_exif_orientation = !options.loading.no_exif;
        settings.cache = &cache;
        evaluators.push_back(engine::make_evaluator(kind, settings, shelf));
    };
    add("clip_relevance", visual_relevance, options.clip, {{"map", options.clip_map}, {"w", options.clip_weight}});
    add("judge", semantic_accuracy, options.judge, {{"prompt", text_or_file(options.accuracy_prompt)}});
    add("judge", instruction_adherence, options.judge, {{"prompt", text_or_file(options.adherence_prompt)}});
    if (evaluators.empty())
        throw Failure(Error::usage("there is nothing to score with; --clip DIR, --judge DIR or both were expected"));
    return evaluators;
}

void report(const Context &context, std::int64_t run, const engine::ScoreSummary &summary)
{
    if (context.json) {
        auto components = nlohmann::json::array(), failures = nlohmann::json::array();
        for (const auto &one : summary.components)
            components.push_back({{"component", one.component}, {"kind", one.kind}, {"evaluator", one.evaluator_id},
                                  {"fingerprint", one.fingerprint}, {"scored", one.scored}, {"asked", one.asked},
                                  {"already", one.already}, {"failed", one.failed}});
        for (const auto &failure : summary.failures)
            failures.push_back({{"sample", failure.sample_id}, {"image", failure.image}, {"component", failure.component},
                                {"candidates", failure.candidates}, {"message", failure.message}});
        print_json({{"run", run}, {"components", components}, {"failures", failures}});
        return;
    }
    for (const auto &one : summary.components)
        std::cout << fmt::format("{}: {} candidates scored ({} different texts asked about), {} had been before, {} failed\n",
                                 one.component, one.scored, one.asked, one.already, one.failed);
    for (const auto &failure : summary.failures)
        std::cout << fmt::format("sample {}: {}: {} candidates without a score: {}\n", failure.sample_id, failure.component,
                                 failure.candidates, failure.message);
    std::cout.flush();
}

void score(const Context &context, const Options &options)
{
    auto project = *Project::open(options.project);
    auto run = options.run;
    if (run == 0) {
        const auto latest = generations::latest(project);
        if (!latest)
            throw Failure(Error::not_found(options.project.string() + ": holds no candidates; `m3po generate` makes them"));
        run = latest->id;
    }
    engine::ModelShelf shelf(options.loading.load_options());
    engine::ProjectEmbeddings embeddings(project);
    const auto evaluators = make_evaluators(options, shelf, embeddings);
    const auto summary = engine::score_candidates(project, run, evaluators, &embeddings, progress_on_stderr(context), context.stop);
    report(context, run, summary);
    if (!summary.failures.empty()) {
        const auto &first = summary.failures.front();
        throw Failure(Error::invalid_input(fmt::format("{} samples could not be scored in full; the first, sample {}: {}",
                                                       summary.failures.size(), first.sample_id, first.message)));
    }
}

} // namespace

void add_score(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *command = app.add_subcommand(
        "score", "score candidates by models that are not the one being tuned; the same command goes on where it stopped");
    command->add_option("project", options->project, "the project file")->required();
    command->add_option("--clip", options->clip, "folder of a CLIP model, for visual_relevance");
    command->add_option("--judge", options->judge,
                        "folder of a vision-language model, for semantic_accuracy and instruction_adherence");
    command->add_option("--run", options->run, "the generation run; else the latest");
    command->add_option("--components", options->components, "only these")
        ->delimiter(',')
        ->check(CLI::IsMember({visual_relevance, semantic_accuracy, instruction_adherence}));
    command->add_option("--clip-map", options->clip_map, "cosine to score: linear is (1 + cos) / 2, clipscore is w max(0, cos), at most 1")
        ->check(CLI::IsMember({"linear", "clipscore"}))
        ->capture_default_str();
    command->add_option("--clip-weight", options->clip_weight, "w of clipscore")->capture_default_str();
    command->add_option("--accuracy-prompt", options->accuracy_prompt,
                        "the judge's question on semantic accuracy, with {instruction} and {answer} in it, or @FILE");
    command->add_option("--adherence-prompt", options->adherence_prompt, "likewise on instruction adherence");
    options->loading.add_to(*command, true);
    command->callback([options, &context] { score(context, *options); });
}

} // namespace m3po::app
