// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer.json's "model": one word to ids. BPE, WordPiece and WordLevel; Unigram is refused.
// Immutable but for a cache behind a lock; may be used from many threads.
#pragma once

#include "core/text/json_place.h"
#include "core/text/vocabulary.h"

#include <memory>

namespace m3po {

class TokenModel {
public:
    virtual ~TokenModel() = default;
    // REQUIRES: `word` is not empty and well-formed UTF-8.
    virtual void tokenize(const std::string &word, std::vector<std::int32_t> &ids) const = 0;

    std::optional<std::int32_t> id(std::string_view token) const;
    std::optional<std::string> token(std::int32_t id) const;
    std::int32_t size() const { return static_cast<std::int32_t>(tokens_.size()); } // highest id + 1

protected:
    void read_vocabulary(const JsonPlace &vocab); // {"token": id}

    NameMap<std::int32_t> ids_;

private:
    std::vector<std::optional<std::string>> tokens_;
};

// Throws Failure where `config` is broken or names a model that is not supported.
std::unique_ptr<const TokenModel> read_token_model(const JsonPlace &config);

std::unique_ptr<const TokenModel> read_bpe(const JsonPlace &config);
// The suffix that a BPE model's words end with ("</w>"), empty where there is none.
std::string end_of_word_suffix(const JsonPlace &config);

} // namespace m3po
