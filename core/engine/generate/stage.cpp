// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/stage.h"

#include "core/base/background_thread.h"
#include "core/project/generations.h"
#include "core/project/manifest.h"
#include "core/project/samples.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <future>
#include <set>

namespace m3po::engine {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t images_ahead = 16;
constexpr auto commit_every = std::chrono::seconds(1);

// The samples to do as requests, their images prepared ahead by a second thread.
class Requests {
public:
    Requests(Project &project, const VisionLanguageModel &model, const ImageOptions &image,
             std::vector<std::int64_t> ids)
        : project_(project), model_(model), image_(image), ids_(std::move(ids))
    {}

    struct Prepared {
        std::int64_t sample_id = 0;
        Result<GenerateRequest> request;
    };
    std::optional<Prepared> next()
    {
        while (ahead_.size() < images_ahead && planned_ < ids_.size())
            plan(ids_[planned_++]);
        if (ahead_.empty())
            return std::nullopt;
        auto front = std::move(ahead_.front());
        ahead_.pop_front();
        return Prepared{front.sample.id, catching([&] {
                            GenerateRequest request;
                            request.key = front.sample.id;
                            request.prompt = *model_.prompt_from_question(front.sample.instruction, true);
                            request.pixels = *front.pixels.get();
                            request.image = front.sample.image.path;
                            return request;
                        })};
    }

private:
    using Pixels = Result<at::Tensor>;
    struct Ahead {
        Sample sample;
        std::shared_future<Pixels> pixels;
    };

    void plan(std::int64_t id)
    {
        Ahead ahead{samples::get(project_, id), {}};
        // Neighbouring samples often share their image.
        if (!ahead_.empty() && ahead_.back().sample.image.path == ahead.sample.image.path) {
            ahead.pixels = ahead_.back().pixels;
        } else {
            const auto file = catching([&] { return project_.image_file(ahead.sample.image.path); });
            ahead.pixels = thread_
                               .add([file, record = ahead.sample.image, processor = model_.image_processor(),
                                     options = image_]() -> Pixels {
                                   return catching([&] { return load_pixels(*file, record, *processor, options); });
                               })
                               .share();
        }
        ahead_.push_back(std::move(ahead));
    }

    Project &project_;
    const VisionLanguageModel &model_;
    ImageOptions image_;
    std::vector<std::int64_t> ids_;
    std::size_t planned_ = 0;
    std::deque<Ahead> ahead_;
    BackgroundThread thread_;
};

// Collects finished samples and commits them together, at least every second.
class Commits {
public:
    Commits(Project &project, const GenerationRun &run) : project_(project), run_(run)
    {
        for (const auto &entry : manifest::list(project))
            noted_.insert(entry.details);
    }

    void add(std::int64_t sample_id, std::vector<GeneratedCandidate> candidates)
    {
        // A sample may have some of its candidates already, where project files were merged.
        const auto present = generations::present_positions(project_, run_.id, sample_id);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const auto position = static_cast<int>(i);
            if (std::binary_search(present.begin(), present.end(), position))
                continue;
            auto &from = candidates[i];
            Candidate row;
            row.sample_id = sample_id;
            row.position = position;
            row.text = std::move(from.text);
            row.token_ids.assign(from.ids.begin(), from.ids.end());
            row.token_logps = std::move(from.logprobs);
            row.logp_sum = from.sum;
            row.finish_reason = to_string(from.finish);
            rows_.push_back(std::move(row));
        }
        if (Clock::now() - committed_ >= commit_every)
            flush();
    }

    void add_failure(std::int64_t sample_id, const std::string &sentence)
    {
        auto details = nlohmann::json{{"run", run_.id}, {"sample", sample_id}, {"failure", sentence}}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace);
        if (noted_.insert(details).second)
            notes_.push_back(std::move(details));
    }

    void flush()
    {
        committed_ = Clock::now();
        if (rows_.empty() && notes_.empty())
            return;
        Transaction transaction(project_);
        generations::add(project_, run_.id, rows_);
        for (const auto &note : notes_)
            manifest::add(project_, "generate", note);
        transaction.commit();
        rows_.clear();
        notes_.clear();
    }

private:
    Project &project_;
    const GenerationRun &run_;
    std::vector<Candidate> rows_;
    std::vector<std::string> notes_;
    std::set<std::string> noted_;
    Clock::time_point committed_ = Clock::now();
};

