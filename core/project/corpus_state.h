// SPDX-License-Identifier: GPL-3.0-or-later
// A name for what a project holds of samples, images, generation runs, candidates, evaluators and scores. Whoever changes a
// row of these gives it a new one, drawn at random, in the same transaction: two files of the same state hold the same rows,
// wherever they lie. Our own writes do it in Query; triggers, which our connections never run, do it for other programs'.
#pragma once

#include "core/project/project.h"

#include <string>

namespace m3po {

// Of the transaction that is open, or as it is now. "" where the file has none. Throws Failure.
std::string corpus_state(Project &project);

} // namespace m3po
