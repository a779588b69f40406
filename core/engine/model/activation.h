// SPDX-License-Identifier: GPL-3.0-or-later
// The activation functions that configs name, as Transformers' ACT2FN has them.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>

namespace m3po::engine {

enum class Activation { Gelu, GeluTanh, QuickGelu, Silu, Relu, Sigmoid, Tanh, Linear };

// Throws Failure (Unsupported) naming the folder where the name is not known.
Activation activation_named(const std::string &name, const std::filesystem::path &folder);

at::Tensor activate(Activation activation, const at::Tensor &x);

} // namespace m3po::engine
