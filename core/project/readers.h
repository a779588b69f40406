// SPDX-License-Identifier: GPL-3.0-or-later
// Several connections that see one state of a project, for reading what is too much for one thread.
//
// The project itself is the first of them and must be left alone by others meanwhile. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <functional>
#include <string>
#include <vector>

namespace m3po {

class Readers {
public:
    // At most `wanted` of them; fewer where the machine has fewer threads, where another program changes the corpus just
    // then, and one alone where the project is in a transaction, whose rows nobody else sees.
    explicit Readers(Project &project, int wanted);
    ~Readers();
    Readers(const Readers &) = delete;
    Readers &operator=(const Readers &) = delete;

    // What all of them see (corpus_state.h).
    const std::string &state() const { return state_; }
    // Whether what they see is in the file, rather than in a transaction that may be rolled back.
    bool committed() const { return own_transaction_; }

    // job(connection, 0) .. job(connection, count - 1), each once, on a thread a connection. Throws what one of them threw.
    void run(int count, const std::function<void(Project &, int)> &job);

private:
    Project &project_;
    bool own_transaction_ = false;
    std::string state_;
    std::vector<Project> others_;
};

} // namespace m3po
