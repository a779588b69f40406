// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/activation.h"

#include "core/engine/model/fused.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

Activation activation_named(const std::string &name, const std::filesystem::path &folder)
{
    static const std::map<std::string, Activation> known{
        {"gelu", Activation::Gelu},
        {"gelu_pytorch_tanh", Activation::GeluTanh},
        {"gelu_new", Activation::GeluTanh},
        {"quick_gelu", Activation::QuickGelu},
        {"silu", Activation::Silu},
        {"swish", Activation::Silu},
        {"relu", Activation::Relu},
        {"sigmoid", Activation::Sigmoid},
        {"tanh", Activation::Tanh},
        {"linear", Activation::Linear},
    };
    const auto found = known.find(name);
    if (found == known.end())
        throw Failure(Error::unsupported(
            fmt::format("{}: the activation \"{}\" is none of gelu, gelu_pytorch_tanh, gelu_new, quick_gelu, silu, "
                        "swish, relu, sigmoid, tanh, linear",
                        (folder / "config.json").string(), name)));
    return found->second;
}

at::Tensor activate(Activation activation, const at::Tensor &x)
{
    switch (activation) {
    case Activation::Gelu: return at::gelu(x);
    case Activation::GeluTanh: return at::gelu(x, "tanh");
    case Activation::QuickGelu: return quick_gelu(x);
    case Activation::Silu: return at::silu(x);
    case Activation::Relu: return at::relu(x);
    case Activation::Sigmoid: return at::sigmoid(x);
    case Activation::Tanh: return at::tanh(x);
    case Activation::Linear: return x;
    }
    return x;
}

} // namespace m3po::engine
