// SPDX-License-Identifier: GPL-3.0-or-later
// Demo scenes as files that any program of the field reads: PNG pictures, LLaVA-Instruct JSON, POPE questions.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/demo/scene.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::demo {

// Where each use of scenes begins; far apart, so that none is seen twice. The models' own lessons lie elsewhere
// (core/engine/demo/make_models.cpp).
inline constexpr std::uint64_t first_training_scene = 1;
inline constexpr std::uint64_t first_unseen_scene = 1'000'000;

// "images/scene-000017.png"
std::string image_name(std::uint64_t seed);

// Pictures of scenes first .. first + count - 1 below `folder`; those that are there already stay.
Status write_images(const std::filesystem::path &folder, std::uint64_t first, std::int64_t count, const ProgressSink &progress,
                    std::stop_token stop);

// `questions` questions a scene, one of them "Describe the image.", with right reference answers, as LLaVA-Instruct.
Status write_instructions(const std::filesystem::path &file, std::uint64_t first, std::int64_t count, int questions);

// POPE (Li et al. 2023) for these scenes: demo_pope_random.json, demo_pope_popular.json and demo_pope_adversarial.json
// below `folder`. As many yes as no questions about shapes; the absent ones are drawn at random, by how common the
// shape is, or by whose company is there.
Status write_pope(const std::filesystem::path &folder, std::uint64_t first, std::int64_t count);
std::vector<std::filesystem::path> pope_files(const std::filesystem::path &folder);

// "Describe the image." for each scene, with the objects that are there: what the benchmark demo-descriptions reads.
Status write_descriptions(const std::filesystem::path &file, std::uint64_t first, std::int64_t count);

} // namespace m3po::demo
