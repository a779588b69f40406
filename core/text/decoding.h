// SPDX-License-Identifier: GPL-3.0-or-later
// The way from tokens back to text: a chain of stages as in tokenizer.json's "decoder", each working on a
// stream of pieces, so that the same chain decodes a whole answer or one that is still being sampled.
#pragma once

#include "core/text/regex.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

// One stage at work. For one thread at a time.
class DecodeStage {
public:
    using Pieces = std::vector<std::string>;
    virtual ~DecodeStage() = default;
    virtual void feed(std::string piece, Pieces &out) = 0;
    virtual void finish(Pieces &) {}
};

// A chain that can be started as often as needed. Immutable; may be started from many threads.
class DecodeChain {
public:
    using Factory = std::function<std::unique_ptr<DecodeStage>()>;

    // In the order of the chain. The pieces behind byte_level() or fuse() are one text cut anywhere; stages
    // before them see one token a piece.
    void replace(std::string pattern, std::string content);
    void replace(std::shared_ptr<const Regex> pattern, std::string content);
    void byte_fallback(); // <0x0A> to bytes; runs that are not UTF-8 to U+FFFD each
    void fuse() { fused_ = true; }
    void strip(char32_t content, std::size_t start, std::size_t stop);
    void trim();       // white space at both ends of the whole text
    void byte_level(); // GPT-2's visible characters to bytes
    void metaspace(char32_t replacement, bool drop_first);
    void bpe_suffix(std::string suffix);
    void word_piece(std::string prefix, bool cleanup);
    void join_with_spaces();

    bool fused() const { return fused_; }
    std::vector<std::unique_ptr<DecodeStage>> start() const;

private:
    std::vector<Factory> stages_;
    bool fused_ = false;
};

// Feeds pieces through a started chain.
class DecodePipeline {
public:
    explicit DecodePipeline(const DecodeChain &chain) : stages_(chain.start()) {}
    std::string feed(std::string piece);
    std::string finish();

private:
    void run(std::size_t stage, DecodeStage::Pieces pieces, std::string &text);
    std::vector<std::unique_ptr<DecodeStage>> stages_;
};

// The byte of GPT-2's visible alphabet that `c` stands for, and the other way round.
std::optional<unsigned char> byte_of_visible(char32_t c);
const std::string &visible_of_byte(unsigned char byte);

} // namespace m3po
