// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a test there is: its short form in ./test, the whole in ./test --soak, which sets M3PO_SOAK.
#pragma once

#include <cstdlib>

namespace m3po::testing {

inline bool soaking() { return std::getenv("M3PO_SOAK") != nullptr; }
inline int times(int in_short, int in_soak) { return soaking() ? in_soak : in_short; }

} // namespace m3po::testing
