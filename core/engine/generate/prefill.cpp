// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/prefill.h"

#include <c10/core/GradMode.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

Prefilled prefill(const VisionLanguageModel &model, const Prompt &prompt, const at::Tensor &features)
{
    const auto length = static_cast<std::int64_t>(prompt.ids.size());
    const auto context = model.language().config().context_length();
    if (length == 0)
        throw Failure(Error::invalid_input("a prompt without a token was given where at least one is needed"));
    if (length >= context)
        throw Failure(Error::invalid_input(
            fmt::format("the prompt has {} tokens, which leaves no room for an answer in the model's context of {}",
                        length, context)));
    const c10::NoGradGuard no_gradients;
    Prefilled result;
    const auto hidden = model.language().forward(model.embed(prompt, features), &result.prefix); // (1, P, D)
    const auto logits = model.language().logits(hidden.select(1, length - 1)).to(at::kCPU, at::kFloat).contiguous();
    result.logits.assign(logits.data_ptr<float>(), logits.data_ptr<float>() + logits.numel());
    return result;
}

} // namespace m3po::engine
