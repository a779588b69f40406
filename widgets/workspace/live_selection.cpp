// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/live_selection.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace m3po {
namespace {

void fill(Histogram &histogram, const std::vector<double> &values)
{
    if (values.empty())
        return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    histogram.low = *low;
    histogram.high = *high > *low ? *high : *low + 1;
    const double scale = Histogram::bins / (histogram.high - histogram.low);
    for (const double value : values)
        ++histogram.counts[std::size_t(std::min(Histogram::bins - 1, int((value - histogram.low) * scale)))];
}

// Log-probabilities have a long tail of a few hopeless answers; the middle 98 % show the shape.
void fillTrimmed(Histogram &histogram, std::vector<double> values)
{
    if (values.empty())
        return;
    const auto at = [&](double share) {
        const auto place = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    const double low = at(0.01), high = at(0.99);
    for (auto &value : values)
        value = std::clamp(value, low, high);
    fill(histogram, values);
}

void compare(LiveSelection &live, const Baseline &against)
{
    for (std::size_t sample = 0; sample < live.firstChoice.size() && sample < against.chosen.size(); ++sample) {
        const auto &choice = live.choice(int(sample));
        if (choice.chosen == against.chosen[sample] && choice.rejected == against.rejected[sample])
            continue;
        live.changed.push_back(int(sample));
        live.gained += against.chosen[sample] < 0;
        live.lost += choice.chosen < 0;
    }
}

} // namespace

Baseline baseline(const Corpus &corpus, const QString &name, std::span<const SelectedPair> pairs)
{
    const auto &columns = corpus.columns();
    const auto samples = std::size_t(columns.samples());
    Baseline result{name, std::vector<std::int64_t>(samples, -1), std::vector<std::int64_t>(samples, -1)};
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

LiveSelection computeSelection(const Corpus &corpus, const SelectionRequest &request, const Baseline *against)
{
    const auto &columns = corpus.columns();
    check_options(request.options);
    LiveSelection live;
    live.request = request;
    live.mas = *mas_column(columns, request.weights);
    find_selector(request.selector).select(columns, live.mas, request.options, live.choices);
    live.statistics = statistics(columns, live.mas, live.choices);

    live.firstChoice.assign(std::size_t(columns.samples()), 0);
    std::vector<double> scores, masGaps, logpGaps;
    for (auto i = std::int64_t(live.choices.size()) - 1; i >= 0; --i) {
        const auto &choice = live.choices[std::size_t(i)];
        live.firstChoice[std::size_t(choice.sample)] = i;
        if (choice.reason != NoPair::None)
            continue;
        const auto gap = double(columns.logp_sum[std::size_t(choice.chosen)]) - double(columns.logp_sum[std::size_t(choice.rejected)]);
        masGaps.push_back(live.mas[std::size_t(choice.chosen)] - live.mas[std::size_t(choice.rejected)]);
        if (std::isfinite(choice.score))
            scores.push_back(choice.score);
        if (std::isfinite(gap))
            logpGaps.push_back(gap);
    }
    fillTrimmed(live.score, std::move(scores));
    fill(live.masGap, masGaps);
    fillTrimmed(live.logpGap, std::move(logpGaps));
    if (against)
        compare(live, *against);
    return live;
}

} // namespace m3po
