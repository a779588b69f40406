// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/parameters.h"

#include "core/engine/model/safetensors.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

namespace fs = std::filesystem;

TrainableParameters adapter_parameters(const Adapter &adapter, const VisionLanguageModel &model)
{
    TrainableParameters parameters;
    for (const auto &module : adapter.modules) {
        parameters.tensors.emplace_back(module.name + ".lora_A", module.a);
        parameters.tensors.emplace_back(module.name + ".lora_B", module.b);
    }
    parameters.save = [adapter, &model](const fs::path &folder) { adapter.save(folder, model.folder().string()).value(); };
    parameters.load = [adapter, &model](const fs::path &folder) {
        const auto stored = *Adapter::load(folder, model);
        at::NoGradGuard no_grad;
        for (std::size_t i = 0; i < adapter.modules.size(); ++i) {
            const auto fits = i < stored.modules.size() && stored.modules[i].name == adapter.modules[i].name
                              && stored.modules[i].a.sizes() == adapter.modules[i].a.sizes();
            if (!fits)
                throw Failure(Error::invalid_input(fmt::format("{}: expected an adapter on the layers that are trained ({} is missing)",
                                                               folder.string(), adapter.modules[i].name)));
            at::Tensor(adapter.modules[i].a).copy_(stored.modules[i].a);
            at::Tensor(adapter.modules[i].b).copy_(stored.modules[i].b);
        }
    };
    return parameters;
}

TrainableParameters model_parameters(const VisionLanguageModel &model, const std::string &prefix)
{
    TrainableParameters parameters;
    for (const auto &[name, tensor] : model.parameters()) {
        if (name.starts_with(prefix))
            parameters.tensors.emplace_back(name, tensor);
    }
    const auto tensors = parameters.tensors;
    parameters.save = [tensors](const fs::path &folder) { write_safetensors(folder / "model.safetensors", tensors).value(); };
    parameters.load = [tensors](const fs::path &folder) {
        const auto file = folder / "model.safetensors";
        const auto stored = *Safetensors::open_file(file);
        at::NoGradGuard no_grad;
        for (const auto &[name, tensor] : tensors) {
            if (!stored.contains(name) || stored.shape(name) != tensor.sizes().vec())
                throw Failure(Error::invalid_input(fmt::format("{}: expected the tensor {} of the model's size", file.string(), name)));
            at::Tensor(tensor).copy_(stored.get(name, tensor.scalar_type(), tensor.device()));
        }
    };
    return parameters;
}

} // namespace m3po::engine
