// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/decoder_process.h"

#include "core/image/decode.h"
#include "widgets/image/decoder.h"
#include "widgets/image/decoder_wire.h"

#include <csignal>
#include <cstring>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace m3po {

DecoderProcess::DecoderProcess(const std::string &program, int milliseconds) : milliseconds_(milliseconds)
{
    int both[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) != 0)
        throw Failure(Error::io(std::string("pictures cannot be decoded: no socket could be made: ") + std::strerror(errno)));
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, both[1], STDIN_FILENO);
    std::string name = program, option = decodeOption;
    char *arguments[]{name.data(), option.data(), nullptr};
    const int failed = ::posix_spawn(&child_, program.c_str(), &actions, nullptr, arguments, environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(both[1]);
    socket_ = both[0];
    if (failed == 0)
        return;
    ::close(socket_);
    throw Failure(Error::io("pictures cannot be decoded: " + program + " could not be started: " + std::strerror(failed)));
}

DecoderProcess::~DecoderProcess()
{
    ::close(socket_);
    if (!isAlive())
        return;
    ::kill(child_, SIGKILL); // it keeps nothing
    while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

bool DecoderProcess::isAlive()
{
    if (child_ > 0 && ::waitpid(child_, nullptr, WNOHANG) != 0)
        child_ = -1;
    return child_ > 0;
}

Result<SmallPicture> DecoderProcess::decode(const std::string &file, int side)
{
    const auto lost = [&](const char *what) { return Failure(Error::invalid_input(file + ": " + what + "; the picture is not shown")); };
    const DecoderQuestion question{std::uint32_t(file.size()), side};
    if (file.size() > longestPath)
        throw lost("its name is too long");
    DecoderAnswer head;
    if (!sendAll(socket_, &question, sizeof question) || !sendAll(socket_, file.data(), file.size()) || !receiveAll(socket_, &head, sizeof head, milliseconds_))
        throw lost("decoding it ended the program that decodes, or took too long");
    if (head.kind == DecoderAnswer::Sentence && head.bytes <= longestSentence) {
        std::string sentence(head.bytes, '\0');
        if (!receiveAll(socket_, sentence.data(), sentence.size(), milliseconds_))
            throw lost("decoding it ended halfway");
        return Error::invalid_input(QString::fromUtf8(sentence.data(), qsizetype(sentence.size())).toStdString());
    }
    const auto pixels = std::uint64_t(head.width) * head.height;
    if (head.kind != DecoderAnswer::Picture || pixels == 0 || pixels > std::uint64_t(DecodeOptions().max_pixels) || head.bytes != pixels * 4 || (side > 0 && (head.width > std::uint32_t(side) || head.height > std::uint32_t(side))))
        throw lost("decoding it gave nonsense");
    QImage image(int(head.width), int(head.height), QImage::Format_RGB32);
    if (image.isNull() || image.sizeInBytes() != qsizetype(head.bytes))
        throw lost("there is not enough memory to show it");
    if (!receiveAll(socket_, image.bits(), head.bytes, milliseconds_))
        throw lost("decoding it ended halfway");
    return SmallPicture{std::move(image), head.shrunk != 0};
}

} // namespace m3po
