// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/clip.h"
#include "core/engine/model/clip_encoder.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

#include <array>

namespace m3po::engine {

struct ClipVisionTower::Parts {
    VisionConfig config;
    at::Tensor class_embedding;    // (D)
    at::Tensor patch_embedding;    // (D, 3, p, p)
    at::Tensor position_embedding; // (1 + n, D)
    LayerNorm pre_norm, post_norm;
    std::vector<ClipEncoderLayer> layers;

    // pixels (B, 3, S, S) -> (B, 1 + n, D)
    at::Tensor embed(const at::Tensor &pixels) const
    {
        const auto batch = pixels.size(0), p = config.patch_size, grid = config.image_size / p, size = grid * p;
        // A convolution whose stride is its width is one matrix product over the patches.
        const auto patches = pixels.narrow(2, 0, size)
                                 .narrow(3, 0, size)
                                 .to(patch_embedding.scalar_type())
                                 .reshape({batch, 3, grid, p, grid, p})
                                 .permute({0, 2, 4, 1, 3, 5})
                                 .reshape({batch, grid * grid, 3 * p * p});
        const auto embedded = at::linear(patches, patch_embedding.view({config.hidden_size, 3 * p * p}));
        const auto first = class_embedding.expand({batch, 1, config.hidden_size});
        return pre_norm(at::cat({first, embedded}, 1) + position_embedding);
    }
};

ClipVisionTower::ClipVisionTower(const VisionConfig &config, Weights &weights, const std::string &prefix)
    : parts_(std::make_unique<Parts>())
{
    auto &p = *parts_;
    p.config = config;
    const auto hidden = config.hidden_size, grid = config.image_size / config.patch_size;
    const auto activation = activation_named(config.hidden_act, weights.folder());
    p.class_embedding = weights.get(prefix + "embeddings.class_embedding", {hidden});
    p.patch_embedding =
        weights.get(prefix + "embeddings.patch_embedding.weight", {hidden, 3, config.patch_size, config.patch_size});
    p.position_embedding = weights.get(prefix + "embeddings.position_embedding.weight", {1 + grid * grid, hidden});
    p.pre_norm = LayerNorm(weights, prefix + "pre_layrnorm", hidden, config.layer_norm_eps); // the checkpoints' spelling
    for (std::int64_t i = 0; i < config.num_hidden_layers; ++i)
        p.layers.emplace_back(weights, fmt::format("{}encoder.layers.{}.", prefix, i), hidden, config.intermediate_size,
                              config.num_attention_heads, config.layer_norm_eps, activation);
    p.post_norm = LayerNorm(weights, prefix + "post_layernorm", hidden, config.layer_norm_eps);
}

ClipVisionTower::~ClipVisionTower() = default;
ClipVisionTower::ClipVisionTower(ClipVisionTower &&) noexcept = default;

std::vector<at::Tensor> ClipVisionTower::hidden_states(const at::Tensor &pixels, const std::vector<std::int64_t> &layers) const
{
    const auto depth = static_cast<std::int64_t>(parts_->layers.size());
    std::vector<std::int64_t> wanted;
    for (const auto layer : layers)
        wanted.push_back(layer < 0 ? layer + depth + 1 : layer);
    const auto last = *std::max_element(wanted.begin(), wanted.end());
    std::vector<at::Tensor> result(wanted.size());
    const auto embedded = parts_->embed(pixels);
    const std::array images{Sequences{embedded.size(0), embedded.size(1)}};
    auto state = embedded.flatten(0, 1);
    for (std::int64_t i = 0;; ++i) {
        for (std::size_t k = 0; k < wanted.size(); ++k)
            if (wanted[k] == i)
                result[k] = state.view_as(embedded);
        if (i == last)
            return result;
        state = parts_->layers[static_cast<std::size_t>(i)](state, images, false);
    }
}

at::Tensor ClipVisionTower::pooled(const at::Tensor &pixels) const
{
    const auto last = static_cast<std::int64_t>(parts_->layers.size()) - 1;
    const auto before = hidden_states(pixels, {last}).front();
    return parts_->post_norm(parts_->layers.back().first_rows(before.flatten(0, 1), {before.size(0), before.size(1)}));
}

} // namespace m3po::engine
