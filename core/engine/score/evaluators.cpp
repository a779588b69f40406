// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/evaluator.h"
#include "core/engine/score/evaluator_kinds.h"
#include "core/engine/score/image_input.h"

#include <ATen/core/grad_mode.h>

#include <array>

namespace m3po::engine {

std::span<const EvaluatorKind> evaluator_kinds()
{
    static constexpr std::array kinds{
        EvaluatorKind{"clip_relevance", "nearness of image and answer in a CLIP model", make_clip_relevance},
        EvaluatorKind{"judge", "a local model's probability of \"yes\" to a question about the answer", make_judge},
    };
    return kinds;
}

std::unique_ptr<Evaluator> make_evaluator(const std::string &kind, const EvaluatorSettings &settings, ModelShelf &shelf)
{
    std::string names;
    for (const auto &known : evaluator_kinds()) {
        if (kind == known.name)
            return known.make(settings, shelf);
        names += (names.empty() ? "" : ", ") + std::string(known.name);
    }
    throw Failure(Error::usage("there is no evaluator \"" + kind + "\"; " + names + " were expected"));
}

std::shared_ptr<VisionLanguageModel> ModelShelf::language_model(const std::filesystem::path &folder)
{
    auto &model = models_[std::filesystem::weakly_canonical(folder)];
    if (!model)
        model = *VisionLanguageModel::load(folder, options_);
    return model;
}

at::Tensor ModelShelf::image_features(const VisionLanguageModel &model, const AnswersToScore &entry, bool exif)
{
    if (model.tokens_per_image() == 0)
        return {};
    if (last_.model == &model && last_.file == entry.image && last_.sha256 == entry.image_sha256 && last_.exif == exif)
        return last_.features;
    const at::NoGradGuard no_grad;
    const auto pixels = read_pixels(entry.image, entry.image_sha256, *model.image_processor(), exif);
    last_ = {&model, entry.image, entry.image_sha256, exif, model.encode_images(pixels.to(model.device()))[0]};
    return last_.features;
}

} // namespace m3po::engine
