// SPDX-License-Identifier: GPL-3.0-or-later
// Byte-pair encoding as the tokenizers library does it: among all neighbours the pair with the lowest merge rank
// is joined first, the leftmost of equals. A heap over a linked list keeps that at n log n for words of any length.
#include "core/text/limits.h"
#include "core/text/token_model.h"
#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <mutex>
#include <queue>
#include <shared_mutex>

namespace m3po {

namespace {

// Ids of words seen before. When it is full it starts afresh.
class WordCache {
public:
    bool find(const std::string &word, std::vector<std::int32_t> &ids) const
    {
        const std::shared_lock lock(mutex_);
        const auto found = words_.find(word);
        if (found == words_.end())
            return false;
        ids.insert(ids.end(), found->second.begin(), found->second.end());
        return true;
    }
    void put(const std::string &word, std::span<const std::int32_t> ids)
    {
        const std::unique_lock lock(mutex_);
        if (words_.size() >= most_words)
            words_.clear();
        words_.emplace(word, std::vector<std::int32_t>(ids.begin(), ids.end()));
    }
    static constexpr std::size_t longest_word = 256;

private:
    static constexpr std::size_t most_words = 16384;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, std::vector<std::int32_t>> words_;
};

class Bpe : public TokenModel {
public:
    explicit Bpe(const JsonPlace &config);
    void tokenize(const std::string &word, std::vector<std::int32_t> &ids) const override;

private:
    struct Merge {
        std::uint32_t rank = 0;
        std::int32_t joined = 0;
    };
    struct Symbol {
        std::int32_t id = 0;
        int previous = -1;
        int next = -1;
        bool alive = true;
    };

    void read_merges(const JsonPlace &merges);
    const Merge *merge_of(std::int32_t left, std::int32_t right) const;
    std::vector<Symbol> characters(const std::string &word) const;
    void merge(std::vector<Symbol> &symbols) const;

    std::unordered_map<std::uint64_t, Merge> merges_; // (left << 32 | right)
    std::string prefix_;
    std::string suffix_;
    std::optional<std::int32_t> unknown_;
    bool fuse_unknown_ = false;
    bool byte_fallback_ = false;
    bool ignore_merges_ = false;
    std::array<std::int32_t, 256> byte_ids_{}; // of <0x00> ... <0xFF>; -1 where the vocabulary has none
    mutable WordCache cache_;
};

Bpe::Bpe(const JsonPlace &config)
{
    if (const auto dropout = config.find("dropout");
        dropout && (!dropout->value().is_number() || dropout->value() != 0.0))
        dropout->refuse("a dropout of merges");
    read_vocabulary(config.at("vocab"));
    prefix_ = config.string("continuing_subword_prefix", "");
    suffix_ = end_of_word_suffix(config);
    fuse_unknown_ = config.boolean("fuse_unk", false);
    byte_fallback_ = config.boolean("byte_fallback", false);
    ignore_merges_ = config.boolean("ignore_merges", false);
    if (const auto unknown = config.find("unk_token"); unknown && !unknown->string().empty()) {
        unknown_ = id(unknown->string());
        if (!unknown_)
            unknown->fail("a token of the vocabulary");
    }
    for (std::size_t byte = 0; byte < byte_ids_.size(); ++byte)
        byte_ids_[byte] = id(fmt::format("<0x{:02X}>", byte)).value_or(-1);
    read_merges(config.at("merges"));
}

void Bpe::read_merges(const JsonPlace &merges)
{
    const auto count = merges.size();
    merges_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto &entry = merges.value()[i];
        std::string left;
        std::string right;
        if (entry.is_string()) {
            const auto &line = entry.get_ref<const std::string &>();
            const auto space = line.find(' ');
            if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
                merges[i].fail("two tokens with a space between them");
            left = line.substr(0, space);
            right = line.substr(space + 1);
        } else if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string()) {
            left = entry[0].get<std::string>();
            right = entry[1].get<std::string>();
        } else {
            merges[i].fail("a list of two tokens");
        }
        const auto left_id = id(left);
        const auto right_id = id(right);
        const auto joined = right.size() >= prefix_.size() ? id(left + right.substr(prefix_.size())) : std::nullopt;
        if (!left_id || !right_id || !joined)
            merges[i].fail("tokens of the vocabulary that join to one");
        merges_[static_cast<std::uint64_t>(*left_id) << 32 | static_cast<std::uint32_t>(*right_id)] = {
            static_cast<std::uint32_t>(i), *joined};
    }
}

