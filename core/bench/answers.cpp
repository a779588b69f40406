// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/answers.h"

#include "core/demo/language.h"

#include <cmath>
#include <set>
#include <sstream>

namespace m3po::bench {

namespace {

constexpr int vocabulary = 32000; // Llama's
constexpr std::int32_t end_token = 2;
constexpr int described_answers = 160; // 32 draws of them give a few equal texts, as sampling does
constexpr double careless = 0.6;

std::uint64_t word_hash(const std::string &word)
{
    std::uint64_t hash = 14695981039346656037ull; // FNV-1a
    for (const unsigned char byte : word)
        hash = (hash ^ byte) * 1099511628211ull;
    return hash;
}

std::vector<std::int32_t> tokens_of(const std::string &text)
{
    std::vector<std::int32_t> ids;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto hash = word_hash(word);
        ids.push_back(static_cast<std::int32_t>(3 + hash % (vocabulary - 3)));
        if (word.size() > 6)
            ids.push_back(static_cast<std::int32_t>(3 + (hash >> 32) % (vocabulary - 3)));
    }
    ids.push_back(end_token);
    return ids;
}

double quality_of(const demo::Faithfulness &f)
{
    const double precision = f.named == 0 ? 0 : 1 - double(f.hallucinated) / f.named;
    const double recall = f.present == 0 ? 0 : 1 - double(f.missed) / f.present;
    return 0.7 * precision + 0.3 * recall;
}

class Answers {
public:
    void add(std::string text, double quality)
    {
        if (known_.insert(text).second)
            list.push_back({text, tokens_of(text), quality});
    }
    std::vector<Answer> list;

private:
    std::set<std::string> known_;
};

Prompt description(const demo::Scene &scene, demo::Random &random)
{
    const auto truth = demo::truth(scene);
    const auto told = [&](const std::string &text) { return quality_of(demo::check_description(truth, text)); };
    Answers answers;
    const auto right = demo::describe(scene.objects);
    answers.add(right, told(right));
    static const std::vector<std::string> ends{"", " The picture was taken indoors.", " Nothing else is on the table.",
                                               " The light comes from one side, and the shadows are soft."};
    for (int i = 0; i < described_answers; ++i) {
        const auto text = demo::describe_carelessly(scene, careless, random);
        answers.add(text + random.pick(ends), told(text));
    }
    return {"Describe the image.", right, std::move(answers.list)};
}

Prompt question(const demo::Question &asked)
{
    static const std::vector<std::string> frames{"{}",
                                                 "{} That can be seen clearly.",
                                                 "Looking at the picture: {}",
                                                 "{} I am quite sure of it.",
                                                 "As far as I can see, this is the answer: {}",
                                                 "{} The other things on the table do not change that.",
                                                 "Let me look at the table from left to right. {}",
                                                 "{} But the light makes it hard to tell."};
    Answers answers;
    for (const auto &frame : frames) {
        for (const bool right : {true, false}) {
            auto text = frame;
            text.replace(text.find("{}"), 2, right ? asked.answer : asked.wrong);
            // The longer the talk around an answer, the less it does what was asked.
            answers.add(text, (right ? 0.95 : 0.25) - 0.002 * double(frame.size()));
        }
    }
    return {asked.text, asked.answer, std::move(answers.list)};
}

} // namespace

std::vector<Prompt> prompts(std::uint64_t scene_number)
{
    const auto scene = demo::make_scene(scene_number);
    demo::Random random(scene_number);
    std::vector<Prompt> result;
    result.push_back(description(scene, random));
    for (int kind = 0; kind < 5; ++kind) {
        demo::Question asked;
        if (demo::ask(scene, demo::QuestionKind(kind), random, asked))
            result.push_back(question(asked));
    }
    return result;
}

Candidate draw(const Answer &answer, std::int64_t sample, int position, demo::Random &random)
{
    Candidate candidate;
    candidate.sample_id = sample;
    candidate.position = position;
    candidate.text = answer.text;
    candidate.token_ids = answer.token_ids;
    candidate.finish_reason = "stop";
    candidate.token_logps.reserve(answer.token_ids.size());
    const double doubt = 0.08 + 0.25 * random.uniform() * (1.3 - answer.quality);
    for (std::size_t token = 0; token < answer.token_ids.size(); ++token) {
        const auto logp = static_cast<float>(doubt * std::log(1 - random.uniform())); // exponential
        candidate.token_logps.push_back(logp);
        candidate.logp_sum += logp;
    }
    return candidate;
}

} // namespace m3po::bench
