// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/weights.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

namespace m3po::engine {

std::vector<std::string> stored_names(const std::string &name)
{
    static const std::vector<std::pair<std::string, std::vector<std::string>>> prefixes{
        {"language_model.model.", {"model.language_model."}},
        {"language_model.lm_head.", {"lm_head."}},
        {"vision_tower.vision_model.", {"vision_tower.", "model.vision_tower.", "model.vision_tower.vision_model."}},
        {"multi_modal_projector.", {"model.multi_modal_projector."}},
    };
    std::vector<std::string> names{name};
    for (const auto &[prefix, others] : prefixes)
        if (name.starts_with(prefix))
            for (const auto &other : others)
                names.push_back(other + name.substr(prefix.size()));
    return names;
}

at::Tensor Weights::get(const std::string &name, const std::vector<std::int64_t> &shape)
{
    const auto names = stored_names(name);
    for (const auto &stored : names) {
        if (!files_.contains(stored))
            continue;
        const auto found = files_.shape(stored);
        if (found != shape)
            throw Failure(Error::invalid_input(fmt::format("{}: tensor \"{}\" has the shape [{}], but config.json asks for [{}]",
                                                           files_.file_of(stored).string(), stored, fmt::join(found, ", "),
                                                           fmt::join(shape, ", "))));
        auto tensor = files_.get(stored, dtype_, device_);
        named_.emplace_back(name, tensor);
        return tensor;
    }
    throw Failure(Error::invalid_input(fmt::format("{}: tensor \"{}\" is missing{}", folder_.string(), name,
                                                   names.size() > 1 ? fmt::format(" (and so is \"{}\")", names[1]) : "")));
}

Linear Weights::linear(const std::string &name, std::int64_t in, std::int64_t out, bool bias)
{
    Linear linear;
    linear.name = name;
    linear.weight = get(name + ".weight", {out, in});
    if (bias)
        linear.bias = get(name + ".bias", {out});
    return linear;
}

Linear Weights::quantized_linear(const std::string &name, std::int64_t in, std::int64_t out, bool bias)
{
    if (in % Nf4::block != 0)
        throw Failure(Error::unsupported(fmt::format("{}: \"{}\" has rows of {} numbers; for nf4 a multiple of {} was expected", folder_.string(),
                                                     name, in, Nf4::block)));
    auto linear = this->linear(name, in, out, false);
    linear.nf4 = quantize_nf4(linear.weight);
    linear.weight.reset();
    named_.pop_back();
    quantized_ += in * out;
    if (bias)
        linear.bias = get(name + ".bias", {out});
    return linear;
}

bool Weights::contains(const std::string &name) const
{
    for (const auto &stored : stored_names(name))
        if (files_.contains(stored))
            return true;
    return false;
}

} // namespace m3po::engine
