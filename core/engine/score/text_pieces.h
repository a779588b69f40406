// SPDX-License-Identifier: GPL-3.0-or-later
// Long texts for encoders that read few tokens: pieces that fit, cut where the sense allows it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace m3po::engine {

using Encode = std::function<std::vector<std::int64_t>(std::string_view text)>; // without begin and end tokens

// The whole text where it has at most `limit` tokens. Else its sentences, one a piece; a sentence that is longer is
// cut into clauses, as many in a piece as fit; a clause that is longer, into runs of tokens of about equal length.
// Nothing is left out. A text of white space alone gives one empty piece. REQUIRES: limit > 0.
std::vector<std::vector<std::int64_t>> split_text(std::string_view text, std::size_t limit, const Encode &encode);

// Cut after . ! ? … and their full-width kin where white space follows (closing quotes and brackets stay with the
// sentence), and at line ends. A full stop after a single letter ("J. Doe") or between digits cuts nothing.
std::vector<std::string_view> sentences(std::string_view text);
// Cut after , ; : and dashes where white space follows.
std::vector<std::string_view> clauses(std::string_view sentence);

} // namespace m3po::engine
