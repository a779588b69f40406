// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of a folder under the engine's own names: those of the hub's older checkpoints
// ("language_model.model.layers.0...", "vision_tower.vision_model...", "multi_modal_projector...", and
// "model.layers.0..." for a Llama alone). Other namings of the same tensor are tried behind it.
#pragma once

#include "core/engine/model/linear.h"
#include "core/engine/model/safetensors.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace m3po::engine {

// The names under which a tensor may be stored, the engine's own first:
//   hub, older                     saved by Transformers 5           in memory, and so in PEFT's files
//   language_model.model.X         language_model.model.X            model.language_model.X
//   language_model.lm_head.X       language_model.lm_head.X          lm_head.X
//   vision_tower.vision_model.X    vision_tower.X                    model.vision_tower.X
//   multi_modal_projector.X        multi_modal_projector.X           model.multi_modal_projector.X
std::vector<std::string> stored_names(const std::string &name);

class Weights {
public:
    using Named = std::vector<std::pair<std::string, at::Tensor>>;

    // `files` must outlive this.
    Weights(const Safetensors &files, std::filesystem::path folder, at::ScalarType dtype, at::Device device)
        : files_(files), folder_(std::move(folder)), dtype_(dtype), device_(device)
    {
    }

    // The tensor in the wanted type, noted in named(). Throws Failure where it is missing or of another shape.
    at::Tensor get(const std::string &name, const std::vector<std::int64_t> &shape);
    // weight (out, in) and, where asked for, bias (out).
    Linear linear(const std::string &name, std::int64_t in, std::int64_t out, bool bias);
    // The same in four bits a number. The weight itself is not kept, and not noted in named() but counted.
    Linear quantized_linear(const std::string &name, std::int64_t in, std::int64_t out, bool bias);
    std::int64_t quantized() const { return quantized_; } // numbers
    bool contains(const std::string &name) const;

    // Everything got so far, in the order of getting.
    const Named &named() const { return named_; }
    const std::filesystem::path &folder() const { return folder_; }
    at::ScalarType dtype() const { return dtype_; }
    at::Device device() const { return device_; }

private:
    const Safetensors &files_;
    std::filesystem::path folder_;
    at::ScalarType dtype_;
    at::Device device_;
    Named named_;
    std::int64_t quantized_ = 0;
};

} // namespace m3po::engine
