// SPDX-License-Identifier: GPL-3.0-or-later
// The child's side: decodes what it is asked for until the window goes away. It can write no file and has a bounded
// memory, so what a hostile picture makes of it stays here.
#pragma once

namespace m3po {

// The program's option that starts it.
inline constexpr char decodeOption[] = "--decode-pictures";

// Over the socket that is its standard input. Returns the program's exit code.
int decodePictures();

} // namespace m3po
