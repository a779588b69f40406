// SPDX-License-Identifier: GPL-3.0-or-later
// Where and in which type a model runs. The program links the CPU's libtorch alone; libtorch_cuda is opened at run
// time where it lies beside it.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace m3po::engine {

// "cpu", "cuda" (an error where there is none) or "auto": a CUDA device where libtorch_cuda opens and finds one.
Result<at::Device> choose_device(const std::string &name);

// How the layers of a language model are kept, on which an adapter may sit; everything else keeps its type.
enum class Quantization { None, Nf4 };

// By the same names as the type: "nf4" (nf4.h), or none. The rest of the model then is bfloat16 on CUDA and float32 on a CPU.
Quantization quantization_named(const std::string &dtype);

// "float32", "bfloat16", "nf4" or "auto": bfloat16 on CUDA; on a CPU what multiplies matrices faster, found once by a probe
// of some milliseconds (without the instructions for it, bfloat16 can be 300 times slower).
Result<at::ScalarType> choose_dtype(const std::string &name, at::Device device);

// What libtorch has given out of a GPU's memory at most since the last reset; 0 on a CPU.
std::int64_t peak_device_bytes(at::Device device);
void reset_peak_device_bytes(at::Device device);

} // namespace m3po::engine
