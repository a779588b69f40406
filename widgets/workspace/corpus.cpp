// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/corpus.h"

#include "core/project/images_root.h"
#include "core/project/samples.h"

namespace m3po {

Corpus Corpus::load(const std::filesystem::path &file)
{
    { const auto brought_to_date = Project::open(file); } // one of an older version can only be read after that
    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    Corpus corpus;
    corpus.file = file;
    corpus.imagesRoot = named_images_root(project);
    if (auto run = generations::latest(project))
        corpus.run = *std::move(run);
    corpus.scores = load_score_columns(project, corpus.run.id);
    for (const auto &sample : samples::list(project))
        corpus.samples.push_back({QString::fromStdString(sample.external_id), QString::fromStdString(sample.instruction),
                                  QString::fromStdString(sample.image.path)});
    // A sample may have come between the two queries: what has no columns is not shown until the next load.
    corpus.samples.resize(std::size_t(std::min<std::int64_t>(corpus.size(), corpus.columns().samples())));
    return corpus;
}

} // namespace m3po
