// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/answer_log_probs.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace m3po::engine {

namespace {

// Hidden states that predict the answers' tokens, answers one after another: (Σ T_a, D).
at::Tensor predicting_states(const VisionLanguageModel &model, const at::Tensor &embedded,
                             std::span<const std::vector<std::int64_t>> answers)
{
    const auto &language = model.language();
    PrefixCache prefix;
    const auto hidden = language.forward(embedded, &prefix);       // (1, P, D)
    const auto last = hidden.select(1, hidden.size(1) - 1);        // (1, D) predicts every answer's first token

    std::int64_t longest = 0; // without the last token, which predicts nothing
    for (const auto &answer : answers)
        longest = std::max(longest, static_cast<std::int64_t>(answer.size()) - 1);
    at::Tensor continued;                                          // (A, longest, D), padded on the right
    if (longest > 0) {
        auto ids = at::zeros({static_cast<std::int64_t>(answers.size()), longest}, at::kLong);
        for (std::size_t a = 0; a < answers.size(); ++a)
            std::copy(answers[a].begin(), answers[a].end() - 1, ids.data_ptr<std::int64_t>() + static_cast<std::int64_t>(a) * longest);
        continued = language.extend(prefix, language.embed(ids.to(model.device())));
    }
    std::vector<at::Tensor> pieces;
    for (std::size_t a = 0; a < answers.size(); ++a) {
        pieces.push_back(last);
        if (answers[a].size() > 1)
            pieces.push_back(continued.select(0, static_cast<std::int64_t>(a)).narrow(0, 0, static_cast<std::int64_t>(answers[a].size()) - 1));
    }
    return at::cat(pieces);
}

} // namespace

AnswerLogProbs answer_log_probs(const VisionLanguageModel &model, const at::Tensor &embedded,
                                std::span<const std::vector<std::int64_t>> answers, bool statistics)
{
    std::vector<std::int64_t> ids, lengths;
    for (const auto &answer : answers) {
        ids.insert(ids.end(), answer.begin(), answer.end());
        lengths.push_back(static_cast<std::int64_t>(answer.size()));
    }
    const auto targets = at::tensor(ids, at::kLong).to(model.device());

    const auto logits = model.language().logits(predicting_states(model, embedded, answers)).to(at::kFloat); // (ΣT, V)
    const auto log_probs = at::log_softmax(logits, -1);

    AnswerLogProbs result;
    result.tokens = log_probs.gather(1, targets.unsqueeze(1)).squeeze(1);
    std::vector<at::Tensor> sums;
    for (const auto &part : result.tokens.split_with_sizes(lengths))
        sums.push_back(part.sum());
    result.sums = at::stack(sums);

    if (statistics) {
        at::NoGradGuard no_grad;
        const auto fixed = log_probs.detach();
        const auto entropy = -(fixed.exp() * fixed).sum(-1);
        const auto top1 = fixed.argmax(-1).eq(targets).to(at::kFloat);
        const auto columns = at::stack({entropy, logits.detach().mean(-1), top1}, 1); // (ΣT, 3)
        std::vector<at::Tensor> rows;
        for (const auto &part : columns.split_with_sizes(lengths))
            rows.push_back(part.sum(0));
        result.statistics = at::stack(rows);
    }
    return result;
}

} // namespace m3po::engine
