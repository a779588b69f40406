// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures for training: pixels and, where the vision tower is not trained, projected features, each image encoded
// once and kept as long as memory allows. One image at a time through the tower, so a result does not depend on its
// neighbours. May be asked by several threads.
#pragma once

#include "core/engine/model/vision_language_model.h"
#include "core/image/decode.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace m3po::engine {

class ImageFeatures {
public:
    // An image by its name -> pixels (3, S, S) float32. Throws Failure.
    using Loader = std::function<at::Tensor(const std::string &)>;

    ImageFeatures(const VisionLanguageModel &model, Loader loader, std::int64_t max_bytes = std::int64_t{2} << 30);

    // Files below `root` (or anywhere where root is empty), through the model's own image processor.
    static Loader files(const VisionLanguageModel &model, std::filesystem::path root, DecodeOptions options = {});

    // (n, D), no gradient. Undefined for an empty name. Throws Failure, which names `place`, the row that asks.
    at::Tensor features(const std::string &image, const std::string &place);
    // (3, S, S) float32 on the CPU. Throws the same.
    at::Tensor pixels(const std::string &image, const std::string &place) const;

    std::int64_t bytes() const;

private:
    struct Entry {
        at::Tensor features;
        std::list<std::string>::iterator used;
    };
    const Entry *find(const std::string &image); // REQUIRES: locked

    const VisionLanguageModel &model_;
    Loader loader_;
    std::int64_t max_bytes_;

    mutable std::mutex mutex_; // of what follows
    std::int64_t bytes_ = 0;
    std::unordered_map<std::string, Entry> entries_;
    std::list<std::string> used_; // last used first
};

} // namespace m3po::engine
