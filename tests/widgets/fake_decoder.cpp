// SPDX-License-Identifier: GPL-3.0-or-later
// In the place of the child that decodes pictures (widgets/image/decoder.h): over each it does what the name of the picture's
// file begins with, and gives a small picture for all other names.
#include "widgets/image/decoder_wire.h"

#include <csignal>
#include <filesystem>
#include <string>

#include <unistd.h>

using namespace m3po;

int main()
{
    for (DecoderQuestion question; receiveAll(STDIN_FILENO, &question, sizeof question, -1);) {
        std::string file(question.path, '\0');
        receiveAll(STDIN_FILENO, file.data(), file.size(), -1);
        const auto name = std::filesystem::path(file).filename().string();
        DecoderAnswer answer{DecoderAnswer::Picture, 4, 4, 0, 4 * 4 * 4};
        const auto says = [&](const DecoderAnswer &head, std::size_t bytes) {
            sendAll(STDIN_FILENO, &head, sizeof head);
            const std::string body(bytes, 'x');
            sendAll(STDIN_FILENO, body.data(), body.size());
        };
        if (name.starts_with("dies"))
            ::raise(SIGKILL);
        else if (name.starts_with("hangs"))
            ::pause();
        else if (name.starts_with("garbage"))
            says({77, 1, 1, 0, 4}, 4);
        else if (name.starts_with("enormous"))
            says({DecoderAnswer::Picture, 0xffffffff, 0xffffffff, 0, 0xfffffffc00000004}, 64);
        else if (name.starts_with("wrong-size"))
            says({DecoderAnswer::Picture, 4, 4, 0, 65}, 65);
        else if (name.starts_with("too-large")) // for what was asked
            says({DecoderAnswer::Picture, 4000, 4, 0, 4000 * 4 * 4}, 4000 * 4 * 4);
        else if (name.starts_with("endless-sentence"))
            says({DecoderAnswer::Sentence, 0, 0, 0, std::uint64_t(1) << 40}, 64);
        else if (name.starts_with("half")) {
            says(answer, 10);
            return 0;
        } else {
            says(answer, answer.bytes);
        }
    }
    return 0;
}
