// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/sft_objective.h"

#include "core/engine/train/lora_dropout.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace m3po::engine {

SftObjective::SftObjective(VisionLanguageModel &model, ImageFeatures &images, ExampleStore examples, SftSettings settings)
    : model_(model), images_(images), examples_(std::move(examples)), settings_(settings)
{
}

std::vector<at::Tensor> SftObjective::features_of(std::span<const PreferenceExample> examples)
{
    std::vector<at::Tensor> features(examples.size());
    std::vector<at::Tensor> pixels;
    std::vector<std::size_t> with_image;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto &example = examples[i];
        if (example.image.empty())
            continue;
        if (!settings_.train_vision) {
            features[i] = images_.features(example.image, example.place);
        } else {
            pixels.push_back(images_.pixels(example.image, example.place));
            with_image.push_back(i);
        }
    }
    if (!pixels.empty()) {
        const auto encoded = model_.encode_images(at::stack(pixels).to(model_.device()));
        for (std::size_t k = 0; k < with_image.size(); ++k)
            features[with_image[k]] = encoded.select(0, static_cast<std::int64_t>(k));
    }
    return features;
}

MicroBatchResult SftObjective::micro_batch(std::span<const std::int64_t> rows, double share, MicroBatchPlace place)
{
    const LoraDropout dropout(model_.language(), settings_.lora_dropout, model_.device());
    dropout.key(settings_.seed, place.step, place.index);
    const auto &language = model_.language();
    std::vector<PreferenceExample> examples;
    for (const auto row : rows)
        examples.push_back(examples_[row]);
    const auto features = features_of(examples);

    MicroBatchResult result;
    std::vector<at::Tensor> inputs;                  // each (T, D): the prompt and the answer without its last token
    std::vector<std::int64_t> targets, predicting;   // and where in the padded batch each target is predicted
    std::int64_t longest = 0;
    for (const auto &example : examples)
        longest = std::max(longest, static_cast<std::int64_t>(example.prompt.ids.size() + example.chosen.size()) - 1);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto &example = examples[i];
        const auto prompt = static_cast<std::int64_t>(example.prompt.ids.size());
        const auto answer = static_cast<std::int64_t>(example.chosen.size());
        auto x = model_.embed(example.prompt, features[i]).select(0, 0);
        if (answer > 1) {
            const std::vector<std::int64_t> fed(example.chosen.begin(), example.chosen.end() - 1);
            x = at::cat({x, language.embed(at::tensor(fed, at::kLong).to(model_.device()))});
        }
        inputs.push_back(at::constant_pad_nd(x, {0, 0, 0, longest - x.size(0)}));
        for (std::int64_t t = 0; t < answer; ++t)
            predicting.push_back(static_cast<std::int64_t>(i) * longest + prompt - 1 + t);
        targets.insert(targets.end(), example.chosen.begin(), example.chosen.end());
        result.tokens += prompt + answer;
    }
    const auto hidden = language.forward(at::stack(inputs)).flatten(0, 1);                     // (B T, D)
    const auto states = hidden.index_select(0, at::tensor(predicting, at::kLong).to(model_.device()));
    const auto log_probs = at::log_softmax(language.logits(states).to(at::kFloat), -1);        // (Σ answers, V)
    const auto wanted = at::tensor(targets, at::kLong).to(model_.device());
    const auto loss = at::nll_loss(log_probs, wanted);
    (loss * share).backward();

    at::NoGradGuard no_grad;
    const auto fixed = log_probs.detach();
    const auto values = at::stack({loss.detach(), -(fixed.exp() * fixed).sum(-1).mean(),
                                   fixed.argmax(-1).eq(wanted).to(at::kFloat).mean()}).cpu();
    result.loss = values[0].item<float>();
    result.metrics = {{"entropy", values[1].item<float>()}, {"mean_token_accuracy", values[2].item<float>()}};
    return result;
}

} // namespace m3po::engine
