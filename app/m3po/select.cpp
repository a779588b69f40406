// SPDX-License-Identifier: GPL-3.0-or-later
// m3po select: pairs out of scored candidates, saved in the project under a name.
#include "app/m3po/command.h"
#include "app/m3po/compare_saved.h"
#include "app/m3po/select_json.h"
#include "app/m3po/terminal.h"
#include "core/select/corpus_cache.h"
#include "core/select/saved.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <future>
#include <iostream>
#include <map>
#include <memory>

namespace m3po::app {

using nlohmann::json;

namespace {

struct Request {
    std::string project;
    std::string name;
    std::string weights;
    std::int64_t run = 0;
    SelectionRequest selection;
};

std::string selector_help()
{
    std::string help = "how pairs are picked:";
    for (const auto *selector : selectors())
        help += fmt::format(" {} ({});", selector->name(), selector->description());
    help.pop_back();
    return help;
}

GenerationRun pick_run(Project &project, std::int64_t wanted)
{
    if (wanted > 0)
        return generations::get(project, wanted);
    if (auto run = generations::latest(project))
        return *std::move(run);
    throw Failure(Error::not_found(project.file().string() + ": holds no generation run; `m3po generate` makes one"));
}

void print_text(const Request &request, const GenerationRun &run, const SelectionStatistics &s)
{
    const auto percent = [](std::int64_t part, std::int64_t whole) {
        return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    };
    std::cout << fmt::format("{}: {} pairs from {} samples of generation run {}, saved as '{}'\n", request.selection.selector,
                             s.pairs, s.samples, run.id, request.name);
    for (std::size_t i = 1; i < s.reasons.size(); ++i) {
        if (s.reasons[i] > 0)
            std::cout << fmt::format("  no pair: {} {}\n", s.reasons[i], reason_text(static_cast<NoPair>(i)));
    }
    if (s.pairs > 0) {
        if (s.comparable > 0)
            std::cout << fmt::format("the model prefers the rejected answer in {:.1f} % of the pairs ({:.1f} % per token)\n",
                                     percent(s.rejected_preferred, s.comparable),
                                     percent(s.rejected_preferred_per_token, s.comparable));
        std::cout << fmt::format("chosen answers have {:.1f} tokens, rejected ones {:.1f}; the chosen is longer in {:.1f} % "
                                 "and shorter in {:.1f} %\n",
                                 s.mean_chosen_tokens, s.mean_rejected_tokens, percent(s.chosen_longer, s.pairs),
                                 percent(s.chosen_shorter, s.pairs));
        std::cout << fmt::format("mean gap of MAS {:.4f}\n", s.mean_gap);
    }
    std::cout << std::flush;
}

void run_select(Request &request, const Context &context)
{
    auto &wanted = request.selection;
    check_options(wanted.options);
    const auto &selector = find_selector(wanted.selector);
    wanted.weights = *parse_weights(request.weights);
    if (request.name.empty())
        request.name = wanted.selector;

    auto project = std::move(Project::open(request.project)).value();
    const auto run = pick_run(project, request.run);
    const auto corpus = load_corpus(project, run.id);
    std::future<Status> keeping; // for the next time, beside what follows
    if (corpus_cache::is_worth_keeping(corpus))
        keeping = std::async(std::launch::async, [&] { return corpus_cache::keep(request.project, corpus); });
    const auto &loaded = corpus.scores;
    const auto &columns = loaded.columns;
    const auto mas = *mas_column(columns, wanted.weights);
    std::vector<PairChoice> choices;
    selector.select(columns, mas, wanted.options, choices);
    const auto found = statistics(columns, mas, choices);
    std::optional<SelectionDocument> document; // on its way while the selection is saved
    if (context.json)
        document.emplace(request.project, corpus, mas, choices);
    save_selection(project, request.name, run.id, wanted, loaded, choices, found, corpus.state);
    if (keeping.valid())
        if (const auto kept = keeping.get(); !kept)
            tell(context, one_line(kept.error().message));
    if (!document)
        return print_text(request, run, found);
    document->print({{"name", request.name},
                     {"selector", wanted.selector},
                     {"run", run.id},
                     {"parameters", json::parse(parameters_json(wanted, loaded))},
                     {"statistics", json::parse(statistics_json(found))}});
}

} // namespace

void add_select(CLI::App &app, Context &context)
{
    auto request = std::make_shared<Request>();
    auto &o = request->selection.options;
    auto *verb = app.add_subcommand("select", "pick preference pairs from scored candidates");
    verb->add_option("PROJECT", request->project, "the project file")->required();
    verb->add_option("--selector", request->selection.selector, selector_help())->capture_default_str();
    verb->add_option("--name", request->name, "save under this name (default: the selector's)");
    verb->add_option("--run", request->run, "the generation run's number (default: the latest)");
    verb->add_option("--weights", request->weights, "component weights of the MAS, name=w,name=w (default: all alike)");
    verb->add_option("--alpha", o.alpha, "weight of the confidence penalty; 0 is the ablation")->capture_default_str();
    verb->add_option("--delta", o.delta, "margin of the confidence penalty")->capture_default_str();
    const std::map<std::string, Confidence> confidences{{"sequence", Confidence::Sequence}, {"per-token", Confidence::PerToken}};
    verb->add_option("--confidence", o.confidence, "log P of the whole answer (sequence, the default) or per-token")
        ->transform(CLI::CheckedTransformer(confidences));
    const std::map<std::string, Penalty> penalties{{"clamped", Penalty::Clamped}, {"unclamped", Penalty::Unclamped}};
    verb->add_option("--penalty", o.penalty, "max(0, x) (clamped, the default) or x itself (unclamped)")
        ->transform(CLI::CheckedTransformer(penalties));
    verb->add_option("--min-gap", o.min_gap, "least gap of MAS between chosen and rejected")->capture_default_str();
    verb->add_flag_function("--length-balance,!--no-length-balance", [&o](std::int64_t wanted) { o.length_balance = wanted > 0; },
                            "as many pairs whose chosen answer is the longer one as pairs whose chosen answer is the shorter one (rlaif-v: the default)");
    verb->add_option("--pairs-per-sample", o.pairs_per_sample, "rlaif-v: at most so many")->capture_default_str();
    verb->add_option("--csr-weight", o.csr_weight, "csr: the share of the MAS")->capture_default_str();
    verb->add_option("--seed", o.seed, "random, rlaif-v, length balance: what the draws come from")->capture_default_str();
    auto compared = std::make_shared<std::vector<std::string>>();
    verb->add_option("--compare", *compared, "pick nothing: hold two saved selections of these names against each other")->expected(2);
    verb->callback([request, compared, &context] {
        if (compared->empty())
            run_select(*request, context);
        else
            compare_saved(request->project, (*compared)[0], (*compared)[1], context);
    });
}

} // namespace m3po::app
