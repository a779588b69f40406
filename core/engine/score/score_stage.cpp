// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/score_stage.h"

#include "core/project/generations.h"
#include "core/project/manifest.h"
#include "core/project/samples.h"
#include "core/project/scores.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace m3po::engine {

std::optional<std::vector<float>> ProjectEmbeddings::find(const std::string &encoder, const std::string &content)
{
    if (const auto found = waiting_.find({encoder, content}); found != waiting_.end())
        return found->second;
    return scores::embedding(project_, encoder, content);
}

void ProjectEmbeddings::keep(const std::string &encoder, const std::string &content, const std::vector<float> &embedding)
{
    waiting_[{encoder, content}] = embedding;
}

void ProjectEmbeddings::flush()
{
    for (const auto &[key, embedding] : waiting_)
        scores::put_embedding(project_, key.first, key.second, embedding);
    waiting_.clear();
}

namespace {

using Clock = std::chrono::steady_clock;

// What one sample still needs: for each evaluator, the candidates without its score.
struct Work {
    std::vector<std::unordered_set<std::int64_t>> missing; // by evaluator
    std::int64_t count = 0;
};

// Equal texts once, and which of them each candidate has.
struct DistinctTexts {
    std::vector<std::string> texts;
    std::vector<std::pair<std::int64_t, std::size_t>> candidates; // id, its text's place

    DistinctTexts(const std::vector<Candidate> &all, const std::unordered_set<std::int64_t> &wanted)
    {
        std::map<std::string, std::size_t> places;
        for (const auto &candidate : all) {
            if (!wanted.contains(candidate.id))
                continue;
            const auto [place, fresh] = places.emplace(candidate.text, texts.size());
            if (fresh)
                texts.push_back(candidate.text);
            candidates.emplace_back(candidate.id, place->second);
        }
    }
};

class Stage {
public:
    Stage(Project &project, std::int64_t run, std::span<const std::unique_ptr<Evaluator>> evaluators,
          ProjectEmbeddings *embeddings, std::stop_token stop, std::chrono::milliseconds group)
        : project_(project), run_(run), evaluators_(evaluators), embeddings_(embeddings), stop_(stop), group_(group)
    {
    }

    ScoreSummary go(const ProgressSink &progress)
    {
        generations::get(project_, run_); // a sentence where there is no such run
        auto plan = make_plan();
        ProgressMeter meter("score", total_, progress);
        meter.start_at(done_before_);
        bool stopped = false;
        for (const auto &[sample, work] : plan) {
            if (stop_.stop_requested()) {
                stopped = true;
                break;
            }
            score_sample(sample, work);
            meter.advance(work.count);
            if (sample != plan.rbegin()->first && Clock::now() - stored_ >= group_)
                store();
        }
        store(!stopped && !plan.empty());
        if (stopped)
            throw Failure(Error::cancelled("scoring was stopped; the same command goes on"));
        meter.finish();
        return std::move(summary_);
    }

private:
    std::map<std::int64_t, Work> make_plan()
    {
        std::map<std::int64_t, Work> plan;
        const auto candidates = generations::candidate_count(project_, run_);
        for (std::size_t e = 0; e < evaluators_.size(); ++e) {
            const auto &evaluator = *evaluators_[e];
            m3po::Evaluator record;
            record.component = evaluator.component();
            record.kind = evaluator.kind();
            record.model = evaluator.model();
            record.fingerprint = evaluator.fingerprint();
            record.parameters = evaluator.parameters().dump();
            ScoredComponent component;
            component.evaluator_id = scores::find_or_create(project_, record).id;
            component.component = record.component;
            component.kind = record.kind;
            component.fingerprint = record.fingerprint;
            const auto missing = scores::missing_candidates(project_, component.evaluator_id, run_);
            component.already = candidates - static_cast<std::int64_t>(missing.size());
            for (const auto &one : missing) {
                auto &work = plan[one.sample_id];
                work.missing.resize(evaluators_.size());
                work.missing[e].insert(one.candidate_id);
                ++work.count;
            }
            total_ += candidates;
            done_before_ += component.already;
            summary_.components.push_back(component);
        }
        return plan;
    }

