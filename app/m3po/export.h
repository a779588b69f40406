// SPDX-License-Identifier: GPL-3.0-or-later
// m3po export writes many things; each kind of target is one class and one line in export.cpp.
#pragma once

#include "app/m3po/command.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace m3po::app {

struct ExportRequest {
    std::filesystem::path project; // "" where none was given
    std::string format;            // one of the target's
    std::filesystem::path out;     // a folder
    std::string name;              // --name; "" for the target's own choice
};

class ExportTarget {
public:
    virtual ~ExportTarget() = default;
    // The values of --format that it answers to.
    virtual std::vector<std::string> formats() const = 0;
    // Its own options, beside those that all have. Their values live in the target.
    virtual void add_options(CLI::App &) {}
    // Throws Failure. Returns what it wrote.
    virtual std::vector<std::filesystem::path> run(const ExportRequest &request, const Context &context) = 0;
};

} // namespace m3po::app
