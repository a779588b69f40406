// SPDX-License-Identifier: GPL-3.0-or-later
// Text to token ids and back, exactly as the Transformers tokenizer of the same folder does it.
//
// A Tokenizer never changes after it was loaded; every function may be called from many threads at once.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

// Ids in, text out, bit by bit: feed() gives what is certain so far, finish() the rest. The pieces put
// together are decode() of the same ids, because decode() is made of it. For one thread at a time.
class DecodeSession {
public:
    virtual ~DecodeSession() = default;
    virtual std::string feed(std::int32_t id) = 0;
    // REQUIRES: called once, last.
    virtual std::string finish() = 0;
};

class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    // Reads what a model folder has, in this order: tokenizer.json; tokenizer.model (sentencepiece);
    // vocab.json with merges.txt (CLIP's layout where tokenizer_config.json names CLIPTokenizer, else GPT-2's).
    // tokenizer_config.json, special_tokens_map.json and added_tokens.json add tokens and flags to it
    // (add_bos_token, add_eos_token, legacy, add_prefix_space). Errors name the file and the place in it.
    static Result<std::shared_ptr<const Tokenizer>> load(const std::filesystem::path &model_dir);

    // Special and added tokens are recognised inside the text, as Transformers' __call__ does.
    // `add_special`: with the begin and end tokens of the tokenizer's own template. Text that is not UTF-8 is
    // repaired with U+FFFD first. Throws Failure where the text cannot be tokenized at all.
    virtual std::vector<std::int32_t> encode(std::string_view text, bool add_special) const = 0;

    // Ids outside of the vocabulary give nothing. `skip_special` leaves special tokens out.
    std::string decode(std::span<const std::int32_t> ids, bool skip_special) const;

    // The incremental decoder under decode(); StreamDecoder (core/text/stream_decoder.h) wraps it. It must not
    // outlive the tokenizer.
    virtual std::unique_ptr<DecodeSession> start_decoding(bool skip_special) const = 0;

    virtual std::optional<std::int32_t> token_id(std::string_view token) const = 0;
    virtual std::string token(std::int32_t id) const = 0; // as the vocabulary writes it; empty where there is none
    virtual int vocab_size() const = 0;                   // highest id + 1, added tokens included
    virtual bool is_special(std::int32_t id) const = 0;

    virtual std::optional<std::int32_t> bos_id() const = 0;
    virtual std::optional<std::int32_t> eos_id() const = 0;
    virtual std::optional<std::int32_t> pad_id() const = 0;
    virtual bool adds_bos() const = 0; // encode(text, true) begins with bos_id()
    virtual bool adds_eos() const = 0; // encode(text, true) ends with eos_id()
};

} // namespace m3po
