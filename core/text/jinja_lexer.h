// SPDX-License-Identifier: GPL-3.0-or-later
// A template's source to tokens, with trim_blocks and lstrip_blocks on, as Transformers sets them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace m3po::jinja {

struct Token {
    enum Kind { Text, BlockBegin, BlockEnd, OutputBegin, OutputEnd, Name, String, Integer, Float, Operator, End };
    Kind kind = End;
    std::string value;
    int line = 1;
};

// Throws Failure; `origin` names the template in its sentence.
std::vector<Token> tokens_of(std::string_view source, const std::string &origin);

} // namespace m3po::jinja
