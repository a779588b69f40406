// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/evaluations.h"

#include "core/project/query.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace m3po {

AnswerDetails answer_details(const std::string &text)
{
    AnswerDetails details;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return details;
    const auto take = [&](const char *key, std::string &into) {
        if (const auto found = json.find(key); found != json.end() && found->is_string())
            into = found->get<std::string>();
    };
    take("image", details.image);
    take("question", details.question);
    take("expected", details.expected);
    take("read_as", details.read_as);
    if (const auto right = json.find("right"); right != json.end() && right->is_boolean())
        details.right = right->get<bool>();
    if (const auto odds = json.find("log_odds"); odds != json.end() && odds->is_number())
        details.log_odds = odds->get<double>();
    return details;
}

} // namespace m3po

namespace m3po::evaluations {

namespace {

constexpr auto columns = "SELECT id, benchmark, questions_hash, model, model_fingerprint, adapter, adapter_fingerprint, "
                         "parameters, metrics, images, program_version, created FROM evaluations ";

Evaluation read(const Query &query)
{
    return {query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4), query.text(5),
            query.text(6),    query.text(7), query.optional_text(8), query.text(9), query.text(10), query.text(11)};
}

} // namespace

Evaluation find_or_create(Project &project, const Evaluation &e)
{
    Query find(project,
               std::string(columns) + "WHERE benchmark = ?1 AND questions_hash = ?2 AND model_fingerprint = ?3 AND "
                                      "adapter_fingerprint = ?4 AND parameters = ?5",
               e.benchmark, e.questions_hash, e.model_fingerprint, e.adapter_fingerprint, e.parameters);
    if (find.step()) {
        auto found = read(find);
        if (!e.images.empty() && found.images != e.images) {
            Query(project, "UPDATE evaluations SET images = ?2 WHERE id = ?1", found.id, e.images).run();
            found.images = e.images;
        }
        return found;
    }
    Query(project,
          "INSERT INTO evaluations(benchmark, questions_hash, model, model_fingerprint, adapter, adapter_fingerprint, "
          "parameters, images, program_version, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
          e.benchmark, e.questions_hash, e.model, e.model_fingerprint, e.adapter, e.adapter_fingerprint, e.parameters, e.images,
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

std::int64_t answer_count(Project &project, std::int64_t evaluation)
{
    Query query(project, "SELECT COUNT(*) FROM evaluation_answers WHERE evaluation_id = ?1", evaluation);
    query.step();
    return query.integer(0);
}

} // namespace m3po::evaluations
