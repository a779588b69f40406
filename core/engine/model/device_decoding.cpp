// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/device_decoding.h"

#include <ATen/ATen.h>

namespace m3po::engine {

namespace {

constexpr std::int64_t largest_tile = 16;

// The largest tile whose neighbours always continue one prompt.
std::int64_t tile_of(std::span<const DecodeGroup> groups)
{
    auto tile = largest_tile;
    for (const auto &group : groups) {
        while (group.first % tile != 0 || group.count % tile != 0)
            tile /= 2;
    }
    return tile;
}

} // namespace

std::shared_ptr<DeviceDecoding> DeviceDecoding::create(const TextConfig &config, std::int64_t slots, const at::Tensor &like)
{
    const auto *kernels = device_kernels(like.device());
    const bool fits = like.scalar_type() == at::kBFloat16 && (config.head_dim == 64 || config.head_dim == 128);
    if (!kernels || !fits)
        return nullptr;
    return std::shared_ptr<DeviceDecoding>(new DeviceDecoding(*kernels, config, slots, like));
}

DeviceDecoding::DeviceDecoding(const DeviceKernels &kernels, const TextConfig &config, std::int64_t slots, const at::Tensor &like)
    : kernels_(kernels), x_(at::zeros({slots, config.hidden_size}, like.options())),
      cos_(at::zeros({slots, config.head_dim}, like.options())), sin_(at::zeros_like(cos_)),
      lengths_(at::zeros({slots}, like.options().dtype(at::kInt)))
{
}

void DeviceDecoding::place_prefixes(std::span<const DecodeGroup> groups, std::int64_t tile)
{
    const auto layers = static_cast<std::int64_t>(groups.front().prefix->keys.size());
    const auto tiles = x_.size(0) / tile;
    const auto here = at::empty({layers, tiles, 3}, at::kLong);
    auto *entry = here.mutable_data_ptr<std::int64_t>();
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        for (const auto &group : groups) {
            const auto &keys = group.prefix->keys[static_cast<std::size_t>(layer)];
            const auto &values = group.prefix->values[static_cast<std::size_t>(layer)];
            TORCH_CHECK(keys.is_contiguous() && values.is_contiguous(), "a prefix lies in one piece");
            for (std::int64_t i = 0; i < group.count / tile; ++i) {
                *entry++ = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(keys.const_data_ptr()));
                *entry++ = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(values.const_data_ptr()));
                *entry++ = group.prefix->length;
            }
        }
    }
    if (tile == tile_)
        prefixes_.copy_(here);
    else
        prefixes_ = here.to(x_.device());
}

at::Tensor DeviceDecoding::step(std::span<const DecodeGroup> groups, const SuffixCache &cache, const RotaryAngles &angles,
                                const at::Tensor &x, const Layers &layers)
{
    const auto tile = tile_of(groups);
    place_prefixes(groups, tile);
    if (tile != tile_)
        graph_.reset();
    tile_ = tile;
    x_.copy_(x);
    const auto row_of = [&](const at::Tensor &angle) { return angle.numel() == cos_.numel() ? angle.view_as(cos_) : angle.view({1, -1}); };
    cos_.copy_(row_of(angles.cos));
    sin_.copy_(row_of(angles.sin));
    lengths_.copy_(at::tensor(cache.lengths, at::kLong));

    const auto attend = [&](std::size_t layer, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v) {
        DeviceAttention attention{{}, cache.keys[layer], cache.values[layer], lengths_, prefixes_.select(0, static_cast<std::int64_t>(layer)), tile_};
        attention.q = kernels_.rotate_and_store(q, k, v, cos_, sin_, attention);
        return kernels_.attend(attention);
    };
    if (!graph_)
        graph_ = kernels_.record([&] { hidden_ = layers(x_, attend); });
    graph_->replay();
    return hidden_.clone(); // the next step writes over it
}

} // namespace m3po::engine
