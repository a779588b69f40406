// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/generations.h"

#include "core/project/corpus_rows.h"
#include "core/project/query.h"

#include <openssl/sha.h>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <limits>

namespace m3po::generations {

namespace {

constexpr auto run_columns = "SELECT id, model, model_fingerprint, adapter_fingerprint, template_hash, parameters, "
                             "seed, candidates, program_version, created FROM generation_runs ";
constexpr auto candidate_columns = "SELECT id, sample_id, position, text, token_ids, token_logps, logp_sum, "
                                   "finish_reason FROM candidates ";

GenerationRun read_run(const Query &query)
{
    GenerationRun run;
    run.id = query.integer(0);
    run.model = query.text(1);
    run.model_fingerprint = query.text(2);
    run.adapter_fingerprint = query.text(3);
    run.template_hash = query.text(4);
    run.parameters = query.text(5);
    run.seed = static_cast<std::uint64_t>(query.integer(6));
    run.candidates = static_cast<int>(query.integer(7));
    run.program_version = query.text(8);
    run.created = query.text(9);
    return run;
}

Candidate read_candidate(const Query &query)
{
    Candidate candidate;
    candidate.id = query.integer(0);
    candidate.sample_id = query.integer(1);
    candidate.position = static_cast<int>(query.integer(2));
    candidate.text = query.text(3);
    candidate.token_ids = query.numbers<std::int32_t>(4);
    candidate.token_logps = query.numbers<float>(5);
    candidate.logp_sum = query.real(6);
    candidate.finish_reason = query.text(7);
    return candidate;
}

// The first 64 bits of its SHA-256.
std::int64_t text_key(const std::string &text)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
    SHA256(reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest.data());
    std::uint64_t key = 0;
    for (int i = 0; i < 8; ++i)
        key = key << 8 | digest[static_cast<std::size_t>(i)];
    return static_cast<std::int64_t>(key);
}

} // namespace

GenerationRun find_or_create(Project &project, const GenerationRun &run)
{
    const auto seed = static_cast<std::int64_t>(run.seed);
    Query find(project,
               std::string(run_columns) + "WHERE model_fingerprint = ?1 AND adapter_fingerprint = ?2 AND "
                                          "template_hash = ?3 AND parameters = ?4 AND seed = ?5 AND candidates = ?6",
               run.model_fingerprint, run.adapter_fingerprint, run.template_hash, run.parameters, seed, run.candidates);
    if (find.step())
        return read_run(find);
    Query(project,
          "INSERT INTO generation_runs(model, model_fingerprint, adapter_fingerprint, template_hash, parameters, seed, "
          "candidates, program_version, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
          run.model, run.model_fingerprint, run.adapter_fingerprint, run.template_hash, run.parameters, seed,
          run.candidates, M3PO_VERSION, timestamp_now())
        .run();
    return get(project, last_inserted_id(project));
}

GenerationRun get(Project &project, std::int64_t id)
{
    Query query(project, std::string(run_columns) + "WHERE id = ?1", id);
    if (!query.step())
        throw Failure(Error::not_found(fmt::format("{}: holds no generation run {}", project.file().string(), id)));
    return read_run(query);
}

std::vector<GenerationRun> list(Project &project)
{
    Query query(project, std::string(run_columns) + "ORDER BY id");
    std::vector<GenerationRun> runs;
    while (query.step())
        runs.push_back(read_run(query));
    return runs;
}

std::optional<GenerationRun> latest(Project &project)
{
    Query query(project, std::string(run_columns) + "ORDER BY id DESC LIMIT 1");
    if (!query.step())
        return std::nullopt;
    return read_run(query);
}

std::vector<std::int64_t> missing_samples(Project &project, std::int64_t run, std::int64_t first)
{
    Query query(project,
                "SELECT s.id FROM (SELECT id FROM samples ORDER BY id LIMIT ?2) s WHERE "
                "(SELECT count(*) FROM candidates c WHERE c.run_id = ?1 AND c.sample_id = s.id) < "
                "(SELECT candidates FROM generation_runs WHERE id = ?1) ORDER BY s.id",
                run, first);
    std::vector<std::int64_t> ids;
    while (query.step())
        ids.push_back(query.integer(0));
    return ids;
}

std::vector<int> present_positions(Project &project, std::int64_t run, std::int64_t sample)
{
    Query query(project, "SELECT position FROM candidates WHERE run_id = ?1 AND sample_id = ?2 ORDER BY position", run,
                sample);
    std::vector<int> positions;
    while (query.step())
        positions.push_back(static_cast<int>(query.integer(0)));
    return positions;
}

void add(Project &project, std::int64_t run, std::span<const Candidate> candidates)
{
    Query put(project, "INSERT INTO candidates(run_id, sample_id, position, logp_sum, token_count, text_key, finish_reason, "
                       "text, token_ids, token_logps) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    for (const auto &candidate : candidates) {
        if (candidate.token_ids.size() != candidate.token_logps.size())
            throw Failure(Error::internal("a candidate has other numbers of tokens and of log-probabilities"));
        put.run_with(run, candidate.sample_id, candidate.position, candidate.logp_sum, candidate.token_ids.size(), text_key(candidate.text),
                     candidate.finish_reason, candidate.text, candidate.token_ids, candidate.token_logps);
    }
}

std::int64_t candidate_count(Project &project, std::int64_t run)
{
    Query query(project, "SELECT count(*) FROM candidates WHERE run_id = ?1", run);
    query.step();
    return query.integer(0);
}

std::vector<Candidate> candidates(Project &project, std::int64_t run, std::int64_t sample)
{
    Query query(project, std::string(candidate_columns) + "WHERE run_id = ?1 AND sample_id = ?2 ORDER BY position", run,
                sample);
    std::vector<Candidate> result;
    while (query.step())
        result.push_back(read_candidate(query));
    return result;
}

Candidate candidate(Project &project, std::int64_t id)
{
    Query query(project, std::string(candidate_columns) + "WHERE id = ?1", id);
    if (!query.step())
        throw Failure(Error::not_found(fmt::format("{}: holds no candidate {}", project.file().string(), id)));
    return read_candidate(query);
}

CandidateColumns columns(Project &project, std::int64_t run)
{
    using limits = std::numeric_limits<std::int64_t>;
    return corpus_rows::candidates(project, run, limits::min(), limits::max(), static_cast<std::size_t>(candidate_count(project, run)));
}

} // namespace m3po::generations
