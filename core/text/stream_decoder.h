// SPDX-License-Identifier: GPL-3.0-or-later
// Text of an answer while it is being sampled: ids in one by one, pieces of well-formed UTF-8 out. A piece may
// be empty while a character is not complete yet. All pieces together are Tokenizer::decode() of the ids.
// For one thread at a time.
#pragma once

#include "core/text/tokenizer.h"

namespace m3po {

class StreamDecoder {
public:
    explicit StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skip_special = true);

    std::string feed(std::int32_t id);
    // What was held back. Afterwards the decoder starts afresh.
    std::string finish();

private:
    std::shared_ptr<const Tokenizer> tokenizer_;
    bool skip_special_;
    std::unique_ptr<DecodeSession> session_;
};

} // namespace m3po
