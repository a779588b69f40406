// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/saved.h"

#include "core/project/manifest.h"

#include <nlohmann/json.hpp>

namespace m3po {

using nlohmann::json;

std::string parameters_json(const SelectionRequest &request, const LoadedScores &loaded)
{
    const auto &o = request.options;
    auto used = json::object();
    for (const auto &[name, weight] : request.weights)
        used[name] = weight;
    if (request.weights.empty()) {
        for (const auto &name : loaded.columns.component_names)
            used[name] = 1.0;
    }
    auto evaluators = json::array();
    for (const auto &evaluator : loaded.evaluators)
        evaluators.push_back({{"id", evaluator.id},
                              {"component", evaluator.component},
                              {"kind", evaluator.kind},
                              {"fingerprint", evaluator.fingerprint}});
    return json{{"alpha", o.alpha},
                {"delta", o.delta},
                {"confidence", o.confidence == Confidence::Sequence ? "sequence" : "per-token"},
                {"penalty", o.penalty == Penalty::Clamped ? "clamped" : "unclamped"},
                {"min_gap", o.min_gap},
                {"lengths_balanced", find_selector(request.selector).balances_lengths(o)},
                {"pairs_per_sample", o.pairs_per_sample},
                {"csr_weight", o.csr_weight},
                {"seed", o.seed},
                {"weights", std::move(used)},
                {"evaluators", std::move(evaluators)}}
        .dump();
}

std::string statistics_json(const SelectionStatistics &s)
{
    auto reasons = json::object();
    for (std::size_t i = 1; i < s.reasons.size(); ++i) {
        if (s.reasons[i] > 0)
            reasons[std::string(reason_text(static_cast<NoPair>(i)))] = s.reasons[i];
    }
    const auto share = [](std::int64_t part, std::int64_t whole) {
        return whole == 0 ? json() : json(static_cast<double>(part) / static_cast<double>(whole));
    };
    return json{{"samples", s.samples},
                {"pairs", s.pairs},
                {"reasons", std::move(reasons)},
                {"rejected_preferred", share(s.rejected_preferred, s.comparable)},
                {"rejected_preferred_per_token", share(s.rejected_preferred_per_token, s.comparable)},
                {"mean_chosen_tokens", s.mean_chosen_tokens},
                {"mean_rejected_tokens", s.mean_rejected_tokens},
                {"chosen_longer", share(s.chosen_longer, s.pairs)},
                {"chosen_shorter", share(s.chosen_shorter, s.pairs)},
                {"mean_gap", s.mean_gap}}
        .dump();
}

SelectionRequest request_of(const Selection &selection)
{
    try {
        const auto parameters = json::parse(selection.parameters);
        SelectionRequest request;
        request.selector = selection.selector;
        auto &o = request.options;
        o.alpha = parameters.at("alpha").get<double>();
        o.delta = parameters.at("delta").get<double>();
        o.confidence = parameters.at("confidence").get<std::string>() == "sequence" ? Confidence::Sequence : Confidence::PerToken;
        o.penalty = parameters.at("penalty").get<std::string>() == "clamped" ? Penalty::Clamped : Penalty::Unclamped;
        o.min_gap = parameters.at("min_gap").get<double>();
        // "length_balance" was written for every selector, and meant something for rlaif-v alone.
        if (const auto balanced = parameters.find("lengths_balanced"); balanced != parameters.end())
            o.length_balance = balanced->get<bool>();
        else if (request.selector == "rlaif-v")
            o.length_balance = parameters.at("length_balance").get<bool>();
        o.pairs_per_sample = parameters.at("pairs_per_sample").get<int>();
        o.csr_weight = parameters.at("csr_weight").get<double>();
        o.seed = parameters.at("seed").get<std::uint64_t>();
        for (const auto &[name, weight] : parameters.at("weights").items())
            request.weights.emplace_back(name, weight.get<double>());
        return request;
    } catch (const json::exception &exception) {
        throw Failure(Error::invalid_input("selection '" + selection.name + "': its parameters are not those of a selection: " +
                                           exception.what()));
    }
}

Selection save_selection(Project &project, const std::string &name, std::int64_t run, const SelectionRequest &request,
                         const LoadedScores &loaded, std::span<const PairChoice> choices,
                         const SelectionStatistics &statistics, const std::string &known_in)
{
    Selection selection;
    selection.name = name;
    selection.selector = request.selector;
    selection.parameters = parameters_json(request, loaded);
    selection.run_id = run;
    selection.statistics = statistics_json(statistics);
    auto saved = selections::save(project, selection, to_selected_pairs(loaded.columns, choices), known_in);
    manifest::add(project, "select",
                  json{{"name", name},
                       {"selector", request.selector},
                       {"run", run},
                       {"pairs", statistics.pairs},
                       {"parameters", json::parse(selection.parameters)}}
                      .dump());
    return saved;
}

} // namespace m3po
