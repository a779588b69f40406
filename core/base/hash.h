// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 of bytes and files, as lower-case hexadecimal.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace m3po {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;
    void update(std::string_view bytes);
    // REQUIRES: called once, last.
    std::string hex();

private:
    void *context_;
};

std::string sha256(std::string_view bytes);
Result<std::string> sha256_of_file(const std::filesystem::path &file);

} // namespace m3po
