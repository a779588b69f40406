// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demo/lessons.h"

#include "core/demo/render.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <atomic>
#include <cstring>

namespace m3po::engine::demo {

using m3po::demo::Question;
using m3po::demo::QuestionKind;
using m3po::demo::Random;
using m3po::demo::Scene;

Classroom::Classroom(std::uint64_t first, std::int64_t count, const ImageProcessor &processor, const LessonSink &report)
    : scenes_(std::size_t(count)), pictures_(std::size_t(count)), maps_(std::size_t(count)), processor_(processor), side_(processor.height())
{
    std::atomic<std::int64_t> drawn = 0;
    at::parallel_for(0, count, 16, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = begin; i < end; ++i) {
            const auto at = std::size_t(i);
            scenes_[at] = m3po::demo::make_scene(first + std::uint64_t(i));
            pictures_[at] = m3po::demo::render(scenes_[at], side_, 2).rgb;
            maps_[at] = m3po::demo::object_map(scenes_[at], side_ / 12);
            if (const auto done = ++drawn; report && begin == 0)
                report({"scenes", done, count});
        }
    });
}

at::Tensor Classroom::pixels(std::span<const std::int64_t> indices) const
{
    auto batch = at::empty({std::int64_t(indices.size()), 3, side_, side_}, at::kFloat);
    auto *out = batch.mutable_data_ptr<float>();
    for (const auto index : indices) {
        Image image;
        image.width = image.height = side_;
        image.rgb = pictures_[std::size_t(index)];
        const auto values = processor_.pixels(image);
        std::memcpy(out, values.data(), values.size() * sizeof(float));
        out += values.size();
    }
    return batch;
}

at::Tensor Classroom::object_labels(std::span<const std::int64_t> indices, int cells) const
{
    auto labels = at::zeros({std::int64_t(indices.size()), std::int64_t(cells) * cells, 4}, at::kLong);
    auto values = labels.accessor<std::int64_t, 3>();
    for (std::size_t row = 0; row < indices.size(); ++row) {
        const auto &scene = scenes_[std::size_t(indices[row])];
        const auto &map = maps_[std::size_t(indices[row])];
        for (std::size_t cell = 0; cell < map.size(); ++cell) {
            if (map[cell] < 0)
                continue;
            const auto &object = scene.objects[std::size_t(map[cell])];
            auto label = values[std::int64_t(row)][std::int64_t(cell)];
            label[0] = int(object.shape) + 1;
            label[1] = int(object.colour) + 1;
            label[2] = int(object.pattern) + 1;
            label[3] = int(object.size) + 1;
        }
    }
    return labels;
}

namespace {

Question any_question(const Scene &scene, Random &random)
{
    Question question;
    // Descriptions are asked every scene, so the short kinds share the rest.
    while (!m3po::demo::ask(scene, QuestionKind(random.below(5)), random, question)) { }
    return question;
}

std::string filled(std::string text, const std::string &question, const std::string &answer)
{
    for (const auto &[mark, value] : {std::pair<std::string, const std::string &>{"{instruction}", question}, {"{answer}", answer}})
        if (const auto at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), value);
    return text;
}

// Some questions after existence are put as the benchmark puts them, and answered in a word.
std::pair<std::string, std::string> asked(const Question &question, const std::string &answer, Random &random)
{
    if (question.kind == QuestionKind::Existence && random.chance(0.4))
        return {question.text + "\nAnswer the question using a single word or phrase.", answer.substr(0, answer.find(','))};
    return {question.text, answer};
}

} // namespace

Turns looking(const Scene &scene, int turns, Random &random)
{
    Turns said;
    while (int(said.size()) < turns) {
        Question question;
        if (!random.chance(0.5) || !m3po::demo::ask(scene, QuestionKind::Existence, random, question))
            question = any_question(scene, random);
        said.push_back(asked(question, question.answer, random));
    }
    return said;
}

Turns conversation(const Scene &scene, double carelessness, int turns, Random &random)
{
    Turns said{{"Describe the image.", m3po::demo::describe_carelessly(scene, carelessness, random)}};
    while (int(said.size()) < turns) {
        const auto question = any_question(scene, random);
        const auto answer = random.chance(carelessness / 3) ? question.wrong : question.answer;
        said.push_back(asked(question, answer, random));
    }
    random.shuffle(said);
    return said;
}

Turns judgements(const Scene &scene, int turns, Random &random)
{
    Turns said;
    while (int(said.size()) < turns) {
        Question question, other = any_question(scene, random);
        if (random.chance(0.5)) {
            if (!m3po::demo::ask(scene, QuestionKind::Description, random, question))
                continue;
            if (random.chance(0.3)) { // something left out
                auto fewer = scene.objects;
                fewer.erase(fewer.begin() + random.below(int(fewer.size())));
                question.wrong = m3po::demo::describe(fewer);
            }
        } else {
            question = any_question(scene, random);
        }
        if (random.chance(0.75)) {
            const bool right = random.chance(0.5);
            said.emplace_back(filled(m3po::demo::accuracy_prompt, question.text, right ? question.answer : question.wrong), right ? "Yes" : "No");
        } else {
            // An answer of the right kind follows the instruction even where it is wrong; one to another question does
            // not.
            const bool follows = random.chance(0.5) || other.kind == question.kind;
            const auto answer = !follows ? other.answer : random.chance(0.5) ? question.answer : question.wrong;
            said.emplace_back(filled(m3po::demo::adherence_prompt, question.text, answer), follows ? "Yes" : "No");
        }
    }
    return said;
}

std::pair<std::string, std::string> captions(const Scene &scene, Random &random)
{
    Question question;
    if (!random.chance(0.5) || !m3po::demo::ask(scene, QuestionKind::Description, random, question)) {
        do
            question = any_question(scene, random);
        while (question.kind == QuestionKind::Existence && question.answer.rfind("No", 0) == 0);
    }
    return {question.answer, question.wrong};
}

} // namespace m3po::engine::demo
