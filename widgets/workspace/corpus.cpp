// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/corpus.h"

#include "core/base/parallel.h"
#include "core/project/images_root.h"
#include "core/select/corpus_cache.h"

#include <algorithm>
#include <future>

namespace m3po {

Corpus Corpus::load(const std::filesystem::path &file)
{
    { const auto brought_to_date = Project::open(file); } // one of an older version can only be read after that
    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    auto read = load_corpus(project);
    std::future<Status> keeping; // beside what follows; where it cannot be kept, the next opening takes as long as this one
    if (corpus_cache::is_worth_keeping(read))
        keeping = std::async(std::launch::async, [&] { return corpus_cache::keep(file, read); });
    Corpus corpus;
    corpus.file = file;
    corpus.imagesRoot = named_images_root(project);
    corpus.run = read.run;
    corpus.samples.resize(std::size_t(read.scores.columns.samples()));
    constexpr std::size_t block = 4096;
    parallel(int((corpus.samples.size() + block - 1) / block), [&](int number) {
        const auto text = [](std::string_view bytes) { return QString::fromUtf8(bytes.data(), qsizetype(bytes.size())); };
        const auto first = std::size_t(number) * block;
        for (auto i = first; i < std::min(first + block, corpus.samples.size()); ++i)
            corpus.samples[i] = {text(read.texts.external_ids[i]), text(read.texts.instructions[i]), text(read.texts.image_paths[i])};
    });
    if (keeping.valid())
        keeping.wait();
    corpus.scores = std::move(read.scores);
    return corpus;
}

} // namespace m3po
