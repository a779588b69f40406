// SPDX-License-Identifier: GPL-3.0-or-later
// A local judge: a vision-language model is shown the image, the instruction and the answer, and asked whether the
// answer is good. The score is P(yes) / (P(yes) + P(no)) of its next token; the raw number the log-odds.
//
// The question's text is a parameter, `prompt`, with {instruction} and {answer} in it. The defaults put the answer as
// late as can be, so that image, instruction and all before the answer are run once for all candidates of a sample.
// A folder without a vision tower judges by the text alone.
#include "core/base/hash.h"
#include "core/engine/score/evaluator.h"
#include "core/engine/score/evaluator_kinds.h"
#include "core/engine/score/parameters.h"
#include "core/engine/score/yes_no.h"

#include <cmath>

namespace m3po::engine {
namespace {

constexpr int judge_version = 1;

// Is the answer true of the image?
constexpr const char *accuracy_prompt =
    "Question: {instruction}\nAnswer: {answer}\n"
    "Is this answer to the question correct for the image? Answer yes or no.";
// Does it do what was asked, whether true or not?
constexpr const char *adherence_prompt =
    "Instruction: {instruction}\nResponse: {answer}\n"
    "Does the response do what the instruction asks for? Answer yes or no.";

std::string default_prompt(const std::string &component)
{
    if (component == "semantic_accuracy")
        return accuracy_prompt;
    if (component == "instruction_adherence")
        return adherence_prompt;
    throw Failure(Error::usage("judge: component \"" + component + "\" has no prompt of its own; a \"prompt\" was "
                               "expected among its parameters"));
}

// In one pass, so that an answer that speaks of "{instruction}" stays as it is.
std::string fill(const std::string &prompt, const std::string &instruction, const std::string &answer)
{
    constexpr std::string_view instruction_mark = "{instruction}", answer_mark = "{answer}";
    std::string text;
    for (std::size_t i = 0; i < prompt.size();) {
        const auto rest = std::string_view(prompt).substr(i);
        if (rest.starts_with(instruction_mark)) {
            text += instruction;
            i += instruction_mark.size();
        } else if (rest.starts_with(answer_mark)) {
            text += answer;
            i += answer_mark.size();
        } else {
            text += prompt[i++];
        }
    }
    return text;
}

class Judge : public Evaluator {
public:
    Judge(const EvaluatorSettings &settings, ModelShelf &shelf)
        : shelf_(shelf), model_(shelf.language_model(settings.model)), folder_(settings.model.string()),
          component_(settings.component.empty() ? "semantic_accuracy" : settings.component),
          exif_(settings.apply_exif_orientation), tokens_(YesNoTokens::of(model_->tokenizer(), folder_))
    {
        ParameterReader given(settings.parameters, "judge");
        prompt_ = given.text("prompt", "");
        given.finish();
        if (prompt_.empty())
            prompt_ = default_prompt(component_);
        if (prompt_.find("{answer}") == std::string::npos)
            throw Failure(Error::usage("judge: the prompt of " + component_ + " holds no {answer}"));
    }

    std::string component() const override { return component_; }
    std::string kind() const override { return "judge"; }
    std::string model() const override { return folder_; }
    nlohmann::json parameters() const override
    {
        return {{"prompt", prompt_}, {"template", model_->chat_template().hash()}, {"exif", exif_},
                {"dtype", model_->info().dtype}};
    }
    std::string fingerprint() const override
    {
        const auto *processor = model_->image_processor();
        return sha256(nlohmann::json{{"kind", kind()}, {"version", judge_version}, {"component", component_},
                                     {"parameters", parameters()}, {"model", model_->info().fingerprint},
                                     {"processor", processor ? processor->fingerprint() : ""}}.dump());
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

private:
    bool sees() const { return model_->tokens_per_image() > 0; }

    std::vector<Score> score_entry(const AnswersToScore &entry)
    {
        std::vector<Score> scores(entry.answers.size());
        std::vector<Prompt> prompts;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            auto prompt = model_->prompt_from_question(fill(prompt_, entry.instruction, entry.answers[i]), sees());
            if (!prompt) {
                scores[i].failure = prompt.error().message;
            } else if (static_cast<std::int64_t>(prompt->image_positions.size()) != model_->tokens_per_image()) {
                scores[i].failure = folder_ + ": the instruction or the answer speaks of images by the model's own mark; "
                                              "plain text was expected";
            } else {
                prompts.push_back(std::move(*prompt));
                places.push_back(i);
            }
        }
        if (prompts.empty())
            return scores;

        const auto features = catching([&] { return shelf_.image_features(*model_, entry, exif_); });
        const auto judged = features ? next_yes_no(*model_, prompts, *features, tokens_) : std::vector<YesNo>{};
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto &score = scores[places[i]];
            if (!features) {
                score.failure = features.error().message;
                score.retry = true;
            } else {
                score.value = judged[i].share();
                score.raw = judged[i].log_odds();
                if (!std::isfinite(score.value))
                    score.failure = folder_ + ": its probabilities of yes and no are not numbers";
            }
        }
        return scores;
    }

    ModelShelf &shelf_;
    std::shared_ptr<VisionLanguageModel> model_;
    std::string folder_, component_, prompt_;
    bool exif_;
    YesNoTokens tokens_;
};

} // namespace

std::unique_ptr<Evaluator> make_judge(const EvaluatorSettings &settings, ModelShelf &shelf)
{
    return std::make_unique<Judge>(settings, shelf);
}

} // namespace m3po::engine
