// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect pixels: the tensor that a model's vision tower gets for an image, as a .npy file.
#include "app/m3po/inspect.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/image/decode.h"
#include "core/image/npy.h"
#include "core/image/preprocess.h"

#include <array>
#include <cstdint>
#include <memory>

namespace m3po::app {

void add_inspect_pixels(CLI::App &inspect, Context &)
{
    struct Options {
        std::string model;
        std::string out;
        std::string images;
        std::string image;
        bool no_exif = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = inspect.add_subcommand("pixels", "the float32 tensor (3, height, width) that a model gets for an image");
    command->add_option("--model", options->model, "a folder with a preprocessor_config.json; nothing else is needed in it")
        ->required();
    command->add_option("--out", options->out, "the .npy file to write")->required();
    command->add_option("--images", options->images, "a folder that IMAGE is relative to, and must not leave");
    command->add_flag("--no-exif", options->no_exif, "as stored, not turned by its EXIF orientation");
    command->add_option("IMAGE", options->image, "a JPEG, PNG or WebP file")->required();
    command->callback([options] {
        const auto processor = *ImageProcessor::load(options->model);
        const std::filesystem::path file =
            options->images.empty() ? std::filesystem::path(options->image) : *path_inside(options->images, options->image);
        const auto image = *decode_image(file, {.apply_exif_orientation = !options->no_exif});
        const std::array<std::int64_t, 3> shape{3, processor.height(), processor.width()};
        write_npy(options->out, shape, processor.pixels(image)).value();
        print_json({{"image", options->image},
                    {"size", {image.width, image.height}},
                    {"shape", shape},
                    {"out", options->out},
                    {"fingerprint", processor.fingerprint()}});
    });
}

} // namespace m3po::app
