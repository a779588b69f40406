// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors of tens of megabytes in pages of two megabytes, where the system has them: memory is first touched page by page, and
// in pages of four kilobytes that takes longer than reading what is to be in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <sys/mman.h>
#include <vector>

namespace m3po {

template <typename T>
void reserve_large(std::vector<T> &vector, std::size_t size)
{
    constexpr std::uintptr_t page = 2 << 20;
    vector.reserve(size);
    const auto begin = (reinterpret_cast<std::uintptr_t>(vector.data()) + page - 1) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(vector.data() + vector.capacity()) / page * page;
    if (begin < end)
        ::madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE); // a wish
}

template <typename T>
void resize_large(std::vector<T> &vector, std::size_t size)
{
    reserve_large(vector, size);
    vector.resize(size);
}

} // namespace m3po
