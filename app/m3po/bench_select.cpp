// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench select: how long a project's selection takes when one number of it changes, with all that the window shows
// of it: statistics, histograms, the comparison with a saved selection.
#include "app/m3po/command.h"
#include "app/m3po/measured.h"
#include "app/m3po/terminal.h"
#include "core/project/generations.h"
#include "core/select/agreement_map.h"
#include "core/select/reselection.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>

namespace m3po::app {

namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

// What a person moves: the request of step i differs from that of step i - 1 in this alone.
struct Change {
    const char *name;
    std::function<void(SelectionRequest &request, int i)> apply;
};

std::vector<Change> changes(const ScoreColumns &columns)
{
    return {
        {"alpha", [](SelectionRequest &r, int i) { r.options.alpha = 0.01 * (1 + i % 200); }},
        {"delta", [](SelectionRequest &r, int i) { r.options.delta = 0.01 * (i % 200); }},
        {"min_gap", [](SelectionRequest &r, int i) { r.options.min_gap = 0.001 * (i % 200); }},
        {"penalty", [](SelectionRequest &r, int i) { r.options.penalty = i % 2 == 0 ? Penalty::Unclamped : Penalty::Clamped; }},
        {"confidence", [](SelectionRequest &r, int i) { r.options.confidence = i % 2 == 0 ? Confidence::PerToken : Confidence::Sequence; }},
        {"weights",
         [&columns](SelectionRequest &r, int i) {
             r.weights.clear();
             for (const auto &name : columns.component_names)
                 r.weights.emplace_back(name, r.weights.empty() ? 0.01 * (1 + i % 200) : 1.0);
         }},
    };
}

// The map over alpha and delta, its indexes being there as they are while sliders move; and the first, which makes them.
json measure_map(const ScoreColumns &columns, const SelectionView &selection, const PairRows &pairs, int repeat, std::stop_token stop)
{
    AgreementMaps maps(std::shared_ptr<const ScoreColumns>(std::shared_ptr<void>(), &columns), selection.mas);
    std::vector<double> times;
    for (int i = 0; i <= repeat; ++i) {
        const auto begun = Clock::now();
        maps.compute({}, pairs, agreement_alphas(), agreement_deltas(), stop);
        times.push_back(milliseconds_since(begun));
    }
    const double first = times.front();
    std::sort(times.begin() + 1, times.end());
    return {{"cells", agreement_alphas().size() * agreement_deltas().size()}, {"first", first}, {"median", times[1 + (times.size() - 1) / 2]}};
}

json measure(const Change &change, Reselection &reselection, const PairRows &against, int repeat, const Context &context)
{
    SelectionRequest request;
    reselection.select(request, &against); // so that the first step, too, changes one thing
    return measured(repeat, context, [&](int i) {
        change.apply(request, i);
        reselection.select(request, &against);
    });
}

} // namespace

void add_bench_select(CLI::App &bench, Context &context)
{
    struct Options {
        std::string project;
        int repeat = 25;
    };
    auto options = std::make_shared<Options>();
    auto *verb = bench.add_subcommand("select", "how long a selection takes when α, δ, a weight or a switch changes");
    verb->add_option("PROJECT", options->project, "the project file")->required();
    verb->add_option("--repeat", options->repeat, "how often each is changed")->capture_default_str()->check(CLI::Range(1, 100000));
    verb->callback([options, &context] {
        auto project = std::move(Project::open(options->project, Project::Mode::ReadOnly)).value();
        const auto run = generations::latest(project);
        if (!run)
            throw Failure(Error::not_found(options->project + ": holds no generation run; `m3po generate` makes one"));
        auto begun = Clock::now();
        const auto loaded = load_score_columns(project, run->id);
        const auto &columns = loaded.columns;
        const double loading = milliseconds_since(begun);

        Reselection reselection(columns);
        begun = Clock::now();
        const auto first = reselection.select({}, nullptr);
        const double first_selection = milliseconds_since(begun);
        const auto against = pair_rows(first);
        const auto map = measure_map(columns, first, against, std::max(1, options->repeat / 8), context.stop);
        json times = json::object();
        for (const auto &change : changes(columns))
            times[change.name] = measure(change, reselection, against, options->repeat, context);
        if (context.json)
            return print_json({{"samples", columns.samples()},
                               {"candidates", columns.rows()},
                               {"loading_milliseconds", loading},
                               {"first_milliseconds", first_selection},
                               {"agreement_map_milliseconds", map},
                               {"milliseconds", times}});
        std::cout << fmt::format("{} samples, {} candidates; read in {:.0f} ms, first selected in {:.1f} ms\n", columns.samples(),
                                 columns.rows(), loading, first_selection);
        for (const auto &[name, time] : times.items())
            std::cout << measured_line(name, time);
        std::cout << fmt::format("map of {} α and δ {:.0f} ms, the first {:.0f} ms\n", map["cells"].get<int>(), map["median"].get<double>(), map["first"].get<double>())
                  << std::flush;
    });
}

} // namespace m3po::app
