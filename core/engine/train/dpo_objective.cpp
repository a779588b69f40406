// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/dpo_objective.h"

#include "core/engine/model/side_by_side.h"
#include "core/engine/train/answer_log_probs.h"
#include "core/engine/train/lora_dropout.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <array>

namespace m3po::engine {

namespace {

// The adapter off for a while.
class WithoutAdapter {
public:
    WithoutAdapter(VisionLanguageModel &model, const Adapter &adapter) : model_(model), adapter_(adapter) { model_.detach(); }
    // The same adapter was attached before, so it fits.
    ~WithoutAdapter() { (void)model_.attach(adapter_); }

private:
    VisionLanguageModel &model_;
    const Adapter &adapter_;
};

} // namespace

DpoObjective::DpoObjective(VisionLanguageModel &model, const Adapter &adapter, ImageFeatures &images,
                           ExampleStore pairs, DpoSettings settings)
    : model_(model), adapter_(adapter), images_(images), pairs_(std::move(pairs)), settings_(std::move(settings)),
      reference_(static_cast<std::size_t>(pairs_.size()))
{
}

at::Tensor DpoObjective::embedded(const PreferenceExample &pair)
{
    at::NoGradGuard no_grad; // nothing below the first adapted layer is trained
    return model_.embed(pair.prompt, images_.features(pair.image, pair.place));
}

// Where positions depend on how long a run is, answers cannot stand in one row.
bool DpoObjective::packs() const
{
    return !model_.device().is_cpu() && model_.language().config().rope_scaling.kind != RopeScaling::Kind::Dynamic;
}

// On a GPU pairs share a pass: a product of a few hundred rows leaves it idle, and each piece of work costs the time to ask for it.
// Elsewhere, and where masks of dropout come from one generator, each has its own.
std::size_t DpoObjective::pairs_in_pass(std::span<const std::int64_t> rows) const
{
    constexpr std::int64_t most_tokens = 3072; // of a model of 7 billion parameters they keep some 16 GB for their backward
    if (!packs() || settings_.lora_dropout > 0)
        return 1;
    std::size_t count = 0;
    for (std::int64_t longest = 0; count < rows.size(); ++count) {
        const auto pair = pairs_[rows[count]];
        longest = std::max(longest, static_cast<std::int64_t>(pair.prompt.ids.size() + pair.chosen.size() + pair.rejected.size()));
        if (count > 0 && longest * static_cast<std::int64_t>(count + 1) > most_tokens)
            break;
    }
    return count;
}

AnswerLogProbs DpoObjective::log_probs(std::span<const std::int64_t> rows, bool statistics)
{
    if (!packs()) { // one, as pairs_in_pass() has it
        const auto pair = pairs_[rows.front()];
        return answer_log_probs(model_, embedded(pair), std::array{pair.chosen, pair.rejected}, statistics);
    }
    std::vector<PreferenceExample> pairs;
    for (const auto row : rows)
        pairs.push_back(pairs_[row]);
    std::vector<PromptAndAnswers> prompts;
    for (const auto &pair : pairs) {
        prompts.push_back({embedded(pair), {pair.chosen, pair.rejected}});
    }
    return packed_answer_log_probs(model_, prompts, statistics);
}

void DpoObjective::compute_reference(std::stop_token stop, const ProgressSink &progress)
{
    at::NoGradGuard no_grad;
    std::optional<WithoutAdapter> bare;
    if (settings_.reference == Reference::Base)
        bare.emplace(model_, adapter_);
    ProgressMeter meter("reference", size(), progress);
    std::vector<std::int64_t> unknown;
    for (std::int64_t row = 0; row < size(); ++row) {
        if (!reference_[static_cast<std::size_t>(row)].known())
            unknown.push_back(row);
    }
    meter.start_at(size() - static_cast<std::int64_t>(unknown.size()));
    const auto at_once = pieces_at_once(model_);
    for (std::span<const std::int64_t> left = unknown; !left.empty();) {
        if (stop.stop_requested())
            throw Failure(Error::cancelled("stopped while computing the reference log-probabilities"));
        const auto passes = passes_of(left, at_once);
        side_by_side(static_cast<std::int64_t>(passes.size()), at_once, [&](std::int64_t i) {
            const auto rows = passes[static_cast<std::size_t>(i)];
            const auto sums = log_probs(rows, false).sums.cpu();
            const auto *value = sums.const_data_ptr<float>();
            for (std::size_t k = 0; k < rows.size(); ++k)
                reference_[static_cast<std::size_t>(rows[k])] = {value[2 * k], value[2 * k + 1]};
        });
        for (const auto rows : passes)
            meter.advance(static_cast<std::int64_t>(rows.size()));
    }
    meter.finish();
}

// The next passes of what is left, at most so many, taken off it.
std::vector<std::span<const std::int64_t>> DpoObjective::passes_of(std::span<const std::int64_t> &left, std::int64_t most) const
{
    std::vector<std::span<const std::int64_t>> passes;
    while (!left.empty() && static_cast<std::int64_t>(passes.size()) < most) {
        const auto count = pairs_in_pass(left);
        passes.push_back(left.first(count));
        left = left.subspan(count);
    }
    return passes;
}

void DpoObjective::set_reference(std::vector<ReferenceLogps> values)
{
    reference_ = std::move(values);
}

// Some pairs forward and back.
struct DpoObjective::Pass {
    // A pair's loss; log-probabilities, then rewards of chosen and rejected; their statistics (2 x 3).
    using Values = std::array<float, 11>;
    std::vector<Values> values;
    std::vector<at::Tensor> gradients; // of the adapter's parameters
};

DpoObjective::Pass DpoObjective::run(std::span<const std::int64_t> rows, double share, double mean_chosen_length,
                                     const std::vector<at::Tensor> &parameters)
{
    const auto count = static_cast<std::int64_t>(rows.size());
    std::vector<float> references, chosen_lengths, rejected_lengths;
    for (const auto row : rows) {
        const auto pair = pairs_[row];
        const auto &reference = reference_[static_cast<std::size_t>(row)];
        references.insert(references.end(), {reference.chosen, reference.rejected});
        chosen_lengths.push_back(static_cast<float>(pair.chosen.size()));
        rejected_lengths.push_back(static_cast<float>(pair.rejected.size()));
    }
    const auto there = [&](const std::vector<float> &values) { return at::tensor(values, at::kFloat).to(model_.device()); };
    const auto reference = there(references).view({count, 2}); // chosen, rejected
    PreferenceTerms terms;
    terms.chosen_lengths = there(chosen_lengths);
    terms.rejected_lengths = there(rejected_lengths);
    const auto policy = log_probs(rows, true);
    const auto logps = policy.sums.view({count, 2});
    const auto log_ratios = logps - reference;
    terms.chosen_logps = logps.select(1, 0);
    terms.chosen_logratios = log_ratios.select(1, 0);
    terms.rejected_logratios = log_ratios.select(1, 1);
    terms.mean_chosen_length = mean_chosen_length;
    const auto losses = preference_loss(settings_.losses, terms, settings_.loss); // (R)
    Pass result;
    result.gradients = torch::autograd::grad({losses.sum() * share}, parameters, {}, std::nullopt, false, true);

    const at::NoGradGuard no_grad;
    // One transfer: loss, log-probabilities, rewards, statistics.
    const auto rewards = settings_.loss.beta * log_ratios.detach();
    const auto values = at::cat({losses.detach().view({count, 1}), logps.detach(), rewards, policy.statistics.view({count, 6})}, 1).cpu();
    result.values.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy_n(values.const_data_ptr<float>() + i * result.values[i].size(), result.values[i].size(), result.values[i].begin());
    return result;
}

MicroBatchResult DpoObjective::micro_batch(std::span<const std::int64_t> rows, double share, MicroBatchPlace place)
{
    const LoraDropout dropout(model_.language(), settings_.lora_dropout, model_.device());
    const auto n = static_cast<double>(rows.size());
    std::int64_t prompt_tokens = 0, chosen_tokens = 0, rejected_tokens = 0;
    for (const auto row : rows) {
        const auto pair = pairs_[row];
        chosen_tokens += static_cast<std::int64_t>(pair.chosen.size());
        rejected_tokens += static_cast<std::int64_t>(pair.rejected.size());
        prompt_tokens += static_cast<std::int64_t>(pair.prompt.ids.size());
    }

    MicroBatchResult result;
    result.tokens = 2 * prompt_tokens + chosen_tokens + rejected_tokens;
    double accuracy = 0, chosen_reward = 0, rejected_reward = 0, margin = 0, chosen_logps = 0, rejected_logps = 0;
    std::array<std::array<double, 3>, 2> statistics{}; // [chosen, rejected][entropy, logits, top-1], sums over tokens
    auto parameters = adapter_.parameters();
    // Masks of dropout come from one generator.
    const auto at_once = settings_.lora_dropout > 0 ? 1 : pieces_at_once(model_);
    for (auto left = rows; !left.empty();) {
        const auto passes = passes_of(left, at_once);
        std::vector<Pass> runs(passes.size());
        side_by_side(static_cast<std::int64_t>(passes.size()), at_once, [&](std::int64_t i) {
            const auto part = passes[static_cast<std::size_t>(i)];
            dropout.key(settings_.seed, place.step, part.front());
            runs[static_cast<std::size_t>(i)] = run(part, share / n, static_cast<double>(chosen_tokens) / n, parameters);
        });

        // In the rows' order, so that the sum's bits do not depend on how many ran at once.
        at::NoGradGuard no_grad;
        for (std::size_t i = 0; i < passes.size(); ++i) {
            for (std::size_t p = 0; p < parameters.size(); ++p) {
                const auto &gradient = runs[i].gradients[p];
                auto &sum = parameters[p].mutable_grad();
                if (!gradient.defined())
                    continue;
                if (sum.defined())
                    sum.add_(gradient);
                else
                    sum = gradient.clone();
            }
            for (std::size_t k = 0; k < passes[i].size(); ++k) {
                const auto row = passes[i][k];
                const auto &v = runs[i].values[k];
                result.loss += v[0] / n;
                chosen_logps += v[1] / n;
                rejected_logps += v[2] / n;
                chosen_reward += v[3] / n;
                rejected_reward += v[4] / n;
                accuracy += (v[3] > v[4] ? 1 : 0) / n;
                margin += (v[3] - v[4]) / n;
                result.margins.push_back({row, static_cast<double>(v[3]) - v[4]});
                for (std::size_t side = 0; side < 2; ++side) {
                    for (std::size_t s = 0; s < 3; ++s)
                        statistics[side][s] += v[5 + 3 * side + s];
                }
            }
        }
    }
    const auto c = static_cast<double>(chosen_tokens), r = static_cast<double>(rejected_tokens);
    result.metrics = {
        {"rewards/chosen", chosen_reward}, {"rewards/rejected", rejected_reward}, {"rewards/accuracies", accuracy},
        {"rewards/margins", margin}, {"logps/chosen", chosen_logps}, {"logps/rejected", rejected_logps},
        {"logits/chosen", statistics[0][1] / c}, {"logits/rejected", statistics[1][1] / r},
        {"entropy", (statistics[0][0] + statistics[1][0]) / (c + r)}, {"mean_token_accuracy", statistics[0][2] / c},
    };
    return result;
}

} // namespace m3po::engine
