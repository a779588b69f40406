// SPDX-License-Identifier: GPL-3.0-or-later
// m3po metrics: what a training run said, a line a step.
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/project/training_runs.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>
#include <vector>

namespace m3po::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

std::vector<ordered_json> of_folder(const fs::path &folder)
{
    const auto file = folder / "metrics.jsonl";
    if (!fs::exists(file))
        throw Failure(Error::not_found(fmt::format("{}: expected the folder of a training run, with metrics.jsonl in it", folder.string())));
    auto text = *read_file(file);
    text.erase(text.rfind('\n') + 1); // a line that is being written, or that a kill cut off
    std::vector<ordered_json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        auto parsed = ordered_json::parse(line, nullptr, false);
        if (!parsed.is_object())
            throw Failure(Error::invalid_input(fmt::format("{}: line {}: expected a JSON object", file.string(), lines.size() + 1)));
        lines.push_back(std::move(parsed));
    }
    return lines;
}

std::vector<ordered_json> of_project(const fs::path &file, const std::string &name)
{
    auto project = *Project::open(file, Project::Mode::ReadOnly);
    std::string names;
    std::int64_t id = 0;
    for (const auto &run : training_runs::list(project)) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", run.name);
        if (name.empty() || run.name == name)
            id = run.id; // the newest where none is named
    }
    if (id == 0)
        throw Failure(Error::not_found(names.empty() ? fmt::format("{}: has no training run yet", file.string())
                                                     : fmt::format("{}: has no training run {}; there are {}", file.string(), name, names)));
    std::vector<ordered_json> lines;
    for (const auto &step : training_runs::steps(project, id)) {
        ordered_json line{{"step", step.step}};
        line.update(ordered_json::parse(step.metrics));
        lines.push_back(std::move(line));
    }
    return lines;
}

void print_table(const std::vector<ordered_json> &lines)
{
    const std::vector<std::pair<const char *, const char *>> columns{
        {"loss", "loss"}, {"margin", "rewards/margins"}, {"accuracy", "rewards/accuracies"}, {"token acc.", "mean_token_accuracy"},
        {"grad norm", "grad_norm"}, {"learning rate", "learning_rate"}};
    std::cout << fmt::format("{:>6}", "step");
    for (const auto &[title, name] : columns) {
        if (!lines.empty() && lines.front().contains(name))
            std::cout << fmt::format("  {:>13}", title);
    }
    std::cout << "\n";
    for (const auto &line : lines) {
        std::cout << fmt::format("{:>6}", line.value("step", 0));
        for (const auto &[title, name] : columns) {
            if (line.contains(name) && line[name].is_number())
                std::cout << fmt::format("  {:>13.6g}", line[name].get<double>());
        }
        std::cout << "\n";
    }
    std::cout.flush();
}

} // namespace

void add_metrics(CLI::App &app, Context &context)
{
    auto source = std::make_shared<std::string>();
    auto *command = app.add_subcommand("metrics", "every step's metrics of a training run; with --json a line a step, under TRL's names");
    command->add_option("run", *source, "the run's folder, or PROJECT or PROJECT:NAME")->required();
    command->callback([source, &context] {
        std::vector<ordered_json> lines;
        const auto colon = source->rfind(':');
        if (fs::is_directory(*source))
            lines = of_folder(*source);
        else if (fs::exists(*source) || colon == std::string::npos)
            lines = of_project(*source, {});
        else
            lines = of_project(source->substr(0, colon), source->substr(colon + 1));
        if (!context.json)
            return print_table(lines);
        for (const auto &line : lines)
            std::cout << line.dump() << "\n";
        std::cout.flush();
    });
}

} // namespace m3po::app
