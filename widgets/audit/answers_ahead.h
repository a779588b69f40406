// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the pairs that come next, read before they are asked for: a verdict brings a pair that is in memory
// already, however slow the disk is. To be used from one thread; the reading goes on in another.
#pragma once

#include "core/select/pair_details.h"

#include <QThreadPool>

#include <filesystem>
#include <memory>
#include <vector>

namespace m3po {

class AnswersAhead {
public:
    AnswersAhead();
    ~AnswersAhead(); // waits for the one that is being read

    // What was read before, of this selection or another, is forgotten.
    void open(std::filesystem::path file, const Selection &selection);
    void close();
    // These, in this order; what else there is is forgotten.
    void want(std::vector<std::int64_t> samples);
    bool has(std::int64_t sample) const;
    // What is not there yet is read now, from `project`. Throws Failure. REQUIRES: a selection is open.
    SampleAnswers get(Project &project, std::int64_t sample) const;

private:
    struct Shelf;
    std::shared_ptr<Shelf> shelf_; // of one opened selection
    QThreadPool thread_;
};

} // namespace m3po
