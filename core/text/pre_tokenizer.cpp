// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/pre_tokenizer.h"

#include "core/text/decoding.h"
#include "core/text/regex.h"
#include "core/text/unicode.h"

#include <memory>

namespace m3po {

namespace {

// A stretch [begin, end) that did or did not match.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool match = false;
};
using Stretches = std::vector<Stretch>;
using Finder = std::function<Stretches(const std::string &)>; // covers the whole text, in order

enum class Behavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

Behavior read_behavior(const JsonPlace &config, std::string_view otherwise)
{
    const auto name = config.string("behavior", otherwise);
    if (name == "Removed")
        return Behavior::Removed;
    if (name == "Isolated")
        return Behavior::Isolated;
    if (name == "MergedWithPrevious")
        return Behavior::MergedWithPrevious;
    if (name == "MergedWithNext")
        return Behavior::MergedWithNext;
    if (name == "Contiguous")
        return Behavior::Contiguous;
    config.at("behavior").fail("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous");
}

Stretches find_regex(const Regex &regex, const std::string &text)
{
    Stretches out;
    std::size_t taken = 0;
    for (const auto &match : regex.find_all(text)) {
        if (taken < match.begin)
            out.push_back({taken, match.begin, false});
        out.push_back({match.begin, match.end, true});
        taken = match.end;
    }
    if (taken < text.size())
        out.push_back({taken, text.size(), false});
    return out;
}

Stretches find_literal(const std::string &pattern, const std::string &text)
{
    Stretches out;
    std::size_t taken = 0;
    if (!pattern.empty()) {
        for (std::size_t at; (at = text.find(pattern, taken)) != std::string::npos; taken = at + pattern.size()) {
            if (taken < at)
                out.push_back({taken, at, false});
            out.push_back({at, at + pattern.size(), true});
        }
    }
    if (taken < text.size())
        out.push_back({taken, text.size(), false});
    return out;
}

// Every matching character is a stretch of its own.
template <typename Predicate>
Finder character_finder(Predicate matches)
{
    return [matches](const std::string &text) {
        Stretches out;
        for (std::size_t i = 0; i < text.size();) {
            const auto begin = i;
            const bool match = matches(unicode::next(text, i));
            if (!match && !out.empty() && !out.back().match)
                out.back().end = i;
            else
                out.push_back({begin, i, match});
        }
        return out;
    };
}

// \w+|[^\w\s]+ with white space as the match.
Stretches find_words(const std::string &text)
{
    Stretches out;
    int previous = -1;
    for (std::size_t i = 0; i < text.size();) {
        const auto begin = i;
        const auto c = unicode::next(text, i);
        const int kind = unicode::is_word(c) ? 2 : unicode::is_space(c) ? 1 : 0;
        if (kind == previous)
            out.back().end = i;
        else
            out.push_back({begin, i, kind == 1});
        previous = kind;
    }
    return out;
}

// What the tokenizers library makes of matches: which stretches become one piece, and which vanish.
Stretches joined(Stretches found, Behavior behavior)
{
    Stretches out;
    bool previous = false;
    switch (behavior) {
    case Behavior::Isolated:
        return found;
    case Behavior::Removed:
        for (const auto &stretch : found)
            if (!stretch.match)
                out.push_back(stretch);
        return out;
    case Behavior::Contiguous:
    case Behavior::MergedWithPrevious:
        for (const auto &stretch : found) {
            const bool join = behavior == Behavior::Contiguous ? stretch.match == previous : stretch.match && !previous;
            if (join && !out.empty())
                out.back().end = stretch.end;
            else
                out.push_back(stretch);
            previous = stretch.match;
        }
        return out;
    case Behavior::MergedWithNext:
        for (auto stretch = found.rbegin(); stretch != found.rend(); ++stretch) {
            if (stretch->match && !previous && !out.empty())
                out.back().begin = stretch->begin;
            else
                out.push_back(*stretch);
            previous = stretch->match;
        }
        return Stretches(out.rbegin(), out.rend());
    }
    return out;
}

void cut(const Piece &piece, const Stretches &stretches, PieceList &out)
{
    for (const auto &stretch : stretches)
        if (stretch.begin < stretch.end)
            out.push_back({piece.text.substr(stretch.begin, stretch.end - stretch.begin), -1,
                           piece.at_start && stretch.begin == 0});
}

PreTokenizer splitter(Finder find, Behavior behavior, bool invert = false)
{
    return [=](PieceList pieces) {
        PieceList out;
        for (auto &piece : pieces) {
            if (piece.id >= 0) {
                out.push_back(std::move(piece));
                continue;
            }
            auto found = find(piece.text);
            if (invert)
                for (auto &stretch : found)
                    stretch.match = !stretch.match;
            cut(piece, joined(std::move(found), behavior), out);
        }
        return out;
    };
}

PreTokenizer read_split(const JsonPlace &config)
{
    const auto pattern = config.at("pattern");
    const auto behavior = read_behavior(config, "Isolated");
    const bool invert = config.boolean("invert", false);
    if (const auto literal = pattern.find("String")) {
        const auto text = literal->string();
        return splitter([text](const std::string &in) { return find_literal(text, in); }, behavior, invert);
    }
    const auto source = pattern.at("Regex");
    const auto regex = std::make_shared<const Regex>(source.string(), source.place());
    return splitter([regex](const std::string &in) { return find_regex(*regex, in); }, behavior, invert);
}

PreTokenizer read_byte_level(const JsonPlace &config)
{
    const bool prefix = config.boolean("add_prefix_space", true);
    std::shared_ptr<const Regex> regex;
    if (config.boolean("use_regex", true))
        regex = std::make_shared<const Regex>(
            R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)", config.place());
    return [=](PieceList pieces) {
        PieceList out;
        for (auto &piece : pieces) {
            if (piece.id >= 0) {
                out.push_back(std::move(piece));
                continue;
            }
            if (prefix && !piece.text.starts_with(' '))
                piece.text.insert(0, 1, ' ');
            const auto first = out.size();
            if (regex)
                cut(piece, find_regex(*regex, piece.text), out);
            else if (!piece.text.empty())
                out.push_back(std::move(piece));
            for (auto i = first; i < out.size(); ++i) {
                std::string visible;
                for (const char byte : out[i].text)
                    visible += visible_of_byte(static_cast<unsigned char>(byte));
                out[i].text = std::move(visible);
            }
        }
        return out;
    };
}

PreTokenizer read_metaspace(const JsonPlace &config)
{
    enum class Prepend { Always, First, Never };
    std::string mark;
    unicode::append(mark, config.find("replacement") ? config.at("replacement").character() : U'\u2581');
    auto prepend = Prepend::Always;
    const auto scheme = config.string("prepend_scheme", config.boolean("add_prefix_space", true) ? "always" : "never");
    if (scheme == "first")
        prepend = Prepend::First;
    else if (scheme == "never")
        prepend = Prepend::Never;
    else if (scheme != "always")
        config.at("prepend_scheme").fail("always, first or never");
    const bool split = config.boolean("split", true);
    return [=](PieceList pieces) {
        PieceList out;
        for (auto &piece : pieces) {
            if (piece.id >= 0) {
                out.push_back(std::move(piece));
                continue;
            }
            std::string text;
            for (const char c : piece.text)
                c == ' ' ? text.append(mark) : text.append(1, c);
            if (!text.starts_with(mark) &&
                (prepend == Prepend::Always || (prepend == Prepend::First && piece.at_start)))
                text.insert(0, mark);
            piece.text = std::move(text);
            if (split)
                cut(piece, joined(find_literal(mark, piece.text), Behavior::MergedWithNext), out);
            else if (!piece.text.empty())
                out.push_back(std::move(piece));
        }
        return out;
    };
}

} // namespace

