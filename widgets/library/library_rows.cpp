// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_rows.h"

#include <QCollator>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace m3po {
namespace {

using Quantity = LibraryRule::Quantity;
using Order = LibraryRule::Order;

constexpr qsizetype mostCompared = 200; // of an instruction; some are as long as a book

std::optional<Quantity> quantityOfOrder(Order order)
{
    switch (order) {
    case Order::Score: return Quantity::Score;
    case Order::MasGap: return Quantity::MasGap;
    case Order::LogpGap: return Quantity::LogpGap;
    case Order::ChosenMas: return Quantity::ChosenMas;
    case Order::Disagreement: return Quantity::Disagreement;
    case Order::AsImported:
    case Order::Instruction: break;
    }
    return std::nullopt;
}

bool atStage(const LibraryInputs &inputs, int sample)
{
    const auto &offsets = inputs.index->corpus().columns().offsets;
    const auto hasPair = [&] { return inputs.selection && inputs.selection->choice(sample).reason == NoPair::None; };
    switch (inputs.rule.stage) {
    case LibraryRule::Stage::All: return true;
    case LibraryRule::Stage::WithoutCandidates: return offsets[std::size_t(sample)] == offsets[std::size_t(sample) + 1];
    case LibraryRule::Stage::WithoutScores: return lacksScores(inputs.index->corpus(), sample);
    case LibraryRule::Stage::WithPair: return hasPair();
    case LibraryRule::Stage::WithoutPair: return !hasPair();
    case LibraryRule::Stage::Changed: return inputs.selection && std::binary_search(inputs.selection->changed.begin(), inputs.selection->changed.end(), sample);
    }
    return true;
}

bool reviewedSo(const LibraryInputs &inputs, int sample)
{
    const auto wanted = inputs.rule.review;
    if (wanted == LibraryRule::Review::Any)
        return true;
    const auto mark = inputs.reviews ? (*inputs.reviews)[std::size_t(sample)] : ReviewMark();
    return wanted == LibraryRule::Review::Flagged ? mark.flagged : mark.verdict == wanted;
}

void sort(const LibraryInputs &inputs, std::vector<int> &samples)
{
    const bool descending = inputs.rule.descending;
    if (inputs.rule.order == Order::Instruction) {
        const auto &alphabet = inputs.index->alphabet();
        std::stable_sort(samples.begin(), samples.end(), [&](int a, int b) {
            const int left = alphabet[std::size_t(a)], right = alphabet[std::size_t(b)];
            return descending ? left > right : left < right;
        });
    } else if (const auto quantity = quantityOfOrder(inputs.rule.order)) {
        std::vector<double> keys(std::size_t(inputs.index->corpus().size()), std::numeric_limits<double>::quiet_NaN());
        for (const int sample : samples)
            keys[std::size_t(sample)] = quantityOf(inputs, *quantity, sample);
        std::stable_sort(samples.begin(), samples.end(), [&](int a, int b) {
            const double left = keys[std::size_t(a)], right = keys[std::size_t(b)];
            if (std::isnan(left) || std::isnan(right))
                return !std::isnan(left) && std::isnan(right);
            return descending ? left > right : left < right;
        });
    } else if (descending) {
        std::reverse(samples.begin(), samples.end());
    }
}

} // namespace

const std::vector<QString> &LibraryIndex::searched()
{
    std::call_once(searching_, [this] {
        searched_.reserve(corpus_->samples.size());
        for (const auto &sample : corpus_->samples)
            searched_.push_back((sample.instruction + QLatin1Char('\n') + sample.externalId + QLatin1Char('\n') + sample.imagePath).toLower());
    });
    return searched_;
}

