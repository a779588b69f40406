// SPDX-License-Identifier: GPL-3.0-or-later
// Lines out of a stream of bytes that come in pieces of any size, from somebody who may send anything: what is kept is
// bounded. One thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace m3po::protocol {

inline constexpr std::size_t longest_line = 4 << 20; // bytes; a command's result is the longest thing said

class LineReader {
public:
    explicit LineReader(std::size_t limit = longest_line) : limit_(limit) {}

    // Calls `line` for each line that is complete now, without its end. A line over the limit is passed over whole, and
    // counted. Empty lines are nothing. A line's end is \n; a \r before it belongs to the end.
    void feed(std::string_view bytes, const std::function<void(std::string_view)> &line);

    std::size_t passed_over() const { return passed_over_; }
    std::size_t held() const { return held_.size(); } // bytes of the line that is not complete

private:
    std::size_t limit_;
    std::string held_;
    bool too_long_ = false; // the line that is not complete
    std::size_t passed_over_ = 0;
};

} // namespace m3po::protocol
