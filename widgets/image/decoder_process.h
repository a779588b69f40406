// SPDX-License-Identifier: GPL-3.0-or-later
// The window's side of one child that decodes pictures (decoder.h). To be used by one thread at a time.
#pragma once

#include "widgets/image/picture.h"

#include <string>
#include <sys/types.h>

namespace m3po {

class DecoderProcess {
public:
    // `milliseconds`: how long the child may be silent over one picture. Throws Failure where it cannot be started.
    DecoderProcess(const std::string &program, int milliseconds);
    ~DecoderProcess(); // ends it
    DecoderProcess(const DecoderProcess &) = delete;
    DecoderProcess &operator=(const DecoderProcess &) = delete;

    bool isAlive();

    // The picture, or what is wrong with it. Throws Failure where the child died, hung or answered nonsense; it is of
    // no more use then.
    Result<SmallPicture> decode(const std::string &file, int side);

private:
    pid_t child_ = -1;
    int socket_ = -1;
    int milliseconds_;
};

} // namespace m3po
