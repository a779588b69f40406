// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/chat_template.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/text/chat_template_names.h"
#include "core/text/jinja.h"
#include "core/text/json_place.h"
#include "core/text/limits.h"
#include "core/text/tokenizer_config.h"
#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <optional>

namespace m3po {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::uintmax_t longest_template = 1u << 20;

// "chat_template" of a JSON file: a string, or a list of {"name": ..., "template": ...}.
std::optional<std::string> template_in(const fs::path &file)
{
    if (!fs::exists(file))
        return std::nullopt;
    const auto document = read_bounded_json(file);
    const auto found = JsonPlace(document, file.string()).find("chat_template");
    if (!found)
        return std::nullopt;
    if (found->value().is_string())
        return found->string();
    for (std::size_t i = 0; i < found->size(); ++i)
        if ((*found)[i].at("name").string() == "default")
            return (*found)[i].at("template").string();
    found->fail("a template, or a list of them with one named \"default\",");
}

template <typename Json>
void set_variables(jinja::Dict &variables, const Json &values, const std::string &origin)
{
    if (values.is_null())
        return;
    if (!values.is_object())
        throw Failure(Error::invalid_input(origin + ": the template's variables were expected as an object"));
    for (const auto &entry : values.items())
        variables.set(entry.key(), jinja::from_json(entry.value()));
}

template <typename Json>
std::string rendered(const jinja::Template &parsed, const json &own, const Json &messages, bool add_generation_prompt,
                     const Json &extra, const std::string &origin)
{
    try {
        jinja::Dict variables;
        variables.set("tools", jinja::None{});
        variables.set("documents", jinja::None{});
        set_variables(variables, own, origin);
        variables.set("messages", jinja::from_json(messages));
        variables.set("add_generation_prompt", add_generation_prompt);
        set_variables(variables, extra, origin);
        return parsed.render(variables);
    } catch (const std::invalid_argument &wrong) {
        throw Failure(Error::invalid_input(fmt::format("{}: the conversation: {}", origin, wrong.what())));
    }
}

} // namespace

Result<ChatTemplate> ChatTemplate::from_source(std::string source, json variables, std::string origin)
{
    return catching([&] {
        if (source.size() > longest_template)
            throw Failure(Error::invalid_input(
                fmt::format("{}: a template of at most {} bytes was expected", origin, longest_template)));
        if (!unicode::is_well_formed(source))
            throw Failure(Error::invalid_input(origin + ": UTF-8 was expected"));
        ChatTemplate made;
        made.parsed_ = std::make_shared<const jinja::Template>(source, origin);
        made.source_ = std::move(source);
        made.origin_ = std::move(origin);
        made.variables_ = std::move(variables);
        return made;
    });
}

Result<ChatTemplate> ChatTemplate::load(const fs::path &model_dir)
{
    return catching([&]() -> ChatTemplate {
        json variables = json::object();
        for (const auto &[name, token] : read_tokenizer_config(model_dir).named)
            variables[name] = token.content;
        if (const auto file = model_dir / "chat_template.jinja"; fs::exists(file))
            return *from_source(*read_file(file, longest_template), variables, file.string());
        for (const auto *name : {"chat_template.json", "processor_config.json", "tokenizer_config.json"})
            if (const auto source = template_in(model_dir / name))
                return *from_source(*source, variables, fmt::format("{}: chat_template", (model_dir / name).string()));
        throw Failure(Error::not_found(model_dir.string() + ": holds no chat template"));
    });
}

Result<ChatTemplate> ChatTemplate::named(std::string_view name)
{
    for (const auto &known : named_chat_templates())
        if (known.name == name)
            return from_source(std::string(known.source),
                               {{"bos_token", known.bos_token}, {"eos_token", known.eos_token}},
                               fmt::format("chat template {}", name));
    std::string all;
    for (const auto &known : names())
        all += (all.empty() ? "" : ", ") + known;
    return Error::not_found(fmt::format("chat template {}: one of {} was expected", name, all));
}

std::vector<std::string> ChatTemplate::names()
{
    std::vector<std::string> names;
    for (const auto &known : named_chat_templates())
        names.emplace_back(known.name);
    return names;
}

std::string ChatTemplate::render(const json &messages, bool add_generation_prompt, const json &extra) const
{
    return rendered(*parsed_, variables_, messages, add_generation_prompt, extra, origin_);
}

std::string ChatTemplate::render_ordered(const nlohmann::ordered_json &messages, bool add_generation_prompt,
                                         const nlohmann::ordered_json &extra) const
{
    return rendered(*parsed_, variables_, messages, add_generation_prompt, extra, origin_);
}

std::string ChatTemplate::hash() const { return sha256(source_); }

} // namespace m3po