// Comparing by the rules of a language takes seconds for some hundred thousand, comparing places does not.
const std::vector<int> &LibraryIndex::alphabet()
{
    std::call_once(ranking_, [this] {
        const QCollator collator;
        std::vector<QCollatorSortKey> keys;
        keys.reserve(corpus_->samples.size());
        for (const auto &sample : corpus_->samples)
            keys.push_back(collator.sortKey(sample.instruction.left(mostCompared)));
        std::vector<int> order(keys.size());
        std::iota(order.begin(), order.end(), 0);
        const auto compare = [&](int a, int b) { return keys[std::size_t(a)].compare(keys[std::size_t(b)]); };
        std::sort(order.begin(), order.end(), [&](int a, int b) { return compare(a, b) < 0; });
        alphabet_.resize(order.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            alphabet_[std::size_t(order[i])] = i > 0 && compare(order[i - 1], order[i]) == 0 ? alphabet_[std::size_t(order[i - 1])] : int(i);
    });
    return alphabet_;
}

const std::vector<float> &LibraryIndex::disagreement()
{
    std::call_once(disagreeing_, [this] {
        const auto &columns = corpus_->columns();
        disagreement_.assign(std::size_t(corpus_->size()), std::numeric_limits<float>::quiet_NaN());
        for (int sample = 0; sample < corpus_->size(); ++sample) {
            float widest = -1;
            for (auto row = columns.offsets[std::size_t(sample)]; row < columns.offsets[std::size_t(sample) + 1]; ++row) {
                float low = std::numeric_limits<float>::infinity(), high = -low;
                int known = 0;
                for (const auto &component : columns.components)
                    if (const float value = component[std::size_t(row)]; !std::isnan(value)) {
                        low = std::min(low, value);
                        high = std::max(high, value);
                        ++known;
                    }
                if (known > 1)
                    widest = std::max(widest, high - low);
            }
            if (widest >= 0)
                disagreement_[std::size_t(sample)] = widest;
        }
    });
    return disagreement_;
}

bool lacksScores(const Corpus &corpus, int sample)
{
    const auto &columns = corpus.columns();
    const auto first = std::size_t(columns.offsets[std::size_t(sample)]), end = std::size_t(columns.offsets[std::size_t(sample) + 1]);
    if (first == end)
        return false; // it lacks candidates
    return columns.components.empty() || std::any_of(columns.components.begin(), columns.components.end(), [&](const auto &component) {
        return std::any_of(component.begin() + std::ptrdiff_t(first), component.begin() + std::ptrdiff_t(end), [](float value) { return std::isnan(value); });
    });
}

double quantityOf(const LibraryInputs &inputs, Quantity quantity, int sample)
{
    if (quantity == Quantity::Disagreement)
        return double(inputs.index->disagreement()[std::size_t(sample)]);
    constexpr auto none = std::numeric_limits<double>::quiet_NaN();
    if (!inputs.selection)
        return none;
    const auto &choice = inputs.selection->choice(sample);
    if (choice.reason != NoPair::None)
        return none;
    const auto &mas = *inputs.selection->mas;
    const auto &logp = inputs.index->corpus().columns().logp_sum;
    const auto chosen = choice.chosen, rejected = choice.rejected;
    switch (quantity) {
    case Quantity::ChosenMas: return mas[chosen];
    case Quantity::Score: return choice.score;
    case Quantity::MasGap: return mas[chosen] - mas[rejected];
    case Quantity::LogpGap: return double(logp[std::size_t(chosen)]) - double(logp[std::size_t(rejected)]);
    case Quantity::ChosenLogp: return double(logp[std::size_t(chosen)]);
    case Quantity::Disagreement: break;
    }
    return none;
}

std::vector<int> libraryRows(const LibraryInputs &inputs)
{
    const auto &rule = inputs.rule;
    const int size = inputs.index->corpus().size();
    const auto text = rule.text.toLower();
    const auto *searched = text.isEmpty() ? nullptr : &inputs.index->searched();
    const auto matches = [&](int sample) {
        if (!atStage(inputs, sample) || !reviewedSo(inputs, sample))
            return false;
        for (const auto &range : rule.ranges)
            if (const double value = quantityOf(inputs, range.quantity, sample); !(value >= range.low && value <= range.high))
                return false;
        return !searched || (*searched)[std::size_t(sample)].contains(text);
    };
    std::vector<int> samples;
    if (inputs.brushed) {
        std::copy_if(inputs.brushed->begin(), inputs.brushed->end(), std::back_inserter(samples), [&](int sample) { return sample < size && matches(sample); });
    } else {
        samples.reserve(std::size_t(size));
        for (int sample = 0; sample < size; ++sample)
            if (matches(sample))
                samples.push_back(sample);
    }
    sort(inputs, samples);
    return samples;
}

} // namespace m3po
