// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench open: how long it takes until a project's samples and scores are there, as window and `m3po select` wait for
// them: from the project itself, and from this person's cache of it.
#include "app/m3po/command.h"
#include "app/m3po/measured.h"
#include "app/m3po/terminal.h"
#include "core/select/corpus_cache.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <memory>

namespace m3po::app {

using nlohmann::json;

void add_bench_open(CLI::App &bench, Context &context)
{
    struct Options {
        std::string project;
        int repeat = 5;
    };
    auto options = std::make_shared<Options>();
    auto *verb = bench.add_subcommand("open", "how long opening a project takes, without and with what is kept of it");
    verb->add_option("PROJECT", options->project, "the project file")->required();
    verb->add_option("--repeat", options->repeat, "how often each way")->capture_default_str()->check(CLI::Range(1, 10000));
    verb->callback([options, &context] {
        const auto open = [&] { return std::move(Project::open(options->project)).value(); };
        LoadedCorpus corpus;
        const auto from_project = measured(options->repeat, context, [&](int) {
            auto project = open();
            corpus = load_corpus(project, std::nullopt, CorpusCache::Ignore);
        });
        json report{{"samples", corpus.scores.columns.samples()}, {"candidates", corpus.scores.columns.rows()}, {"from_project_milliseconds", from_project}};
        if (corpus_cache::is_worth_keeping(corpus)) {
            report["keep_milliseconds"] = measured(1, context, [&](int) { corpus_cache::keep(options->project, corpus).value(); });
            report["from_cache_milliseconds"] = measured(options->repeat, context, [&](int) {
                auto project = open();
                corpus = load_corpus(project);
                if (!corpus.from_cache)
                    throw Failure(Error::conflict(options->project + ": was changed meanwhile"));
            });
        }
        if (context.json)
            return print_json(report);
        std::cout << fmt::format("{} samples, {} candidates\n", corpus.scores.columns.samples(), corpus.scores.columns.rows());
        std::cout << measured_line("from the project", report["from_project_milliseconds"]);
        if (report.contains("from_cache_milliseconds"))
            std::cout << measured_line("kept", report["keep_milliseconds"]) << measured_line("from the cache", report["from_cache_milliseconds"]);
        else
            std::cout << "too small to be kept in the cache\n";
        std::cout << std::flush;
    });
}

} // namespace m3po::app
