// SPDX-License-Identifier: GPL-3.0-or-later
// m3po info: what a project holds and what produced it.
#include "app/m3po/command.h"
#include "app/m3po/terminal.h"
#include "core/project/evaluations.h"
#include "core/project/file_system.h"
#include "core/project/generations.h"
#include "core/project/images_root.h"
#include "core/project/manifest.h"
#include "core/project/preference_sets.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "core/project/selections.h"
#include "core/project/training_runs.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>

namespace m3po::app {

using nlohmann::json;

namespace {

// What a column holds as JSON text, as JSON.
json parsed(const std::string &text)
{
    auto value = json::parse(text, nullptr, false);
    return value.is_discarded() ? json(text) : value;
}

json collect(Project &project)
{
    json info{{"project", project.file().string()},
              {"images", named_images_root(project).string()},
              {"images_followed", follows_images_root(project)},
              {"caution", file_system_caution(project.file())},
              {"samples", samples::count(project)}};
    auto &runs = info["generation_runs"] = json::array();
    for (const auto &run : generations::list(project)) {
        auto scores_of_run = json::object();
        for (const auto &evaluator : scores::of_run(project, run.id))
            scores_of_run[std::to_string(evaluator.id)] = scores::count(project, evaluator.id, run.id);
        runs.push_back({{"id", run.id},
                        {"model", run.model},
                        {"model_fingerprint", run.model_fingerprint},
                        {"adapter_fingerprint", run.adapter_fingerprint},
                        {"template_hash", run.template_hash},
                        {"parameters", parsed(run.parameters)},
                        {"seed", run.seed},
                        {"candidates_per_sample", run.candidates},
                        {"candidates", generations::candidate_count(project, run.id)},
                        {"missing_samples", generations::missing_samples(project, run.id).size()},
                        {"scores", std::move(scores_of_run)},
                        {"program_version", run.program_version},
                        {"created", run.created}});
    }
    auto &evaluators = info["evaluators"] = json::array();
    for (const auto &e : scores::list(project))
        evaluators.push_back({{"id", e.id},
                              {"component", e.component},
                              {"kind", e.kind},
                              {"model", e.model},
                              {"fingerprint", e.fingerprint},
                              {"parameters", parsed(e.parameters)},
                              {"program_version", e.program_version},
                              {"created", e.created}});
    auto &selected = info["selections"] = json::array();
    for (const auto &s : selections::list(project))
        selected.push_back({{"name", s.name},
                            {"selector", s.selector},
                            {"run", s.run_id},
                            {"pairs", selections::pair_count(project, s.id)},
                            {"parameters", parsed(s.parameters)},
                            {"statistics", parsed(s.statistics)},
                            {"program_version", s.program_version},
                            {"created", s.created}});
    auto &sets = info["preference_sets"] = json::array();
    for (const auto &s : preference_sets::list(project))
        sets.push_back({{"name", s.name},
                        {"origin", s.origin},
                        {"pairs", preference_sets::pair_count(project, s.id)},
                        {"content_hash", s.content_hash},
                        {"model_fingerprint", s.model_fingerprint},
                        {"template_hash", s.template_hash},
                        {"created", s.created}});
    auto &trainings = info["training_runs"] = json::array();
    for (const auto &t : training_runs::list(project)) {
        const auto steps = training_runs::steps(project, t.id);
        trainings.push_back({{"name", t.name},
                             {"objective", t.objective},
                             {"model", t.model},
                             {"model_fingerprint", t.model_fingerprint},
                             {"parameters", parsed(t.parameters)},
                             {"state", t.state},
                             {"message", t.message},
                             {"output", t.output},
                             {"steps", steps.size()},
                             {"total_steps", t.total_steps},
                             {"last_step", steps.empty() ? json() : parsed(steps.back().metrics)},
                             {"checkpoints", training_runs::checkpoints(project, t.id).size()},
                             {"created", t.created},
                             {"updated", t.updated}});
    }
    auto &evaluated = info["evaluations"] = json::array();
    for (const auto &e : evaluations::list(project))
        evaluated.push_back({{"benchmark", e.benchmark},
                             {"model", e.model},
                             {"model_fingerprint", e.model_fingerprint},
                             {"adapter", e.adapter},
                             {"adapter_fingerprint", e.adapter_fingerprint},
                             {"parameters", parsed(e.parameters)},
                             {"answers", evaluations::answered(project, e.id).size()},
                             {"metrics", e.metrics ? parsed(*e.metrics) : json()},
                             {"created", e.created}});
    auto &history = info["manifest"] = json::array();
    for (const auto &entry : manifest::list(project))
        history.push_back({{"at", entry.at},
                           {"stage", entry.stage},
                           {"program_version", entry.program_version},
                           {"details", parsed(entry.details)}});
    return info;
}

std::string brief(const json &fingerprint) { return fingerprint.get<std::string>().substr(0, 12); }

json image_troubles(Project &project)
{
    auto troubles = json::array();
    for (const auto &image : samples::images(project)) {
        auto trouble = samples::image_trouble(project, image);
        if (!trouble.empty())
            troubles.push_back({{"image", image.path}, {"why", std::move(trouble)}});
    }
    return troubles;
}

template <typename Line>
void section(const json &info, const char *key, const char *title, Line line)
{
    if (info[key].empty())
        return;
    std::cout << title << '\n';
    for (const auto &row : info[key])
        std::cout << "  " << line(row) << '\n';
}

void print_text(const json &info)
{
    const auto text = [](const json &value) { return value.get<std::string>(); };
    std::cout << fmt::format("{}\nimages in {}\n{} samples\n", text(info["project"]), text(info["images"]),
                             info["samples"].get<std::int64_t>());
    if (!info["images_followed"])
        std::cout << "that folder was not chosen on this machine, so it is not looked into; m3po relocate chooses it, or another\n";
    if (const auto caution = text(info["caution"]); !caution.empty())
        std::cout << caution << '\n';
    section(info, "generation_runs", "generation runs", [&](const json &r) {
        return fmt::format("{}: {} candidates, {} a sample, {} samples to go; {} ({}), seed {}, {}", r["id"].dump(),
                           r["candidates"].dump(), r["candidates_per_sample"].dump(), r["missing_samples"].dump(),
                           text(r["model"]), brief(r["model_fingerprint"]), r["seed"].dump(), r["parameters"].dump());
    });
    section(info, "evaluators", "evaluators", [&](const json &e) {
        std::int64_t scored = 0;
        for (const auto &run : info["generation_runs"])
            scored += run["scores"].value(e["id"].dump(), std::int64_t{0});
        return fmt::format("{}: {} by {} {} ({}), {} scores", e["id"].dump(), text(e["component"]), text(e["kind"]),
                           text(e["model"]), brief(e["fingerprint"]), scored);
    });
    section(info, "selections", "selections", [&](const json &s) {
        return fmt::format("{}: {} pairs by {} from generation run {}", text(s["name"]), s["pairs"].dump(),
                           text(s["selector"]), s["run"].dump());
    });
    section(info, "preference_sets", "preference sets", [&](const json &s) {
        return fmt::format("{}: {} pairs from {}", text(s["name"]), s["pairs"].dump(), text(s["origin"]));
    });
    section(info, "training_runs", "training runs", [&](const json &t) {
        const auto message = text(t["message"]);
        return fmt::format("{}: {} {}, {} of {} steps, in {}{}", text(t["name"]), text(t["objective"]), text(t["state"]),
                           t["steps"].dump(), t["total_steps"].dump(), text(t["output"]),
                           message.empty() ? "" : ": " + message);
    });
    section(info, "evaluations", "evaluations", [&](const json &e) {
        const auto adapter = text(e["adapter"]);
        return fmt::format("{}: {}{}: {}", text(e["benchmark"]), text(e["model"]), adapter.empty() ? "" : " + " + adapter,
                           e["metrics"].is_null() ? e["answers"].dump() + " answers so far" : e["metrics"].dump());
    });
    if (info.contains("image_troubles") && info["image_troubles"].empty())
        std::cout << "all images are as they were\n";
    else if (info.contains("image_troubles"))
        section(info, "image_troubles", "images", [&](const json &i) { return text(i["why"]); });
    section(info, "manifest", "what was done", [&](const json &m) {
        return fmt::format("{} {} (m3po {})", text(m["at"]), text(m["stage"]), text(m["program_version"]));
    });
    std::cout << std::flush;
}

} // namespace

void add_info(CLI::App &app, Context &context)
{
    auto file = std::make_shared<std::string>();
    auto check = std::make_shared<bool>(false);
    auto *verb = app.add_subcommand("info", "what a project holds and what produced it");
    verb->add_option("PROJECT", *file, "the project file")->required();
    verb->add_flag("--check-images", *check, "read every image file and say which have moved or changed");
    verb->callback([file, check, &context] {
        auto project = std::move(Project::open(*file, Project::Mode::ReadOnly)).value();
        auto info = collect(project);
        if (*check)
            info["image_troubles"] = image_troubles(project);
        if (context.json)
            print_json(info);
        else
            print_text(info);
    });
}

} // namespace m3po::app
