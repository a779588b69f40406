// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/run_series.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace m3po {

std::map<std::string, double> parseMetrics(const std::string &text)
{
    std::map<std::string, double> metrics;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_object())
        for (const auto &[name, value] : json.items())
            if (value.is_number())
                metrics[name] = value.get<double>();
    return metrics;
}

void RunSeries::append(const std::vector<TrainingStep> &added)
{
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    if (!added.empty()) {
        const auto keep = std::size_t(std::lower_bound(steps.begin(), steps.end(), double(added.front().step)) - steps.begin());
        steps.resize(keep);
        for (auto &[name, values] : metrics)
            values.resize(keep);
    }
    for (const auto &step : added) {
        for (const auto &[name, value] : parseMetrics(step.metrics)) {
            auto &values = metrics[name];
            values.resize(steps.size(), nothing);
            values.push_back(value);
        }
        steps.push_back(double(step.step));
    }
    for (auto &[name, values] : metrics)
        values.resize(steps.size(), nothing);
}

std::span<const double> RunSeries::of(const std::string &metric) const
{
    const auto found = metrics.find(metric);
    return found == metrics.end() ? std::span<const double>() : std::span<const double>(found->second);
}

} // namespace m3po
