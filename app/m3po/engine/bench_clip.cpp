// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench clip: how many images and texts a second a CLIP model encodes. Files are read and texts tokenized within
// the time.
#include "app/m3po/engine/bench_engine.h"
#include "app/m3po/engine/model_options.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/engine/score/clip_similarity.h"

namespace m3po::app {

void add_bench_clip(CLI::App &bench, Context &context)
{
    struct Options {
        std::filesystem::path folder, rows;
        ModelOptions model;
    };
    auto options = std::make_shared<Options>();
    auto *command = bench.add_subcommand("clip", "how long a CLIP model takes for a file's images and texts");
    command->add_option("--model", options->folder, "folder of a CLIP model")->required();
    command->add_option("--rows", options->rows, "JSON: {\"images\": [files], \"texts\": [strings]}")->required();
    add_device_options(*command, options->model);
    command->callback([options, &context] {
        const auto rows = *read_json(options->rows, std::size_t{64} << 20);
        engine::ClipSimilarity similarity(options->folder, load_options(options->model), {});
        std::vector<std::string> texts = rows.at("texts");
        std::vector<std::filesystem::path> files;
        for (const std::string image : rows.at("images"))
            files.push_back(options->rows.parent_path() / image);

        const Stopwatch on_images;
        std::vector<std::vector<float>> images;
        for (const auto &file : files)
            images.push_back(similarity.image(file));
        auto image_time = on_images.json();
        const Stopwatch on_texts;
        const auto embeddings = similarity.texts(texts);
        auto text_time = on_texts.json();
        auto cosines = nlohmann::json::array();
        for (const auto &text : embeddings)
            cosines.push_back(engine::ClipSimilarity::cosine(images.front(), text));
        print_json({{"images", image_time}, {"texts", text_time}, {"cosines", cosines}});
    });
}

} // namespace m3po::app
