// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/corpus.h"

#include "core/project/samples.h"
#include "core/select/corpus_cache.h"
#include "core/select/load_by_readers.h"

#include <algorithm>

namespace m3po {

namespace {

constexpr std::size_t samples_a_piece = 16384;

SampleTexts read_texts(Readers &readers, std::span<const std::int64_t> ids)
{
    const auto count = (ids.size() + samples_a_piece - 1) / samples_a_piece;
    std::vector<SampleTexts> pieces(count);
    readers.run(static_cast<int>(count), [&](Project &project, int piece) {
        const auto own = ids.subspan(static_cast<std::size_t>(piece) * samples_a_piece);
        pieces[static_cast<std::size_t>(piece)] = corpus_rows::texts(project, own.front(), own[std::min(samples_a_piece, own.size()) - 1]);
    });
    SampleTexts texts;
    for (auto &piece : pieces) {
        texts.external_ids.add(piece.external_ids);
        texts.instructions.add(piece.instructions);
        texts.image_paths.add(piece.image_paths);
        piece = {};
    }
    if (texts.image_paths.ends.size() != ids.size())
        throw Failure(Error::invalid_input("the project is damaged: there are samples without an image"));
    return texts;
}

GenerationRun run_of(Project &project, std::optional<std::int64_t> wanted)
{
    return wanted ? generations::get(project, *wanted) : generations::latest(project).value_or(GenerationRun());
}

} // namespace

LoadedCorpus load_corpus(Project &project, std::optional<std::int64_t> wanted, CorpusCache cache)
{
    if (cache == CorpusCache::Use) {
        const Readers look(project, 1); // one state for what follows
        const auto run = run_of(project, wanted);
        if (look.committed() && !look.state().empty())
            if (auto kept = corpus_cache::find(project, look.state(), run))
                return *std::move(kept);
    }
    Readers readers(project, samples::count(project) > static_cast<std::int64_t>(samples_a_piece) ? 4 : 1);
    LoadedCorpus corpus;
    corpus.state = readers.committed() ? readers.state() : "";
    corpus.run = run_of(project, wanted);
    corpus.scores = load_score_columns(readers, project, corpus.run.id);
    corpus.texts = read_texts(readers, corpus.scores.columns.sample_ids);
    return corpus;
}

} // namespace m3po
