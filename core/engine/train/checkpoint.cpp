// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/checkpoint.h"

#include "core/base/file.h"
#include "core/engine/model/safetensors.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace m3po::engine {

namespace fs = std::filesystem;

namespace {

void flush_folder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!flushed)
        throw Failure(Error::io(fmt::format("{}: the folder could not be written to disk", folder.string())));
}

} // namespace

std::vector<at::Tensor> TrainableParameters::list() const
{
    std::vector<at::Tensor> all;
    for (const auto &[name, tensor] : tensors)
        all.push_back(tensor);
    return all;
}

CheckpointStore::CheckpointStore(fs::path folder, int keep) : folder_(std::move(folder)), keep_(keep) {}

std::vector<std::pair<std::int64_t, fs::path>> CheckpointStore::list() const
{
    std::vector<std::pair<std::int64_t, fs::path>> found;
    std::error_code none;
    for (const auto &entry : fs::directory_iterator(folder_, none)) {
        const auto name = entry.path().filename().string();
        std::int64_t step = 0;
        if (!name.starts_with("step-"))
            continue;
        const auto [end, error] = std::from_chars(name.data() + 5, name.data() + name.size(), step);
        if (error == std::errc() && end == name.data() + name.size())
            found.emplace_back(step, entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

fs::path CheckpointStore::save(const CheckpointState &state, const TrainableParameters &parameters, const AdamW &optimizer) const
{
    const auto whole = folder_ / fmt::format("step-{:06}", state.step);
    if (fs::exists(whole))
        return whole;
    const auto partial = folder_ / "partial"; // what a kill left behind is written over
    std::error_code error;
    fs::remove_all(partial, error);
    if (!fs::create_directories(partial, error) && error)
        throw Failure(Error::io(fmt::format("{}: the folder could not be made: {}", partial.string(), error.message())));

    parameters.save(partial);
    std::vector<std::pair<std::string, at::Tensor>> moments;
    for (std::size_t i = 0; i < parameters.tensors.size(); ++i) {
        moments.emplace_back("m." + parameters.tensors[i].first, optimizer.state().m[i]);
        moments.emplace_back("v." + parameters.tensors[i].first, optimizer.state().v[i]);
    }
    write_safetensors(partial / "optimizer.safetensors", moments).value();
    const nlohmann::json document{{"format", 1}, {"step", state.step}, {"num_tokens", state.num_tokens},
                                  {"optimizer_steps", optimizer.state().steps}};
    write_file_atomically(partial / "state.json", document.dump(1) + "\n").value();

    fs::rename(partial, whole, error);
    if (error)
        throw Failure(Error::io(fmt::format("{}: could not be renamed: {}", partial.string(), error.message())));
    flush_folder(folder_);

    auto all = list();
    for (std::size_t i = 0; i + static_cast<std::size_t>(keep_) < all.size(); ++i)
        fs::remove_all(all[i].second, error); // one left behind does no harm
    return whole;
}

std::optional<CheckpointState> CheckpointStore::load_newest(const TrainableParameters &parameters, AdamW &optimizer) const
{
    const auto all = list();
    if (all.empty())
        return std::nullopt;
    const auto &folder = all.back().second;
    const auto file = folder / "state.json";
    const auto document = *read_json(file, 1 << 20);
    for (const auto *key : {"format", "step", "num_tokens", "optimizer_steps"}) {
        if (!document.is_object() || !document.contains(key) || !document[key].is_number_integer())
            throw Failure(Error::invalid_input(fmt::format("{}: expected a number under \"{}\"", file.string(), key)));
    }
    if (document["format"] != 1)
        throw Failure(Error::unsupported(fmt::format("{}: format {}, expected 1: made by a newer version", file.string(),
                                                     document["format"].get<int>())));
    const auto stored_file = folder / "optimizer.safetensors";
    const auto stored = *Safetensors::open_file(stored_file);
    std::vector<at::Tensor> m, v;
    for (const auto &[name, tensor] : parameters.tensors) {
        for (auto *moments : {&m, &v}) {
            const auto key = (moments == &m ? "m." : "v.") + name;
            if (!stored.contains(key) || stored.shape(key) != tensor.sizes().vec())
                throw Failure(Error::invalid_input(fmt::format("{}: expected the tensor {} of the size of what is trained",
                                                               stored_file.string(), key)));
            moments->push_back(stored.get(key, at::kFloat, tensor.device()));
        }
    }
    parameters.load(folder);
    optimizer.set_state(document["optimizer_steps"].get<std::int64_t>(), m, v);
    return CheckpointState{document["step"].get<std::int64_t>(), document["num_tokens"].get<std::int64_t>()};
}

} // namespace m3po::engine
