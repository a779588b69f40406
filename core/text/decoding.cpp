// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/decoding.h"

#include "core/text/unicode.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace m3po {

namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

// One token in, one token out.
class MapTokens : public DecodeStage {
public:
    explicit MapTokens(std::function<std::string(std::string, std::size_t)> map) : map_(std::move(map)) {}
    void feed(std::string piece, Pieces &out) override { out.push_back(map_(std::move(piece), index_++)); }

private:
    std::function<std::string(std::string, std::size_t)> map_; // (token, its place)
    std::size_t index_ = 0;
};

std::string replace_all(std::string text, std::string_view pattern, std::string_view content)
{
    for (std::size_t at = 0; (at = text.find(pattern, at)) != std::string::npos; at += content.size())
        text.replace(at, pattern.size(), content);
    return text;
}

// Replace in a text that arrives in parts: what may begin the pattern waits for the next part.
class ReplaceInStream : public DecodeStage {
public:
    ReplaceInStream(std::string pattern, std::string content)
        : pattern_(std::move(pattern)), content_(std::move(content))
    {}

    void feed(std::string piece, Pieces &out) override
    {
        held_ += piece;
        std::string done;
        std::size_t from = 0;
        for (std::size_t at; (at = held_.find(pattern_, from)) != std::string::npos; from = at + pattern_.size()) {
            done.append(held_, from, at - from);
            done += content_;
        }
        auto keep = std::min(pattern_.size() - 1, held_.size() - from);
        while (keep > 0 && held_.compare(held_.size() - keep, keep, pattern_, 0, keep) != 0)
            --keep;
        done.append(held_, from, held_.size() - keep - from);
        held_.erase(0, held_.size() - keep);
        out.push_back(std::move(done));
    }
    void finish(Pieces &out) override { out.push_back(std::move(held_)); }

private:
    std::string pattern_;
    std::string content_;
    std::string held_;
};

// What needs the whole text waits for it.
class MapWhole : public DecodeStage {
public:
    explicit MapWhole(std::function<std::string(std::string)> map) : map_(std::move(map)) {}
    void feed(std::string piece, Pieces &) override { held_ += piece; }
    void finish(Pieces &out) override { out.push_back(map_(std::move(held_))); }

private:
    std::function<std::string(std::string)> map_;
    std::string held_;
};

class ByteFallback : public DecodeStage {
public:
    void feed(std::string piece, Pieces &out) override
    {
        unsigned byte = 0;
        if (piece.size() == 6 && piece.starts_with("<0x") && piece.back() == '>' &&
            std::from_chars(piece.data() + 3, piece.data() + 5, byte, 16).ptr == piece.data() + 5) {
            run_ += static_cast<char>(byte);
            return;
        }
        finish(out);
        out.push_back(std::move(piece));
    }

    // A run is text or it is not, as a whole; so nothing of it can go out before it ends.
    void finish(Pieces &out) override
    {
        if (run_.empty())
            return;
        if (unicode::is_well_formed(run_))
            out.push_back(run_);
        else
            out.insert(out.end(), run_.size(), std::string(replacement_character));
        run_.clear();
    }

private:
    std::string run_;
};

class ByteLevelDecoder : public DecodeStage {
public:
    void feed(std::string piece, Pieces &out) override
    {
        std::string bytes;
        for (std::size_t i = 0; i < piece.size();) {
            const auto byte = byte_of_visible(unicode::next(piece, i));
            if (!byte) { // an added token stands for itself
                bytes = piece;
                break;
            }
            bytes += static_cast<char>(*byte);
        }
        held_ += bytes;
        const auto tail = unicode::unfinished_tail(held_);
        out.push_back(unicode::repaired(std::string_view(held_).substr(0, held_.size() - tail)));
        held_.erase(0, held_.size() - tail);
    }
    void finish(Pieces &out) override { out.push_back(unicode::repaired(held_)); }

private:
    std::string held_;
};

