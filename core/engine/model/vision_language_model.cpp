// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/vision_language_model.h"

#include "core/base/file.h"
#include "core/engine/model/fingerprint.h"
#include "core/engine/model/model_families.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

namespace m3po::engine {

namespace {

constexpr std::string_view image_mark = "<image>";
constexpr std::uintmax_t max_template_bytes = 1 << 20;

// The template, and its name for ModelInfo.
std::pair<ChatTemplate, std::string> choose_template(const std::filesystem::path &folder, const std::string &wanted,
                                                     bool sees_images)
{
    if (!wanted.empty()) {
        const auto names = ChatTemplate::names();
        if (std::find(names.begin(), names.end(), wanted) != names.end())
            return {*ChatTemplate::named(wanted), wanted};
        if (!std::filesystem::exists(wanted))
            throw Failure(Error::not_found(
                fmt::format("chat template \"{}\": neither a file nor one of {}", wanted, fmt::join(names, ", "))));
        return {*ChatTemplate::from_source(*read_file(wanted, max_template_bytes), nlohmann::json::object(), wanted), wanted};
    }
    auto own = ChatTemplate::load(folder);
    if (own.ok())
        return {*own, "folder"};
    if (own.error().kind != ErrorKind::NotFound)
        throw Failure(own.error());
    if (sees_images)
        return {*ChatTemplate::named("llava-1.5"), "llava-1.5"};
    // A base language model was trained on plain text.
    return {*ChatTemplate::from_source("{% for message in messages %}{{ message['content'] }}{% endfor %}"), "plain"};
}

// generation_config.json's end tokens come first, then config.json's, then the tokenizer's own.
std::vector<std::int64_t> gather_end_tokens(const std::filesystem::path &folder, const std::vector<std::int64_t> &configured,
                                            const Tokenizer &tokenizer, std::int64_t vocab_size)
{
    std::vector<std::int64_t> ids;
    const auto add = [&](std::int64_t id) {
        if (id >= 0 && id < vocab_size && std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    const auto file = folder / "generation_config.json";
    if (std::filesystem::exists(file)) {
        const auto generation = *read_json(file, max_config_bytes);
        if (generation.is_object() && generation.contains("eos_token_id")) {
            const auto &value = generation["eos_token_id"];
            for (const auto &id : value.is_array() ? value : nlohmann::json::array({value})) {
                if (id.is_number_integer())
                    add(id.get<std::int64_t>());
                else if (!id.is_null())
                    throw Failure(Error::invalid_input(
                        fmt::format("{}: eos_token_id: an integer or a list of integers was expected", file.string())));
            }
        }
    }
    for (const auto id : configured)
        add(id);
    if (tokenizer.eos_id())
        add(*tokenizer.eos_id());
    return ids;
}

// Templates of vision models walk through a list of parts, those of plain language models expect a string.
bool template_wants_parts(const std::string &source)
{
    return source.find("'type'") != std::string::npos || source.find("\"type\"") != std::string::npos
           || source.find(".type") != std::string::npos;
}

nlohmann::json content_as_text(const nlohmann::json &content)
{
    std::string images, text;
    for (const auto &part : content) {
        if (part.value("type", "") == "image")
            images += std::string(image_mark) + "\n";
        else
            text += part.value("text", "");
    }
    return images + text;
}

void check_messages(const nlohmann::json &messages)
{
    const auto refuse = [](const std::string &what) { throw Failure(Error::invalid_input("messages: " + what)); };
    if (!messages.is_array() || messages.empty())
        refuse("a list of at least one message was expected");
    for (const auto &message : messages) {
        if (!message.is_object() || !message.contains("role") || !message["role"].is_string() || !message.contains("content"))
            refuse("each message needs a role and a content");
        const auto &content = message["content"];
        if (content.is_string())
            continue;
        if (!content.is_array())
            refuse("content: a string or a list of parts was expected");
        for (const auto &part : content)
            if (!part.is_object() || !part.contains("type") || !part["type"].is_string()
                || (part.contains("text") && !part["text"].is_string()))
                refuse("content: each part needs a type, \"image\" or \"text\", and a text where it is one");
    }
}

} // namespace

Result<std::unique_ptr<VisionLanguageModel>> VisionLanguageModel::load(const std::filesystem::path &folder,
                                                                       const LoadOptions &options)
{
    return catching([&] {
        // Weights must be ordinary tensors, whatever mode the caller is in.
        const c10::InferenceMode normal(false);
        const auto config = *read_json(folder / "config.json", max_config_bytes);
        const auto make = family_of(config, folder);
        const auto tokenizer = *Tokenizer::load(folder);
        const auto files = *Safetensors::open_folder(folder);
        auto model = make({folder, config, files, options});
        const auto vocab_size = model->language().config().vocab_size;
        check_tokenizer_fits(*tokenizer, vocab_size, folder);

        model->folder_ = folder;
        model->device_ = options.device;
        model->dtype_ = options.dtype;
        model->tokenizer_ = tokenizer;
        auto [chat_template, template_name] = choose_template(folder, options.chat_template, model->tokens_per_image() > 0);
        model->template_ = std::make_shared<const ChatTemplate>(std::move(chat_template));
        model->eos_token_ids_ = gather_end_tokens(folder, model->eos_token_ids_, *tokenizer, vocab_size);
        if (model->eos_token_ids_.empty())
            throw Failure(Error::invalid_input(
                fmt::format("{}: an end token was expected in generation_config.json, config.json or the tokenizer",
                            folder.string())));
        if (model->tokens_per_image() > 0) {
            model->image_processor_ = *ImageProcessor::load(folder);
            check_processor_fits(*model->image_processor_, model->image_size(), folder);
        }
        auto info = describe(model->info_.architecture, folder, files, model->parameters(), options.dtype);
        info.sizes = std::move(model->info_.sizes);
        info.quantized = model->info_.quantized;
        info.parameters += info.quantized;
        if (info.quantized > 0)
            info.dtype += " nf4";
        info.chat_template = template_name;
        model->info_ = std::move(info);
        return model;
    });
}

Result<Prompt> VisionLanguageModel::prompt_from_question(const std::string &question, bool with_image) const
{
    auto content = nlohmann::json::array();
    // LLaVA's own data carry the mark in the question already.
    if (with_image && question.find(image_mark) == std::string::npos)
        content.push_back({{"type", "image"}});
    content.push_back({{"type", "text"}, {"text", question}});
    auto messages = nlohmann::json::array();
    messages.push_back({{"role", "user"}, {"content", std::move(content)}});
    return prompt_from_messages(messages);
}

Result<Prompt> VisionLanguageModel::prompt_from_messages(const nlohmann::json &messages) const
{
    return catching([&] {
        check_messages(messages);
        const bool parts = template_wants_parts(template_->source());
        auto fitted = messages;
        for (auto &message : fitted) {
            auto &content = message["content"];
            if (parts && content.is_string()) {
                auto list = nlohmann::json::array();
                list.push_back({{"type", "text"}, {"text", content}});
                content = std::move(list);
            } else if (!parts && content.is_array()) {
                content = content_as_text(content);
            }
        }
        return std::move(*prompt_from_text(template_->render(fitted, true)));
    });
}

Result<Prompt> VisionLanguageModel::prompt_from_text(const std::string &text) const
{
    return catching([&] {
        const auto per_image = tokens_per_image();
        Prompt prompt;
        prompt.text = text;
        std::vector<std::int32_t> ids;
        const auto known = per_image > 0 ? tokenizer_->token_id(image_mark) : std::nullopt;
        if (per_image > 0 && text.find(image_mark) != std::string::npos) {
            // As Transformers' processor does: the mark is repeated in the text, then the text is tokenized. Where
            // the tokenizer does not know the mark, the text is cut there, as the original LLaVA does.
            const bool whole = known && *known == image_token_id();
            std::string expanded;
            std::size_t begin = 0;
            for (;;) {
                const auto mark = text.find(image_mark, begin);
                expanded += text.substr(begin, mark == std::string::npos ? mark : mark - begin);
                if (!whole && (mark != std::string::npos || !expanded.empty())) {
                    const auto piece = tokenizer_->encode(expanded, false);
                    ids.insert(ids.end(), piece.begin(), piece.end());
                    expanded.clear();
                }
                if (mark == std::string::npos)
                    break;
                for (std::int64_t i = 0; i < per_image; ++i) {
                    if (whole)
                        expanded += image_mark;
                    else
                        ids.push_back(static_cast<std::int32_t>(image_token_id()));
                }
                begin = mark + image_mark.size();
            }
            if (whole)
                ids = tokenizer_->encode(expanded, false);
        } else {
            ids = tokenizer_->encode(text, false);
        }
        const auto bos = tokenizer_->bos_id();
        if (tokenizer_->adds_bos() && bos && (ids.empty() || ids.front() != *bos))
            ids.insert(ids.begin(), *bos);
        prompt.ids.assign(ids.begin(), ids.end());
        for (std::size_t i = 0; i < prompt.ids.size(); ++i)
            if (per_image > 0 && prompt.ids[i] == image_token_id())
                prompt.image_positions.push_back(static_cast<std::int64_t>(i));
        if (prompt.ids.empty())
            throw Failure(Error::invalid_input("the prompt has no tokens, where at least one was expected"));
        const auto context = language().config().context_length();
        if (static_cast<std::int64_t>(prompt.ids.size()) > context)
            throw Failure(Error::invalid_input(fmt::format("the prompt has {} tokens, but the context of {} holds only {}",
                                                           prompt.ids.size(), folder_.string(), context)));
        return prompt;
    });
}

std::vector<std::int64_t> VisionLanguageModel::answer_ids(const std::string &answer) const
{
    const auto encoded = tokenizer_->encode(answer, false);
    std::vector<std::int64_t> ids(encoded.begin(), encoded.end());
    const auto end = end_token_id();
    if (ids.empty() || ids.back() != end)
        ids.push_back(end);
    return ids;
}

std::int64_t VisionLanguageModel::end_token_id() const
{
    return tokenizer_->eos_id() ? *tokenizer_->eos_id() : eos_token_ids_.front();
}

at::Tensor VisionLanguageModel::embed(const Prompt &prompt, const at::Tensor &features) const
{
    const auto images = static_cast<std::int64_t>(prompt.image_positions.size());
    const auto given = features.defined() ? features.size(0) : 0;
    if (images != given)
        throw Failure(Error::invalid_input(
            fmt::format("the prompt has {} image tokens, but its images have {} features", images, given)));
    const auto embedded = language().embed(at::tensor(prompt.ids, at::kLong).to(device_)); // (P, D)
    if (images == 0)
        return embedded.unsqueeze(0);
    const auto positions = at::tensor(prompt.image_positions, at::kLong).to(device_);
    return embedded.index_copy(0, positions, features.to(embedded.scalar_type())).unsqueeze(0);
}

Status VisionLanguageModel::attach(const Adapter &adapter)
{
    return catching([&] {
        std::map<std::string, Linear *> layers;
        for (auto *linear : language().linears())
            layers[linear->name] = linear;
        for (const auto &module : adapter.modules) {
            const auto found = layers.find(module.name);
            if (found == layers.end())
                throw Failure(Error::invalid_input(
                    fmt::format("adapter: module \"{}\" is no layer of {}", module.name, folder_.string())));
            const auto &layer = *found->second;
            if (module.a.dim() != 2 || module.b.dim() != 2 || module.a.size(0) != module.b.size(1)
                || module.a.size(1) != layer.in() || module.b.size(0) != layer.out())
                throw Failure(Error::invalid_input(
                    fmt::format("adapter: module \"{}\": lora_A {} and lora_B {} do not fit a layer of {}", module.name,
                                fmt::join(module.a.sizes(), " x "), fmt::join(module.b.sizes(), " x "),
                                fmt::format("{} x {}", layer.out(), layer.in()))));
        }
        detach();
        for (const auto &module : adapter.modules) {
            auto &linear = *layers[module.name];
            linear.lora_a = module.a;
            linear.lora_b = module.b;
            linear.lora_scale = module.scale;
        }
        attached_ = true;
    });
}

void VisionLanguageModel::detach()
{
    for (auto *linear : language().linears()) {
        linear->lora_a = at::Tensor();
        linear->lora_b = at::Tensor();
        linear->lora_scale = 0;
        linear->lora_dropout = 0;
    }
    attached_ = false;
}

} // namespace m3po::engine
