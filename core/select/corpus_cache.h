// SPDX-License-Identifier: GPL-3.0-or-later
// Large corpora as they were read, in this person's cache folder ($XDG_CACHE_HOME/m3po/corpora): one file a project, named by
// the hash of where the project lies, replaced whole. Never beside the project.
//
// What is found is what the project holds: it has the state of the project (corpus_state.h), its checksums are right, its
// offsets lie where they may, and rows of it, drawn by lot, are compared with the project's. Anything else is as if it were
// not there. The folder is held under `most_bytes` by forgetting what was used longest ago.
#pragma once

#include "core/select/corpus.h"

#include <cstdint>
#include <optional>
#include <string>

namespace m3po::corpus_cache {

inline constexpr std::uint64_t most_bytes = std::uint64_t(4) << 30;

// Where the project's corpus is kept; "" without a cache folder.
std::filesystem::path file_of(const std::filesystem::path &project);

std::optional<LoadedCorpus> find(Project &project, const std::string &state, const GenerationRun &run);

// Whether reading it took long enough to be worth a file.
bool is_worth_keeping(const LoadedCorpus &corpus);
// Writes it, in a few hundred milliseconds; best done away from whoever waits. REQUIRES: it was read from this project and
// has a state. Io where the disk says no; then the next look reads the project again.
Status keep(const std::filesystem::path &project, const LoadedCorpus &corpus);

} // namespace m3po::corpus_cache
