// SPDX-License-Identifier: GPL-3.0-or-later
// m3po import: a data set into a project.
#include "app/m3po/command.h"
#include "app/m3po/terminal.h"
#include "core/formats/import.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>

namespace m3po::app {

namespace {

std::string format_help()
{
    std::string help = "what it is, where that is not to be found out:";
    for (const auto *format : formats())
        help += fmt::format(" {} ({}),", format->name(), format->description());
    help.pop_back();
    return help;
}

void print_text(const std::string &source, const ImportReport &report)
{
    std::cout << fmt::format("{}: {} rows of {}: {} imported, {} there already, {} passed over\n", source, report.rows,
                             report.format, report.imported, report.already_there, report.problem_count);
    if (!report.preference_set.empty())
        std::cout << fmt::format("preference set '{}'\n", report.preference_set);
    for (const auto &problem : report.problems) {
        const auto what = problem.image.empty() ? "" : fmt::format("image '{}': ", problem.image);
        std::cout << fmt::format("  {}\n", one_line(fmt::format("{}: {}{}", problem.place, what, problem.why)));
    }
    const auto more = report.problem_count - static_cast<std::int64_t>(report.problems.size());
    if (more > 0)
        std::cout << fmt::format("  and {} more\n", more);
    std::cout << std::flush;
}

nlohmann::json to_json(const ImportReport &report)
{
    auto problems = nlohmann::json::array();
    for (const auto &problem : report.problems)
        problems.push_back({{"place", problem.place}, {"image", problem.image}, {"why", problem.why}});
    return {{"format", report.format},
            {"rows", report.rows},
            {"imported", report.imported},
            {"already_there", report.already_there},
            {"passed_over", report.problem_count},
            {"problems", std::move(problems)},
            {"preference_set", report.preference_set.empty() ? nlohmann::json() : nlohmann::json(report.preference_set)}};
}

} // namespace

void add_import(CLI::App &app, Context &context)
{
    struct Options {
        std::string project;
        std::string source;
        std::string images;
        ImportOptions import;
    };
    auto options = std::make_shared<Options>();
    auto *verb = app.add_subcommand("import", "read a data set into a project; rows that are there already stay as they are");
    verb->add_option("PROJECT", options->project, "the project file")->required();
    verb->add_option("SOURCE", options->source, "a file, or a folder of images")->required();
    verb->add_option("--format", options->import.format, format_help());
    verb->add_option("--instruction", options->import.instruction, "the question for all images of a folder");
    verb->add_option("--images", options->images,
                     "what image names are relative to: the project's folder of images (default), or one inside it");
    verb->add_option("--name", options->import.preference_set, "the preference set's name (default: the file's)");
    verb->callback([options, &context] {
        auto project = std::move(Project::open(options->project)).value();
        if (!options->images.empty())
            options->import.images_root = options->images;
        const auto report = *import_dataset(project, options->source, options->import, progress_on_stderr(context),
                                            context.stop);
        if (context.json)
            print_json(to_json(report));
        else
            print_text(options->source, report);
    });
}

} // namespace m3po::app