const Bpe::Merge *Bpe::merge_of(std::int32_t left, std::int32_t right) const
{
    const auto found = merges_.find(static_cast<std::uint64_t>(left) << 32 | static_cast<std::uint32_t>(right));
    return found == merges_.end() ? nullptr : &found->second;
}

std::vector<Bpe::Symbol> Bpe::characters(const std::string &word) const
{
    std::vector<Symbol> symbols;
    const auto add = [&](std::int32_t id) { symbols.push_back({id}); };
    bool unknown_waits = false; // an unknown token goes in before the next known one
    for (std::size_t i = 0; i < word.size();) {
        const auto begin = i;
        unicode::next(word, i);
        std::string piece = word.substr(begin, i - begin);
        if (begin > 0 && !prefix_.empty())
            piece.insert(0, prefix_);
        if (i == word.size())
            piece += suffix_;
        if (const auto known = id(piece)) {
            if (unknown_waits)
                add(*unknown_);
            unknown_waits = false;
            add(*known);
            continue;
        }
        if (byte_fallback_) {
            bool all = true;
            for (const char byte : piece)
                all = all && byte_ids_[static_cast<unsigned char>(byte)] >= 0;
            if (all) {
                for (const char byte : piece)
                    add(byte_ids_[static_cast<unsigned char>(byte)]);
                continue;
            }
        }
        if (unknown_) {
            if (unknown_waits && !fuse_unknown_)
                add(*unknown_);
            unknown_waits = true;
        }
    }
    if (unknown_waits)
        add(*unknown_);
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        symbols[i].previous = static_cast<int>(i) - 1;
        symbols[i].next = i + 1 < symbols.size() ? static_cast<int>(i) + 1 : -1;
    }
    return symbols;
}

void Bpe::merge(std::vector<Symbol> &symbols) const
{
    struct Candidate {
        std::uint32_t rank;
        int position;
        std::int32_t joined;
        bool operator<(const Candidate &other) const
        {
            return rank != other.rank ? rank > other.rank : position > other.position;
        }
    };
    const auto at = [&](int position) -> Symbol & { return symbols[static_cast<std::size_t>(position)]; };
    std::vector<Candidate> first;
    for (int i = 0; i + 1 < static_cast<int>(symbols.size()); ++i)
        if (const auto *pair = merge_of(at(i).id, at(i + 1).id))
            first.push_back({pair->rank, i, pair->joined});
    std::priority_queue<Candidate> queue(std::less<Candidate>(), std::move(first));
    const auto consider = [&](int position) {
        if (position < 0 || at(position).next < 0)
            return;
        if (const auto *pair = merge_of(at(position).id, at(at(position).next).id))
            queue.push({pair->rank, position, pair->joined});
    };
    while (!queue.empty()) {
        const auto top = queue.top();
        queue.pop();
        auto &left = at(top.position);
        if (!left.alive || left.next < 0)
            continue;
        auto &right = at(left.next);
        const auto *pair = merge_of(left.id, right.id);
        if (!pair || pair->joined != top.joined)
            continue; // a neighbour has changed since
        left.id = top.joined;
        right.alive = false;
        left.next = right.next;
        if (right.next >= 0)
            at(right.next).previous = top.position;
        consider(left.previous);
        consider(top.position);
    }
}

void Bpe::tokenize(const std::string &word, std::vector<std::int32_t> &ids) const
{
    if (ignore_merges_) {
        if (const auto whole = id(word)) {
            ids.push_back(*whole);
            return;
        }
    }
    const bool cacheable = word.size() <= WordCache::longest_word;
    if (cacheable && cache_.find(word, ids))
        return;
    auto symbols = characters(word);
    merge(symbols);
    const auto begin = ids.size();
    for (const auto &symbol : symbols)
        if (symbol.alive)
            ids.push_back(symbol.id);
    if (cacheable)
        cache_.put(word, std::span(ids).subspan(begin));
}

} // namespace

std::string end_of_word_suffix(const JsonPlace &config) { return config.string("end_of_word_suffix", ""); }

std::unique_ptr<const TokenModel> read_bpe(const JsonPlace &config) { return std::make_unique<Bpe>(config); }

} // namespace m3po