PreTokenizer read_pre_tokenizer(const JsonPlace &config)
{
    const auto type = config.type();
    if (type == "Sequence") {
        std::vector<PreTokenizer> steps;
        const auto list = config.at("pretokenizers");
        for (std::size_t i = 0; i < list.size(); ++i)
            steps.push_back(read_pre_tokenizer(list[i]));
        return [steps](PieceList pieces) {
            for (const auto &step : steps)
                pieces = step(std::move(pieces));
            return pieces;
        };
    }
    if (type == "Split")
        return read_split(config);
    if (type == "ByteLevel")
        return read_byte_level(config);
    if (type == "Metaspace")
        return read_metaspace(config);
    if (type == "Digits")
        return splitter(character_finder(unicode::is_number),
                        config.boolean("individual_digits", false) ? Behavior::Isolated : Behavior::Contiguous);
    if (type == "Punctuation")
        return splitter(character_finder(unicode::is_punctuation), read_behavior(config, "Isolated"));
    if (type == "WhitespaceSplit")
        return splitter(character_finder(unicode::is_space), Behavior::Removed);
    if (type == "Whitespace")
        return splitter(find_words, Behavior::Removed);
    if (type == "BertPreTokenizer") {
        const auto spaces = splitter(character_finder(unicode::is_space), Behavior::Removed);
        const auto marks = splitter(character_finder(unicode::is_punctuation), Behavior::Isolated);
        return [=](PieceList pieces) { return marks(spaces(std::move(pieces))); };
    }
    if (type == "CharDelimiterSplit") {
        const auto delimiter = config.at("delimiter").character();
        return splitter(character_finder([delimiter](char32_t c) { return c == delimiter; }), Behavior::Removed);
    }
    config.refuse("the pre-tokenizer " + type);
}

} // namespace m3po
