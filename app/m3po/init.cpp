// SPDX-License-Identifier: GPL-3.0-or-later
// m3po init: makes a project file.
#include "app/m3po/command.h"
#include "app/m3po/terminal.h"
#include "core/project/manifest.h"
#include "core/project/project.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>

namespace m3po::app {

void add_init(CLI::App &app, Context &context)
{
    struct Options {
        std::string project;
        std::string images;
    };
    auto options = std::make_shared<Options>();
    auto *verb = app.add_subcommand("init", "make a project file");
    verb->add_option("PROJECT", options->project, "the file to make, name.m3po")->required();
    verb->add_option("--images", options->images, "the folder that holds the images")->required();
    verb->callback([options, &context] {
        auto project = std::move(Project::create(options->project, {.images_root = options->images})).value();
        manifest::add(project, "init", "{}");
        const auto root = project.images_root().string();
        if (context.json)
            print_json({{"project", options->project}, {"images", root}});
        else
            std::cout << fmt::format("made {} for the images in {}", options->project, root) << std::endl;
    });
}

} // namespace m3po::app
