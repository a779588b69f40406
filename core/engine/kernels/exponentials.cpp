// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/exponentials.h"

#include "core/engine/kernels/exp.h"
#include "core/base/vector_target.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace m3po::engine {

namespace {

constexpr std::size_t lanes = 8;
typedef float Vector __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)), may_alias));
typedef std::int32_t Integers __attribute__((vector_size(lanes * sizeof(float))));
constexpr std::size_t block = 64 * lanes; // sums of 64 in float lose nothing; these are added in double

struct Job {
    const float *x;
    std::size_t n;
    float largest;
    float *out;
    double *sum;
};

struct Exponentials {
    [[gnu::always_inline]] static void run(const Job &job)
    {
        double sum = 0;
        for (std::size_t first = 0; first < job.n; first += block) {
            const auto end = std::min(first + block, job.n);
            Vector sums = {};
            auto i = first;
            for (; i + lanes <= end; i += lanes) {
                Vector v = *reinterpret_cast<const Vector *>(job.x + i) - job.largest;
                to_exponential<Vector, Integers>(v);
                sums += v;
                if (job.out)
                    *reinterpret_cast<Vector *>(job.out + i) = v;
            }
            for (; i < end; ++i) {
                const float e = exp_nonpositive(job.x[i] - job.largest);
                sum += e;
                if (job.out)
                    job.out[i] = e;
            }
            for (std::size_t l = 0; l < lanes; ++l)
                sum += sums[l];
        }
        *job.sum = sum;
    }
};

struct LargestJob {
    const float *x;
    std::size_t n;
    float *largest;
};

struct Largest {
    [[gnu::always_inline]] static void run(const LargestJob &job)
    {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr std::size_t side_by_side = 4; // comparisons wait for each other otherwise
        Vector best[side_by_side];
        Integers sound[side_by_side];
        for (std::size_t j = 0; j < side_by_side; ++j) {
            best[j] = Vector{} - infinity;
            sound[j] = ~Integers{};
        }
        std::size_t i = 0;
        for (; i + side_by_side * lanes <= job.n; i += side_by_side * lanes) {
#pragma GCC unroll 4
            for (std::size_t j = 0; j < side_by_side; ++j) {
                const Vector v = *reinterpret_cast<const Vector *>(job.x + i + j * lanes);
                best[j] = v > best[j] ? v : best[j];
                sound[j] &= v < infinity; // false for NaN too
            }
        }
        float largest = -infinity;
        bool all_sound = true;
        for (std::size_t j = 0; j < side_by_side; ++j) {
            for (std::size_t l = 0; l < lanes; ++l) {
                largest = std::max(largest, best[j][l]);
                all_sound &= sound[j][l] != 0;
            }
        }
        for (; i < job.n; ++i) {
            largest = job.x[i] > largest ? job.x[i] : largest;
            all_sound &= job.x[i] < infinity;
        }
        *job.largest = all_sound ? largest : std::numeric_limits<float>::quiet_NaN();
    }
};

} // namespace

float largest_of(const float *x, std::size_t n)
{
    float largest = 0;
    on_best_target<Largest>(LargestJob{x, n, &largest});
    return largest;
}

double sum_of_exponentials(const float *x, std::size_t n, float largest, float *out)
{
    double sum = 0;
    on_best_target<Exponentials>(Job{x, n, largest, out, &sum});
    return sum;
}

} // namespace m3po::engine
