// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/file_system.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace m3po {
namespace fs = std::filesystem;

std::string network_file_system(long type)
{
    // The numbers of statfs(2); linux/magic.h has not all of them.
    static constexpr std::array<std::pair<unsigned long, const char *>, 11> known{{
        {0x6969, "NFS"}, {0xFF534D42, "SMB"}, {0xFE534D42, "SMB"}, {0x517B, "SMB"}, {0x5346414F, "AFS"}, {0x6B414653, "AFS"},
        {0x01021997, "9P"}, {0x00C36400, "Ceph"}, {0x0BD00BD0, "Lustre"}, {0x47504653, "GPFS"}, {0x73757245, "Coda"},
    }};
    for (const auto &[number, name] : known)
        if (number == (static_cast<unsigned long>(type) & 0xFFFFFFFFul))
            return name;
    return "";
}

std::string file_system_caution(const std::filesystem::path &file)
{
    struct statfs system {};
    if (::statfs(file.c_str(), &system) != 0)
        return "";
    const auto name = network_file_system(static_cast<long>(system.f_type));
    return name.empty() ? ""
                        : file.string() + ": lies on a network file system (" + name +
                              "); open it from one machine at a time, or it can be damaged";
}

bool is_frozen(const fs::path &file)
{
    struct statvfs disk {};
    if (::statvfs(file.c_str(), &disk) == 0 && (disk.f_flag & ST_RDONLY) != 0)
        return true;
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 && (status.st_mode & 0222) == 0 && ::access(fs::absolute(file).parent_path().c_str(), W_OK) != 0;
}

void check_writable(const fs::path &file)
{
    for (const auto &path : {file, fs::absolute(file).parent_path()})
        if (::access(path.c_str(), W_OK) != 0)
            throw Failure(Error::io(file.string() + ": cannot be written (" + std::strerror(errno) + "); it can be read"));
}

Result<Project> open_as_disk_allows(const fs::path &file)
{
    auto project = Project::open(file, Project::Mode::ReadWrite);
    if (!project && project.error().kind == ErrorKind::Io)
        return Project::open(file, Project::Mode::ReadOnly);
    return project;
}

} // namespace m3po
