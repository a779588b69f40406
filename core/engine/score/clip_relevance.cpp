// SPDX-License-Identifier: GPL-3.0-or-later
// Visual relevance: how near a CLIP model finds the answer to the image (the paper's ViT-L/14).
//
// The cosine becomes a score in [0, 1] by one of two maps:
//   linear (the default)   (1 + cos) / 2        strictly monotone everywhere, so no two answers that CLIP tells apart
//                                               become equal, whatever cosines a model gives
//   clipscore              min(1, w·max(0, cos))  w = 2.5 as CLIPScore (Hessel et al. 2021) has it: wider apart for
//                                               OpenAI's models, whose cosines lie in 0 to 0.4; all above 1/w is 1
// The cosine itself is kept beside the score. An answer of white space alone says nothing of the image: score 0.
#include "core/base/hash.h"
#include "core/engine/score/clip_similarity.h"
#include "core/engine/score/evaluator.h"
#include "core/engine/score/evaluator_kinds.h"
#include "core/engine/score/parameters.h"

#include <algorithm>

namespace m3po::engine {
namespace {

constexpr int clip_relevance_version = 1;

bool is_blank(const std::string &text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

class ClipRelevance : public Evaluator {
public:
    ClipRelevance(const EvaluatorSettings &settings, const LoadOptions &load)
        : similarity_(settings.model, load,
                      {.apply_exif_orientation = settings.apply_exif_orientation, .cache = settings.cache}),
          folder_(settings.model.string())
    {
        ParameterReader given(settings.parameters, "clip_relevance");
        map_ = given.text("map", "linear");
        if (map_ != "linear" && map_ != "clipscore")
            throw Failure(Error::usage("clip_relevance: map is \"" + map_ + "\"; \"linear\" or \"clipscore\" was expected"));
        weight_ = given.number("w", 2.5);
        if (!(weight_ > 0))
            throw Failure(Error::usage("clip_relevance: w must be above 0"));
        given.finish();
        component_ = settings.component.empty() ? "visual_relevance" : settings.component;
        exif_ = settings.apply_exif_orientation;
    }

    std::string component() const override { return component_; }
    std::string kind() const override { return "clip_relevance"; }
    std::string model() const override { return folder_; }
    nlohmann::json parameters() const override
    {
        nlohmann::json all{{"map", map_}, {"exif", exif_}, {"dtype", similarity_.model().info().dtype}};
        if (map_ == "clipscore")
            all["w"] = weight_;
        return all;
    }
    std::string fingerprint() const override
    {
        return sha256(nlohmann::json{{"kind", kind()}, {"version", clip_relevance_version}, {"parameters", parameters()},
                                     {"encoder", similarity_.encoder_fingerprint()}}.dump());
    }

    std::vector<std::vector<Score>> score(std::span<const AnswersToScore> batch, const Advance &advance,
                                          std::stop_token stop) override
    {
        std::vector<std::vector<Score>> all;
        for (const auto &entry : batch) {
            if (stop.stop_requested())
                throw Failure(Error::cancelled());
            all.push_back(score_entry(entry));
            if (advance)
                advance(static_cast<std::int64_t>(entry.answers.size()));
        }
        return all;
    }

    std::int64_t encoder_calls() const override { return similarity_.images_encoded() + similarity_.texts_encoded(); }

private:
    std::vector<Score> score_entry(const AnswersToScore &entry)
    {
        std::vector<Score> scores(entry.answers.size());
        const auto image = catching([&] { return similarity_.image(entry.image, entry.image_sha256); });
        if (!image) {
            for (auto &score : scores) {
                score.failure = image.error().message;
                score.retry = true;
            }
            return scores;
        }
        const auto texts = similarity_.texts(entry.answers);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (is_blank(entry.answers[i])) {
                scores[i].value = 0;
                continue;
            }
            scores[i].raw = ClipSimilarity::cosine(*image, texts[i]);
            scores[i].value = std::clamp(
                map_ == "linear" ? (1 + scores[i].raw) / 2 : weight_ * std::max(scores[i].raw, 0.0), 0.0, 1.0);
        }
        return scores;
    }

    ClipSimilarity similarity_;
    std::string folder_, component_, map_;
    double weight_ = 2.5;
    bool exif_ = true;
};

} // namespace

std::unique_ptr<Evaluator> make_clip_relevance(const EvaluatorSettings &settings, ModelShelf &shelf)
{
    return std::make_unique<ClipRelevance>(settings, shelf.options());
}

} // namespace m3po::engine
