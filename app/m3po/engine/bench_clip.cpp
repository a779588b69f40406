// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench clip: how many images and texts a second a CLIP model encodes. Files are read and texts tokenized within
// the time.
#include "app/m3po/engine/bench_engine.h"
#include "app/m3po/engine/model_options.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/engine/score/clip_similarity.h"

namespace m3po::app {

namespace {

struct Options {
    std::filesystem::path folder, rows;
    ModelOptions model;
    std::int64_t batch = 0, repeats = 5;
};

// The towers by themselves, pictures decoded and texts tokenized before.
nlohmann::json measure_towers(const engine::ClipSimilarity &similarity, const std::vector<std::filesystem::path> &files,
                              const std::vector<std::string> &texts, const Options &options)
{
    const auto &model = similarity.model();
    std::vector<std::filesystem::path> chosen;
    std::vector<std::vector<std::int64_t>> ids;
    for (std::size_t i = 0; static_cast<std::int64_t>(chosen.size()) < options.batch; ++i) {
        chosen.push_back(files.at(i % files.size()));
        const auto encoded = model.tokenizer().encode(texts.at(i % texts.size()), true);
        ids.emplace_back(encoded.begin(), encoded.end());
    }
    const auto pixels = similarity.pixels(chosen); // (batch, 3, S, S), on the model's device
    auto runs = nlohmann::json::array();
    for (std::int64_t i = 0; i <= options.repeats; ++i) {
        const DeviceMemory memory(model.device());
        const Stopwatch on_images;
        similarity.image_embeddings(pixels);
        nlohmann::json run{{"images", on_images.json()}};
        const Stopwatch on_texts;
        similarity.text_embeddings(ids);
        run["texts"] = on_texts.json();
        memory.add_to(run);
        runs.push_back(std::move(run));
    }
    return runs;
}

} // namespace

void add_bench_clip(CLI::App &bench, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *command = bench.add_subcommand("clip", "how long a CLIP model takes for a file's images and texts");
    command->add_option("--model", options->folder, "folder of a CLIP model")->required();
    command->add_option("--rows", options->rows, "JSON: {\"images\": [files], \"texts\": [strings]}")->required();
    command->add_option("--batch", options->batch, "besides, the towers by themselves over so many images and texts at once");
    command->add_option("--repeats", options->repeats, "runs of the towers; the first warms up")->capture_default_str();
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
        nlohmann::json result{{"images", image_time}, {"texts", text_time}, {"cosines", cosines}};
        if (options->batch > 0)
            result["towers"] = measure_towers(similarity, files, texts, *options);
        print_json(result);
    });
}

} // namespace m3po::app
