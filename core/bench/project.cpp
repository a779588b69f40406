// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/project.h"

#include "core/base/hash.h"
#include "core/bench/answers.h"
#include "core/demo/dataset.h"
#include "core/image/decode.h"
#include "core/project/manifest.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "core/select/random.h"
#include "core/select/saved.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace m3po::bench {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::int64_t group = 512; // samples a transaction: some ten megabytes, a few syncs a second
constexpr std::array components{visual_relevance, semantic_accuracy};

struct Picture {
    ImageRecord record;
    std::vector<Prompt> prompts;
};

std::vector<Picture> make_pictures(const fs::path &folder, int pictures, const ProgressSink &progress, std::stop_token stop)
{
    demo::write_images(folder, demo::first_training_scene, pictures, progress, stop).value();
    std::vector<Picture> result;
    for (int i = 0; i < pictures; ++i) {
        const auto scene = demo::first_training_scene + static_cast<std::uint64_t>(i);
        const auto name = demo::image_name(scene);
        const auto image = *decode_image(folder / name);
        result.push_back({{name, static_cast<std::int64_t>(fs::file_size(folder / name)), *sha256_of_file(folder / name),
                           image.width, image.height},
                          prompts(scene)});
    }
    return result;
}

// How a sample departs from the rule, by its number: a few of each kind.
int candidates_of(std::int64_t sample, int full)
{
    return sample % 1009 == 1008 ? 0 : sample % 499 == 498 ? std::min(full, 1) : sample % 97 == 96 ? (full + 1) / 2 : full;
}
bool lacks_scores(std::int64_t sample) { return sample % 211 == 210; }
bool has_ties(std::int64_t sample) { return sample % 10 == 9; }

// What an evaluator thinks of an answer of this quality.
ComponentScore judge(std::int64_t candidate, double quality, bool coarse, demo::Random &random)
{
    double value = std::clamp(0.1 + 0.8 * quality + 0.25 * (random.uniform() - 0.5), 0.0, 1.0);
    if (coarse)
        value = std::round(value * 8) / 8;
    return {candidate, value, 6 * value - 3};
}

class Maker {
public:
    Maker(Project &project, const ProjectOptions &options, const ProgressSink &progress, std::stop_token stop)
        : project_(project), options_(options), progress_(progress), stop_(std::move(stop))
    {
    }

    ProjectReport make()
    {
        const auto pictures = make_pictures(project_.images_root(), options_.pictures, progress_, stop_);
        add_candidates(pictures);
        for (std::size_t component = 0; component < components.size(); ++component)
            add_scores(component);
        manifest::add(project_, "bench", json{{"samples", options_.samples}, {"candidates", options_.candidates}, {"seed", options_.seed}}.dump());
        select();
        return report_;
    }

private:
    // Runs add(sample) over all samples, in transactions.
    template <typename Add>
    void in_groups(const char *stage, Add add)
    {
        ProgressMeter meter(stage, options_.samples, progress_);
        for (std::int64_t first = 0; first < options_.samples; first += group) {
            if (stop_.stop_requested())
                throw Failure(Error::cancelled());
            const auto last = std::min(first + group, options_.samples);
            Transaction transaction(project_);
            for (auto sample = first; sample < last; ++sample)
                add(sample);
            transaction.commit();
            meter.advance(last - first);
        }
        meter.finish();
    }

    demo::Random random_for(std::int64_t sample, std::uint64_t purpose) const
    {
        return demo::Random(counter_random(options_.seed, sample, purpose));
    }

