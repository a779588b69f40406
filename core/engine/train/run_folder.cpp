// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/run_folder.h"

#include "core/base/file.h"
#include "core/engine/model/safetensors.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace m3po::engine {

namespace fs = std::filesystem;

namespace {

void compare(const fs::path &file, const nlohmann::ordered_json &arguments)
{
    const auto before = *read_json(file, 1 << 20);
    for (const auto &[name, value] : arguments.items()) {
        if (!before.is_object() || !before.contains(name) || before[name] != nlohmann::json(value))
            throw Failure(Error::conflict(fmt::format(
                "{}: this run was begun with {} {}, now it is {}; expected the same, or another folder", file.string(), name,
                before.is_object() && before.contains(name) ? before[name].dump() : "unset", value.dump())));
    }
}

} // namespace

RunFolder::RunFolder(fs::path folder, const nlohmann::ordered_json &arguments) : folder_(std::move(folder))
{
    std::error_code error;
    fs::create_directories(checkpoints(), error);
    if (error)
        throw Failure(Error::io(fmt::format("{}: the folder could not be made: {}", folder_.string(), error.message())));
    const auto lock = folder_ / ".lock";
    lock_ = ::open(lock.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (lock_ < 0)
        throw Failure(Error::io(fmt::format("{}: could not be opened for writing", lock.string())));
    try {
        if (::flock(lock_, LOCK_EX | LOCK_NB) != 0)
            throw Failure(Error::conflict(fmt::format("{}: another process trains in this folder", folder_.string())));
        const auto file = folder_ / "training_args.json";
        if (fs::exists(file))
            compare(file, arguments);
        else
            write_file_atomically(file, arguments.dump(1) + "\n").value();
    } catch (...) {
        ::close(lock_);
        throw;
    }
}

RunFolder::~RunFolder()
{
    ::close(lock_);
}

std::vector<ReferenceLogps> RunFolder::load_reference(std::int64_t pairs) const
{
    std::vector<ReferenceLogps> values(static_cast<std::size_t>(pairs));
    const auto file = folder_ / "reference.safetensors";
    if (!fs::exists(file))
        return values;
    const auto stored = *Safetensors::open_file(file);
    for (const auto *name : {"chosen", "rejected"}) {
        if (!stored.contains(name) || stored.shape(name) != std::vector{pairs})
            throw Failure(Error::invalid_input(fmt::format("{}: expected the tensor {} with {} values", file.string(), name, pairs)));
    }
    const auto chosen = stored.get("chosen", at::kFloat, at::kCPU), rejected = stored.get("rejected", at::kFloat, at::kCPU);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = {chosen.data_ptr<float>()[i], rejected.data_ptr<float>()[i]};
    return values;
}

void RunFolder::save_reference(const std::vector<ReferenceLogps> &values) const
{
    std::vector<float> chosen, rejected;
    for (const auto &one : values) {
        chosen.push_back(one.chosen);
        rejected.push_back(one.rejected);
    }
    write_safetensors(folder_ / "reference.safetensors", {{"chosen", at::tensor(chosen)}, {"rejected", at::tensor(rejected)}}).value();
}

} // namespace m3po::engine
