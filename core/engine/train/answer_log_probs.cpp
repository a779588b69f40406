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

std::int64_t inputs_of(std::span<const std::int64_t> answer)
{
    return static_cast<std::int64_t>(answer.size()) - 1; // the last token predicts nothing
}

// Where the rows of a packed run have what: all that the model is asked, and where its answers' predictions come out.
struct Packing {
    std::int64_t length = 0;                   // T, of the longest row, rounded up
    std::vector<std::int64_t> positions;       // (B · T)
    std::vector<std::int64_t> predicting;      // (Σ T_a), into the B · T hidden states
    at::Tensor mask;                           // (B, T, T), bool

    explicit Packing(std::span<const PromptAndAnswers> rows)
    {
        constexpr std::int64_t rounded = 64; // what attention's kernels take at once
        const auto count = static_cast<std::int64_t>(rows.size());
        for (const auto &row : rows) {
            auto tokens = row.embedded.size(1);
            for (const auto answer : row.answers)
                tokens += inputs_of(answer);
            length = std::max(length, (tokens + rounded - 1) / rounded * rounded);
        }
        positions.assign(static_cast<std::size_t>(count * length), 0);
        mask = at::ones({length, length}, at::kBool).tril().expand({count, length, length}).clone();
        for (std::int64_t b = 0; b < count; ++b) {
            const auto &row = rows[static_cast<std::size_t>(b)];
            const auto prompt = row.embedded.size(1), first = b * length;
            const auto position = positions.begin() + first;
            for (std::int64_t t = 0; t < prompt; ++t)
                position[t] = t;
            auto at = prompt;
            for (const auto answer : row.answers) {
                const auto inputs = inputs_of(answer);
                mask[b].narrow(0, at, inputs).narrow(1, prompt, at - prompt).fill_(false); // the answers before
                predicting.push_back(first + prompt - 1);
                for (std::int64_t t = 0; t < inputs; ++t) {
                    position[at + t] = prompt + t;
                    predicting.push_back(first + at + t);
                }
                at += inputs;
            }
        }
    }
};

// What the answers are held against.
struct Targets {
    std::vector<std::int64_t> lengths;
    at::Tensor ids; // (Σ T_a)

    Targets(std::span<const std::span<const std::int64_t>> answers, at::Device device)
    {
        std::vector<std::int64_t> all;
        for (const auto &answer : answers) {
            all.insert(all.end(), answer.begin(), answer.end());
            lengths.push_back(static_cast<std::int64_t>(answer.size()));
        }
        ids = at::tensor(all, at::kLong).to(device);
    }
};

// states (Σ T_a, D), those that predict the answers' tokens
AnswerLogProbs of_states(const VisionLanguageModel &model, const at::Tensor &states, const Targets &targets, bool statistics)
{
    const auto logits = model.language().logits(states).to(at::kFloat); // (ΣT, V)
    const auto log_probs = at::log_softmax(logits, -1);

    AnswerLogProbs result;
    result.tokens = log_probs.gather(1, targets.ids.unsqueeze(1)).squeeze(1);
    std::vector<at::Tensor> sums;
    for (const auto &part : result.tokens.split_with_sizes(targets.lengths))
        sums.push_back(part.sum());
    result.sums = at::stack(sums);

    if (statistics) {
        at::NoGradGuard no_grad;
        const auto fixed = log_probs.detach();
        const auto entropy = -(fixed.exp() * fixed).sum(-1);
        const auto top1 = fixed.argmax(-1).eq(targets.ids).to(at::kFloat);
        const auto columns = at::stack({entropy, logits.detach().mean(-1), top1}, 1); // (ΣT, 3)
        std::vector<at::Tensor> rows;
        for (const auto &part : columns.split_with_sizes(targets.lengths))
            rows.push_back(part.sum(0));
        result.statistics = at::stack(rows);
    }
    return result;
}

} // namespace

AnswerLogProbs answer_log_probs(const VisionLanguageModel &model, const at::Tensor &embedded,
                                std::span<const std::vector<std::int64_t>> answers, bool statistics)
{
    const std::vector<std::span<const std::int64_t>> spans(answers.begin(), answers.end());
    return of_states(model, predicting_states(model, embedded, answers), Targets(spans, model.device()), statistics);
}

AnswerLogProbs packed_answer_log_probs(const VisionLanguageModel &model, std::span<const PromptAndAnswers> rows, bool statistics)
{
    const auto &language = model.language();
    const Packing packing(rows);
    std::vector<std::span<const std::int64_t>> answers;
    std::vector<at::Tensor> pieces;
    for (const auto &row : rows) {
        std::vector<std::int64_t> ids;
        for (const auto answer : row.answers) {
            ids.insert(ids.end(), answer.begin(), answer.end() - 1);
            answers.push_back(answer);
        }
        ids.resize(static_cast<std::size_t>(packing.length - row.embedded.size(1)), 0); // padding, which nobody sees
        pieces.push_back(at::cat({row.embedded, language.embed(at::tensor(ids, at::kLong).to(model.device())).unsqueeze(0)}, 1));
    }
    // Before the run: a GPU is waited for where something is copied to it.
    const auto predicting = at::tensor(packing.predicting, at::kLong).to(model.device());
    const Targets targets(answers, model.device());
    const auto hidden = language.forward_masked(at::cat(pieces), packing.positions, packing.mask.to(model.device())); // (B, T, D)
    return of_states(model, hidden.flatten(0, 1).index_select(0, predicting), targets, statistics);
}

} // namespace m3po::engine
