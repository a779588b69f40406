// SPDX-License-Identifier: GPL-3.0-or-later
// Work away from the GUI's thread, in threads of our own. Qt's global ones are the painter's, too: it hands them the
// lines of large fills and waits for them, and would wait for a selection over millions of candidates.
#pragma once

#include <QThreadPool>
#include <QtConcurrent>

#include <utility>

namespace m3po {

inline QThreadPool &backgroundThreads()
{
    static QThreadPool threads;
    return threads;
}

// The future of what `work` returns. From any thread.
template <typename Work>
auto inBackground(Work &&work)
{
    return QtConcurrent::run(&backgroundThreads(), std::forward<Work>(work));
}

} // namespace m3po
