// SPDX-License-Identifier: GPL-3.0-or-later
// What every kind of tokenizer has: added tokens by id and by name, the named ones (bos, eos, pad), and the
// chain back to text.
#pragma once

#include "core/text/decoding.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_config.h"

#include <unordered_map>

namespace m3po {

// Names as keys that can be looked up by string_view.
struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <typename T>
using NameMap = std::unordered_map<std::string, T, NameHash, std::equal_to<>>;

class TokenizerBase : public Tokenizer {
public:
    std::unique_ptr<DecodeSession> start_decoding(bool skip_special) const override;
    std::optional<std::int32_t> token_id(std::string_view token) const override;
    std::string token(std::int32_t id) const override;
    int vocab_size() const override { return size_; }
    bool is_special(std::int32_t id) const override;
    std::optional<std::int32_t> bos_id() const override { return bos_; }
    std::optional<std::int32_t> eos_id() const override { return eos_; }
    std::optional<std::int32_t> pad_id() const override { return pad_; }
    bool adds_bos() const override;
    bool adds_eos() const override;

protected:
    // The model's own pieces, without added tokens.
    virtual std::optional<std::int32_t> model_id(std::string_view token) const = 0;
    virtual std::optional<std::string> model_token(std::int32_t id) const = 0;

    // A token with an id that is there already replaces it; one without an id gets the model's, or the next free one.
    void add(AddedToken token, std::int32_t model_size);
    // Adds what the folder's other files name, then finds bos, eos and pad. `model_size`: ids of the model itself.
    void finish_vocabulary(const TokenizerConfig &config, std::int32_t model_size);

    // What token() and decode() write for an added token instead of its content.
    void show_as(std::int32_t id, std::string text) { shown_[id] = std::move(text); }

    const std::vector<AddedToken> &added() const { return added_; }
    DecodeChain decode_chain_;
    std::vector<std::int32_t> before_; // what encode(…, true) puts around the text
    std::vector<std::int32_t> after_;

private:
    std::vector<AddedToken> added_;
    std::unordered_map<std::int32_t, std::size_t> added_by_id_;
    NameMap<std::size_t> added_by_content_;
    std::unordered_map<std::int32_t, std::string> shown_;
    std::optional<std::int32_t> bos_;
    std::optional<std::int32_t> eos_;
    std::optional<std::int32_t> pad_;
    int size_ = 0;
};

// The three kinds; each reads its files from `model_dir` and throws Failure.
std::shared_ptr<const Tokenizer> load_json_tokenizer(const std::filesystem::path &model_dir,
                                                     const TokenizerConfig &config);
std::shared_ptr<const Tokenizer> load_sentencepiece(const std::filesystem::path &model_dir,
                                                    const TokenizerConfig &config);
std::shared_ptr<const Tokenizer> load_vocab_and_merges(const std::filesystem::path &model_dir,
                                                       const TokenizerConfig &config);

} // namespace m3po
