// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/warp.h"

#include "core/base/result.h"
#include "core/engine/kernels/exponentials.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace m3po::engine {

namespace {

constexpr float removed = -std::numeric_limits<float>::infinity();

float largest_finite(std::span<const float> scores)
{
    const float largest = largest_of(scores.data(), scores.size());
    if (std::isnan(largest) || largest == removed)
        throw Failure(Error::invalid_input("the model's logits are not finite numbers: its weights cannot be sound"));
    return largest;
}

} // namespace

Warper::Warper(const WarpOptions &options) : options_(options)
{
    if (!(options.temperature > 0) || !std::isfinite(options.temperature))
        throw Failure(Error::usage(fmt::format("temperature must be above 0, not {}", options.temperature)));
    if (options.top_k < 0)
        throw Failure(Error::usage(fmt::format("top-k must be 0 (off) or above, not {}", options.top_k)));
    if (!(options.top_p >= 0 && options.top_p <= 1))
        throw Failure(Error::usage(fmt::format("top-p must lie between 0 and 1, not {}", options.top_p)));
}

const Warped &Warper::operator()(std::span<const float> logits)
{
    scores_.resize(logits.size());
    const auto temperature = static_cast<float>(options_.temperature);
    std::transform(logits.begin(), logits.end(), scores_.begin(), [&](float logit) { return logit / temperature; });
    max_ = largest_finite(scores_);
    if (options_.top_k > 0 && options_.top_k < static_cast<std::int64_t>(scores_.size()))
        keep_top_k();
    if (options_.top_p < 1)
        keep_top_p();

    warped_.ids.clear();
    warped_.probs.clear();
    double sum = 0;
    for (std::size_t i = 0; i < scores_.size(); ++i) {
        if (scores_[i] == removed)
            continue;
        const float weight = std::exp(scores_[i] - max_);
        warped_.ids.push_back(static_cast<std::int64_t>(i));
        warped_.probs.push_back(weight);
        sum += weight;
    }
    const auto total = static_cast<float>(sum);
    for (float &p : warped_.probs)
        p /= total;
    return warped_;
}

void Warper::keep_top_k()
{
    largest_.assign(scores_.begin(), scores_.end());
    const auto kth = largest_.begin() + (options_.top_k - 1);
    std::nth_element(largest_.begin(), kth, largest_.end(), std::greater<>());
    for (float &s : scores_)
        s = s < *kth ? removed : s;
}

void Warper::keep_top_p()
{
    // What is removed may sum to this; Transformers compares in float32.
    const auto removable = static_cast<float>(1 - options_.top_p);

    weights_.resize(scores_.size());
    const auto total = static_cast<float>(sum_of_exponentials(scores_.data(), scores_.size(), max_, weights_.data()));

    // Tokens this unlikely are removed whatever the others are: all of them together stay below `removable`.
    const auto unlikely = static_cast<float>(0.5 * (1 - options_.top_p) / static_cast<double>(scores_.size()));
    double tail = 0; // probability of what is removed for certain
    std::transform(weights_.begin(), weights_.end(), weights_.begin(), [&](float weight) { return weight / total; });
    order_.resize(scores_.size());
    std::size_t left = 0;
    for (std::size_t i = 0; i < scores_.size(); ++i) {
        const bool stays = weights_[i] > unlikely; // the likeliest always does: it has at least 1/V
        order_[left] = static_cast<std::int32_t>(i); // no branch, which nobody could foretell
        left += stays;
        tail += stays ? 0 : weights_[i];
        scores_[i] = stays ? scores_[i] : removed;
    }
    order_.resize(left);

    // The head: enough of the likeliest that the rest is removable without a doubt.
    const auto likelier = [&](std::int32_t a, std::int32_t b) {
        return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a > b;
    };
    constexpr double doubt = 1e-6;
    std::size_t head = 0;
    double held = 0;
    for (std::size_t take = 64; head < order_.size() && held < options_.top_p + doubt; take *= 4) {
        const auto end = std::min(order_.size(), take);
        if (end < order_.size())
            std::nth_element(order_.begin() + head, order_.begin() + end, order_.end(), likelier);
        for (; head < end; ++head)
            held += weights_[order_[head]];
    }
    for (auto i = head; i < order_.size(); ++i) {
        tail += weights_[order_[i]];
        scores_[order_[i]] = removed;
    }
    std::sort(order_.begin(), order_.begin() + head, likelier);
    for (auto i = head; i-- > 1;) { // from the least likely; the likeliest always stays
        tail += weights_[order_[i]];
        if (static_cast<float>(tail) > removable)
            break;
        scores_[order_[i]] = removed;
    }
}

