// SPDX-License-Identifier: GPL-3.0-or-later
// Products on the matrix units, by their own instructions: 16 x 8 numbers in float32 from bfloat16.
//
// What a lane holds (group = lane / 4, four = lane % 4): of a (16 x 16) rows `group` and `group` + 8, columns 2·four + {0, 1} and
// those + 8; of b (16 x 8) the same rows, which are a's columns, of its column `group`; of c rows `group`, `group` + 8, columns
// 2·four + {0, 1}. As a sum does not mind its order, columns of a and rows of b may be any numbers that both sides take alike.
#pragma once

namespace m3po::engine::cuda {

// c += a · b
__device__ inline void multiply(float (&c)[4], const unsigned (&a)[4], unsigned b0, unsigned b1)
{
    asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
                 : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
                 : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

} // namespace m3po::engine::cuda
