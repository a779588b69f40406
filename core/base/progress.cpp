// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

namespace m3po {

ProgressMeter::ProgressMeter(std::string stage, std::int64_t total, ProgressSink sink, std::chrono::milliseconds every)
    : sink_(std::move(sink)), every_(every)
{
    progress_.stage = std::move(stage);
    progress_.total = total;
}

void ProgressMeter::start_at(std::int64_t done)
{
    progress_.done = already_done_ = done;
    tell(true);
}

void ProgressMeter::advance(std::int64_t by)
{
    progress_.done += by;
    tell(false);
}

void ProgressMeter::finish() { tell(true); }

void ProgressMeter::tell(bool force)
{
    const auto now = Clock::now();
    if (!sink_ || (!force && now - told_ < every_))
        return;
    told_ = now;
    progress_.spent = std::chrono::duration<double>(now - started_).count();
    const auto fresh = progress_.done - already_done_;
    progress_.remaining = progress_.total > 0 && fresh > 0
        ? progress_.spent / double(fresh) * double(progress_.total - progress_.done)
        : -1;
    sink_(progress_);
}

} // namespace m3po
