// SPDX-License-Identifier: GPL-3.0-or-later
// All that is read of a project before its samples are shown and its pairs selected: the texts of its samples, and the
// scores of a generation run's candidates as columns.
//
// A large project's corpus is kept in this person's cache folder (corpus_cache.h), and taken from there as long as the
// project's state is the one that it was read from. Throw Failure.
#pragma once

#include "core/project/corpus_rows.h"
#include "core/select/load.h"

#include <optional>
#include <string>

namespace m3po {

struct LoadedCorpus {
    GenerationRun run;   // id 0 where nothing was generated yet
    LoadedScores scores; // samples and offsets are there without a run, too
    SampleTexts texts;   // of the columns' samples
    std::string state;   // of the project (corpus_state.h); "" where it may not be kept
    bool from_cache = false;
};

enum class CorpusCache { Use, Ignore };

// Of the run, or of the latest. Works on several threads.
LoadedCorpus load_corpus(Project &project, std::optional<std::int64_t> run = std::nullopt, CorpusCache cache = CorpusCache::Use);

} // namespace m3po
