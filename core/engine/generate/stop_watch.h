// SPDX-License-Identifier: GPL-3.0-or-later
// The text of one answer while it grows, and whether a stop string has come up in it.
#pragma once

#include "core/text/tokenizer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace m3po::engine {

// One answer after another; one thread at a time.
class StopWatch {
public:
    explicit StopWatch(std::vector<std::string> stop_strings);

    // Begins an answer. The tokenizer must outlive it.
    void start(const Tokenizer &tokenizer);
    // The answer's next token (not its end token); true where a stop string is complete.
    bool feed(std::int64_t id);
    // The answer's text, without special tokens, cut before the stop string that came first. Ends the answer.
    std::string finish();
    // Whether finish() cut the text; also where only the last, held-back characters completed a stop string.
    bool stopped() const { return stopped_; }

private:
    bool append(const std::string &piece);

    std::vector<std::string> stop_strings_;
    std::size_t longest_ = 0;
    const Tokenizer *tokenizer_ = nullptr;
    std::vector<std::int32_t> ids_;          // without stop strings, decoded at the end at once
    std::unique_ptr<DecodeSession> session_; // with stop strings
    std::string text_;
    bool stopped_ = false;
};

} // namespace m3po::engine