// At most `start` characters at the beginning and `stop` at the end of a text that arrives in parts.
class StripStream : public DecodeStage {
public:
    StripStream(char32_t content, std::size_t start, std::size_t stop) : start_(start), stop_(stop)
    {
        unicode::append(content_, content);
    }
    void feed(std::string piece, Pieces &out) override
    {
        held_ += piece;
        std::size_t from = 0;
        while (start_ > 0 && held_.compare(from, content_.size(), content_) == 0) {
            from += content_.size();
            --start_;
        }
        if (from < held_.size())
            start_ = 0;
        auto to = held_.size();
        for (std::size_t i = 0; i < stop_ && ends(from, to); ++i)
            to -= content_.size();
        out.push_back(held_.substr(from, to - from));
        held_.erase(0, to);
    }

private:
    bool ends(std::size_t from, std::size_t to) const
    {
        return to >= from + content_.size() && held_.compare(to - content_.size(), content_.size(), content_) == 0;
    }
    std::string content_;
    std::size_t start_;
    std::size_t stop_;
    std::string held_;
};

class TrimStream : public DecodeStage {
public:
    void feed(std::string piece, Pieces &out) override
    {
        held_ += piece;
        const auto whole = trimmed(held_, !begun_, false);
        const auto body = trimmed(whole, false, true);
        begun_ = begun_ || !body.empty();
        out.emplace_back(body);
        held_ = begun_ ? std::string(whole.substr(body.size())) : std::string();
    }

private:
    // As Python's strip(): white space and the four ASCII separators.
    static bool is_blank(char32_t c) { return unicode::is_space(c) || (c >= 0x1C && c <= 0x1F); }
    static std::string_view trimmed(std::string_view text, bool left, bool right)
    {
        std::size_t first = text.size();
        std::size_t last = 0;
        for (std::size_t i = 0; i < text.size();) {
            const auto begin = i;
            if (!is_blank(unicode::next(text, i))) {
                first = std::min(first, begin);
                last = i;
            }
        }
        const auto from = left ? first : 0;
        const auto to = right ? last : text.size();
        return text.substr(from, to > from ? to - from : 0);
    }
    bool begun_ = false;
    std::string held_;
};

// The last token loses its end-of-word mark, all others have a space for it.
class BpeSuffix : public DecodeStage {
public:
    explicit BpeSuffix(std::string suffix) : suffix_(std::move(suffix)) {}
    void feed(std::string piece, Pieces &out) override
    {
        if (held_)
            out.push_back(replace_all(std::move(*held_), suffix_, " "));
        held_ = std::move(piece);
    }
    void finish(Pieces &out) override
    {
        if (held_)
            out.push_back(replace_all(std::move(*held_), suffix_, ""));
    }

private:
    std::string suffix_;
    std::optional<std::string> held_;
};

