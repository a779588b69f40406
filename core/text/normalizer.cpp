// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/normalizer.h"

#include "core/text/decoding.h"
#include "core/text/regex.h"
#include "core/text/unicode.h"

#include <memory>
#include <vector>

namespace m3po {

namespace {

// Characters for which keep(c) holds.
template <typename Keep>
std::string filtered(std::string_view text, Keep keep)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto begin = i;
        if (keep(unicode::next(text, i)))
            out += text.substr(begin, i - begin);
    }
    return out;
}

Normalizer read_replace(const JsonPlace &config)
{
    const auto pattern = config.at("pattern");
    const auto content = config.at("content").string();
    if (const auto literal = pattern.find("String")) {
        const auto from = literal->string();
        return [from, content](std::string_view text) {
            if (from.empty())
                return std::string(text);
            std::string out;
            std::size_t taken = 0;
            for (std::size_t at; (at = text.find(from, taken)) != std::string_view::npos; taken = at + from.size()) {
                out += text.substr(taken, at - taken);
                out += content;
            }
            out += text.substr(taken);
            return out;
        };
    }
    const auto source = pattern.at("Regex");
    const auto regex = std::make_shared<const Regex>(source.string(), source.place());
    return [regex, content](std::string_view text) { return regex->replace_all(text, content); };
}

bool is_cjk(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
           (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

Normalizer read_bert(const JsonPlace &config)
{
    const bool clean = config.boolean("clean_text", true);
    const bool chinese = config.boolean("handle_chinese_chars", true);
    const bool lowercase = config.boolean("lowercase", true);
    const bool strip = config.boolean("strip_accents", lowercase);
    return [=](std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size();) {
            const auto c = unicode::next(text, i);
            const bool line = c == '\t' || c == '\n' || c == '\r';
            if (clean && (c == 0 || c == 0xFFFD || (!line && unicode::is_other(c))))
                continue;
            if (clean && (line || unicode::is_space(c))) {
                out += ' ';
            } else if (chinese && is_cjk(c)) {
                out += ' ';
                unicode::append(out, c);
                out += ' ';
            } else {
                unicode::append(out, c);
            }
        }
        if (strip)
            out = filtered(unicode::normalized(out, unicode::Form::Nfd),
                           [](char32_t c) { return !unicode::is_nonspacing(c); });
        return lowercase ? unicode::lower(out) : out;
    };
}

} // namespace

Normalizer read_normalizer(const JsonPlace &config)
{
    using unicode::Form;
    const auto type = config.type();
    if (type == "Sequence") {
        std::vector<Normalizer> steps;
        const auto list = config.at("normalizers");
        for (std::size_t i = 0; i < list.size(); ++i)
            steps.push_back(read_normalizer(list[i]));
        return [steps](std::string_view text) {
            std::string out(text);
            for (const auto &step : steps)
                out = step(out);
            return out;
        };
    }
    if (type == "NFC")
        return [](std::string_view text) { return unicode::normalized(text, Form::Nfc); };
    if (type == "NFD")
        return [](std::string_view text) { return unicode::normalized(text, Form::Nfd); };
    if (type == "NFKC")
        return [](std::string_view text) { return unicode::normalized(text, Form::Nfkc); };
    if (type == "NFKD")
        return [](std::string_view text) { return unicode::normalized(text, Form::Nfkd); };
    if (type == "Lowercase")
        return [](std::string_view text) { return unicode::lower(text); };
    if (type == "Strip") {
        const bool left = config.boolean("strip_left", true);
        const bool right = config.boolean("strip_right", true);
        return [=](std::string_view text) { return std::string(unicode::trimmed(text, left, right)); };
    }
    if (type == "StripAccents")
        return [](std::string_view text) { return filtered(text, [](char32_t c) { return !unicode::is_mark(c); }); };
    if (type == "Prepend") {
        const auto prefix = config.at("prepend").string();
        return [prefix](std::string_view text) {
            std::string out;
            if (!text.empty())
                out.append(prefix).append(text);
            return out;
        };
    }
    if (type == "Replace")
        return read_replace(config);
    if (type == "BertNormalizer")
        return read_bert(config);
    if (type == "ByteLevel")
        return [](std::string_view text) {
            std::string out;
            for (const char byte : text)
                out += visible_of_byte(static_cast<unsigned char>(byte));
            return out;
        };
    config.refuse("the normalizer " + type);
}

} // namespace m3po
