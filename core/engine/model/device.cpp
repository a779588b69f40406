// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/device.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <dlfcn.h>

namespace m3po::engine {

namespace {

// Why there is no CUDA; empty where there is.
std::string open_cuda()
{
    static const std::string reason = []() -> std::string {
        Dl_info cpu{};
        // Any function of libtorch_cpu tells where it lies.
        if (!::dladdr(reinterpret_cast<void *>(&at::globalContext), &cpu) || !cpu.dli_fname)
            return "libtorch_cpu was not found among the loaded libraries";
        const auto library = std::filesystem::path(cpu.dli_fname).parent_path() / "libtorch_cuda.so";
        if (!std::filesystem::exists(library))
            return fmt::format("{} is not there (./run --cuda fetches it)", library.string());
        if (!::dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL))
            return fmt::format("{} does not open: {}", library.string(), ::dlerror());
        if (!at::hasCUDA() || at::detail::getCUDAHooks().deviceCount() < 1)
            return "the CUDA driver finds no device";
        return {};
    }();
    return reason;
}

double seconds_for_product(at::ScalarType dtype)
{
    const c10::InferenceMode inference;
    const auto a = at::ones({256, 256}, dtype), b = at::ones({256, 256}, dtype);
    double best = 1e9;
    for (int run = 0; run < 3; ++run) { // the first warms up
        const auto start = std::chrono::steady_clock::now();
        at::matmul(a, b);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

} // namespace

Result<at::Device> choose_device(const std::string &name)
{
    return catching([&]() -> at::Device {
        if (name == "cpu")
            return at::kCPU;
        if (name != "cuda" && name != "auto")
            throw Failure(Error::usage(fmt::format("--device {}: cpu, cuda or auto was expected", name)));
        const auto reason = open_cuda();
        if (reason.empty())
            return at::Device(at::kCUDA, 0);
        if (name == "cuda")
            throw Failure(Error::unsupported("--device cuda: " + reason));
        return at::kCPU;
    });
}

Quantization quantization_named(const std::string &dtype)
{
    return dtype == "nf4" ? Quantization::Nf4 : Quantization::None;
}

Result<at::ScalarType> choose_dtype(const std::string &name, at::Device device)
{
    return catching([&]() -> at::ScalarType {
        if (name == "float32")
            return at::kFloat;
        if (name == "bfloat16")
            return at::kBFloat16;
        if (quantization_named(name) == Quantization::Nf4)
            return device.is_cuda() ? at::kBFloat16 : at::kFloat;
        if (name != "auto")
            throw Failure(Error::usage(fmt::format("--dtype {}: float32, bfloat16, nf4 or auto was expected", name)));
        if (device.is_cuda())
            return at::kBFloat16;
        static const bool faster = seconds_for_product(at::kBFloat16) < 0.8 * seconds_for_product(at::kFloat);
        return faster ? at::kBFloat16 : at::kFloat;
    });
}

std::int64_t peak_device_bytes(at::Device device)
{
    if (device.is_cpu())
        return 0;
    const auto stats = at::getDeviceAllocator(device.type())->getDeviceStats(device.index());
    return stats.allocated_bytes[static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE)].peak;
}

void reset_peak_device_bytes(at::Device device)
{
    if (!device.is_cpu())
        at::getDeviceAllocator(device.type())->resetPeakStats(device.index());
}

} // namespace m3po::engine
