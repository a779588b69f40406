// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace m3po {

int exit_code(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Internal: return 1;
    case ErrorKind::Usage: return 2;
    case ErrorKind::InvalidInput: return 3;
    case ErrorKind::NotFound: return 4;
    case ErrorKind::Io: return 5;
    case ErrorKind::Unsupported: return 6;
    case ErrorKind::Conflict: return 7;
    case ErrorKind::Cancelled: return 130;
    }
    return 1;
}

} // namespace m3po
