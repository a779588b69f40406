// SPDX-License-Identifier: GPL-3.0-or-later
// Whether this is a build with the address or the thread sanitizer, whose own address space is terabytes: a limit of it, by
// which a program is kept small, would end such a build at once.
#pragma once

namespace m3po {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

} // namespace m3po
