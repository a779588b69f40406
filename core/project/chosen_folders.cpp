// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/chosen_folders.h"

#include "core/base/file.h"
#include "core/base/user_folders.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sstream>
#include <unistd.h>

namespace m3po::chosen_folders {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_file = 4 << 20;

fs::path list_file()
{
    const auto folder = state_folder();
    return folder.empty() ? folder : folder / "chosen-folders";
}

std::string line_of(const fs::path &folder)
{
    std::error_code code;
    const auto whole = fs::weakly_canonical(fs::absolute(folder), code);
    // A name that is not UTF-8 is written byte by byte.
    nlohmann::json text = whole.string();
    try {
        return text.dump();
    } catch (const nlohmann::json::type_error &) {
        const auto bytes = whole.string();
        return nlohmann::json(std::vector<unsigned char>(bytes.begin(), bytes.end())).dump();
    }
}

} // namespace

void remember(const fs::path &folder)
{
    const auto file = list_file();
    if (file.empty() || holds(folder))
        return;
    std::error_code code;
    fs::create_directories(file.parent_path(), code);
    // One write at the file's end: two programs that remember at once both do.
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return;
    const auto line = line_of(folder) + '\n';
    [[maybe_unused]] const auto written = ::write(fd, line.data(), line.size());
    ::close(fd);
}

bool holds(const fs::path &folder)
{
    const auto file = list_file();
    const auto text = file.empty() ? Result<std::string>(std::string()) : read_file(file, largest_file);
    if (!text)
        return false;
    const auto wanted = line_of(folder);
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);)
        if (line == wanted)
            return true;
    return false;
}

bool may_follow(const fs::path &project_file, const fs::path &folder)
{
    std::error_code code;
    const auto base = fs::weakly_canonical(fs::absolute(project_file).parent_path(), code);
    const auto relative = fs::weakly_canonical(folder, code).lexically_relative(base);
    const bool inside = !code && !relative.empty() && *relative.begin() != "..";
    return inside || holds(folder);
}

} // namespace m3po::chosen_folders