// The run that this command means, made and noted in the manifest where it is new.
GenerationRun open_run(Project &project, const VisionLanguageModel &model, const GenerateStageOptions &options)
{
    GenerationRun wanted;
    wanted.model = model.folder().string();
    wanted.model_fingerprint = model.info().fingerprint;
    wanted.adapter_fingerprint = options.adapter_fingerprint;
    wanted.template_hash = model.chat_template().hash();
    wanted.parameters = generation_parameters(options, model);
    wanted.seed = options.sampling.greedy ? 0 : options.sampling.seed;
    wanted.candidates = static_cast<int>(options.sampling.n);
    Transaction transaction(project);
    const auto before = generations::list(project).size();
    const auto run = generations::find_or_create(project, wanted);
    if (generations::list(project).size() != before)
        manifest::add(project, "generate",
                      nlohmann::json{{"run", run.id},
                                     {"model_fingerprint", run.model_fingerprint},
                                     {"adapter_fingerprint", run.adapter_fingerprint},
                                     {"template_hash", run.template_hash},
                                     {"parameters", nlohmann::json::parse(run.parameters)},
                                     {"seed", run.seed},
                                     {"candidates", run.candidates}}
                          .dump());
    transaction.commit();
    return run;
}

} // namespace

std::string generation_parameters(const GenerateStageOptions &options, const VisionLanguageModel &model)
{
    const auto &s = options.sampling;
    nlohmann::json parameters{{"max_new_tokens", s.max_new_tokens},
                              {"stop", s.stop_strings},
                              {"greedy", s.greedy},
                              {"exif", options.image.apply_exif_orientation},
                              {"dtype", model.info().dtype}};
    if (!s.greedy) {
        parameters["temperature"] = s.temperature;
        parameters["top_p"] = s.top_p;
        parameters["top_k"] = s.top_k;
    }
    return parameters.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

GenerateStageResult generate_candidates(Project &project, const VisionLanguageModel &model,
                                        const GenerateStageOptions &options, const ProgressSink &progress,
                                        std::stop_token stop)
{
    if (!model.image_processor())
        throw Failure(Error::unsupported(fmt::format(
            "{}: is a language model alone, where one that sees images was expected", model.folder().string())));
    Generator generator(model, options.sampling);
    const auto started = Clock::now();
    const auto run = open_run(project, model, options);
    const auto missing = generations::missing_samples(project, run.id, options.limit);

    GenerateStageResult result;
    result.run_id = run.id;
    result.samples = samples::count(project);
    if (options.limit >= 0)
        result.samples = std::min(result.samples, options.limit);
    result.done_before = result.samples - static_cast<std::int64_t>(missing.size());
    ProgressMeter meter("generate", result.samples, progress);
    meter.start_at(result.done_before);

    Requests requests(project, model, options.image, missing);
    Commits commits(project, run);
    const auto failed = [&](std::int64_t sample_id, const Error &error) {
        if (error.kind == ErrorKind::Internal)
            throw Failure(error);
        result.failures.push_back({sample_id, error.message});
        commits.add_failure(sample_id, error.message);
        meter.advance();
    };
    const auto next = [&]() -> std::optional<GenerateRequest> {
        while (auto prepared = requests.next()) {
            if (prepared->request.ok())
                return std::move(*prepared->request);
            failed(prepared->sample_id, prepared->request.error());
        }
        return std::nullopt;
    };
    const auto done = [&](std::int64_t sample_id, Result<std::vector<GeneratedCandidate>> candidates) {
        if (!candidates) {
            failed(sample_id, candidates.error());
            return;
        }
        ++result.done_now;
        for (const auto &candidate : *candidates) {
            ++result.candidates;
            ++result.finish[to_string(candidate.finish)];
            result.tokens += static_cast<std::int64_t>(candidate.ids.size());
        }
        commits.add(sample_id, std::move(*candidates));
        meter.advance();
    };
    generator.run(next, done, stop);
    commits.flush();

    result.seconds = std::chrono::duration<double>(Clock::now() - started).count();
    const auto seen = result.done_now + static_cast<std::int64_t>(result.failures.size());
    result.stopped = stop.stop_requested() && seen < static_cast<std::int64_t>(missing.size());
    std::sort(result.failures.begin(), result.failures.end(),
              [](const auto &a, const auto &b) { return a.sample_id < b.sample_id; });
    meter.finish();
    return result;
}

} // namespace m3po::engine
