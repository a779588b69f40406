// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between a picture and a vision tower: the image processor of a Hugging Face model folder, with the
// results of CLIPImageProcessor's and LlavaImageProcessor's Pillow backends.
//
//     [convert to RGB] -> [pad to a square] -> resize -> centre crop -> * rescale_factor -> (x - mean) / std
//
// Immutable after load; pixels() may be called from any number of threads.
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"
#include "core/image/resize.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

struct ImageProcessor {
    // How "size" is meant: the shortest edge becomes so long and the other follows, or both are given.
    struct Size {
        std::optional<int> shortest_edge;
        int height = 0; // both unused where shortest_edge is set
        int width = 0;
    };

    bool do_pad = false; // to a square, the picture in its middle, the rest in the mean colour (LLaVA's "pad")
    bool do_resize = true;
    Size size{224, 0, 0};
    Resample resample = Resample::Bicubic;
    bool do_center_crop = true;
    int crop_height = 224;
    int crop_width = 224;
    bool do_rescale = true;
    double rescale_factor = 1.0 / 255.0;
    bool do_normalize = true;
    std::array<double, 3> image_mean{0.48145466, 0.4578275, 0.40821073};
    std::array<double, 3> image_std{0.26862954, 0.26130258, 0.27577711};

    // Reads preprocessor_config.json, or the "image_processor" in it or in Transformers 5's processor_config.json.
    static Result<ImageProcessor> load(const std::filesystem::path &model_dir);
    // The same from JSON already read; `name` stands for the file in messages.
    static Result<ImageProcessor> from_json(const nlohmann::json &document, const std::string &name);

    // What the vision tower gets; the same for every picture. load() refuses settings where that is not so.
    int height() const;
    int width() const;

    // (3, height(), width()), float32, channels R, G, B. REQUIRES: the image is not empty.
    std::vector<float> pixels(const Image &image) const;
    // The picture before rescaling and normalising: height() x width(), 8 bits. What a person may be shown.
    Image prepared(const Image &image) const;

    // Equal where, and only where, two processors give equal pixels by their settings. Stable between versions.
    std::string fingerprint() const;
};

} // namespace m3po
