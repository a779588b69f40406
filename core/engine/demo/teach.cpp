// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demo/teach.h"

#include "core/engine/train/adamw.h"
#include "core/engine/train/schedule.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <numeric>

namespace m3po::engine::demo {
namespace {

using m3po::demo::Random;

// One optimizer over some weights, with warm-up, cosine decay and clipping; shared by all lessons.
class Pupil {
public:
    Pupil(std::vector<at::Tensor> weights, const LessonSettings &settings)
        : settings_(settings), optimizer_(std::move(weights), {.beta1 = 0.9, .beta2 = 0.98, .weight_decay = 0.01}),
          schedule_(settings.learning_rate, settings.steps, 0.03, Decay::Cosine)
    {
    }
    ~Pupil()
    {
        for (const auto &weight : optimizer_.parameters()) {
            weight.mutable_grad() = at::Tensor();
            weight.set_requires_grad(false);
        }
    }
    Pupil(const Pupil &) = delete;
    Pupil &operator=(const Pupil &) = delete;

    void learn(const at::Tensor &loss, std::int64_t step)
    {
        optimizer_.zero_grad();
        loss.backward();
        clip_grad_norm(optimizer_.parameters(), 1.0);
        optimizer_.step(schedule_.at(step));
    }

    void report(const std::string &lesson, std::int64_t step, double loss, double accuracy) const
    {
        if (settings_.stop.stop_requested())
            throw Failure(Error::cancelled());
        if (settings_.report)
            settings_.report({lesson, step + 1, settings_.steps, loss, accuracy});
    }

private:
    const LessonSettings &settings_;
    AdamW optimizer_;
    LearningRateSchedule schedule_;
};

std::vector<at::Tensor> weights_named(const std::vector<std::pair<std::string, at::Tensor>> &all, const std::vector<std::string> &prefixes)
{
    std::vector<at::Tensor> chosen;
    for (const auto &[name, tensor] : all)
        for (const auto &prefix : prefixes)
            if (name.rfind(prefix, 0) == 0)
                chosen.push_back(tensor);
    if (chosen.empty())
        throw Failure(Error::internal("no weight begins with " + prefixes.front()));
    return chosen;
}

// Passes over the classroom in an order shuffled anew each time.
class Order {
public:
    Order(std::int64_t size, std::uint64_t seed) : random_(seed), indices_(std::size_t(size))
    {
        std::iota(indices_.begin(), indices_.end(), 0);
    }
    std::vector<std::int64_t> next(std::int64_t count)
    {
        std::vector<std::int64_t> batch;
        while (std::int64_t(batch.size()) < count) {
            if (at_ == 0)
                random_.shuffle(indices_);
            batch.push_back(indices_[at_]);
            at_ = (at_ + 1) % indices_.size();
        }
        return batch;
    }

private:
    Random random_;
    std::vector<std::int64_t> indices_;
    std::size_t at_ = 0;
};

at::Tensor cross_entropy(const at::Tensor &logits, const at::Tensor &targets, const at::Tensor &weights = {})
{
    return at::cross_entropy_loss(logits, targets, weights);
}

// Image features of the whole classroom, (N, n, D), in blocks.
at::Tensor all_features(const VisionLanguageModel &model, const Classroom &classroom)
{
    const at::NoGradGuard frozen;
    std::vector<at::Tensor> blocks;
    for (std::int64_t begin = 0; begin < classroom.size(); begin += 64) {
        std::vector<std::int64_t> indices;
        for (auto i = begin; i < std::min(begin + 64, classroom.size()); ++i)
            indices.push_back(i);
        blocks.push_back(model.encode_images(classroom.pixels(indices)));
    }
    return at::cat(blocks);
}

struct Conversation {
    std::vector<std::int64_t> ids;
    std::vector<bool> answer; // whether the id belongs to an answer, its end included
};

Conversation tokenized(const VisionLanguageModel &model, const Turns &turns)
{
    Conversation conversation;
    for (const auto &[question, answer] : turns) {
        std::vector<std::int64_t> ids;
        if (conversation.ids.empty()) {
            ids = (*model.prompt_from_question(question, true)).ids;
        } else {
            const auto later = model.tokenizer().encode("USER: " + question + " ASSISTANT:", false);
            ids.assign(later.begin(), later.end());
        }
        const auto answered = model.answer_ids(answer);
        conversation.ids.insert(conversation.ids.end(), ids.begin(), ids.end());
        conversation.answer.resize(conversation.ids.size(), false);
        conversation.ids.insert(conversation.ids.end(), answered.begin(), answered.end());
        conversation.answer.resize(conversation.ids.size(), true);
    }
    return conversation;
}

} // namespace

void teach_vision(VisionLanguageModel &model, const Classroom &classroom, const LessonSettings &settings)
{
    const int cells = int(std::lround(std::sqrt(double(model.tokens_per_image()))));
    const std::vector<std::int64_t> classes{m3po::demo::shape_count + 1, m3po::demo::colour_count + 1, 4, 3};
    const auto width = model.language().config().hidden_size;

    auto weights = weights_named(model.parameters(), {"vision_tower.", "multi_modal_projector."});
    std::vector<at::Tensor> heads, counts;
    for (const auto count : classes) {
        heads.push_back(at::zeros({count, width}));
        weights.push_back(heads.back());
        counts.push_back(at::ones({count}));
        counts.back()[0] = 0.3; // most squares show nothing
    }
    Pupil pupil(weights, settings);
    Order order(classroom.size(), settings.seed);
    for (std::int64_t step = 0; step < settings.steps; ++step) {
        const auto batch = order.next(settings.batch);
        const auto labels = classroom.object_labels(batch, cells).flatten(0, 1);            // (B n, 4)
        const auto features = model.encode_images(classroom.pixels(batch)).flatten(0, 1); // (B n, D)
        at::Tensor loss = at::zeros({});
        double right = 0;
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const auto target = labels.select(1, std::int64_t(i));
            const auto logits = at::linear(features, heads[i]);
            loss = loss + cross_entropy(logits, target, counts[i]);
            const auto seen = target.gt(0);
            if (i == 0)
                right = logits.detach().argmax(-1).eq(target).masked_select(seen).to(at::kFloat).mean().item<double>();
        }
        pupil.learn(loss, step);
        pupil.report("vision", step, loss.item<double>(), right);
    }
}

