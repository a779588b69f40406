// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/decoder_wire.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace m3po {

bool receiveAll(int socket, void *data, std::size_t size, int milliseconds)
{
    auto *to = static_cast<char *>(data);
    while (size > 0) {
        pollfd ready{socket, POLLIN, 0};
        const int events = ::poll(&ready, 1, milliseconds);
        if (events < 0 && errno == EINTR)
            continue;
        if (events <= 0)
            return false;
        const auto got = ::recv(socket, to, size, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        size -= std::size_t(got);
    }
    return true;
}

bool sendAll(int socket, const void *data, std::size_t size)
{
    const auto *from = static_cast<const char *>(data);
    while (size > 0) {
        const auto put = ::send(socket, from, size, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        from += put;
        size -= std::size_t(put);
    }
    return true;
}

} // namespace m3po
