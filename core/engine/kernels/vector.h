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

// Of a float or of Lanes, for loops that are written once for both.
template <typename Float> [[gnu::always_inline]] inline void read(const float *p, Float &x) { std::memcpy(&x, p, sizeof x); }
template <typename Float> [[gnu::always_inline]] inline void write(float *p, const Float &x) { std::memcpy(p, &x, sizeof x); }

} // namespace m3po::engine
