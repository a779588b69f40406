// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels need of every sample at once, read from the project file in one go. Plain data; read by any thread.
#pragma once

#include "core/project/generations.h"
#include "core/select/load.h"

#include <QString>

#include <filesystem>
#include <vector>

namespace m3po {

struct CorpusSample {
    QString externalId;
    QString instruction;
    QString imagePath; // relative to the images' root
};

struct Corpus {
    std::filesystem::path file;
    std::filesystem::path imagesRoot;
    GenerationRun run;                 // id 0 where nothing was generated yet
    LoadedScores scores;               // columns.sample_ids and offsets are filled without a run, too
    std::vector<CorpusSample> samples; // in the order of the columns

    // The latest run; of another thread's connection, so it may be called away from the GUI. Throws Failure.
    static Corpus load(const std::filesystem::path &file);

    const ScoreColumns &columns() const { return scores.columns; }
    int size() const { return int(samples.size()); }
};

} // namespace m3po
