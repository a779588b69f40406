// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/corpus_rows.h"

#include "core/project/query.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace m3po {

void TextColumn::add(std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
    ends.push_back(bytes.size());
}

void TextColumn::add(const TextColumn &others)
{
    const auto begin = bytes.size();
    bytes.insert(bytes.end(), others.bytes.begin(), others.bytes.end());
    for (const auto end : others.ends)
        ends.push_back(begin + end);
}

namespace corpus_rows {

SampleTexts texts(Project &project, std::int64_t first, std::int64_t last)
{
    SampleTexts result;
    Query query(project,
                "SELECT s.external_id, s.instruction, i.path FROM samples s JOIN images i ON i.id = s.image_id "
                "WHERE s.id BETWEEN ?1 AND ?2 ORDER BY s.id",
                first, last);
    while (query.step()) {
        result.external_ids.add(query.text_view(0));
        result.instructions.add(query.text_view(1));
        result.image_paths.add(query.text_view(2));
    }
    return result;
}

generations::CandidateColumns candidates(Project &project, std::int64_t run, std::int64_t first, std::int64_t last, std::size_t rows)
{
    generations::CandidateColumns result;
    result.candidate_ids.reserve(rows);
    result.positions.reserve(rows);
    result.logp_sum.reserve(rows);
    result.token_counts.reserve(rows);
    result.text_keys.reserve(rows);
    // The index alone serves it, so texts and tokens stay unread.
    Query query(project,
                "SELECT sample_id, id, position, logp_sum, token_count, text_key FROM candidates "
                "INDEXED BY candidate_columns WHERE run_id = ?1 AND sample_id BETWEEN ?2 AND ?3 ORDER BY sample_id, position",
                run, first, last);
    while (query.step()) {
        const auto sample = query.integer(0);
        if (result.sample_ids.empty() || result.sample_ids.back() != sample) {
            result.sample_ids.push_back(sample);
            result.offsets.push_back(static_cast<std::int64_t>(result.candidate_ids.size()));
        }
        result.candidate_ids.push_back(query.integer(1));
        result.positions.push_back(static_cast<std::int32_t>(query.integer(2)));
        result.logp_sum.push_back(static_cast<float>(query.real(3)));
        result.token_counts.push_back(static_cast<std::int32_t>(query.integer(4)));
        result.text_keys.push_back(query.integer(5));
    }
    result.offsets.push_back(static_cast<std::int64_t>(result.candidate_ids.size()));
    return result;
}

void scores(Project &project, std::int64_t evaluator, std::span<const std::int64_t> candidate_ids, std::span<float> values)
{
    std::fill(values.begin(), values.end(), std::numeric_limits<float>::quiet_NaN());
    if (candidate_ids.empty())
        return;
    // The scores come by candidate id; walk both in that order.
    std::vector<std::uint32_t> order(candidate_ids.size());
    std::iota(order.begin(), order.end(), 0u);
    if (!std::is_sorted(candidate_ids.begin(), candidate_ids.end()))
        std::sort(order.begin(), order.end(), [&](auto a, auto b) { return candidate_ids[a] < candidate_ids[b]; });
    Query query(project,
                "SELECT candidate_id, value FROM component_scores WHERE evaluator_id = ?1 AND "
                "candidate_id BETWEEN ?2 AND ?3 ORDER BY candidate_id",
                evaluator, candidate_ids[order.front()], candidate_ids[order.back()]);
    auto next = order.begin();
    while (query.step()) {
        const auto id = query.integer(0);
        while (next != order.end() && candidate_ids[*next] < id)
            ++next;
        if (next == order.end())
            break;
        if (candidate_ids[*next] == id)
            values[*next] = static_cast<float>(query.real(1));
    }
}

void candidate_texts(Project &project, std::span<const std::int64_t> candidate_ids, const std::function<void(std::size_t, std::string_view)> &take)
{
    if (candidate_ids.empty())
        return;
    Query query(project, "SELECT text FROM candidates WHERE id = ?1", candidate_ids[0]);
    for (std::size_t i = 0; i < candidate_ids.size(); ++i) {
        if (i > 0)
            query.with(candidate_ids[i]);
        if (!query.step())
            throw Failure(Error::not_found(fmt::format("{}: holds no candidate {}", project.file().string(), candidate_ids[i])));
        take(i, query.text_view(0));
    }
}

} // namespace corpus_rows
} // namespace m3po
