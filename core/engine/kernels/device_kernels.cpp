// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/device_kernels.h"

#include <spdlog/spdlog.h>

#include <dlfcn.h>
#include <filesystem>
#include <system_error>

namespace m3po::engine {

namespace {

using Entry = const DeviceKernels *();

const DeviceKernels *open_plugin()
{
    std::error_code error;
    const auto plugin = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "libm3po_cuda.so";
    if (!std::filesystem::exists(plugin, error)) {
        spdlog::warn("{} is not there: the GPU runs without kernels of our own, which takes longer", plugin.string());
        return nullptr;
    }
    // It stays open: kernels are in use until the program ends.
    void *const library = ::dlopen(plugin.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto *const entry = library ? reinterpret_cast<Entry *>(::dlsym(library, "m3po_cuda_kernels")) : nullptr;
    if (!entry) {
        spdlog::warn("{} does not open: {}", plugin.string(), ::dlerror());
        return nullptr;
    }
    return entry();
}

} // namespace

const DeviceKernels *device_kernels(at::Device device)
{
    if (!device.is_cuda())
        return nullptr;
    static const DeviceKernels *const kernels = open_plugin();
    return kernels;
}

bool is_for_device_kernels(const at::Tensor &x)
{
    constexpr std::int64_t pack = 8;
    return x.is_cuda() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16) && x.is_contiguous() && x.dim() > 0
           && x.size(-1) % pack == 0 && x.numel() > 0 && device_kernels(x.device());
}

} // namespace m3po::engine
