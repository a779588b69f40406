// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo's models learn from: scenes of the demo world with their pixels, and what is said about them.
#pragma once

#include "core/demo/language.h"
#include "core/demo/scene.h"
#include "core/image/preprocess.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace m3po::engine::demo {

// Told after each step: step, steps, loss, and a figure of merit where there is one.
struct LessonReport {
    std::string lesson;
    std::int64_t step = 0, steps = 0;
    double loss = 0, accuracy = 0;
};
using LessonSink = std::function<void(const LessonReport &)>;

struct LessonSettings {
    std::int64_t steps = 0, batch = 16;
    double learning_rate = 2e-3;
    std::uint64_t seed = 0;
    LessonSink report;
    std::stop_token stop;
};

// Scenes first, first + 1, ... with the bytes of their pictures as the image processor prepares them, in memory.
class Classroom {
public:
    Classroom(std::uint64_t first, std::int64_t count, const ImageProcessor &processor, const LessonSink &report = {});

    std::int64_t size() const { return std::int64_t(scenes_.size()); }
    const m3po::demo::Scene &scene(std::int64_t index) const { return scenes_[std::size_t(index)]; }
    at::Tensor pixels(std::span<const std::int64_t> indices) const; // (B, 3, S, S), as ImageProcessor::pixels gives
    // (B, cells², 4): shape, colour, pattern and size of what is seen in each square, each counted from 1; 0 for nothing.
    at::Tensor object_labels(std::span<const std::int64_t> indices, int cells) const;

private:
    std::vector<m3po::demo::Scene> scenes_;
    std::vector<std::vector<std::uint8_t>> pictures_;
    std::vector<std::vector<int>> maps_;
    ImageProcessor processor_;
    int side_ = 0;
};

// What a conversation teaches: pairs of a question and its answer about one scene.
using Turns = std::vector<std::pair<std::string, std::string>>;

// Questions of all kinds, answered rightly, but for descriptions by people of this carelessness.
Turns conversation(const m3po::demo::Scene &scene, double carelessness, int turns, m3po::demo::Random &random);

// Short questions alone, half of them whether something is there: what a model must find before it can describe.
Turns looking(const m3po::demo::Scene &scene, int turns, m3po::demo::Random &random);

// Questions to a judge about right and wrong answers, answered "Yes" or "No".
Turns judgements(const m3po::demo::Scene &scene, int turns, m3po::demo::Random &random);

// Something true about the scene, and something nearly so, for the contrastive lesson.
std::pair<std::string, std::string> captions(const m3po::demo::Scene &scene, m3po::demo::Random &random);

} // namespace m3po::engine::demo
