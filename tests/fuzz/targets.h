// SPDX-License-Identifier: GPL-3.0-or-later
// Every parser that reads what others made, as a function that takes any bytes: it may refuse them by a Failure, and must do
// nothing worse. tests/fuzz/corpus/NAME holds what a target begins with, and all that once broke it.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace m3po::fuzz {

struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes); // throws nothing but Failure
    std::size_t largest = 4096;          // bytes of an input that are worth trying
};

std::span<const Target> targets();
const Target *find_target(std::string_view name); // null where there is none

// A folder in memory, of this process alone, for what is read from files; removed at the end.
const std::filesystem::path &scratch();
void put(const std::filesystem::path &name, std::string_view bytes);

} // namespace m3po::fuzz
