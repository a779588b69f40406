// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels of launch.h over libtorch's tensors, streams and memory: what libm3po_cuda gives to the program.
#include "core/engine/kernels/cuda/launch.h"
#include "core/engine/kernels/device_kernels.h"

#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

namespace m3po::engine {

namespace {

cuda::Number number_of(const at::Tensor &x)
{
    TORCH_CHECK(x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16, "float32 or bfloat16");
    return x.scalar_type() == at::kFloat ? cuda::Number::Float : cuda::Number::BFloat16;
}

int narrow(std::int64_t n)
{
    return static_cast<int>(n);
}

// The stream, and a look at what the launch said when it is over.
class Launch {
public:
    Launch() : stream_(c10::cuda::getCurrentCUDAStream()) {}
    Launch(const Launch &) = delete;
    operator cudaStream_t() const { return stream_; }
    static void check() { C10_CUDA_KERNEL_LAUNCH_CHECK(); }

private:
    cudaStream_t stream_;
};

class Recorded : public DeviceGraph {
public:
    explicit Recorded(const std::function<void()> &work)
    {
        // A recording must not run on the stream that everybody uses. One for all: libraries keep memory for each.
        static const auto own = c10::cuda::getStreamFromPool();
        const auto outer = c10::cuda::getCurrentCUDAStream();
        const c10::cuda::CUDAStreamGuard guard(own);
        at::cuda::CUDAEvent before, after;
        before.record(outer);
        before.block(own);
        work();
        // Threads of the program that ask CUDA for something else meanwhile do no harm.
        graph_.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal);
        work();
        graph_.capture_end();
        after.record(own);
        after.block(outer);
    }
    void replay() override { graph_.replay(); }

private:
    at::cuda::CUDAGraph graph_;
};

cuda::Norm norm_of(const at::Tensor &x, const at::Tensor &weight, double eps)
{
    cuda::Norm norm{};
    norm.rows = x.numel() / x.size(-1);
    norm.width = narrow(x.size(-1));
    norm.x = x.const_data_ptr();
    norm.weight = weight.const_data_ptr();
    norm.eps = static_cast<float>(eps);
    return norm;
}

cuda::Slots slots_of(const DeviceAttention &a)
{
    return {narrow(a.q.size(0)),      narrow(a.q.size(1)),    narrow(a.keys.size(1)),
            narrow(a.q.size(2)),      narrow(a.keys.size(2)), a.lengths.const_data_ptr<int>()};
}

class Kernels : public DeviceKernels {
public:
    at::Tensor rms_norm(const at::Tensor &x, const at::Tensor &weight, double eps, at::Tensor *inverse) const override
    {
        auto norm = norm_of(x, weight, eps);
        auto y = at::empty_like(x);
        norm.y = y.mutable_data_ptr();
        if (inverse) {
            *inverse = at::empty({norm.rows}, x.options().dtype(at::kFloat));
            norm.inverse = inverse->mutable_data_ptr<float>();
        }
        const Launch launch;
        cuda::rms_norm(launch, number_of(x), norm);
        Launch::check();
        return y;
    }

    std::pair<at::Tensor, at::Tensor> add_rms_norm(const at::Tensor &x, const at::Tensor &added, const at::Tensor &weight, double eps) const override
    {
        auto norm = norm_of(x, weight, eps);
        auto sum = at::empty_like(x), y = at::empty_like(x);
        norm.added = added.const_data_ptr();
        norm.sum = sum.mutable_data_ptr();
        norm.y = y.mutable_data_ptr();
        const Launch launch;
        cuda::rms_norm(launch, number_of(x), norm);
        Launch::check();
        return {sum, y};
    }

    at::Tensor rms_norm_backward(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &inverse, const at::Tensor &dy) const override
    {
        auto dx = at::empty_like(x);
        const Launch launch;
        cuda::rms_norm_backward(launch, number_of(x), x.numel() / x.size(-1), narrow(x.size(-1)), x.const_data_ptr(), weight.const_data_ptr(),
                                inverse.const_data_ptr<float>(), dy.const_data_ptr(), dx.mutable_data_ptr());
        Launch::check();
        return dx;
    }

    at::Tensor gated_silu(const at::Tensor &gate, const at::Tensor &up) const override
    {
        auto y = at::empty_like(gate);
        const Launch launch;
        cuda::gated_silu(launch, number_of(gate), gate.numel(), gate.const_data_ptr(), up.const_data_ptr(), y.mutable_data_ptr());
        Launch::check();
        return y;
    }

    std::pair<at::Tensor, at::Tensor> gated_silu_backward(const at::Tensor &gate, const at::Tensor &up, const at::Tensor &dy) const override
    {
        auto dgate = at::empty_like(gate), dup = at::empty_like(up);
        const Launch launch;
        cuda::gated_silu_backward(launch, number_of(gate), gate.numel(), gate.const_data_ptr(), up.const_data_ptr(), dy.const_data_ptr(),
                                  dgate.mutable_data_ptr(), dup.mutable_data_ptr());
        Launch::check();
        return {dgate, dup};
    }

