// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer.json's "pre_tokenizer": cuts a normalized text into the words that the model sees one by one.
#pragma once

#include "core/text/json_place.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace m3po {

// A stretch of normalized text, or (id >= 0) an added token that is done.
struct Piece {
    std::string text;
    std::int32_t id = -1;
    bool at_start = false; // begins where the whole text begins
};
using PieceList = std::vector<Piece>;

// Pure; may be called from many threads. Pieces with an id pass unchanged.
using PreTokenizer = std::function<PieceList(PieceList)>;

// Throws Failure where `config` is broken or names something that is not supported.
PreTokenizer read_pre_tokenizer(const JsonPlace &config);

} // namespace m3po
