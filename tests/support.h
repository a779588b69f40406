// SPDX-License-Identifier: GPL-3.0-or-later
// Where tests find their inputs, and a folder of their own to write to.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <unistd.h>

namespace m3po::testing {

// tests/data of this source tree.
inline std::filesystem::path data(std::string_view sub = {})
{
    return std::filesystem::path(M3PO_SOURCE_DIR) / "tests" / "data" / sub;
}

// Real inputs that are not part of the source tree: $M3PO_REAL, else ../shared/real beside it. Nothing where they are
// absent; the test then skips itself with a message.
inline std::optional<std::filesystem::path> real(std::string_view sub = {})
{
    const char *set = std::getenv("M3PO_REAL");
    const auto root = set ? std::filesystem::path(set)
                          : std::filesystem::path(M3PO_SOURCE_DIR).parent_path() / "shared" / "real";
    const auto path = sub.empty() ? root : root / sub;
    if (!std::filesystem::exists(path))
        return std::nullopt;
    return path;
}

// An empty folder, removed at the end of its scope.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "m3po-test-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data()) ? pattern : std::string();
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        if (!path_.empty())
            std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    const std::filesystem::path &path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace m3po::testing
