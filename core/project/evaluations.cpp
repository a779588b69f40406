// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/evaluations.h"

#include "core/project/query.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::evaluations {

namespace {

constexpr auto columns = "SELECT id, benchmark, questions_hash, model, model_fingerprint, adapter, adapter_fingerprint, "
                         "parameters, metrics, program_version, created FROM evaluations ";

Evaluation read(const Query &query)
{
    return {query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4), query.text(5),
            query.text(6),    query.text(7), query.optional_text(8), query.text(9), query.text(10)};
}

} // namespace

Evaluation find_or_create(Project &project, const Evaluation &e)
{
    Query find(project,
               std::string(columns) + "WHERE benchmark = ?1 AND questions_hash = ?2 AND model_fingerprint = ?3 AND "
                                      "adapter_fingerprint = ?4 AND parameters = ?5",
               e.benchmark, e.questions_hash, e.model_fingerprint, e.adapter_fingerprint, e.parameters);
    if (find.step())
        return read(find);
    Query(project,
          "INSERT INTO evaluations(benchmark, questions_hash, model, model_fingerprint, adapter, adapter_fingerprint, "
          "parameters, program_version, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
          e.benchmark, e.questions_hash, e.model, e.model_fingerprint, e.adapter, e.adapter_fingerprint, e.parameters,
          M3PO_VERSION, timestamp_now())
        .run();
    return get(project, last_inserted_id(project));
}

Evaluation get(Project &project, std::int64_t id)
{
    Query query(project, std::string(columns) + "WHERE id = ?1", id);
    if (!query.step())
        throw Failure(Error::not_found(fmt::format("{}: holds no evaluation {}", project.file().string(), id)));
    return read(query);
}

std::vector<Evaluation> list(Project &project)
{
    Query query(project, std::string(columns) + "ORDER BY id");
    std::vector<Evaluation> result;
    while (query.step())
        result.push_back(read(query));
    return result;
}

void set_metrics(Project &project, std::int64_t evaluation, const std::string &metrics)
{
    Query(project, "UPDATE evaluations SET metrics = ?2 WHERE id = ?1", evaluation, metrics).run();
}

std::unordered_set<std::string> answered(Project &project, std::int64_t evaluation)
{
    Query query(project, "SELECT question FROM evaluation_answers WHERE evaluation_id = ?1", evaluation);
    std::unordered_set<std::string> questions;
    while (query.step())
        questions.insert(query.text(0));
    return questions;
}

void put_answer(Project &project, std::int64_t evaluation, const EvaluationAnswer &answer)
{
    Query(project,
          "INSERT INTO evaluation_answers(evaluation_id, question, answer, details) VALUES (?1, ?2, ?3, ?4) "
          "ON CONFLICT DO UPDATE SET answer = excluded.answer, details = excluded.details",
          evaluation, answer.question, answer.answer, answer.details)
        .run();
}

std::vector<EvaluationAnswer> answers(Project &project, std::int64_t evaluation)
{
    Query query(project,
                "SELECT question, answer, details FROM evaluation_answers WHERE evaluation_id = ?1 ORDER BY question",
                evaluation);
    std::vector<EvaluationAnswer> result;
    while (query.step())
        result.push_back({query.text(0), query.text(1), query.text(2)});
    return result;
}

} // namespace m3po::evaluations
