// SPDX-License-Identifier: GPL-3.0-or-later
// What is read by several readers, and what is kept of it, is what the project holds.
#include "core/select/corpus_cache.h"

#include "core/base/file.h"
#include "core/project/corpus_state.h"
#include "core/project/query.h"
#include "core/project/selections.h"
#include "tests/core/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <bit>
#include <cstdlib>
#include <set>

namespace m3po {
namespace {

template <typename T>
std::vector<std::uint32_t> bits(const std::vector<T> &values)
{
    std::vector<std::uint32_t> result;
    for (const float value : values)
        result.push_back(std::bit_cast<std::uint32_t>(value));
    return result;
}

void expect_same(const LoadedCorpus &is, const LoadedCorpus &should)
{
    const auto &a = is.scores.columns, &b = should.scores.columns;
    EXPECT_EQ(is.run.id, should.run.id);
    EXPECT_EQ(a.sample_ids, b.sample_ids);
    EXPECT_EQ(a.offsets, b.offsets);
    EXPECT_EQ(a.candidate_ids, b.candidate_ids);
    EXPECT_EQ(a.positions, b.positions);
    EXPECT_EQ(bits(a.logp_sum), bits(b.logp_sum));
    EXPECT_EQ(a.token_counts, b.token_counts);
    EXPECT_EQ(a.text_keys, b.text_keys);
    EXPECT_EQ(a.first_equal, b.first_equal);
    EXPECT_EQ(a.component_names, b.component_names);
    ASSERT_EQ(a.components.size(), b.components.size());
    for (std::size_t k = 0; k < a.components.size(); ++k)
        EXPECT_EQ(bits(a.components[k]), bits(b.components[k]));
    for (std::size_t s = 0; s < b.sample_ids.size(); ++s) {
        EXPECT_EQ(is.texts.external_ids[s], should.texts.external_ids[s]);
        EXPECT_EQ(is.texts.instructions[s], should.texts.instructions[s]);
        EXPECT_EQ(is.texts.image_paths[s], should.texts.image_paths[s]);
    }
}

class Corpora : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        ::setenv("XDG_CACHE_HOME", (folder / "cache").c_str(), 1);
    }

    // Samples of 0 to 3 candidates, some without scores; two evaluators.
    void fill(int samples)
    {
        auto project = create();
        const auto made = generations::find_or_create(project, run(3));
        const auto first = scores::find_or_create(project, evaluator(visual_relevance));
        const auto second = scores::find_or_create(project, evaluator(semantic_accuracy));
        Transaction transaction(project);
        std::int64_t next = 0;
        for (int i = 1; i <= samples; ++i) {
            samples::add(project, sample(i));
            std::vector<Candidate> candidates;
            std::vector<ComponentScore> values;
            for (int position = 0; position < i % 4; ++position) {
                candidates.push_back(candidate(i, position, position == 2 ? "same" : "text " + std::to_string(i * position % 7), -0.01 * i - position));
                values.push_back({++next, static_cast<double>((i * 31 + position * 7) % 100) / 100});
            }
            generations::add(project, made.id, candidates);
            scores::add(project, first.id, values);
            if (i % 5 != 0)
                scores::add(project, second.id, values);
        }
        transaction.commit();
    }

    LoadedCorpus load(CorpusCache cache = CorpusCache::Use) const
    {
        auto project = *Project::open(file, Project::Mode::ReadOnly);
        return load_corpus(project, std::nullopt, cache);
    }

    void keep() const { corpus_cache::keep(file, load(CorpusCache::Ignore)).value(); }

    std::string state() const
    {
        auto project = *Project::open(file, Project::Mode::ReadOnly);
        return corpus_state(project);
    }
};

