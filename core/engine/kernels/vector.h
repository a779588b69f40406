// SPDX-License-Identifier: GPL-3.0-or-later
// Eight floats at once, by GCC's vectors; what calls this runs through vector_target.h.
#pragma once

#include <cstdint>
#include <cstring>

namespace m3po::engine {

inline constexpr std::int64_t lanes = 8;
typedef float Vector __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)), may_alias)); // in memory
typedef float Lanes __attribute__((vector_size(lanes * sizeof(float))));                                      // in a register
typedef std::int32_t Integers __attribute__((vector_size(lanes * sizeof(float))));

// By reference: a vector that is returned is passed otherwise with AVX than without.
[[gnu::always_inline]] inline const Vector &at(const float *p) { return *reinterpret_cast<const Vector *>(p); }
[[gnu::always_inline]] inline Vector &at(float *p) { return *reinterpret_cast<Vector *>(p); }

[[gnu::always_inline]] inline float sum(const Vector &v)
{
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

typedef float FourFloats __attribute__((vector_size(4 * sizeof(float))));

// The sums of four vectors, each as sum() takes it.
[[gnu::always_inline]] inline void four_sums(const Vector &a, const Vector &b, const Vector &c, const Vector &d, FourFloats &sums)
{
    const auto halves = [](const Vector &v, FourFloats &half) {
        half = __builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7);
    };
    FourFloats ha, hb, hc, hd;
    halves(a, ha);
    halves(b, hb);
    halves(c, hc);
    halves(d, hd);
    const FourFloats ab = __builtin_shufflevector(ha, hb, 0, 1, 4, 5) + __builtin_shufflevector(ha, hb, 2, 3, 6, 7);
    const FourFloats cd = __builtin_shufflevector(hc, hd, 0, 1, 4, 5) + __builtin_shufflevector(hc, hd, 2, 3, 6, 7);
    sums = __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
}

// to (8, 8) becomes the transposed of from (8, 8); rows lie the strides apart.
[[gnu::always_inline]] inline void turn_square(const float *from, std::int64_t stride, float *to, std::int64_t to_stride)
{
    Vector a[lanes], b[lanes];
#pragma GCC unroll 8
    for (int i = 0; i < lanes; ++i)
        a[i] = at(from + i * stride);
    // Neighbouring rows' numbers side by side, then pairs of these, then halves.
#pragma GCC unroll 8
    for (int i = 0; i < lanes; i += 2) {
        b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
#pragma GCC unroll 8
    for (int i = 0; i < lanes; i += 4) {
#pragma GCC unroll 8
        for (int j = 0; j < 2; ++j) {
            a[i + 2 * j] = __builtin_shufflevector(b[i + j], b[i + 2 + j], 0, 1, 8, 9, 4, 5, 12, 13);
            a[i + 2 * j + 1] = __builtin_shufflevector(b[i + j], b[i + 2 + j], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    }
#pragma GCC unroll 8
    for (int i = 0; i < 4; ++i) {
        at(to + i * to_stride) = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        at(to + (i + 4) * to_stride) = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

// Of a float or of Lanes, for loops that are written once for both.
template <typename Float> [[gnu::always_inline]] inline void read(const float *p, Float &x) { std::memcpy(&x, p, sizeof x); }
template <typename Float> [[gnu::always_inline]] inline void write(float *p, const Float &x) { std::memcpy(p, &x, sizeof x); }

} // namespace m3po::engine
