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
                           std::vector<PreferenceExample> pairs, DpoSettings settings)
    : model_(model), adapter_(adapter), images_(images), pairs_(std::move(pairs)), settings_(std::move(settings)),
      reference_(pairs_.size())
{
}

at::Tensor DpoObjective::embedded(const PreferenceExample &pair)
{
    at::NoGradGuard no_grad; // nothing below the first adapted layer is trained
    return model_.embed(pair.prompt, images_.features(pair.image, pair.place));
}

void DpoObjective::compute_reference(std::stop_token stop, const ProgressSink &progress)
{
    at::NoGradGuard no_grad;
    std::optional<WithoutAdapter> bare;
    if (settings_.reference == Reference::Base)
        bare.emplace(model_, adapter_);
    ProgressMeter meter("reference", size(), progress);
    const auto at_once = pieces_at_once(model_);
    for (std::int64_t first = 0; first < size(); first += at_once) {
        const auto count = std::min(at_once, size() - first);
        const auto pairs = std::span(pairs_).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        const auto values = std::span(reference_).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        if (stop.stop_requested() && !std::all_of(values.begin(), values.end(), [](const auto &value) { return value.known(); }))
            throw Failure(Error::cancelled("stopped while computing the reference log-probabilities"));
        side_by_side(count, at_once, [&](std::int64_t i) {
            const auto &pair = pairs[static_cast<std::size_t>(i)];
            auto &value = values[static_cast<std::size_t>(i)];
            if (value.known())
                return;
            const std::array answers{pair.chosen, pair.rejected};
            const auto sums = answer_log_probs(model_, embedded(pair), answers, false).sums.cpu();
            value = {sums[0].item<float>(), sums[1].item<float>()};
        });
        meter.advance(count);
    }
    meter.finish();
}

void DpoObjective::set_reference(std::vector<ReferenceLogps> values)
{
    reference_ = std::move(values);
}

// One pair forward and back.
struct DpoObjective::PairRun {
    std::array<float, 11> values{}; // loss; log-probabilities, then rewards of chosen and rejected; their statistics (2 x 3)
    std::vector<at::Tensor> gradients; // of the adapter's parameters
};

DpoObjective::PairRun DpoObjective::run(std::int64_t row, double share, double mean_chosen_length,
                                        const std::vector<at::Tensor> &parameters)
{
    const auto &pair = pairs_[row];
    const auto &reference = reference_[row];
    const auto answers = std::array{pair.chosen, pair.rejected};
    const auto policy = answer_log_probs(model_, embedded(pair), answers, true);

    const auto options = policy.sums.options().requires_grad(false);
    const auto log_ratios = policy.sums - at::tensor({reference.chosen, reference.rejected}, options.device(at::kCPU)).to(options.device());
    PreferenceTerms terms;
    terms.chosen_logps = policy.sums.narrow(0, 0, 1);
    terms.chosen_logratios = log_ratios.narrow(0, 0, 1);
    terms.rejected_logratios = log_ratios.narrow(0, 1, 1);
    terms.chosen_lengths = at::full({1}, static_cast<double>(pair.chosen.size()), options);
    terms.rejected_lengths = at::full({1}, static_cast<double>(pair.rejected.size()), options);
    terms.mean_chosen_length = mean_chosen_length;
    const auto loss = preference_loss(settings_.losses, terms, settings_.loss).sum();
    PairRun result;
    result.gradients = torch::autograd::grad({loss * share}, parameters, {}, std::nullopt, false, true);

    const at::NoGradGuard no_grad;
    // One transfer: loss, log-probabilities, rewards, statistics.
    const auto rewards = settings_.loss.beta * log_ratios.detach();
    const auto values = at::cat({loss.detach().view({1}), policy.sums.detach(), rewards, policy.statistics.view({6})}).cpu();
    std::copy_n(values.const_data_ptr<float>(), result.values.size(), result.values.begin());
    return result;
}

MicroBatchResult DpoObjective::micro_batch(std::span<const std::int64_t> rows, double share, MicroBatchPlace place)
{
    const LoraDropout dropout(model_.language(), settings_.lora_dropout, model_.device());
    const auto n = static_cast<double>(rows.size());
    std::int64_t chosen_tokens = 0, rejected_tokens = 0;
    for (const auto row : rows) {
        chosen_tokens += static_cast<std::int64_t>(pairs_[row].chosen.size());
        rejected_tokens += static_cast<std::int64_t>(pairs_[row].rejected.size());
    }

    MicroBatchResult result;
    double accuracy = 0, chosen_reward = 0, rejected_reward = 0, margin = 0, chosen_logps = 0, rejected_logps = 0;
    std::array<std::array<double, 3>, 2> statistics{}; // [chosen, rejected][entropy, logits, top-1], sums over tokens
    auto parameters = adapter_.parameters();
    // Masks of dropout come from one generator.
    const auto at_once = settings_.lora_dropout > 0 ? 1 : pieces_at_once(model_);
    for (std::size_t first = 0; first < rows.size(); first += static_cast<std::size_t>(at_once)) {
        const auto part = rows.subspan(first, std::min(rows.size() - first, static_cast<std::size_t>(at_once)));
        std::vector<PairRun> runs(part.size());
        side_by_side(static_cast<std::int64_t>(part.size()), at_once, [&](std::int64_t i) {
            const auto row = part[static_cast<std::size_t>(i)];
            dropout.key(settings_.seed, place.step, row);
            runs[static_cast<std::size_t>(i)] = run(row, share / n, static_cast<double>(chosen_tokens) / n, parameters);
        });

        // In the rows' order, so that the sum's bits do not depend on how many ran at once.
        at::NoGradGuard no_grad;
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto row = part[i];
            const auto &pair = pairs_[row];
            const auto &v = runs[i].values;
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
            result.loss += v[0] / n;
            chosen_logps += v[1] / n;
            rejected_logps += v[2] / n;
            chosen_reward += v[3] / n;
            rejected_reward += v[4] / n;
            accuracy += (v[3] > v[4] ? 1 : 0) / n;
            margin += (v[3] - v[4]) / n;
            result.margins.push_back({row, static_cast<double>(v[3]) - v[4]});
            for (int side = 0; side < 2; ++side) {
                for (int k = 0; k < 3; ++k)
                    statistics[side][k] += v[static_cast<std::size_t>(5 + 3 * side + k)];
            }
            result.tokens += static_cast<std::int64_t>(2 * pair.prompt.ids.size() + pair.chosen.size() + pair.rejected.size());
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
