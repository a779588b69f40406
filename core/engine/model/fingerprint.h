// SPDX-License-Identifier: GPL-3.0-or-later
// What a model folder is, in a hash; and checks that its parts belong together.
#pragma once

#include "core/engine/model/safetensors.h"
#include "core/engine/model/vision_language_model.h"
#include "core/engine/model/weights.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace m3po::engine {

constexpr std::uintmax_t max_config_bytes = 16ull << 20;

// SHA-256 over the names and contents of the folder's config, tokenizer, template and preprocessor files, and over
// its weights: every tensor's name, type, shape and data. Of a tensor of more than 1 MiB only three blocks of
// 16 KiB (first, middle, last) are read, so that a 13 GB folder costs some 20 MB of reading; training or merging
// changes every block. The same folder elsewhere, or in other shards, has the same fingerprint.
std::string fingerprint_of(const std::filesystem::path &folder, const Safetensors &files);

// All of ModelInfo but sizes.
ModelInfo describe(const std::string &architecture, const std::filesystem::path &folder, const Safetensors &files,
                   const Weights::Named &parameters, at::ScalarType dtype);

// Throw Failure with one sentence.
void check_tokenizer_fits(const Tokenizer &tokenizer, std::int64_t vocab_size, const std::filesystem::path &folder);
void check_processor_fits(const ImageProcessor &processor, std::int64_t image_size, const std::filesystem::path &folder);

} // namespace m3po::engine
