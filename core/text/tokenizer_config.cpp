// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer_config.h"

#include "core/text/limits.h"

#include "core/base/file.h"
#include "core/text/unicode.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>

namespace m3po {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char *token_names[]{"bos_token", "eos_token", "unk_token", "pad_token",
                                    "sep_token", "cls_token", "mask_token"};

std::optional<json> read_object(const fs::path &file)
{
    if (!fs::exists(file))
        return std::nullopt;
    auto document = read_bounded_json(file);
    if (!document.is_object())
        throw Failure(Error::invalid_input(file.string() + ": a JSON object was expected"));
    return document;
}

std::optional<bool> flag(const json &document, const char *key, const fs::path &file)
{
    const auto found = document.find(key);
    if (found == document.end() || found->is_null())
        return std::nullopt;
    if (!found->is_boolean())
        throw Failure(Error::invalid_input(fmt::format("{}: {}: true or false was expected", file.string(), key)));
    return found->get<bool>();
}

// bos_token and the like: a string, or an object with "content".
void read_names(const json &document, const fs::path &file, TokenizerConfig &config)
{
    for (const auto *name : token_names) {
        const auto found = document.find(name);
        if (found == document.end() || found->is_null() || config.named.contains(name))
            continue;
        if (found->is_string()) {
            config.set_name_if_missing(name, found->get<std::string>());
            continue;
        }
        auto token = added_token_from_json(*found, fmt::format("{}: {}", file.string(), name));
        token.special = true;
        config.named[name] = std::move(token);
    }
}

} // namespace

AddedToken added_token_from_json(const json &value, const std::string &place)
{
    AddedToken token;
    if (!value.is_object() || !value.contains("content") || !value["content"].is_string())
        throw Failure(Error::invalid_input(place + ": a token as an object with \"content\" was expected"));
    token.content = value["content"].get<std::string>();
    if (token.content.size() > limits::token_bytes)
        throw Failure(Error::invalid_input(
            fmt::format("{}: a token of at most {} bytes was expected", place, limits::token_bytes)));
    const auto flag_of = [&](const char *key, bool otherwise) {
        const auto found = value.find(key);
        if (found == value.end() || found->is_null())
            return otherwise;
        if (!found->is_boolean())
            throw Failure(Error::invalid_input(fmt::format("{}: {}: true or false was expected", place, key)));
        return found->get<bool>();
    };
    token.special = flag_of("special", false);
    token.single_word = flag_of("single_word", false);
    token.lstrip = flag_of("lstrip", false);
    token.rstrip = flag_of("rstrip", false);
    token.normalized = flag_of("normalized", !token.special);
    return token;
}

std::optional<std::string> TokenizerConfig::name(const std::string &key) const
{
    const auto found = named.find(key);
    return found == named.end() ? std::nullopt : std::optional(found->second.content);
}

void TokenizerConfig::set_name_if_missing(const std::string &key, const std::string &content)
{
    AddedToken token;
    token.content = content;
    token.special = true;
    token.normalized = false;
    named.emplace(key, std::move(token));
}

bool TokenizerConfig::is_named(const std::string &token) const
{
    return std::any_of(named.begin(), named.end(), [&](const auto &entry) { return entry.second.content == token; });
}

TokenizerConfig read_tokenizer_config(const fs::path &model_dir)
{
    TokenizerConfig config;
    const auto file = model_dir / "tokenizer_config.json";
    if (const auto document = read_object(file)) {
        if (const auto found = document->find("tokenizer_class"); found != document->end() && found->is_string())
            config.tokenizer_class = found->get<std::string>();
        config.add_bos = flag(*document, "add_bos_token", file);
        config.add_eos = flag(*document, "add_eos_token", file);
        config.legacy = flag(*document, "legacy", file);
        config.add_prefix_space = flag(*document, "add_prefix_space", file);
        read_names(*document, file, config);
        if (const auto added = document->find("added_tokens_decoder"); added != document->end() && added->is_object()) {
            for (const auto &[key, value] : added->items()) {
                const auto place = fmt::format("{}: added_tokens_decoder/{}", file.string(), key);
                auto token = added_token_from_json(value, place);
                const auto [end, code] = std::from_chars(key.data(), key.data() + key.size(), token.id);
                if (code != std::errc() || end != key.data() + key.size() || token.id < 0 ||
                    token.id > limits::highest_id)
                    throw Failure(Error::invalid_input(place + ": a token id was expected as the key"));
                config.added.push_back(std::move(token));
            }
        }
    }
    const auto map_file = model_dir / "special_tokens_map.json";
    if (const auto document = read_object(map_file))
        read_names(*document, map_file, config);

    const auto added_file = model_dir / "added_tokens.json";
    if (const auto document = config.added.empty() ? read_object(added_file) : std::nullopt) {
        for (const auto &[content, id] : document->items()) {
            if (!id.is_number_integer() || id.get<std::int64_t>() < 0 || id.get<std::int64_t>() > limits::highest_id ||
                content.size() > limits::token_bytes)
                throw Failure(
                    Error::invalid_input(fmt::format("{}: {}: a token id was expected", added_file.string(), content)));
            AddedToken token;
            token.content = content;
            token.id = id.get<std::int32_t>();
            token.special = config.is_named(content);
            token.normalized = !token.special;
            config.added.push_back(std::move(token));
        }
    }
    std::sort(config.added.begin(), config.added.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return config;
}

} // namespace m3po
