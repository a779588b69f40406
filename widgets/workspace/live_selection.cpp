// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/live_selection.h"

#include <algorithm>
#include <utility>

namespace m3po {
Baseline baseline(const Corpus &corpus, const QString &name, std::span<const SelectedPair> pairs)
{
    const auto &columns = corpus.columns();
    const auto samples = std::size_t(columns.samples());
    Baseline result{{std::vector<std::int64_t>(samples, -1), std::vector<std::int64_t>(samples, -1)}, name};
    const auto row = [&](std::size_t sample, std::int64_t candidate) -> std::int64_t {
        const auto begin = columns.candidate_ids.begin() + columns.offsets[sample], end = columns.candidate_ids.begin() + columns.offsets[sample + 1];
        const auto found = std::find(begin, end, candidate);
        return found == end ? -1 : found - columns.candidate_ids.begin();
    };
    for (const auto &pair : pairs) {
        const auto found = std::lower_bound(columns.sample_ids.begin(), columns.sample_ids.end(), pair.sample_id);
        if (pair.ordinal != 0 || !pair.chosen_id || found == columns.sample_ids.end() || *found != pair.sample_id)
            continue;
        const auto sample = std::size_t(found - columns.sample_ids.begin());
        result.chosen[sample] = row(sample, *pair.chosen_id);
        result.rejected[sample] = row(sample, *pair.rejected_id);
    }
    return result;
}

LiveSelection Selecting::compute(const SelectionRequest &request, const Baseline *against)
{
    auto view = reselection_.select(request, against);
    LiveSelection live;
    live.request = request;
    using Owner = std::pair<std::shared_ptr<const Corpus>, std::shared_ptr<const Mas>>;
    live.mas = {std::make_shared<const Owner>(corpus_, view.mas), view.mas.get()};
    live.choices = std::move(view.choices);
    live.firstChoice = std::move(view.first_choice);
    live.statistics = view.statistics;
    live.score = view.score;
    live.masGap = view.mas_gap;
    live.logpGap = view.logp_gap;
    live.changed = std::move(view.changed);
    live.gained = view.gained;
    live.lost = view.lost;
    return live;
}

} // namespace m3po