    void add_candidates(const std::vector<Picture> &pictures)
    {
        GenerationRun run;
        run.model = "invented";
        run.model_fingerprint = run.template_hash = sha256("m3po bench project");
        run.parameters = R"({"temperature":1.0,"top_p":1.0,"top_k":0,"max_tokens":512})";
        run.seed = options_.seed;
        run.candidates = options_.candidates;
        run_ = generations::find_or_create(project_, run).id;
        qualities_.reserve(static_cast<std::size_t>(options_.samples * options_.candidates));
        std::vector<Candidate> candidates;
        in_groups("candidates", [&](std::int64_t index) {
            const auto &picture = pictures[static_cast<std::size_t>(index % static_cast<std::int64_t>(pictures.size()))];
            auto random = random_for(index, 0);
            const auto &prompt = random.pick(picture.prompts);
            Sample sample;
            sample.external_id = fmt::format("bench-{:07}", index + 1);
            sample.image = picture.record;
            sample.instruction = prompt.instruction;
            sample.reference_answer = prompt.reference;
            sample.source = "m3po bench project";
            sample.source_row = index;
            const auto id = samples::add(project_, sample).id;
            candidates.clear();
            for (int position = 0; position < candidates_of(index, options_.candidates); ++position) {
                const auto &answer = random.pick(prompt.answers);
                candidates.push_back(draw(answer, id, position, random));
                qualities_.push_back(static_cast<float>(answer.quality));
            }
            generations::add(project_, run_, candidates);
            report_.candidates += static_cast<std::int64_t>(candidates.size());
        });
        report_.samples = options_.samples;
    }

    // The project is new, so candidates are numbered from 1 in the order in which they were added.
    void add_scores(std::size_t component)
    {
        Evaluator evaluator;
        evaluator.component = components[component];
        evaluator.kind = component == 0 ? "clip" : "judge";
        evaluator.model = "invented";
        evaluator.fingerprint = sha256(components[component]);
        const auto id = scores::find_or_create(project_, evaluator).id;
        std::int64_t next = 0;
        std::vector<ComponentScore> values;
        in_groups(components[component], [&](std::int64_t index) {
            auto random = random_for(index, 1 + component);
            values.clear();
            for (int i = candidates_of(index, options_.candidates); i > 0; --i, ++next)
                values.push_back(judge(next + 1, qualities_[static_cast<std::size_t>(next)], has_ties(index), random));
            if (component + 1 == components.size() && lacks_scores(index))
                return;
            scores::add(project_, id, values);
            report_.scores += static_cast<std::int64_t>(values.size());
        });
    }

    void select()
    {
        const SelectionRequest request;
        const auto loaded = load_score_columns(project_, run_);
        const auto mas = *mas_column(loaded.columns, request.weights);
        std::vector<PairChoice> choices;
        find_selector(request.selector).select(loaded.columns, mas, request.options, choices);
        const auto found = statistics(loaded.columns, mas, choices);
        save_selection(project_, "paper", run_, request, loaded, choices, found);
        report_.pairs = found.pairs;
    }

    Project &project_;
    const ProjectOptions &options_;
    const ProgressSink &progress_;
    std::stop_token stop_;
    std::int64_t run_ = 0;
    std::vector<float> qualities_; // of all candidates, in their order
    ProjectReport report_;
};

} // namespace

Result<ProjectReport> make_project(const fs::path &file, const ProjectOptions &options, const ProgressSink &progress,
                                   std::stop_token stop)
{
    return catching([&] {
        if (options.samples < 1 || options.samples > 10'000'000)
            throw Failure(Error::usage(fmt::format("--samples is {}; one in 1..10000000 was expected", options.samples)));
        if (options.candidates < 1 || options.candidates > 1000)
            throw Failure(Error::usage(fmt::format("--candidates is {}; one in 1..1000 was expected", options.candidates)));
        if (fs::exists(fs::symlink_status(file)))
            throw Failure(Error::conflict(file.string() + ": is there already; a new name was expected"));
        const auto begun = std::chrono::steady_clock::now();
        const auto images = fs::absolute(file).parent_path() / (file.stem().string() + "-images");
        fs::create_directories(images);
        try {
            auto project = std::move(Project::create(file, {.images_root = images})).value();
            auto report = Maker(project, options, progress, std::move(stop)).make();
            report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
            return report;
        } catch (...) {
            for (const auto *suffix : {"", "-wal", "-shm"})
                fs::remove(file.string() + suffix);
            throw;
        }
    });
}

} // namespace m3po::bench
