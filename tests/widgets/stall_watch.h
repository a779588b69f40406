// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how long the GUI's thread is away: every event that it handles, and every act of a test.
//
// What counts is the time on the clock less the time in which the thread was ready to run and another had the processor,
// as the kernel's scheduler tells it: computing counts, waiting for a disk, a lock or another thread counts; a machine that
// is busy with something else does not.
#pragma once

#include <QApplication>
#include <QMetaEnum>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace m3po {

class StallWatch : public QApplication {
public:
    struct Stall {
        double milliseconds = 0;
        QString where;
    };

    StallWatch(int &argc, char **argv) : QApplication(argc, argv), scheduler_(::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)) {}
    ~StallWatch() override
    {
        if (scheduler_ >= 0)
            ::close(scheduler_);
    }

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Told before: the receiver may be gone afterwards.
        const auto type = event->type();
        const auto *name = receiver->metaObject()->className();
        const auto *owner = receiver->parent() ? receiver->parent()->metaObject()->className() : "nothing";
        const auto where = [&] {
            return QStringLiteral("%1 of %2, %3").arg(QString::fromLatin1(name), QString::fromLatin1(owner), QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type)));
        };
        bool result = false;
        if (depth_ == 0) {
            measured([&] { result = QApplication::notify(receiver, event); }, where);
            return result;
        }
        // Of what happens within an event, the slowest part that it does not share with others.
        const auto begun = Clock::now();
        const auto innerBefore = std::exchange(inner_, 0);
        result = QApplication::notify(receiver, event);
        const auto whole = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
        if (whole - inner_ > part_.milliseconds)
            part_ = {whole - inner_, where()};
        inner_ = innerBefore + whole;
        return result;
    }

    // A test's own act, in the same way. `step` names what follows, until the next.
    template <typename Act>
    void act(const QString &step, Act &&what)
    {
        step_ = step;
        measured(what, [] { return QStringLiteral("the act"); });
    }

    std::vector<Stall> worst(std::size_t count) const
    {
        auto sorted = stalls_;
        std::sort(sorted.begin(), sorted.end(), [](const Stall &a, const Stall &b) { return a.milliseconds > b.milliseconds; });
        sorted.resize(std::min(count, sorted.size()));
        return sorted;
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr double worthNoting = 10; // milliseconds

    template <typename Act, typename Where>
    void measured(Act &&act, Where &&where)
    {
        part_ = {};
        inner_ = 0;
        const auto waited = waitedNanoseconds();
        const auto begun = Clock::now();
        ++depth_;
        act();
        --depth_;
        auto spent = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
        if (spent < worthNoting)
            return;
        spent -= double(waitedNanoseconds() - waited) / 1e6;
        if (spent >= worthNoting)
            stalls_.push_back({spent, step_ + QStringLiteral(": ") + where() + (part_.where.isEmpty() ? QString() : QStringLiteral(", most of it %1 (%2 ms)").arg(part_.where).arg(part_.milliseconds, 0, 'f', 1))});
    }

    // In which this thread was ready and did not run.
    long long waitedNanoseconds() const
    {
        char text[96] = {};
        if (scheduler_ < 0 || ::pread(scheduler_, text, sizeof text - 1, 0) <= 0)
            return 0;
        char *rest = nullptr;
        std::strtoll(text, &rest, 10);
        return std::strtoll(rest, nullptr, 10);
    }

    int scheduler_;
    int depth_ = 0;
    double inner_ = 0; // milliseconds of the events within the one that runs
    Stall part_;
    QString step_;
    std::vector<Stall> stalls_;
};

} // namespace m3po
