// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/model_options.h"

#include "core/base/file.h"
#include "core/engine/model/device.h"
#include "core/engine/score/image_input.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::app {

void add_device_options(CLI::App &command, ModelOptions &options)
{
    command.add_option("--dtype", options.dtype, "float32, bfloat16, nf4 (base weights in four bits) or auto (what this machine is faster at)")
        ->capture_default_str();
    command.add_option("--device", options.device, "cpu, cuda or auto")->capture_default_str();
}

void add_model_options(CLI::App &command, ModelOptions &options)
{
    command.add_option("--model", options.model, "a Hugging Face folder: LLaVA-1.5 or Llama")->required();
    command.add_option("--adapter", options.adapter, "a LoRA adapter's folder, as PEFT saves it");
    command.add_option("--template", options.chat_template, "a chat template's name or file, instead of the folder's own");
    add_device_options(command, options);
}

engine::LoadOptions load_options(const ModelOptions &options)
{
    engine::LoadOptions load;
    load.device = *engine::choose_device(options.device);
    load.dtype = *engine::choose_dtype(options.dtype, load.device);
    load.quantization = engine::quantization_named(options.dtype);
    load.chat_template = options.chat_template;
    return load;
}

std::unique_ptr<engine::VisionLanguageModel> load_model(const ModelOptions &options)
{
    auto model = std::move(*engine::VisionLanguageModel::load(options.model, load_options(options)));
    if (!options.adapter.empty())
        model->attach(*engine::Adapter::load(options.adapter, *model)).value();
    return model;
}

void add_row_options(CLI::App &command, RowOptions &options)
{
    command.add_option("--images", options.images, "the folder that image paths are relative to, and must not leave");
    command.add_flag("--no-exif", options.no_exif, "images as stored, not turned by their EXIF orientation");
    command.add_flag("--raw-prompt", options.raw_prompt,
                     "the prompt is the whole template already; begin and end tokens are added only where it lacks them");
}

namespace {

const std::string *text_field(const nlohmann::json &row, const char *key)
{
    const auto found = row.find(key);
    if (found == row.end() || found->is_null())
        return nullptr;
    if (!found->is_string())
        throw Failure(Error::invalid_input(fmt::format("\"{}\": a string was expected", key)));
    return &found->get_ref<const std::string &>();
}

at::Tensor encode_image(const engine::VisionLanguageModel &model, const RowOptions &options, const std::string &path)
{
    const auto *processor = model.image_processor();
    if (!processor)
        throw Failure(Error::invalid_input(fmt::format("\"image\": {} sees no images", model.folder().string())));
    const auto file = options.images.empty() ? std::filesystem::path(path) : *path_inside(options.images, path);
    const auto pixels = engine::read_pixels(file, {}, *processor, !options.no_exif);
    return model.encode_images(pixels.to(model.device())).squeeze(0);
}

} // namespace

PromptRow read_prompt_row(const engine::VisionLanguageModel &model, const RowOptions &options, const nlohmann::json &row)
{
    if (!row.is_object())
        throw Failure(Error::invalid_input("an object with prompt or messages was expected"));
    const auto *image = text_field(row, "image"), *prompt = text_field(row, "prompt");
    const bool messages = row.contains("messages") && !row["messages"].is_null();
    if ((prompt != nullptr) == messages)
        throw Failure(Error::invalid_input("either prompt or messages was expected"));
    if (messages && options.raw_prompt)
        throw Failure(Error::invalid_input("prompt was expected, because of --raw-prompt, not messages"));
    PromptRow result;
    if (messages)
        result.prompt = *model.prompt_from_messages(row["messages"]);
    else if (options.raw_prompt)
        result.prompt = *model.prompt_from_text(*prompt);
    else
        result.prompt = *model.prompt_from_question(*prompt, image != nullptr);
    const auto marks = static_cast<std::int64_t>(result.prompt.image_positions.size());
    const auto expected = image ? model.tokens_per_image() : 0;
    if (image)
        result.features = encode_image(model, options, *image);
    if (marks != expected)
        throw Failure(Error::invalid_input(image ? "the prompt's text has to hold <image> once for its image"
                                                 : "the prompt's text holds <image>, but the row has no image"));
    return result;
}

nlohmann::json blaming_row(const std::function<nlohmann::json()> &f)
{
    try {
        return f();
    } catch (const Failure &failure) {
        auto error = failure.error();
        if (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Usage || error.kind == ErrorKind::Unsupported)
            error.kind = ErrorKind::InvalidInput;
        throw Failure(error);
    }
}

} // namespace m3po::app
