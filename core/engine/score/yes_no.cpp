// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/yes_no.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace m3po::engine {
namespace {

// Rows that continue a prefix run together up to so many tokens, padding included.
constexpr std::int64_t tokens_at_once = 8192;

// Tokens with which an answer that begins with one of `words` may begin: the vocabulary's own spellings of the whole
// word with a space before it and without, and what the tokenizer makes of it.
std::set<std::int64_t> first_tokens(const Tokenizer &tokenizer, std::span<const std::string> words)
{
    std::set<std::int64_t> tokens;
    for (const auto &word : words) {
        for (const auto *space : {"", "▁", "Ġ"}) {
            if (const auto id = tokenizer.token_id(space + word))
                tokens.insert(*id);
        }
        for (const auto *space : {"", " "}) {
            if (const auto ids = tokenizer.encode(space + word, false); !ids.empty())
                tokens.insert(ids.front());
        }
    }
    return tokens;
}

at::Tensor as_tensor(const std::vector<std::int64_t> &ids, at::Device device)
{
    return at::tensor(ids, at::kLong).to(device);
}

} // namespace

YesNoTokens YesNoTokens::of(const Tokenizer &tokenizer, const std::string &model)
{
    const std::array<std::string, 2> yes_words{"yes", "Yes"}, no_words{"no", "No"};
    const auto yes = first_tokens(tokenizer, yes_words);
    const auto no = first_tokens(tokenizer, no_words);
    // A lone space, or a byte, may begin both: it tells nothing.
    YesNoTokens tokens;
    std::set_difference(yes.begin(), yes.end(), no.begin(), no.end(), std::back_inserter(tokens.yes));
    std::set_difference(no.begin(), no.end(), yes.begin(), yes.end(), std::back_inserter(tokens.no));
    if (tokens.yes.empty() || tokens.no.empty())
        throw Failure(Error::unsupported(model + ": its tokenizer begins \"yes\" and \"no\" with the same token; a "
                                         "tokenizer that tells them apart by their first token was expected"));
    return tokens;
}

double YesNo::share() const { return 1 / (1 + std::exp(log_no - log_yes)); }

std::vector<YesNo> read_yes_no(const at::Tensor &logits, const YesNoTokens &tokens)
{
    const auto logps = logits.to(at::kFloat).log_softmax(-1); // (B, V)
    const auto sum = [&](const std::vector<std::int64_t> &ids) {
        return logps.index_select(-1, as_tensor(ids, logps.device())).logsumexp(-1).to(at::kCPU, at::kDouble).contiguous();
    };
    const auto yes = sum(tokens.yes), no = sum(tokens.no); // (B)
    std::vector<YesNo> all(static_cast<std::size_t>(yes.numel()));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = {yes.const_data_ptr<double>()[i], no.const_data_ptr<double>()[i]};
    return all;
}

std::int64_t common_prefix(std::span<const Prompt> prompts)
{
    const auto &first = prompts.front().ids;
    auto length = first.size() - 1;
    for (const auto &prompt : prompts) {
        const auto most = std::min(length, prompt.ids.size() - 1);
        length = static_cast<std::size_t>(
            std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(most), prompt.ids.begin()).first
            - first.begin());
    }
    return static_cast<std::int64_t>(length);
}

std::vector<YesNo> next_yes_no(const VisionLanguageModel &model, std::span<const Prompt> prompts,
                               const at::Tensor &features, const YesNoTokens &tokens)
{
    const at::NoGradGuard no_grad;
    const auto &language = model.language();
    std::vector<YesNo> all;
    if (prompts.empty())
        return all;

    const auto shared = common_prefix(prompts);
    if (shared == 0 || (!prompts.front().image_positions.empty() && prompts.front().image_positions.back() >= shared)) {
        // Nothing in common, or the template puts the image after the text: each on its own.
        for (const auto &prompt : prompts) {
            const auto hidden = language.forward(model.embed(prompt, features)); // (1, T, D)
            const auto last = hidden.select(1, hidden.size(1) - 1);
            all.push_back(read_yes_no(language.logits(last), tokens).front());
        }
        return all;
    }

    PrefixCache prefix;
    language.forward(model.embed(prompts.front(), features).slice(1, 0, shared), &prefix);
    for (std::size_t first = 0; first < prompts.size();) {
        std::int64_t longest = 0;
        std::size_t count = 0;
        while (first + count < prompts.size()) {
            const auto length = static_cast<std::int64_t>(prompts[first + count].ids.size()) - shared;
            if (count > 0 && static_cast<std::int64_t>(count + 1) * std::max(longest, length) > tokens_at_once)
                break;
            longest = std::max(longest, length);
            ++count;
        }
        auto ids = at::zeros({static_cast<std::int64_t>(count), longest}, at::kLong);
        std::vector<std::int64_t> lasts;
        for (std::size_t row = 0; row < count; ++row) {
            const auto &prompt = prompts[first + row].ids;
            std::copy(prompt.begin() + shared, prompt.end(),
                      ids.mutable_data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * longest);
            lasts.push_back(static_cast<std::int64_t>(prompt.size()) - shared - 1);
        }
        const auto hidden = language.extend(prefix, language.embed(ids.to(model.device()))); // (count, T, D)
        const auto rows = at::arange(static_cast<std::int64_t>(count), hidden.options().dtype(at::kLong));
        const auto last = hidden.index({rows, as_tensor(lasts, model.device())}); // (count, D)
        const auto read = read_yes_no(language.logits(last), tokens);
        all.insert(all.end(), read.begin(), read.end());
        first += count;
    }
    return all;
}

} // namespace m3po::engine
