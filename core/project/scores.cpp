// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/scores.h"

#include "core/project/corpus_rows.h"
#include "core/project/query.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace m3po::scores {

namespace {

constexpr auto evaluator_columns =
    "SELECT e.id, e.component, e.kind, e.model, e.fingerprint, e.parameters, e.program_version, e.created "
    "FROM evaluators e ";

Evaluator read(const Query &query)
{
    return {query.integer(0), query.text(1), query.text(2), query.text(3),
            query.text(4),    query.text(5), query.text(6), query.text(7)};
}

std::vector<Evaluator> read_all(Query &query)
{
    std::vector<Evaluator> evaluators;
    while (query.step())
        evaluators.push_back(read(query));
    return evaluators;
}

} // namespace

Evaluator find_or_create(Project &project, const Evaluator &evaluator)
{
    Query find(project,
               std::string(evaluator_columns) + "WHERE component = ?1 AND fingerprint = ?2 AND parameters = ?3",
               evaluator.component, evaluator.fingerprint, evaluator.parameters);
    if (find.step())
        return read(find);
    Query(project,
          "INSERT INTO evaluators(component, kind, model, fingerprint, parameters, program_version, created) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          evaluator.component, evaluator.kind, evaluator.model, evaluator.fingerprint, evaluator.parameters,
          M3PO_VERSION, timestamp_now())
        .run();
    return get(project, last_inserted_id(project));
}

Evaluator get(Project &project, std::int64_t id)
{
    Query query(project, std::string(evaluator_columns) + "WHERE id = ?1", id);
    if (!query.step())
        throw Failure(Error::not_found(fmt::format("{}: holds no evaluator {}", project.file().string(), id)));
    return read(query);
}

std::vector<Evaluator> list(Project &project)
{
    Query query(project, std::string(evaluator_columns) + "ORDER BY e.id");
    return read_all(query);
}

std::vector<Evaluator> of_run(Project &project, std::int64_t run)
{
    Query query(project,
                std::string(evaluator_columns) +
                    "WHERE EXISTS (SELECT 1 FROM component_scores s JOIN candidates c ON c.id = s.candidate_id "
                    "WHERE s.evaluator_id = e.id AND c.run_id = ?1) ORDER BY e.id",
                run);
    return read_all(query);
}

std::vector<Unscored> missing_candidates(Project &project, std::int64_t evaluator, std::int64_t run)
{
    Query query(project,
                "SELECT id, sample_id FROM candidates INDEXED BY candidate_columns WHERE run_id = ?2 AND NOT EXISTS "
                "(SELECT 1 FROM component_scores s WHERE s.evaluator_id = ?1 AND s.candidate_id = candidates.id) "
                "ORDER BY sample_id, position",
                evaluator, run);
    std::vector<Unscored> result;
    while (query.step())
        result.push_back({query.integer(0), query.integer(1)});
    return result;
}

void add(Project &project, std::int64_t evaluator, std::span<const ComponentScore> scores)
{
    Query put(project, "INSERT INTO component_scores(evaluator_id, candidate_id, value, raw) VALUES (?1, ?2, ?3, ?4) "
                       "ON CONFLICT DO UPDATE SET value = excluded.value, raw = excluded.raw");
    for (const auto &score : scores) {
        if (score.value < 0 || score.value > 1)
            throw Failure(Error::internal(
                fmt::format("evaluator {} gave candidate {} the score {}; one in 0..1 was expected", evaluator,
                            score.candidate_id, score.value)));
        put.run_with(evaluator, score.candidate_id, score.value, score.raw);
    }
}

std::int64_t count(Project &project, std::int64_t evaluator, std::int64_t run)
{
    Query query(project,
                "SELECT count(*) FROM component_scores s JOIN candidates c ON c.id = s.candidate_id "
                "WHERE s.evaluator_id = ?1 AND c.run_id = ?2",
                evaluator, run);
    query.step();
    return query.integer(0);
}

std::vector<float> column(Project &project, std::int64_t evaluator, std::span<const std::int64_t> candidate_ids)
{
    std::vector<float> values(candidate_ids.size());
    corpus_rows::scores(project, evaluator, candidate_ids, values);
    return values;
}

std::optional<std::vector<float>> embedding(Project &project, const std::string &encoder, const std::string &content)
{
    Query query(project,
                "SELECT embedding FROM embeddings WHERE encoder_id = (SELECT id FROM encoders WHERE fingerprint = ?1) "
                "AND content_hash = ?2",
                encoder, content);
    if (!query.step())
        return std::nullopt;
    return query.numbers<float>(0);
}

void put_embedding(Project &project, const std::string &encoder, const std::string &content,
                   std::span<const float> embedding)
{
    Query(project, "INSERT INTO encoders(fingerprint) VALUES (?1) ON CONFLICT DO NOTHING", encoder).run();
    Query(project,
          "INSERT INTO embeddings(encoder_id, content_hash, embedding) "
          "VALUES ((SELECT id FROM encoders WHERE fingerprint = ?1), ?2, ?3) "
          "ON CONFLICT DO UPDATE SET embedding = excluded.embedding",
          encoder, content, embedding)
        .run();
}

} // namespace m3po::scores