    at::Tensor quick_gelu(const at::Tensor &x) const override
    {
        auto y = at::empty_like(x);
        const Launch launch;
        cuda::quick_gelu(launch, number_of(x), x.numel(), x.const_data_ptr(), y.mutable_data_ptr());
        Launch::check();
        return y;
    }

    at::Tensor rotate_heads(const at::Tensor &x, const at::Tensor &cos, const at::Tensor &sin, double direction) const override
    {
        auto y = at::empty_like(x);
        const auto heads = x.size(-2), d = x.size(-1);
        const Launch launch;
        cuda::rotate_heads(launch, number_of(x), x.numel() / (heads * d), narrow(heads), narrow(d), x.const_data_ptr(), cos.const_data_ptr(),
                           sin.const_data_ptr(), cos.numel() / d, static_cast<float>(direction), y.mutable_data_ptr());
        Launch::check();
        return y;
    }

    at::Tensor rotate_and_store(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, const at::Tensor &cos, const at::Tensor &sin,
                                const DeviceAttention &into) const override
    {
        auto rotated = at::empty_like(q);
        auto attention = into;
        attention.q = q;
        const Launch launch;
        cuda::rotate_and_store(launch, number_of(q), slots_of(attention), q.const_data_ptr(), k.const_data_ptr(), v.const_data_ptr(),
                               cos.const_data_ptr(), sin.const_data_ptr(), rotated.mutable_data_ptr(), into.keys.mutable_data_ptr(),
                               into.values.mutable_data_ptr());
        Launch::check();
        return rotated;
    }

    at::Tensor attend(const DeviceAttention &a) const override
    {
        TORCH_CHECK(a.q.scalar_type() == at::kBFloat16 && (a.q.size(2) == 64 || a.q.size(2) == 128), "bfloat16, heads of 64 or 128");
        TORCH_CHECK(a.tile >= 1 && a.tile <= 16 && a.q.size(0) % a.tile == 0, "tiles of up to 16 that cover the slots");
        cuda::Attention attention{};
        attention.slots = slots_of(a);
        attention.tile = narrow(a.tile);
        const auto count = a.q.size(0), heads = a.q.size(1), d = a.q.size(2);
        attention.parts = cuda::prefix_parts(narrow(count / a.tile), narrow(heads), at::cuda::getCurrentDeviceProperties()->multiProcessorCount);
        attention.prefixes = a.prefixes.const_data_ptr<std::int64_t>();
        attention.q = a.q.const_data_ptr();
        attention.keys = a.keys.const_data_ptr();
        attention.values = a.values.const_data_ptr();
        const auto room = a.q.options().dtype(at::kFloat);
        auto partial = at::empty({count, heads, attention.parts, d}, room), weights = at::empty({count, heads, attention.parts, 2}, room);
        attention.partial = partial.mutable_data_ptr<float>();
        attention.weights = weights.mutable_data_ptr<float>();
        auto out = at::empty({count, heads * d}, a.q.options());
        attention.out = out.mutable_data_ptr();
        const Launch launch;
        cuda::attend(launch, attention);
        Launch::check();
        return out;
    }

    at::Tensor nf4_dequantize(const at::Tensor &codes, const at::Tensor &scales) const override
    {
        auto weight = at::empty({codes.size(0), 2 * codes.size(1)}, codes.options().dtype(at::kBFloat16));
        const Launch launch;
        cuda::nf4_dequantize(launch, weight.numel(), codes.const_data_ptr(), scales.const_data_ptr<float>(), weight.mutable_data_ptr());
        Launch::check();
        return weight;
    }

    at::Tensor nf4_linear(const at::Tensor &x, const at::Tensor &codes, const at::Tensor &scales) const override
    {
        TORCH_CHECK(x.scalar_type() == at::kBFloat16 && x.size(0) <= 32 && codes.size(0) % 32 == 0, "up to 32 rows of bfloat16");
        const auto rows = x.contiguous();
        cuda::Nf4Product product{};
        product.rows = narrow(x.size(0));
        product.out = narrow(codes.size(0));
        product.in = narrow(x.size(1));
        product.slices = cuda::nf4_slices(product.out, product.in, at::cuda::getCurrentDeviceProperties()->multiProcessorCount);
        auto partial = at::empty({product.slices, product.rows, product.out}, x.options().dtype(at::kFloat));
        auto y = at::empty({x.size(0), codes.size(0)}, x.options());
        product.x = rows.const_data_ptr();
        product.codes = codes.const_data_ptr<std::uint8_t>();
        product.scales = scales.const_data_ptr<float>();
        product.partial = partial.mutable_data_ptr<float>();
        product.y = y.mutable_data_ptr();
        const Launch launch;
        cuda::nf4_linear(launch, product);
        Launch::check();
        return y;
    }

    std::unique_ptr<DeviceGraph> record(const std::function<void()> &work) const override { return std::make_unique<Recorded>(work); }
};

} // namespace

} // namespace m3po::engine

// Null where the GPU is older than the kernels.
extern "C" const m3po::engine::DeviceKernels *m3po_cuda_kernels()
{
    if (at::cuda::getCurrentDeviceProperties()->major < 8)
        return nullptr;
    static const m3po::engine::Kernels kernels;
    return &kernels;
}
