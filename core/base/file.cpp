// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace m3po {
namespace fs = std::filesystem;

namespace {

std::string reason() { return std::strerror(errno); }

void sync_path(const fs::path &path, int flags)
{
    const int fd = ::open(path.c_str(), flags);
    if (fd < 0)
        throw Failure(Error::io(path.string() + ": cannot be opened to be synced: " + reason()));
    const int status = ::fsync(fd);
    const auto why = reason();
    ::close(fd);
    if (status != 0)
        throw Failure(Error::io(path.string() + ": cannot be synced to disk: " + why));
}

} // namespace

Result<std::string> read_file(const fs::path &file, std::uintmax_t max_bytes)
{
    std::error_code code;
    if (fs::is_directory(file, code))
        return Error::invalid_input(file.string() + ": is a folder; a file was expected");
    const auto size = fs::file_size(file, code);
    if (code)
        return Error::not_found(file.string() + ": " + code.message());
    if (size > max_bytes)
        return Error::invalid_input(file.string() + ": has " + std::to_string(size) + " bytes; at most "
                                    + std::to_string(max_bytes) + " were expected");
    std::ifstream in(file, std::ios::binary);
    std::string bytes(size, '\0');
    if (!in || (size > 0 && !in.read(bytes.data(), static_cast<std::streamsize>(size))))
        return Error::io(file.string() + ": reading failed: " + reason());
    return bytes;
}

Result<nlohmann::json> read_json(const fs::path &file, std::uintmax_t max_bytes)
{
    auto bytes = read_file(file, max_bytes);
    if (!bytes)
        return bytes.error();
    return parse_json(*bytes, file.string());
}

Status write_file_atomically(const fs::path &file, const std::function<void(const fs::path &)> &writer)
{
    return catching([&] {
        const auto temporary = fs::path(file.string() + ".part" + std::to_string(::getpid()));
        try {
            writer(temporary);
            sync_path(temporary, O_RDONLY);
            std::error_code code;
            fs::rename(temporary, file, code);
            if (code)
                throw Failure(Error::io(file.string() + ": cannot be put in place: " + code.message()));
            sync_path(file.has_parent_path() ? file.parent_path() : fs::path("."), O_RDONLY | O_DIRECTORY);
        } catch (...) {
            std::error_code ignored;
            fs::remove(temporary, ignored);
            throw;
        }
    });
}

Status write_file_atomically(const fs::path &file, std::string_view bytes)
{
    return write_file_atomically(file, [&](const fs::path &temporary) {
        std::ofstream out(temporary, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out)
            throw Failure(Error::io(file.string() + ": writing failed: " + reason()));
    });
}

Result<fs::path> path_inside(const fs::path &root, const fs::path &relative)
{
    if (relative.is_absolute())
        return Error::invalid_input(relative.string() + ": is an absolute path; one inside " + root.string() + " was expected");
    std::error_code code;
    const auto base = fs::weakly_canonical(root, code);
    const auto full = fs::weakly_canonical(base / relative, code);
    const auto inside = full.lexically_relative(base);
    if (code || inside.empty() || *inside.begin() == "..")
        return Error::invalid_input(relative.string() + ": leads out of " + root.string());
    return full;
}

} // namespace m3po
