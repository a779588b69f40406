// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/logprobs.h"

#include "core/engine/generate/prefill.h"
#include "core/engine/generate/warp.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>

#include <map>

namespace m3po::engine {

namespace {

// Logits are the largest thing here: (rows, T - 1, V) in float32.
constexpr std::int64_t max_positions_at_once = 1024;

// ids (B, T) -> log-probabilities of the tokens after the first (B, T - 1)
at::Tensor later_logprobs(const VisionLanguageModel &model, const PrefixCache &prefix, const at::Tensor &ids)
{
    const auto &language = model.language();
    const auto steps = ids.size(1) - 1;
    const auto hidden = language.extend(prefix, language.embed(ids.narrow(1, 0, steps)));
    const auto logits = language.logits(hidden).to(at::kFloat); // (B, T - 1, V)
    const auto chosen = logits.gather(-1, ids.narrow(1, 1, steps).unsqueeze(-1)).squeeze(-1);
    return (chosen - logits.logsumexp(-1)).to(at::kCPU).contiguous();
}

// Prompt and answer in one run, as Transformers scores them: with dynamic rotary scaling a run's frequencies depend on
// its whole length, so a prompt's keys cannot be shared beyond the original length.
std::vector<float> logprobs_in_one_run(const VisionLanguageModel &model, const Prompt &prompt, const at::Tensor &features,
                                       const std::vector<std::int64_t> &answer)
{
    const auto &language = model.language();
    const auto length = static_cast<std::int64_t>(answer.size());
    const auto ids = at::tensor(answer, at::kLong).to(model.device());
    const auto x = at::cat({model.embed(prompt, features), language.embed(ids).unsqueeze(0)}, 1);
    const auto hidden = language.forward(x).narrow(1, x.size(1) - length - 1, length);
    const auto logits = language.logits(hidden)[0].to(at::kFloat); // (T, V)
    const auto values = (logits.gather(-1, ids.unsqueeze(-1)).squeeze(-1) - logits.logsumexp(-1)).to(at::kCPU).contiguous();
    return {values.const_data_ptr<float>(), values.const_data_ptr<float>() + length};
}

} // namespace

std::vector<std::vector<float>> answer_logprobs(const VisionLanguageModel &model, const Prompt &prompt,
                                                const at::Tensor &features,
                                                std::span<const std::vector<std::int64_t>> answers)
{
    const c10::InferenceMode inference;
    const auto &config = model.language().config();
    std::vector<std::vector<float>> result(answers.size());
    std::map<std::int64_t, std::vector<std::size_t>> by_length;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto length = static_cast<std::int64_t>(answers[i].size());
        const auto total = static_cast<std::int64_t>(prompt.ids.size()) + length;
        if (total > config.context_length())
            throw Failure(Error::invalid_input(
                fmt::format("prompt and answer have {} tokens, more than the model's context of {}", total,
                            config.context_length())));
        for (const auto id : answers[i]) {
            if (id < 0 || id >= config.vocab_size)
                throw Failure(Error::invalid_input(
                    fmt::format("answer token {} is not one of the model's {}", id, config.vocab_size)));
        }
        if (length == 0)
            continue;
        if (config.rope_scaling.kind == RopeScaling::Kind::Dynamic && total > config.max_position_embeddings)
            result[i] = logprobs_in_one_run(model, prompt, features, answers[i]);
        else
            by_length[length].push_back(i);
    }
    if (by_length.empty())
        return result;

    const auto prefilled = prefill(model, prompt, features);
    const float norm = log_sum_exp(prefilled.logits);
    for (const auto &[length, members] : by_length) {
        for (const auto i : members)
            result[i].push_back(prefilled.logits[static_cast<std::size_t>(answers[i][0])] - norm);
        if (length == 1)
            continue;
        const auto rows_at_once = static_cast<std::size_t>(std::max<std::int64_t>(1, max_positions_at_once / length));
        for (std::size_t first = 0; first < members.size(); first += rows_at_once) {
            const auto rows = std::min(rows_at_once, members.size() - first);
            auto ids = at::empty({static_cast<std::int64_t>(rows), length}, at::kLong);
            for (std::size_t r = 0; r < rows; ++r)
                std::copy(answers[members[first + r]].begin(), answers[members[first + r]].end(),
                          ids.data_ptr<std::int64_t>() + static_cast<std::int64_t>(r) * length);
            const auto values = later_logprobs(model, prefilled.prefix, ids.to(model.device()));
            const auto *value = values.data_ptr<float>();
            for (std::size_t r = 0; r < rows; ++r, value += length - 1)
                result[members[first + r]].insert(result[members[first + r]].end(), value, value + length - 1);
        }
    }
    return result;
}

} // namespace m3po::engine
