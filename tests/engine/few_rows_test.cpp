// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/few_rows.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace m3po::engine {
namespace {

Rows rows_of(const at::Tensor &t) { return {t.const_data_ptr<float>(), t.stride(0)}; }
MutableRows mutable_rows_of(at::Tensor &t) { return {t.mutable_data_ptr<float>(), t.stride(0)}; }

at::Tensor linear_of(const at::Tensor &x, const at::Tensor &w)
{
    auto y = at::empty({x.size(0), w.size(0)});
    few_rows_linear(rows_of(x), rows_of(w), mutable_rows_of(y), x.size(0), w.size(0), x.size(1));
    return y;
}

at::Tensor short_rows_of(const at::Tensor &x, const at::Tensor &w)
{
    auto y = at::empty({x.size(0), w.size(0)});
    few_rows_times_short_rows(rows_of(x), rows_of(w), mutable_rows_of(y), x.size(0), w.size(0), x.size(1));
    return y;
}

at::Tensor times(const at::Tensor &x, const at::Tensor &b)
{
    auto y = at::zeros({x.size(0), b.size(1)});
    few_rows_add_product(rows_of(x), rows_of(b), mutable_rows_of(y), x.size(0), b.size(1), x.size(1));
    return y;
}

struct Shape {
    std::int64_t rows, columns, depth;
};

class FewRows : public ::testing::TestWithParam<Shape> {};

TEST_P(FewRows, EqualTheProductInDouble)
{
    const auto [rows, columns, depth] = GetParam();
    at::manual_seed(1);
    const auto x = at::randn({rows, depth}), w = at::randn({columns, depth}), b = at::randn({depth, columns});
    const double allowed = 1e-6 * static_cast<double>(depth + 8);
    const auto expected = at::matmul(x.to(at::kDouble), w.to(at::kDouble).t());
    EXPECT_LT((linear_of(x, w) - expected).abs().max().item<double>(), allowed);
    EXPECT_LT((short_rows_of(x, w) - expected).abs().max().item<double>(), allowed);
    EXPECT_LT((times(x, b) - at::matmul(x.to(at::kDouble), b.to(at::kDouble))).abs().max().item<double>(), allowed);
}

TEST_P(FewRows, ARowsBitsDoNotDependOnTheOthersOrOnItsPlace)
{
    const auto [rows, columns, depth] = GetParam();
    at::manual_seed(2);
    const auto x = at::randn({rows, depth}), w = at::randn({columns, depth}), b = at::randn({depth, columns});
    const auto together = linear_of(x, w), turned = short_rows_of(x, w), added = times(x, b);
    for (std::int64_t r = 0; r < rows; ++r) {
        EXPECT_TRUE(at::equal(linear_of(x.narrow(0, r, 1), w), together.narrow(0, r, 1)));
        EXPECT_TRUE(at::equal(short_rows_of(x.narrow(0, r, 1), w), turned.narrow(0, r, 1)));
        EXPECT_TRUE(at::equal(times(x.narrow(0, r, 1), b), added.narrow(0, r, 1)));
    }
    EXPECT_TRUE(at::equal(linear_of(x.flip(0).contiguous(), w).flip(0), together));
}

TEST(FewRows, ReadsRowsThatLieApart)
{
    at::manual_seed(3);
    const auto wide = at::randn({7, 40});
    const auto x = wide.narrow(1, 3, 19), w = at::randn({11, 25}).narrow(1, 1, 19);
    EXPECT_TRUE(at::equal(linear_of(x, w), linear_of(x.contiguous(), w.contiguous())));
    EXPECT_TRUE(at::equal(short_rows_of(x, w), short_rows_of(x.contiguous(), w.contiguous())));
}

INSTANTIATE_TEST_SUITE_P(Shapes, FewRows,
                         ::testing::Values(Shape{1, 1, 1}, Shape{3, 2, 7}, Shape{5, 77, 100}, Shape{32, 100, 64},
                                           Shape{33, 17, 513}, Shape{4, 9000, 24}, Shape{7, 50, 1601}));

} // namespace
} // namespace m3po::engine
