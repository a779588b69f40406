// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/stop_watch.h"

#include <algorithm>

namespace m3po::engine {

StopWatch::StopWatch(std::vector<std::string> stop_strings) : stop_strings_(std::move(stop_strings))
{
    for (const auto &stop : stop_strings_)
        longest_ = std::max(longest_, stop.size());
}

void StopWatch::start(const Tokenizer &tokenizer)
{
    tokenizer_ = &tokenizer;
    ids_.clear();
    text_.clear();
    stopped_ = false;
    session_ = stop_strings_.empty() ? nullptr : tokenizer.start_decoding(true);
}

bool StopWatch::feed(std::int64_t id)
{
    if (session_)
        return append(session_->feed(static_cast<std::int32_t>(id)));
    ids_.push_back(static_cast<std::int32_t>(id));
    return false;
}

std::string StopWatch::finish()
{
    if (!session_)
        return tokenizer_->decode(ids_, true);
    if (!stopped_)
        append(session_->finish());
    session_ = nullptr;
    return std::move(text_);
}

bool StopWatch::append(const std::string &piece)
{
    // A stop string may begin in what was there before.
    const auto from = text_.size() >= longest_ ? text_.size() - longest_ + 1 : 0;
    text_ += piece;
    auto first = std::string::npos;
    for (const auto &stop : stop_strings_)
        first = std::min(first, text_.find(stop, from));
    if (first == std::string::npos)
        return false;
    text_.resize(first);
    stopped_ = true;
    return true;
}

} // namespace m3po::engine