const Warped *Warper::operator()(const TopLogits &top)
{
    const auto temperature = static_cast<float>(options_.temperature);
    const auto weight = [&](std::size_t i) { return std::exp((top.values[i] - top.values[0]) / temperature); };
    auto count = top.values.size();
    double total = static_cast<double>(top.weight);
    bool complete = top.complete;
    if (options_.top_k > 0 && (!complete || options_.top_k < static_cast<std::int64_t>(count))) {
        const auto k = static_cast<std::size_t>(options_.top_k);
        if (k > count)
            return nullptr;
        const auto kth = top.values[k - 1];
        count = static_cast<std::size_t>(std::upper_bound(top.values.begin(), top.values.end(), kth, std::greater<>()) - top.values.begin());
        if (count == top.values.size() && !complete)
            return nullptr; // an equal one may have been left out
        complete = true;
        total = 0;
        for (std::size_t i = 0; i < count; ++i)
            total += weight(i);
    }

    // The head: enough of the likeliest that the rest is removable without a doubt.
    constexpr double doubt = 1e-6;
    std::size_t head = 0;
    double held = 0;
    order_.clear();
    weights_.clear();
    while (head < count && (options_.top_p >= 1 || held < options_.top_p + doubt)) {
        order_.push_back(static_cast<std::int32_t>(head));
        weights_.push_back(weight(head));
        held += weights_.back() / total;
        ++head;
    }
    // Equals of the last may stand behind it: the order among equals is by id.
    for (; head < count && top.values[head] == top.values[head - 1]; ++head) {
        order_.push_back(static_cast<std::int32_t>(head));
        weights_.push_back(weight(head));
        held += weights_.back() / total;
    }
    if (head == count && !complete)
        return nullptr;
    std::sort(order_.begin(), order_.end(), [&](std::int32_t a, std::int32_t b) {
        return top.values[a] != top.values[b] ? top.values[a] > top.values[b] : top.ids[a] > top.ids[b];
    });
    if (options_.top_p < 1) {
        const auto removable = static_cast<float>(1 - options_.top_p);
        double tail = std::max(0.0, 1 - held);
        while (order_.size() > 1) { // from the least likely; the likeliest always stays
            tail += weights_[order_.back()] / total;
            if (static_cast<float>(tail) > removable)
                break;
            order_.pop_back();
        }
    }

    std::sort(order_.begin(), order_.end(), [&](std::int32_t a, std::int32_t b) { return top.ids[a] < top.ids[b]; });
    double sum = 0;
    for (const auto i : order_)
        sum += weights_[i];
    warped_.ids.clear();
    warped_.probs.clear();
    for (const auto i : order_) {
        warped_.ids.push_back(top.ids[i]);
        warped_.probs.push_back(weights_[i] / static_cast<float>(sum));
    }
    return &warped_;
}

std::int64_t draw(const Warped &warped, double u)
{
    double sum = 0;
    for (const float p : warped.probs)
        sum += p;
    const double wanted = u * sum; // the probabilities sum to 1 only up to rounding
    double below = 0;
    for (std::size_t i = 0; i < warped.ids.size(); ++i) {
        below += warped.probs[i];
        if (below > wanted)
            return warped.ids[i];
    }
    // u * sum rounded up to sum: the last that can be drawn at all.
    for (auto i = warped.ids.size(); i-- > 0;) {
        if (warped.probs[i] > 0)
            return warped.ids[i];
    }
    throw Failure(Error::internal("draw: no token has a probability"));
}

float log_sum_exp(std::span<const float> logits)
{
    const float largest = largest_finite(logits);
    return static_cast<float>(largest + std::log(sum_of_exponentials(logits.data(), logits.size(), largest, nullptr)));
}

std::int64_t argmax(std::span<const float> logits)
{
    return std::max_element(logits.begin(), logits.end()) - logits.begin();
}

} // namespace m3po::engine
