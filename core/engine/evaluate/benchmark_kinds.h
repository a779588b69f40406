// SPDX-License-Identifier: GPL-3.0-or-later
// The makers behind the register in benchmarks.cpp, one a file.
#pragma once

#include <memory>

namespace m3po::engine {

class Benchmark;

std::unique_ptr<Benchmark> make_pope();
std::unique_ptr<Benchmark> make_mme();
std::unique_ptr<Benchmark> make_demo_descriptions();

} // namespace m3po::engine