void teach_language(VisionLanguageModel &model, const Classroom &classroom, const TurnsOf &turns, const LessonSettings &settings)
{
    const auto features = all_features(model, classroom);
    Pupil pupil(weights_named(model.parameters(), {"language_model."}), settings);
    Order order(classroom.size(), settings.seed);
    Random random(settings.seed + 1);
    const auto &language = model.language();
    for (std::int64_t step = 0; step < settings.steps; ++step) {
        const auto batch = order.next(settings.batch);
        std::vector<Conversation> conversations;
        std::size_t longest = 0;
        for (const auto index : batch) {
            conversations.push_back(tokenized(model, turns(classroom.scene(index), random)));
            longest = std::max(longest, conversations.back().ids.size());
        }
        const auto rows = std::int64_t(batch.size()), length = std::int64_t(longest);
        auto ids = at::zeros({rows, length}, at::kLong);
        auto id_values = ids.accessor<std::int64_t, 2>();
        std::vector<std::int64_t> from, target, image; // flat positions before each answer id; the ids; the image's places
        for (std::int64_t row = 0; row < rows; ++row) {
            const auto &conversation = conversations[std::size_t(row)];
            for (std::int64_t at = 0; at < std::int64_t(conversation.ids.size()); ++at) {
                const auto id = conversation.ids[std::size_t(at)];
                id_values[row][at] = id;
                if (id == model.image_token_id())
                    image.push_back(row * length + at);
                if (conversation.answer[std::size_t(at)]) {
                    from.push_back(row * length + at - 1);
                    target.push_back(id);
                }
            }
        }
        auto x = language.embed(ids).flatten(0, 1); // (B T, D)
        const auto seen = features.index_select(0, at::tensor(batch, at::kLong)).flatten(0, 1);
        x = x.index_copy(0, at::tensor(image, at::kLong), seen).view({rows, length, -1});
        const auto hidden = language.forward(x).flatten(0, 1).index_select(0, at::tensor(from, at::kLong));
        const auto logits = language.logits(hidden); // only where an answer is told
        const auto targets = at::tensor(target, at::kLong);
        const auto loss = cross_entropy(logits, targets);
        pupil.learn(loss, step);
        const double right = logits.detach().argmax(-1).eq(targets).to(at::kFloat).mean().item<double>();
        pupil.report("language", step, loss.item<double>(), right);
    }
}

void teach_clip(ClipModel &model, const Classroom &classroom, const LessonSettings &settings)
{
    std::vector<at::Tensor> weights;
    for (const auto &[name, tensor] : model.parameters())
        weights.push_back(tensor);
    Pupil pupil(weights, settings);
    Order order(classroom.size(), settings.seed);
    Random random(settings.seed + 1);
    for (std::int64_t step = 0; step < settings.steps; ++step) {
        const auto batch = order.next(settings.batch);
        std::vector<std::vector<std::int64_t>> texts, wrong;
        for (const auto index : batch) {
            const auto [right_text, wrong_text] = captions(classroom.scene(index), random);
            const auto right_ids = model.tokenizer().encode(right_text, true), wrong_ids = model.tokenizer().encode(wrong_text, true);
            texts.emplace_back(right_ids.begin(), right_ids.end());
            wrong.emplace_back(wrong_ids.begin(), wrong_ids.end());
        }
        texts.insert(texts.end(), wrong.begin(), wrong.end());
        auto normal = [](const at::Tensor &e) { return e / e.norm(2, -1, true); };
        const auto images = normal(model.image_embeddings(classroom.pixels(batch))); // (B, E)
        const auto captions_ = normal(model.text_embeddings(texts));                 // (2 B, E)
        const auto rows = std::int64_t(batch.size());
        const auto scale = model.logit_scale().clamp_max(std::log(100.0)).exp();
        const auto all = scale * at::matmul(images, captions_.t()); // (B, 2 B)
        // A picture is told from every right caption and from its own wrong one.
        const auto own_wrong = all.slice(1, rows).diagonal().unsqueeze(1);
        const auto targets = at::arange(rows, at::kLong);
        const auto per_image = at::cat({all.slice(1, 0, rows), own_wrong}, 1);
        const auto loss = 0.5 * (cross_entropy(per_image, targets) + cross_entropy(all.slice(1, 0, rows).t(), targets))
            + cross_entropy(at::stack({all.slice(1, 0, rows).diagonal(), all.slice(1, rows).diagonal()}, 1), at::zeros({rows}, at::kLong));
        pupil.learn(loss, step);
        const double right = all.detach().slice(1, 0, rows).diagonal().gt(all.detach().slice(1, rows).diagonal()).to(at::kFloat).mean().item<double>();
        pupil.report("captions", step, loss.item<double>(), right);
    }
}

} // namespace m3po::engine::demo
