// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that make a corpus, a piece at a time: for several readers (readers.h), and for millions. Throw Failure.
#pragma once

#include "core/project/generations.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

// Texts by sample, one behind the other.
struct TextColumn {
    std::vector<char> bytes;
    std::vector<std::uint64_t> ends; // S
    std::string_view operator[](std::size_t sample) const
    {
        const auto begin = sample == 0 ? 0 : ends[sample - 1];
        return {bytes.data() + begin, ends[sample] - begin};
    }
    void add(std::string_view text);
    void add(const TextColumn &others);
};

// What a list of samples shows of each.
struct SampleTexts {
    TextColumn external_ids, instructions, image_paths;
};

namespace corpus_rows {

// Of the samples with ids in first .. last, in order.
SampleTexts texts(Project &project, std::int64_t first, std::int64_t last);
// Candidates of these samples, as generations::columns has them; `rows` is how many there may be.
generations::CandidateColumns candidates(Project &project, std::int64_t run, std::int64_t first, std::int64_t last, std::size_t rows);
// What scores::column gives, into memory that is there already. REQUIRES: as many values as ids.
void scores(Project &project, std::int64_t evaluator, std::span<const std::int64_t> candidate_ids, std::span<float> values);
// take(i, text) of each of these candidates; the text is there until take returns. NotFound.
void candidate_texts(Project &project, std::span<const std::int64_t> candidate_ids, const std::function<void(std::size_t, std::string_view)> &take);

} // namespace corpus_rows
} // namespace m3po
