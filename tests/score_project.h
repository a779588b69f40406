// SPDX-License-Identifier: GPL-3.0-or-later
// A small project with candidates to be scored: the samples of tests/data/score.
#pragma once

#include "core/base/hash.h"
#include "core/project/generations.h"
#include "core/project/project.h"
#include "core/project/samples.h"
#include "tests/support.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace m3po::testing {

// `copies`: the same samples so many times, with instructions that differ. Returns the generation run's id.
inline std::int64_t make_score_project(const std::filesystem::path &file, const std::filesystem::path &images, int copies = 1)
{
    auto project = *Project::create(file, {images});
    const auto rows = nlohmann::json::parse(std::ifstream(data("score/samples.json")));
    Transaction transaction(project);
    GenerationRun run;
    run.model = "base";
    run.model_fingerprint = std::string(64, 'b');
    run.template_hash = std::string(64, 'c');
    run.candidates = static_cast<int>(rows[0]["answers"].size());
    run = generations::find_or_create(project, run);
    for (int copy = 0; copy < copies; ++copy) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Sample sample;
            sample.external_id = std::to_string(copy) + "/" + std::to_string(i);
            sample.image.path = rows[i]["image"];
            sample.image.bytes = static_cast<std::int64_t>(std::filesystem::file_size(images / sample.image.path));
            sample.image.sha256 = *sha256_of_file(images / sample.image.path);
            sample.image.width = sample.image.height = 32;
            sample.instruction = rows[i]["instruction"].get<std::string>() + (copy ? " " + std::to_string(copy) : "");
            sample.source = "samples.json";
            sample.source_row = static_cast<std::int64_t>(i);
            const auto id = samples::add(project, sample).id;
            std::vector<Candidate> candidates;
            for (std::size_t j = 0; j < rows[i]["answers"].size(); ++j) {
                Candidate candidate;
                candidate.sample_id = id;
                candidate.position = static_cast<int>(j);
                candidate.text = rows[i]["answers"][j];
                candidate.token_ids = {1};
                candidate.token_logps = {-1.f};
                candidate.logp_sum = -1;
                candidate.finish_reason = "stop";
                candidates.push_back(candidate);
            }
            generations::add(project, run.id, candidates);
        }
    }
    transaction.commit();
    return run.id;
}

} // namespace m3po::testing
