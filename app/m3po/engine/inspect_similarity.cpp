// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect similarity: rows of image and text to their cosine under a CLIP model.
#include "app/m3po/engine/load_options.h"
#include "app/m3po/inspect.h"
#include "core/base/file.h"
#include "core/engine/score/clip_similarity.h"

#include <memory>
#include <string>

namespace m3po::app {

void add_inspect_similarity(CLI::App &inspect, Context &context)
{
    struct Options {
        std::filesystem::path model, images = ".";
        bool truncate = false, embeddings = false;
        ModelLoading loading;
    };
    auto options = std::make_shared<Options>();
    auto *command = inspect.add_subcommand(
        "similarity", "{\"image\", \"text\"} on standard input to {\"cosine\"}; a text that is longer than the model reads is "
                      "taken sentence by sentence and averaged by length");
    command->add_option("--model", options->model, "folder of a CLIP model")->required();
    command->add_option("--images", options->images, "the folder that image paths are relative to")->capture_default_str();
    command->add_flag("--truncate", options->truncate, "cut long texts off, as Transformers' truncation=True does");
    command->add_flag("--embeddings", options->embeddings,
                      "with the two embeddings, whose product the cosine is: of unit length, but for that of a text taken in pieces");
    options->loading.add_to(*command, false);
    command->callback([options, &context] {
        engine::ClipSimilarity similarity(options->model, options->loading.load_options(),
                                          {.truncate = options->truncate, .apply_exif_orientation = !options->loading.no_exif});
        answer_lines(context, [&](const nlohmann::json &row) -> nlohmann::json {
            const auto text_of = [&](const char *key) {
                if (!row.is_object() || !row.contains(key) || !row[key].is_string())
                    throw Failure(Error::invalid_input(std::string("a JSON object with a string \"") + key + "\" was expected"));
                return row[key].get<std::string>();
            };
            const auto image = similarity.image(*path_inside(options->images, text_of("image")));
            const std::string text = text_of("text");
            const auto embedding = similarity.texts({&text, 1}).front();
            nlohmann::json out{{"cosine", engine::ClipSimilarity::cosine(image, embedding)}};
            if (options->embeddings) {
                out["image_embedding"] = image;
                out["text_embedding"] = embedding;
            }
            return out;
        });
    });
}

} // namespace m3po::app
