// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions of tokenizer.json: written for Oniguruma, run by PCRE2 over UTF-8 with Unicode classes.
// Immutable; may be used from many threads at once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

class Regex {
public:
    // `place` names the file and the place in it for errors. Throws Failure where the pattern is not understood.
    Regex(std::string_view pattern, const std::string &place);
    ~Regex();
    Regex(const Regex &) = delete;
    Regex &operator=(const Regex &) = delete;

    struct Match {
        std::size_t begin = 0; // bytes
        std::size_t end = 0;
    };
    // All matches from left to right. REQUIRES: well-formed UTF-8. Throws Failure where matching takes too long.
    std::vector<Match> find_all(std::string_view text) const;

    std::string replace_all(std::string_view text, std::string_view content) const;

private:
    struct Code;
    std::unique_ptr<Code> code_;
    std::string place_;
};

} // namespace m3po
