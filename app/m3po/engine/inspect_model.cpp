// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect model: what was understood of a model folder.
#include "app/m3po/engine/model_options.h"
#include "app/m3po/inspect.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/engine/model/clip.h"
#include "core/engine/model/fingerprint.h"

namespace m3po::app {

namespace {

nlohmann::json summary(const engine::ModelInfo &info)
{
    return {{"architecture", info.architecture}, {"parameters", info.parameters}, {"dtype", info.dtype},
            {"stored_dtype", info.stored_dtype}, {"sizes", info.sizes},           {"fingerprint", info.fingerprint}};
}

} // namespace

void add_inspect_model(CLI::App &inspect, Context &)
{
    auto options = std::make_shared<ModelOptions>();
    auto *command = inspect.add_subcommand("model", "what a model folder is: architecture, sizes, type, template, fingerprint");
    command->add_option("DIR", options->model, "a Hugging Face folder: LLaVA-1.5, Llama or CLIP")->required();
    command->add_option("--template", options->chat_template, "a chat template's name or file, instead of the folder's own");
    add_device_options(*command, *options);
    command->callback([options] {
        const std::filesystem::path folder = options->model;
        const auto config = *read_json(folder / "config.json", engine::max_config_bytes);
        if (config.is_object() && config.contains("model_type") && config["model_type"] == "clip") {
            const auto model = std::move(*engine::ClipModel::load(folder, load_options(*options)));
            auto document = summary(model->info());
            document["image_processor"] = model->image_processor().fingerprint();
            print_json(document);
            return;
        }
        const auto model = load_model(*options);
        auto document = summary(model->info());
        document["template"] = {{"name", model->info().chat_template}, {"hash", model->chat_template().hash()}};
        document["end_tokens"] = model->eos_token_ids();
        if (model->image_processor())
            document["image_processor"] = model->image_processor()->fingerprint();
        print_json(document);
    });
}

} // namespace m3po::app
