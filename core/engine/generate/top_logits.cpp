// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/top_logits.h"

#include "core/base/result.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace m3po::engine {

namespace {

// More than top-p keeps of a trained model's predictions nearly always; the rare row that needs more is read as a whole.
constexpr std::int64_t most = 256;

// Copied into `here`, which is made at the first time and where its size changes.
void bring(at::Tensor &here, const at::Tensor &there)
{
    if (!here.defined() || here.sizes() != there.sizes())
        here = at::empty(there.sizes(), at::TensorOptions(there.scalar_type()).pinned_memory(there.is_cuda()));
    here.copy_(there);
}

} // namespace

void TopLogitsReader::read(const at::Tensor &logits)
{
    const auto wide = logits.to(at::kFloat);
    count_ = std::min(most, wide.size(1));
    complete_ = count_ == wide.size(1);
    const auto [values, ids] = at::topk(wide, count_, 1);
    const auto largest = values.narrow(1, 0, 1);
    const auto weight = ((wide - largest) * (1 / temperature_)).exp_().sum(1);
    bring(sums_, at::stack({at::logsumexp(wide, 1), weight}, 1));
    bring(values_, values);
    bring(ids_, ids);
    const auto *sums = sums_.const_data_ptr<float>();
    if (!std::all_of(sums, sums + sums_.numel(), [](float sum) { return std::isfinite(sum); }))
        throw Failure(Error::invalid_input("the model's logits are not finite numbers: its weights cannot be sound"));
}

TopLogits TopLogitsReader::row(std::int64_t i) const
{
    const auto count = static_cast<std::size_t>(count_);
    const auto *sums = sums_.const_data_ptr<float>() + 2 * i;
    return {{values_.const_data_ptr<float>() + i * count_, count}, {ids_.const_data_ptr<std::int64_t>() + i * count_, count}, sums[0], sums[1], complete_};
}

} // namespace m3po::engine
