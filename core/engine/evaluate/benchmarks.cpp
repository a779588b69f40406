// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/evaluate/benchmark_kinds.h"

#include <array>

namespace m3po::engine {

std::span<const BenchmarkKind> benchmark_kinds()
{
    static constexpr std::array kinds{
        BenchmarkKind{"pope", make_pope},
        BenchmarkKind{"mme", make_mme},
        BenchmarkKind{"demo-descriptions", make_demo_descriptions},
    };
    return kinds;
}

std::unique_ptr<Benchmark> make_benchmark(const std::string &name)
{
    std::string names;
    for (const auto &kind : benchmark_kinds()) {
        if (name == kind.name)
            return kind.make();
        names += (names.empty() ? "" : ", ") + std::string(kind.name);
    }
    throw Failure(Error::usage("there is no benchmark \"" + name + "\"; " + names + " was expected"));
}

} // namespace m3po::engine