TEST_F(Corpora, AreReadBySeveralReadersAsByOne)
{
    fill(40'000); // more than one piece
    const auto by_several = load(CorpusCache::Ignore);
    auto project = *Project::open(file);
    Transaction alone(project); // whose rows no other connection sees
    const auto by_one = load_corpus(project, std::nullopt, CorpusCache::Ignore);
    EXPECT_EQ(by_one.state, "");
    EXPECT_NE(by_several.state, "");
    expect_same(by_several, by_one);
}

TEST_F(Corpora, StateIsAnotherWithEveryChangeAndNoOther)
{
    fill(10);
    std::set<std::string> seen{state()};
    auto project = *Project::open(file);
    const auto changes = [&](auto change) {
        change();
        EXPECT_TRUE(seen.insert(state()).second);
    };
    changes([&] { samples::add(project, sample(11)); });
    changes([&] { generations::add(project, 1, std::vector{candidate(4, 0, "late", -1)}); });
    changes([&] { scores::add(project, 1, std::vector<ComponentScore>{{1, 0.125}}); });
    changes([&] { scores::find_or_create(project, evaluator(instruction_adherence)); });
    changes([&] { generations::find_or_create(project, run(3, 8)); });
    changes([&] {
        Transaction transaction(project);
        scores::add(project, 1, std::vector<ComponentScore>{{1, 0.25}});
        scores::add(project, 1, std::vector<ComponentScore>{{2, 0.25}});
        transaction.commit();
    });
    changes([&] { scores::add(project, 1, std::vector<ComponentScore>{{2, 0.375}}); }); // the next one's state is its own
    const auto before = state();
    {
        Transaction transaction(project);
        scores::add(project, 1, std::vector<ComponentScore>{{1, 0.5}});
        EXPECT_NE(corpus_state(project), before);
    }
    EXPECT_EQ(state(), before); // rolled back
    samples::add(project, sample(11)); // there already
    selections::save(project, {.name = "s", .selector = "m3p", .run_id = 1}, {});
    EXPECT_EQ(state(), before);
    // A row and its state come together or not at all.
    EXPECT_THROW(generations::add(project, 1, std::vector{candidate(4, 0, "again", -1)}), Failure);
    EXPECT_EQ(state(), before);
}

TEST_F(Corpora, StateIsAnotherAfterOtherProgramsToo)
{
    fill(10);
    for (const auto *sql : {"UPDATE component_scores SET value = 0.5 WHERE candidate_id = 1", "DELETE FROM component_scores WHERE candidate_id = 1",
                            "UPDATE candidates SET logp_sum = -3 WHERE id = 2", "UPDATE samples SET instruction = 'Who?' WHERE id = 1",
                            "UPDATE images SET path = 'b.png' WHERE id = 1", "UPDATE evaluators SET component = 'x' WHERE id = 1",
                            "UPDATE generation_runs SET model = 'x'",
                            "INSERT INTO component_scores VALUES (1, 1, 0.5, 0)"}) {
        const auto before = state();
        {
            SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
            other.exec(sql);
        }
        EXPECT_NE(state(), before) << sql;
    }
}

TEST_F(Corpora, AreFoundAsTheyWereKept)
{
    fill(300);
    EXPECT_FALSE(load().from_cache);
    keep();
    const auto kept = load();
    EXPECT_TRUE(kept.from_cache);
    expect_same(kept, load(CorpusCache::Ignore));
    EXPECT_FALSE(std::filesystem::exists(folder / "p.m3po.corpus")); // never beside the project
    {
        auto project = *Project::open(file);
        scores::add(project, 1, std::vector<ComponentScore>{{1, 0.0625}});
    }
    const auto changed = load();
    EXPECT_FALSE(changed.from_cache);
    EXPECT_EQ(changed.scores.columns.components[0][0], 0.0625f);
}

TEST_F(Corpora, ADamagedFileIsAsIfItWereNotThere)
{
    fill(300);
    keep();
    const auto kept = corpus_cache::file_of(file);
    const auto whole = *read_file(kept);
    const auto should = load(CorpusCache::Ignore);
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); at += 97) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
        std::ofstream(kept, std::ios::binary) << damaged;
        const auto loaded = load();
        refused += !loaded.from_cache;
        expect_same(loaded, should);
    }
    EXPECT_GT(refused, 100);
    for (const std::size_t size : {std::size_t(0), std::size_t(7), std::size_t(30), whole.size() / 2, whole.size() - 1}) {
        std::ofstream(kept, std::ios::binary) << whole.substr(0, size);
        EXPECT_FALSE(load().from_cache) << size;
    }
    std::ofstream(kept, std::ios::binary) << whole;
    EXPECT_TRUE(load().from_cache);
    std::filesystem::rename(kept, folder / "elsewhere");
    std::filesystem::create_symlink(folder / "elsewhere", kept);
    EXPECT_FALSE(load().from_cache);
}

TEST_F(Corpora, AFileThatSaysOtherThanTheProjectIsRefused)
{
    fill(12);
    auto forged = load(CorpusCache::Ignore);
    for (auto &value : forged.scores.columns.components[0])
        value += 0.001f;
    corpus_cache::keep(file, forged).value(); // its state and its checksums are right
    EXPECT_FALSE(load().from_cache);
    forged = load(CorpusCache::Ignore);
    for (auto &row : forged.scores.columns.first_equal)
        row = 1 << 30;
    corpus_cache::keep(file, forged).value();
    EXPECT_FALSE(load().from_cache);
    forged = load(CorpusCache::Ignore);
    forged.scores.columns.offsets[3] = 1 << 30;
    corpus_cache::keep(file, forged).value();
    EXPECT_FALSE(load().from_cache);
}

} // namespace
} // namespace m3po
