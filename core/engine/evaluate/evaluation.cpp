// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/evaluate/evaluation.h"

#include "core/base/file.h"
#include "core/engine/evaluate/greedy_answers.h"
#include "core/engine/model/side_by_side.h"
#include "core/engine/score/image_input.h"

#include <ATen/core/grad_mode.h>

#include <map>
#include <optional>

namespace m3po::engine {

nlohmann::json EvaluationOptions::parameters(const VisionLanguageModel &model) const
{
    return {{"prompt_suffix", prompt_suffix}, {"max_tokens", max_tokens}, {"exif", apply_exif_orientation},
            {"template", model.chat_template().hash()}, {"dtype", model.info().dtype}};
}

EvaluationResult evaluate(const Benchmark &benchmark, const VisionLanguageModel &model, const EvaluationOptions &options,
                          AnswerJournal &journal, const ProgressSink &progress, std::stop_token stop,
                          std::chrono::milliseconds group)
{
    if (model.tokens_per_image() == 0 || !model.image_processor())
        throw Failure(Error::unsupported(model.folder().string() + ": has no vision tower; a vision-language model was expected"));
    const at::NoGradGuard no_grad;
    const auto questions = benchmark.questions();
    const auto tokens = YesNoTokens::of(model.tokenizer(), model.folder().string());
    EvaluationResult result{journal.load(), {}, {}};

    std::map<std::string, std::vector<std::size_t>> open; // by image, so that each is encoded once
    std::int64_t done = 0;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (result.answers[i])
            ++done;
        else
            open[questions[i].image].push_back(i);
    }
    ProgressMeter meter("evaluate", static_cast<std::int64_t>(questions.size()), progress);
    meter.start_at(done);

    using Clock = std::chrono::steady_clock;
    auto stored = Clock::now();
    std::vector<AnswerJournal::Entry> waiting;
    const auto store = [&] {
        if (!waiting.empty())
            journal.add(waiting);
        waiting.clear();
        stored = Clock::now();
    };
    const auto answer = [&](const std::string &image, const std::vector<std::size_t> &places) {
        return catching([&] {
            std::vector<Prompt> prompts;
            for (const auto place : places)
                prompts.push_back(*model.prompt_from_question(questions[place].text + options.prompt_suffix, true));
            const auto file = *path_inside(options.images, image);
            const auto pixels = read_pixels(file, {}, *model.image_processor(), options.apply_exif_orientation);
            const auto features = model.encode_images(pixels.to(model.device()))[0]; // (n, D)
            return answer_greedily(model, prompts, features, tokens, options.max_tokens);
        });
    };
    const auto at_once = pieces_at_once(model);
    for (auto next = open.begin(); next != open.end();) {
        if (stop.stop_requested()) {
            store();
            throw Failure(Error::cancelled("the evaluation was stopped; the same command goes on"));
        }
        std::vector<std::map<std::string, std::vector<std::size_t>>::const_iterator> images;
        for (; next != open.end() && static_cast<std::int64_t>(images.size()) < at_once; ++next)
            images.push_back(next);
        std::vector<std::optional<Result<std::vector<GreedyAnswer>>>> answered(images.size());
        side_by_side(static_cast<std::int64_t>(images.size()), at_once, [&](std::int64_t i) {
            const auto &[image, places] = *images[static_cast<std::size_t>(i)];
            answered[static_cast<std::size_t>(i)] = answer(image, places);
        });
        for (std::size_t k = 0; k < images.size(); ++k) {
            const auto &[image, places] = *images[k];
            const auto &answers = *answered[k];
            if (!answers && answers.error().kind == ErrorKind::Internal)
                throw Failure(answers.error()); // not this image's fault
            for (std::size_t i = 0; answers && i < places.size(); ++i) {
                const auto &[text, yes_no] = (*answers)[i];
                result.answers[places[i]] = BenchmarkAnswer{text, yes_no.log_odds()};
                waiting.push_back({places[i], *result.answers[places[i]]});
            }
            if (!answers)
                result.failures.push_back({image, static_cast<std::int64_t>(places.size()), answers.error().message});
            meter.advance(static_cast<std::int64_t>(places.size()));
        }
        if (Clock::now() - stored >= group)
            store();
    }
    store();
    meter.finish();
    result.scores = benchmark.score(result.answers);
    journal.finish(result.answers, result.scores);
    return result;
}

} // namespace m3po::engine
