// SPDX-License-Identifier: GPL-3.0-or-later
// A small byte-level BPE vocabulary learned from the demo's own sentences, written as Hugging Face tokenizer files.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace m3po::demo {

struct Vocabulary {
    std::vector<std::string> tokens;                          // by id: special tokens, 256 bytes, merged ones
    std::vector<std::pair<std::string, std::string>> merges;  // in the order in which they were learned
};

// The special tokens come first, in the order given. Merges are learned until no pair of symbols occurs twice or
// `most` tokens are reached; ties go to the pair that comes first in byte order. REQUIRES: ASCII sentences.
Vocabulary learn_vocabulary(std::span<const std::string> sentences, std::span<const std::string> special, std::size_t most);

// tokenizer.json and tokenizer_config.json. With an end token, it is added after every text (CLIP); the begin token
// always is.
Status write_tokenizer(const Vocabulary &vocabulary, const std::filesystem::path &folder, const std::string &begin,
                       const std::string &end, bool adds_end, const std::string &pad);

// Every sentence that the world can produce, in a sample large enough to hold all words.
std::vector<std::string> world_sentences();

} // namespace m3po::demo
