// SPDX-License-Identifier: GPL-3.0-or-later
// m3po export: out of a project, for other programs.
#include "app/m3po/export.h"

#include "app/m3po/terminal.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iostream>

namespace m3po::app {

std::unique_ptr<ExportTarget> dataset_export();
#if M3PO_ENGINE
std::unique_ptr<ExportTarget> adapter_export();
#endif

namespace {

std::vector<std::unique_ptr<ExportTarget>> make_targets()
{
    std::vector<std::unique_ptr<ExportTarget>> targets;
    targets.push_back(dataset_export());
#if M3PO_ENGINE
    targets.push_back(adapter_export());
#endif
    return targets;
}

struct Request {
    std::string project;
    std::string format;
    std::string out;
    std::string name;
    std::vector<std::unique_ptr<ExportTarget>> targets = make_targets();

    std::string formats() const
    {
        std::string names;
        for (const auto &target : targets) {
            for (const auto &format : target->formats())
                names += (names.empty() ? "" : ", ") + format;
        }
        return names;
    }
    ExportTarget &target() const
    {
        for (const auto &target : targets) {
            const auto known = target->formats();
            if (std::find(known.begin(), known.end(), format) != known.end())
                return *target;
        }
        throw Failure(Error::usage(fmt::format("--format {}: one of {} was expected", format, formats())));
    }
};

} // namespace

void add_export(CLI::App &app, Context &context)
{
    auto request = std::make_shared<Request>();
    auto *verb = app.add_subcommand("export", "write pairs or adapters for other programs");
    verb->add_option("PROJECT", request->project, "the project file");
    verb->add_option("--format", request->format, "one of " + request->formats())->required();
    verb->add_option("--out", request->out, "the folder to write to")->required();
    verb->add_option("--name", request->name, "the name of what is written");
    for (const auto &target : request->targets)
        target->add_options(*verb);
    verb->callback([request, &context] {
        auto &target = request->target();
        const auto files = target.run({request->project, request->format, request->out, request->name}, context);
        if (context.json) {
            auto names = nlohmann::json::array();
            for (const auto &file : files)
                names.push_back(file.string());
            print_json({{"format", request->format}, {"files", std::move(names)}});
            return;
        }
        for (const auto &file : files)
            std::cout << file.string() << '\n';
        std::cout << std::flush;
    });
}

} // namespace m3po::app
