// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/stream_decoder.h"

namespace m3po {

StreamDecoder::StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skip_special)
    : tokenizer_(std::move(tokenizer)), skip_special_(skip_special), session_(tokenizer_->start_decoding(skip_special))
{}

std::string StreamDecoder::feed(std::int32_t id) { return session_->feed(id); }

std::string StreamDecoder::finish()
{
    auto rest = session_->finish();
    session_ = tokenizer_->start_decoding(skip_special_);
    return rest;
}

} // namespace m3po
