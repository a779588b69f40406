// SPDX-License-Identifier: GPL-3.0-or-later
// The families of models that load, by config.json's model_type. A new family is a file with a maker and a line in
// model_families.cpp; the stages see VisionLanguageModel only.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

namespace m3po::engine {

class Safetensors;

// What a maker gets: the folder, its parsed config.json, its weights (outlive the call only).
struct ModelSource {
    const std::filesystem::path &folder;
    const nlohmann::json &config;
    const Safetensors &files;
    const LoadOptions &options;
};

// Makes the network with its weights, and info().sizes; VisionLanguageModel::load adds all that stands beside it.
using MakeModel = std::unique_ptr<VisionLanguageModel> (*)(const ModelSource &source);

// Throws Failure (Unsupported) naming the folder where the type is not known.
MakeModel family_of(const nlohmann::json &config, const std::filesystem::path &folder);

std::unique_ptr<VisionLanguageModel> make_llava(const ModelSource &source); // LLaVA-1.5, and a Llama alone

} // namespace m3po::engine
