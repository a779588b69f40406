// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/evaluate/greedy_answers.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace m3po::engine {
namespace {

constexpr std::size_t slots_at_once = 64;

// One question on its way through a slot.
struct Slot {
    std::span<const std::int64_t> question; // what the prefix does not hold of it; never empty
    std::vector<std::int32_t> answer;
    YesNo yes_no;
    bool done = false;

    // What the decoder reads at `step`.
    std::int64_t input(std::size_t step) const
    {
        if (step < question.size())
            return question[step];
        return answer.empty() ? 0 : answer.back();
    }
    bool answers_at(std::size_t step) const { return !done && step + 1 >= question.size(); }
};

std::string trimmed(const std::string &text)
{
    constexpr const char *spaces = " \t\r\n\f\v\x1c\x1d\x1e\x1f"; // ASCII's, as Python's strip() counts them
    const auto first = text.find_first_not_of(spaces);
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

void decode(const VisionLanguageModel &model, const PrefixCache &prefix, std::vector<Slot> &slots,
            const YesNoTokens &tokens, std::int64_t max_tokens)
{
    const auto &language = model.language();
    const auto &ends = model.eos_token_ids();
    const auto count = static_cast<std::int64_t>(slots.size());
    std::size_t longest = 0;
    for (const auto &slot : slots)
        longest = std::max(longest, slot.question.size());
    auto cache = language.make_cache(count, static_cast<std::int64_t>(longest) + max_tokens);
    const DecodeGroup group{&prefix, 0, count};

    for (std::size_t step = 0; std::any_of(slots.begin(), slots.end(), [](const Slot &slot) { return !slot.done; }); ++step) {
        std::vector<std::int64_t> inputs, answering;
        for (std::int64_t s = 0; s < count; ++s) {
            inputs.push_back(slots[static_cast<std::size_t>(s)].input(step));
            if (slots[static_cast<std::size_t>(s)].answers_at(step))
                answering.push_back(s);
        }
        const auto hidden = language.decode({&group, 1}, cache, language.embed(at::tensor(inputs, at::kLong).to(model.device())));
        if (answering.empty())
            continue;
        const auto rows = hidden.index_select(0, at::tensor(answering, at::kLong).to(model.device())); // (A, D)
        const auto logits = language.logits(rows).to(at::kFloat);                                     // (A, V)
        const auto best = logits.argmax(-1).to(at::kCPU).contiguous();
        const auto odds = read_yes_no(logits, tokens);
        for (std::size_t i = 0; i < answering.size(); ++i) {
            auto &slot = slots[static_cast<std::size_t>(answering[i])];
            if (slot.answer.empty())
                slot.yes_no = odds[i];
            const auto id = best.const_data_ptr<std::int64_t>()[i];
            slot.answer.push_back(static_cast<std::int32_t>(id));
            slot.done = std::find(ends.begin(), ends.end(), id) != ends.end()
                || static_cast<std::int64_t>(slot.answer.size()) >= max_tokens;
        }
    }
}

} // namespace

std::vector<GreedyAnswer> answer_greedily(const VisionLanguageModel &model, std::span<const Prompt> prompts,
                                          const at::Tensor &features, const YesNoTokens &tokens, std::int64_t max_tokens)
{
    const at::NoGradGuard no_grad;
    std::vector<GreedyAnswer> answers;
    for (std::size_t first = 0; first < prompts.size();) {
        auto together = prompts.subspan(first, std::min(slots_at_once, prompts.size() - first));
        auto shared = common_prefix(together);
        const auto holds_image = [&] {
            const auto &places = together.front().image_positions;
            return shared > 0 && (places.empty() || places.back() < shared);
        };
        if (!holds_image()) { // the template puts the image after the text: one at a time
            together = together.subspan(0, 1);
            shared = common_prefix(together);
            if (!holds_image())
                throw Failure(Error::unsupported(model.folder().string() + ": its chat template ends with the image; one "
                                                 "that goes on after it was expected"));
        }
        PrefixCache prefix;
        model.language().forward(model.embed(together.front(), features).slice(1, 0, shared), &prefix);
        std::vector<Slot> slots;
        for (const auto &prompt : together)
            slots.push_back({std::span(prompt.ids).subspan(static_cast<std::size_t>(shared)), {}, {}, max_tokens <= 0});
        decode(model, prefix, slots, tokens, max_tokens);
        for (auto &slot : slots)
            answers.push_back({trimmed(model.tokenizer().decode(slot.answer, true)), slot.yes_no});
        first += together.size();
    }
    return answers;
}

} // namespace m3po::engine
