// SPDX-License-Identifier: GPL-3.0-or-later
// CLIP: the vision tower that LLaVA looks through, and the whole model (image and text to one space) that scores.
#pragma once

#include "core/base/result.h"
#include "core/engine/model/config.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/vision_language_model.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace m3po::engine {

class Weights;

// The image encoder. Its weights are named "<prefix>embeddings.patch_embedding.weight", ... and noted in `weights`.
class ClipVisionTower {
public:
    ClipVisionTower(const VisionConfig &config, Weights &weights, const std::string &prefix);
    ~ClipVisionTower();
    ClipVisionTower(ClipVisionTower &&) noexcept;
    // pixels (B, 3, S, S) -> hidden states of the asked layers, as Transformers counts them (0: embeddings after the
    // pre-norm, k: after layer k, negative from the end), each (B, 1 + n, D), no post-norm.
    std::vector<at::Tensor> hidden_states(const at::Tensor &pixels, const std::vector<std::int64_t> &layers) const;
    at::Tensor pooled(const at::Tensor &pixels) const; // (B, D): class token after the last layer and the post-norm

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// CLIPModel from a folder.
class ClipModel {
public:
    static Result<std::unique_ptr<ClipModel>> load(const std::filesystem::path &folder, const LoadOptions &options = {});
    ~ClipModel();

    const ModelInfo &info() const;
    const Tokenizer &tokenizer() const;
    const ImageProcessor &image_processor() const;
    std::int64_t max_text_tokens() const; // 77, begin and end included

    // Not normalised; both differentiable.
    at::Tensor image_embeddings(const at::Tensor &pixels) const; // (B, 3, S, S) -> (B, E)
    // Not padded on a CPU: products run over all rows' tokens at once, attention by length. REQUIRES: every row at most max_text_tokens().
    at::Tensor text_embeddings(const std::vector<std::vector<std::int64_t>> &ids) const; // -> (B, E)
    at::Tensor logit_scale() const; // the logarithm of what cosines are multiplied by
    at::Device device() const;
    std::vector<std::pair<std::string, at::Tensor>> parameters() const; // with hub names; the live tensors

private:
    ClipModel();
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace m3po::engine
