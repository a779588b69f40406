// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demo/make_models.h"

#include "core/base/file.h"
#include "core/engine/demo/blank_model.h"
#include "core/engine/demo/teach.h"
#include "core/engine/model/safetensors.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <ATen/Parallel.h>

#include <chrono>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

namespace m3po::engine::demo {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

// How carelessly the people spoke from whom the base model learned to describe.
constexpr double carelessness = 0.3;

// A course warms up and decays anew.
struct Course {
    std::int64_t steps, batch; // steps at effort 1
    TurnsOf turns;
};

struct Plan {
    std::int64_t scenes, vision_steps; // at effort 1
    std::vector<Course> courses;
};

Turns look(const m3po::demo::Scene &scene, m3po::demo::Random &random) { return looking(scene, 8, random); }

Plan base_plan()
{
    return {8000, 1800, {{2200, 16, look}, {2600, 16, [](const auto &scene, auto &random) { return conversation(scene, carelessness, 6, random); }}}};
}

Plan judge_plan()
{
    // One judgement at a time, as it will be asked: an earlier verdict would give the next away.
    const auto judge = [](const auto &scene, auto &random) {
        return random.chance(0.6) ? judgements(scene, 1, random) : conversation(scene, 0, 3, random);
    };
    return {8000, 1800, {{2200, 16, look}, {2000, 40, judge}}};
}

constexpr std::int64_t evaluator_scenes = 8000;
constexpr std::int64_t clip_steps = 1000;

// Keeps what a model's training.json will say while the lessons go on.
class Diary {
public:
    explicit Diary(const MakeModelsSettings &settings) : settings_(settings)
    {
        report_ = [this](const LessonReport &report) {
            if (report.steps > 0 && report.lesson != "scenes") {
                auto &course = courses_[report.lesson];
                course += report.step == 1;
                const auto name = course > 1 ? report.lesson + ", course " + std::to_string(course) : report.lesson;
                auto &lesson = lessons_[name];
                auto &smooth = smooth_[name];
                smooth = report.step == 1 ? report.loss : 0.98 * smooth + 0.02 * report.loss;
                lesson = {{"steps", report.step}, {"loss", smooth}};
            }
            if (settings_.report)
                settings_.report(report);
        };
    }
    const LessonSink &sink() const { return report_; }
    std::int64_t scaled(std::int64_t amount) const { return std::max<std::int64_t>(2, std::llround(double(amount) * settings_.effort)); }
    LessonSettings lesson(std::int64_t steps, std::int64_t batch, double rate, std::uint64_t seed) const
    {
        return {scaled(steps), batch, rate, seed, report_, settings_.stop};
    }
    void write(const fs::path &folder, std::uint64_t seed, std::int64_t scenes) const
    {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
        const json document{{"seed", seed}, {"scenes", scenes}, {"effort", settings_.effort}, {"lessons", lessons_},
                            {"seconds", std::round(seconds)}, {"threads", at::get_num_threads()}, {"program_version", M3PO_VERSION}};
        write_file_atomically(folder / "training.json", document.dump(2) + "\n").value();
    }

private:
    const MakeModelsSettings &settings_;
    LessonSink report_;
    std::map<std::string, json> lessons_;
    std::map<std::string, double> smooth_;
    std::map<std::string, int> courses_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

// The folder beside the final one; put in its place when all is written.
class Workshop {
public:
    Workshop(const fs::path &out, const std::string &name) : final_(out / name), temporary_(out / (name + ".part"))
    {
        fs::remove_all(temporary_);
        fs::create_directories(temporary_);
    }
    ~Workshop()
    {
        std::error_code ignored;
        fs::remove_all(temporary_, ignored);
    }
    const fs::path &folder() const { return temporary_; }
    void finish()
    {
        fs::remove_all(final_);
        fs::rename(temporary_, final_);
    }

private:
    fs::path final_, temporary_;
};

template <typename Model>
void save_weights(const Model &model, const fs::path &folder)
{
    std::vector<std::pair<std::string, at::Tensor>> tensors;
    for (const auto &[name, tensor] : model.parameters())
        tensors.emplace_back(name, tensor.detach());
    write_safetensors(folder / "model.safetensors", tensors).value();
}

m3po::demo::Vocabulary vocabulary(const std::vector<std::string> &special)
{
    const auto sentences = m3po::demo::world_sentences();
    return m3po::demo::learn_vocabulary(sentences, special, 640);
}

void make_llava(const MakeModelsSettings &settings, const std::string &name, const Plan &plan, std::uint64_t seed, std::uint64_t first_scene)
{
    Diary diary(settings);
    Workshop workshop(settings.out, name);
    write_blank_llava(workshop.folder(), vocabulary(llava_special_tokens()), {}, seed).value();
    auto model = VisionLanguageModel::load(workshop.folder());
    model.value();
    const auto scenes = diary.scaled(plan.scenes);
    const Classroom classroom(first_scene, scenes, *(*model)->image_processor(), diary.sink());
    teach_vision(**model, classroom, diary.lesson(plan.vision_steps, 64, 2e-3, seed));
    for (std::size_t number = 0; number < plan.courses.size(); ++number) {
        const auto &course = plan.courses[number];
        teach_language(**model, classroom, course.turns, diary.lesson(course.steps, course.batch, 2e-3, seed + 1000 * number));
    }
    save_weights(**model, workshop.folder());
    diary.write(workshop.folder(), seed, scenes);
    workshop.finish();
}

// The evaluator looks through the eyes that the judge was given.
void copy_vision_tower(ClipModel &clip, const VisionLanguageModel &judge)
{
    const at::NoGradGuard frozen;
    std::map<std::string, at::Tensor> from;
    for (const auto &[name, tensor] : judge.parameters())
        from.emplace(name, tensor);
    for (const auto &[name, tensor] : clip.parameters())
        if (name.rfind("vision_model.", 0) == 0)
            if (const auto found = from.find("vision_tower." + name); found != from.end())
                tensor.copy_(found->second);
}

void make_evaluator(const MakeModelsSettings &settings, std::uint64_t seed, std::uint64_t first_scene)
{
    Diary diary(settings);
    Workshop workshop(settings.out, "evaluator");
    write_blank_clip(workshop.folder(), vocabulary(clip_special_tokens()), {}, seed).value();
    auto model = ClipModel::load(workshop.folder());
    model.value();
    {
        const auto judge = VisionLanguageModel::load(settings.out / "judge");
        copy_vision_tower(**model, *judge.value());
    }
    const auto scenes = diary.scaled(evaluator_scenes);
    const Classroom classroom(first_scene, scenes, (*model)->image_processor(), diary.sink());
    teach_clip(**model, classroom, diary.lesson(clip_steps, 48, 1e-3, seed));
    save_weights(**model, workshop.folder());
    diary.write(workshop.folder(), seed, scenes);
    workshop.finish();
}

} // namespace

Status make_models(const MakeModelsSettings &settings)
{
    return catching([&] {
        fs::create_directories(settings.out);
        for (const auto &name : settings.models) {
            // Scenes of each model begin at numbers of their own; the loop's own scenes lie elsewhere again.
            if (name == "base") {
                make_llava(settings, name, base_plan(), settings.seed, 10'000'000);
            } else if (name == "judge") {
                make_llava(settings, name, judge_plan(), settings.seed + 1, 20'000'000);
            } else if (name == "evaluator") {
                make_evaluator(settings, settings.seed + 2, 20'000'000);
            } else {
                throw Failure(Error::usage(name + ": is not a model of the demo; base, judge or evaluator was expected"));
            }
        }
    });
}

} // namespace m3po::engine::demo
