// SPDX-License-Identifier: GPL-3.0-or-later
// What comes out of the pipe between window and worker.
#include "core/protocol/line_reader.h"
#include "core/protocol/messages.h"
#include "tests/fuzz/targets.h"

namespace m3po::fuzz {

void worker_messages(std::string_view bytes)
{
    protocol::LineReader reader(1024);
    const auto look = [](std::string_view line) {
        // What was understood is said again and understood the same way.
        if (const auto request = protocol::parse_request(line); request && !protocol::parse_request(protocol::to_line(*request)))
            std::abort();
        if (const auto answer = protocol::parse_answer(line); answer && !protocol::parse_answer(protocol::to_line(*answer)))
            std::abort();
    };
    // In pieces whose sizes the bytes themselves decide.
    while (!bytes.empty()) {
        const auto piece = std::min<std::size_t>(bytes.size(), 1 + static_cast<unsigned char>(bytes[0]));
        reader.feed(bytes.substr(0, piece), look);
        bytes.remove_prefix(piece);
    }
}

} // namespace m3po::fuzz
