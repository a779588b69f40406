// SPDX-License-Identifier: GPL-3.0-or-later
// One program for all targets under libFuzzer; M3PO_FUZZ_TARGET names the one. `./test --fuzz MINUTES` runs them all.
#include "core/base/result.h"
#include "tests/fuzz/targets.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {
const m3po::fuzz::Target *target = nullptr;
}

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *name = std::getenv("M3PO_FUZZ_TARGET");
    target = name ? m3po::fuzz::find_target(name) : nullptr;
    if (!target) {
        std::fputs("M3PO_FUZZ_TARGET is none of:", stderr);
        for (const auto &known : m3po::fuzz::targets())
            std::fprintf(stderr, " %.*s", static_cast<int>(known.name.size()), known.name.data());
        std::fputc('\n', stderr);
        std::exit(2);
    }
    // The target's own limit, before what the command line says, which so has the last word.
    static auto largest = "-max_len=" + std::to_string(target->largest);
    static std::vector<char *> words(*argv, *argv + *argc);
    words.insert(words.begin() + 1, largest.data());
    *argc = static_cast<int>(words.size());
    *argv = words.data();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        target->run({reinterpret_cast<const char *>(data), size});
    } catch (const m3po::Failure &) {
        // Refused by a sentence, as it should be.
    }
    return 0;
}
