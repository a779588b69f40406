// SPDX-License-Identifier: GPL-3.0-or-later
// What the window and the child that decodes pictures say to each other, over a pair of sockets; both are this program.
// One question, one answer:
//
//   question  DecoderQuestion, then `path` bytes of a file's name
//   answer    DecoderAnswer, then `bytes` bytes: rows of 32-bit pixels without padding, or a sentence in UTF-8
//
// The window believes none of it: a picture may have taken the child over.
#pragma once

#include <cstddef>
#include <cstdint>

namespace m3po {

struct DecoderQuestion {
    std::uint32_t path = 0;
    std::int32_t side = 0; // the picture's longest, in pixels; 0: as it is
};

struct DecoderAnswer {
    enum Kind : std::uint32_t { Sentence, Picture };
    std::uint32_t kind = Sentence;
    std::uint32_t width = 0, height = 0;
    std::uint32_t shrunk = 0; // whether the file's own picture is larger
    std::uint64_t bytes = 0;
};

inline constexpr std::uint32_t longestPath = 64 * 1024;
inline constexpr std::uint64_t longestSentence = 64 * 1024;

// All `size` bytes, however many calls that takes. False at the other's end, after a fault, and after `milliseconds`
// without a byte (-1: for ever).
bool receiveAll(int socket, void *data, std::size_t size, int milliseconds);
bool sendAll(int socket, const void *data, std::size_t size);

} // namespace m3po
