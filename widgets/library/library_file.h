// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that the library shows as a CSV file, with the numbers that one can filter and sort by.
#pragma once

#include "widgets/library/library_rows.h"

namespace m3po {

// `samples` in this order. What went wrong as a sentence, or "". May be called from any thread.
QString writeSamples(const LibraryInputs &inputs, const std::vector<int> &samples, const QString &file);

} // namespace m3po
