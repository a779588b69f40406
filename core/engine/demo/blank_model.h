// SPDX-License-Identifier: GPL-3.0-or-later
// The demo's models before they have learned anything: Hugging Face folders with small random weights in the layouts
// of LLaVA-1.5 and CLIP, which Transformers loads too.
#pragma once

#include "core/base/result.h"
#include "core/demo/vocabulary.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace m3po::engine::demo {

struct BlankLlava {
    std::int64_t image_size = 96, patch_size = 12;
    std::int64_t vision_hidden = 96, vision_layers = 4, vision_heads = 4, vision_intermediate = 384;
    std::int64_t hidden = 128, layers = 4, heads = 4, intermediate = 352, context = 512;
};

struct BlankClip {
    std::int64_t image_size = 96, patch_size = 12;
    std::int64_t vision_hidden = 96, vision_layers = 4, vision_heads = 4, vision_intermediate = 384;
    std::int64_t text_hidden = 96, text_layers = 3, text_heads = 4, text_intermediate = 384, text_tokens = 77;
    std::int64_t projection = 96;
};

// Linear weights are normal with deviation 1/√in, embeddings 0.05, norms 1, biases 0; drawn by Philox keyed by the
// seed and each weight's name.
Status write_blank_llava(const std::filesystem::path &folder, const m3po::demo::Vocabulary &vocabulary, const BlankLlava &sizes, std::uint64_t seed);
Status write_blank_clip(const std::filesystem::path &folder, const m3po::demo::Vocabulary &vocabulary, const BlankClip &sizes, std::uint64_t seed);

// The special tokens of each vocabulary, in the order of their ids.
std::vector<std::string> llava_special_tokens(); // <pad> <s> </s> <image>
// <pad> <|startoftext|> <unk> <|endoftext|>: an end id of 2 would mean something else to CLIP's reader.
std::vector<std::string> clip_special_tokens();

} // namespace m3po::engine::demo