std::string without_english_gaps(std::string text)
{
    static constexpr std::pair<std::string_view, std::string_view> rules[]{
        {" .", "."},   {" ?", "?"},           {" !", "!"},   {" ,", ","},     {" ' ", "'"},   {" n't", "n't"},
        {" 'm", "'m"}, {" do not", " don't"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (const auto &[pattern, content] : rules)
        text = replace_all(std::move(text), pattern, content);
    return text;
}

struct VisibleAlphabet {
    std::array<std::string, 256> of_byte;
    std::array<int, 512> byte_of;
};

// GPT-2's bytes_to_unicode: printable Latin-1 stands for itself, the rest from U+0100 on.
const VisibleAlphabet &alphabet()
{
    static const VisibleAlphabet made = [] {
        VisibleAlphabet a;
        a.byte_of.fill(-1);
        char32_t spare = 0x100;
        for (int byte = 0; byte < 256; ++byte) {
            const bool visible = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            const char32_t c = visible ? static_cast<char32_t>(byte) : spare++;
            unicode::append(a.of_byte[static_cast<std::size_t>(byte)], c);
            a.byte_of[c] = byte;
        }
        return a;
    }();
    return made;
}

} // namespace

std::optional<unsigned char> byte_of_visible(char32_t c)
{
    const auto &table = alphabet().byte_of;
    if (c >= table.size() || table[c] < 0)
        return std::nullopt;
    return static_cast<unsigned char>(table[c]);
}

const std::string &visible_of_byte(unsigned char byte) { return alphabet().of_byte[byte]; }

void DecodeChain::replace(std::string pattern, std::string content)
{
    if (pattern.empty())
        return;
    if (fused_) {
        stages_.push_back([=] { return std::make_unique<ReplaceInStream>(pattern, content); });
        return;
    }
    stages_.push_back([=] {
        return std::make_unique<MapTokens>(
            [=](std::string token, std::size_t) { return replace_all(std::move(token), pattern, content); });
    });
}

void DecodeChain::replace(std::shared_ptr<const Regex> pattern, std::string content)
{
    if (fused_) {
        stages_.push_back([=] {
            return std::make_unique<MapWhole>([=](std::string text) { return pattern->replace_all(text, content); });
        });
        return;
    }
    stages_.push_back([=] {
        return std::make_unique<MapTokens>(
            [=](std::string token, std::size_t) { return pattern->replace_all(token, content); });
    });
}

void DecodeChain::byte_fallback()
{
    stages_.push_back([] { return std::make_unique<ByteFallback>(); });
}

void DecodeChain::strip(char32_t content, std::size_t start, std::size_t stop)
{
    if (fused_) {
        stages_.push_back([=] { return std::make_unique<StripStream>(content, start, stop); });
        return;
    }
    stages_.push_back([=] {
        return std::make_unique<MapTokens>([=](std::string token, std::size_t) {
            StripStream whole(content, start, stop);
            DecodeStage::Pieces out;
            whole.feed(std::move(token), out);
            return out.front();
        });
    });
}

void DecodeChain::trim()
{
    stages_.push_back([] { return std::make_unique<TrimStream>(); });
}

void DecodeChain::byte_level()
{
    stages_.push_back([] { return std::make_unique<ByteLevelDecoder>(); });
    fused_ = true;
}

void DecodeChain::metaspace(char32_t replacement, bool drop_first)
{
    std::string mark;
    unicode::append(mark, replacement);
    stages_.push_back([=] {
        return std::make_unique<MapTokens>([=](std::string token, std::size_t index) {
            return replace_all(std::move(token), mark, index == 0 && drop_first ? "" : " ");
        });
    });
}

void DecodeChain::bpe_suffix(std::string suffix)
{
    if (suffix.empty())
        return;
    stages_.push_back([=] { return std::make_unique<BpeSuffix>(suffix); });
}

void DecodeChain::word_piece(std::string prefix, bool cleanup)
{
    stages_.push_back([=] {
        return std::make_unique<MapTokens>([=](std::string token, std::size_t index) {
            if (index > 0 && !prefix.empty() && token.starts_with(prefix))
                token.erase(0, prefix.size());
            else if (index > 0)
                token.insert(0, 1, ' ');
            return cleanup ? without_english_gaps(std::move(token)) : token;
        });
    });
}

void DecodeChain::join_with_spaces()
{
    stages_.push_back([] {
        return std::make_unique<MapTokens>(
            [](std::string token, std::size_t index) { return index > 0 ? token.insert(0, 1, ' ') : token; });
    });
}

std::vector<std::unique_ptr<DecodeStage>> DecodeChain::start() const
{
    std::vector<std::unique_ptr<DecodeStage>> started;
    started.reserve(stages_.size());
    for (const auto &stage : stages_)
        started.push_back(stage());
    return started;
}

void DecodePipeline::run(std::size_t stage, DecodeStage::Pieces pieces, std::string &text)
{
    for (; stage < stages_.size(); ++stage) {
        DecodeStage::Pieces next;
        for (auto &piece : pieces)
            stages_[stage]->feed(std::move(piece), next);
        pieces = std::move(next);
    }
    for (const auto &piece : pieces)
        text += piece;
}

std::string DecodePipeline::feed(std::string piece)
{
    std::string text;
    DecodeStage::Pieces pieces;
    pieces.push_back(std::move(piece));
    run(0, std::move(pieces), text);
    return text;
}

std::string DecodePipeline::finish()
{
    std::string text;
    for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
        DecodeStage::Pieces rest;
        stages_[stage]->finish(rest);
        run(stage + 1, std::move(rest), text);
    }
    return text;
}

} // namespace m3po
