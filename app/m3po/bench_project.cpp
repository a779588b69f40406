// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench project: an invented project of any size.
#include "app/m3po/command.h"
#include "app/m3po/terminal.h"
#include "core/bench/project.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>

namespace m3po::app {

void add_bench_project(CLI::App &bench, Context &context)
{
    struct Options {
        std::string file;
        bench::ProjectOptions make;
    };
    auto options = std::make_shared<Options>();
    auto *verb = bench.add_subcommand("project", "make a project of invented samples, candidates and scores, as large as the paper's");
    verb->add_option("PROJECT", options->file, "the file to make, name.m3po; its pictures go into name-images beside it")->required();
    verb->add_option("--samples", options->make.samples, "how many samples")->capture_default_str();
    verb->add_option("--candidates", options->make.candidates, "candidates of each")->capture_default_str();
    verb->add_option("--seed", options->make.seed, "what everything is drawn from")->capture_default_str();
    verb->callback([options, &context] {
        const auto report = *bench::make_project(options->file, options->make, progress_on_stderr(context), context.stop);
        if (context.json)
            return print_json({{"project", options->file},
                               {"samples", report.samples},
                               {"candidates", report.candidates},
                               {"scores", report.scores},
                               {"pairs", report.pairs},
                               {"seconds", report.seconds}});
        std::cout << fmt::format("made {}: {} samples, {} candidates, {} scores, {} pairs in the selection 'paper', in {}\n", options->file,
                                 report.samples, report.candidates, report.scores, report.pairs, duration_text(report.seconds))
                  << std::flush;
    });
}

} // namespace m3po::app