    void score_sample(std::int64_t sample_id, const Work &work)
    {
        const auto sample = samples::get(project_, sample_id);
        const auto candidates = generations::candidates(project_, run_, sample_id);
        AnswersToScore entry;
        const auto file = catching([&] { return project_.image_file(sample.image.path); });
        entry.image_sha256 = sample.image.sha256;
        entry.instruction = sample.instruction;
        for (std::size_t e = 0; e < evaluators_.size(); ++e) {
            if (work.missing[e].empty())
                continue;
            const DistinctTexts distinct(candidates, work.missing[e]);
            auto &component = summary_.components[e];
            std::vector<Score> found(distinct.texts.size());
            if (file) {
                entry.image = *file;
                entry.answers = distinct.texts;
                found = evaluators_[e]->score({&entry, 1}, {}, {}).front();
                component.asked += static_cast<std::int64_t>(found.size());
            } else {
                for (auto &score : found) {
                    score.failure = file.error().message;
                    score.retry = true;
                }
            }
            take(sample, e, distinct, found);
        }
    }

    void take(const Sample &sample, std::size_t e, const DistinctTexts &distinct, const std::vector<Score> &found)
    {
        auto &component = summary_.components[e];
        std::map<std::string, std::int64_t> failures;
        for (const auto &[candidate, place] : distinct.candidates) {
            const auto &score = found[place];
            if (score.failure.empty()) {
                ++component.scored;
            } else {
                ++component.failed;
                ++failures[score.failure];
                if (score.retry)
                    continue;
            }
            waiting_[component.evaluator_id].push_back({candidate, score.failure.empty() ? score.value : std::nan(""), score.raw});
        }
        for (const auto &[message, count] : failures)
            summary_.failures.push_back({sample.id, sample.image.path, component.component, message, count});
    }

    // The stage's entry in the manifest belongs to its last group: a stage that is killed before it has that group to do
    // again, and one that found all done changes nothing.
    void store(bool last = false)
    {
        if (!waiting_.empty() || (last && scored_now())) {
            Transaction transaction(project_);
            for (const auto &[evaluator, scores] : waiting_)
                scores::add(project_, evaluator, scores);
            if (embeddings_)
                embeddings_->flush();
            if (last && scored_now())
                note();
            transaction.commit();
            waiting_.clear();
        }
        stored_ = Clock::now();
    }

    bool scored_now() const
    {
        return std::any_of(summary_.components.begin(), summary_.components.end(),
                           [](const ScoredComponent &component) { return component.scored > 0; });
    }

    void note()
    {
        auto all = nlohmann::json::array();
        for (const auto &component : summary_.components)
            all.push_back({{"component", component.component}, {"kind", component.kind},
                           {"fingerprint", component.fingerprint},
                           {"scores", scores::count(project_, component.evaluator_id, run_)}});
        manifest::add(project_, "score", nlohmann::json{{"run", run_}, {"evaluators", all}}.dump());
    }

    Project &project_;
    std::int64_t run_;
    std::span<const std::unique_ptr<Evaluator>> evaluators_;
    ProjectEmbeddings *embeddings_;
    std::stop_token stop_;
    std::chrono::milliseconds group_;
    Clock::time_point stored_ = Clock::now();
    std::map<std::int64_t, std::vector<ComponentScore>> waiting_; // by evaluator
    std::int64_t total_ = 0, done_before_ = 0;
    ScoreSummary summary_;
};

} // namespace

ScoreSummary score_candidates(Project &project, std::int64_t run, std::span<const std::unique_ptr<Evaluator>> evaluators,
                              ProjectEmbeddings *embeddings, const ProgressSink &progress, std::stop_token stop,
                              std::chrono::milliseconds group)
{
    return Stage(project, run, evaluators, embeddings, stop, group).go(progress);
}

} // namespace m3po::engine
