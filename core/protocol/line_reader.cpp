// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/line_reader.h"

namespace m3po::protocol {

void LineReader::feed(std::string_view bytes, const std::function<void(std::string_view)> &line)
{
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        const auto piece = bytes.substr(0, end);
        if (!too_long_ && held_.size() + piece.size() > limit_) {
            too_long_ = true;
            std::string().swap(held_);
            ++passed_over_;
        }
        if (!too_long_)
            held_.append(piece);
        if (end == std::string_view::npos)
            return;
        bytes.remove_prefix(end + 1);
        if (!too_long_) {
            std::string whole;
            whole.swap(held_); // `line` may throw
            if (whole.ends_with('\r'))
                whole.pop_back();
            if (!whole.empty())
                line(whole);
        }
        too_long_ = false;
    }
}

} // namespace m3po::protocol
