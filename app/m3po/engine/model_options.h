// SPDX-License-Identifier: GPL-3.0-or-later
// What verbs that run a model have in common: which model, where, in which type; rows with images and prompts.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

namespace m3po::app {

struct ModelOptions {
    std::string model;
    std::string adapter;       // a PEFT folder; empty: none
    std::string chat_template; // a name, a file; empty: the folder's own
    std::string dtype = "float32";
    std::string device = "cpu";
};

// --model, --adapter, --template, --dtype, --device
void add_model_options(CLI::App &command, ModelOptions &options);
// --dtype, --device
void add_device_options(CLI::App &command, ModelOptions &options);

// Throw Failure.
engine::LoadOptions load_options(const ModelOptions &options);
std::unique_ptr<engine::VisionLanguageModel> load_model(const ModelOptions &options); // adapter attached

struct RowOptions {
    std::string images; // the folder that image paths are relative to; empty: the working folder
    bool no_exif = false;
    bool raw_prompt = false;
};

// --images, --no-exif, --raw-prompt
void add_row_options(CLI::App &command, RowOptions &options);

struct PromptRow {
    engine::Prompt prompt;
    at::Tensor features; // (n, D); undefined without an image
};

// {"image", "prompt" or "messages"}, image optional. Throws Failure (InvalidInput) with one sentence.
PromptRow read_prompt_row(const engine::VisionLanguageModel &model, const RowOptions &options, const nlohmann::json &row);

// Runs f, and makes any refusal of it InvalidInput: what is wrong is the row.
nlohmann::json blaming_row(const std::function<nlohmann::json()> &f);

} // namespace m3po::app
