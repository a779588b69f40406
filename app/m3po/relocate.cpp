// SPDX-License-Identifier: GPL-3.0-or-later
// m3po relocate: says where a project's images lie on this machine.
#include "app/m3po/command.h"
#include "app/m3po/terminal.h"
#include "core/project/project.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>

namespace m3po::app {

void add_relocate(CLI::App &app, Context &context)
{
    struct Options {
        std::string project;
        std::string images;
    };
    auto options = std::make_shared<Options>();
    auto *verb = app.add_subcommand("relocate", "say where a project's images lie");
    verb->add_option("PROJECT", options->project, "the project file")->required();
    verb->add_option("IMAGES", options->images, "the folder that holds the images")->required();
    verb->callback([options, &context] {
        auto project = std::move(Project::open(options->project)).value();
        project.set_images_root(options->images);
        const auto root = project.images_root().string();
        if (context.json)
            print_json({{"project", options->project}, {"images", root}});
        else
            std::cout << fmt::format("the images of {} are in {}", options->project, root) << std::endl;
    });
}

} // namespace m3po::app
