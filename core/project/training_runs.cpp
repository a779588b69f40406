// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/training_runs.h"

#include "core/project/query.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::training_runs {

namespace {

constexpr auto columns = "SELECT id, name, objective, model, model_fingerprint, preference_set_id, parameters, state, "
                         "message, output, total_steps, program_version, created, updated FROM training_runs ";

TrainingRun read(const Query &query)
{
    TrainingRun run;
    run.id = query.integer(0);
    run.name = query.text(1);
    run.objective = query.text(2);
    run.model = query.text(3);
    run.model_fingerprint = query.text(4);
    run.preference_set_id = query.optional_integer(5);
    run.parameters = query.text(6);
    run.state = query.text(7);
    run.message = query.text(8);
    run.output = query.text(9);
    run.total_steps = query.integer(10);
    run.program_version = query.text(11);
    run.created = query.text(12);
    run.updated = query.text(13);
    return run;
}

} // namespace

TrainingRun create(Project &project, const TrainingRun &run)
{
    if (find(project, run.name))
        throw Failure(Error::conflict(fmt::format("{}: has a training run '{}' already; a new name was expected",
                                                  project.file().string(), run.name)));
    const auto now = timestamp_now();
    Query(project,
          "INSERT INTO training_runs(name, objective, model, model_fingerprint, preference_set_id, parameters, state, "
          "message, output, total_steps, program_version, created, updated) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)",
          run.name, run.objective, run.model, run.model_fingerprint, run.preference_set_id, run.parameters, run.state,
          run.message, run.output, run.total_steps, M3PO_VERSION, now)
        .run();
    return get(project, last_inserted_id(project));
}

std::optional<TrainingRun> find(Project &project, const std::string &name)
{
    Query query(project, std::string(columns) + "WHERE name = ?1", name);
    if (!query.step())
        return std::nullopt;
    return read(query);
}

TrainingRun get(Project &project, std::int64_t id)
{
    Query query(project, std::string(columns) + "WHERE id = ?1", id);
    if (!query.step())
        throw Failure(Error::not_found(fmt::format("{}: holds no training run {}", project.file().string(), id)));
    return read(query);
}

std::vector<TrainingRun> list(Project &project)
{
    Query query(project, std::string(columns) + "ORDER BY id");
    std::vector<TrainingRun> runs;
    while (query.step())
        runs.push_back(read(query));
    return runs;
}

void set_state(Project &project, std::int64_t run, const std::string &state, const std::string &message)
{
    Query(project, "UPDATE training_runs SET state = ?2, message = ?3, updated = ?4 WHERE id = ?1", run, state, message,
          timestamp_now())
        .run();
}

void put_step(Project &project, std::int64_t run, const TrainingStep &step)
{
    Query(project,
          "INSERT INTO training_steps(run_id, step, metrics) VALUES (?1, ?2, ?3) "
          "ON CONFLICT DO UPDATE SET metrics = excluded.metrics",
          run, step.step, step.metrics)
        .run();
}

void forget_steps_after(Project &project, std::int64_t run, std::int64_t step)
{
    Query(project, "DELETE FROM training_steps WHERE run_id = ?1 AND step > ?2", run, step).run();
}

std::vector<TrainingStep> steps(Project &project, std::int64_t run, std::int64_t after)
{
    Query query(project, "SELECT step, metrics FROM training_steps WHERE run_id = ?1 AND step > ?2 ORDER BY step", run,
                after);
    std::vector<TrainingStep> result;
    while (query.step())
        result.push_back({query.integer(0), query.text(1)});
    return result;
}

std::optional<TrainingStep> last_step(Project &project, std::int64_t run)
{
    Query query(project, "SELECT step, metrics FROM training_steps WHERE run_id = ?1 ORDER BY step DESC LIMIT 1", run);
    if (!query.step())
        return std::nullopt;
    return TrainingStep{query.integer(0), query.text(1)};
}

void put_checkpoint(Project &project, std::int64_t run, const Checkpoint &checkpoint)
{
    Query(project,
          "INSERT INTO checkpoints(run_id, step, path, created) VALUES (?1, ?2, ?3, ?4) "
          "ON CONFLICT DO UPDATE SET path = excluded.path, created = excluded.created",
          run, checkpoint.step, checkpoint.path, timestamp_now())
        .run();
}

void forget_checkpoint(Project &project, std::int64_t run, std::int64_t step)
{
    Query(project, "DELETE FROM checkpoints WHERE run_id = ?1 AND step = ?2", run, step).run();
}

std::vector<Checkpoint> checkpoints(Project &project, std::int64_t run)
{
    Query query(project, "SELECT step, path, created FROM checkpoints WHERE run_id = ?1 ORDER BY step", run);
    std::vector<Checkpoint> result;
    while (query.step())
        result.push_back({query.integer(0), query.text(1), query.text(2)});
    return result;
}

} // namespace m3po::training_runs
