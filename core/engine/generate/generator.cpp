// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/generator.h"

#include "core/base/philox.h"
#include "core/engine/generate/stop_watch.h"
#include "core/engine/generate/top_logits.h"
#include "core/engine/kernels/by_turns.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>

namespace m3po::engine {

namespace {

constexpr std::int64_t cpu_block_rows = 32;
constexpr std::int64_t cpu_lane_rows = 8;
constexpr std::int64_t device_lane_rows = 32;

std::int64_t power_of_two_from(std::int64_t n)
{
    std::int64_t result = 1;
    while (result < n)
        result *= 2;
    return result;
}

} // namespace

void check(const GenerateOptions &o)
{
    (void)Warper({o.temperature, o.top_k, o.top_p});
    if (o.n < 1 || o.n > 4096)
        throw Failure(Error::usage(fmt::format("candidates per sample must be 1 to 4096, not {}", o.n)));
    if (o.max_new_tokens < 1 || o.max_new_tokens > 1 << 20)
        throw Failure(Error::usage(fmt::format("max-new-tokens must be 1 to {}, not {}", 1 << 20, o.max_new_tokens)));
    if (o.slots < 1 || o.slots > 4096)
        throw Failure(Error::usage(fmt::format("slots must be 1 to 4096, not {}", o.slots)));
    for (const auto &stop : o.stop_strings) {
        if (stop.empty())
            throw Failure(Error::usage("a stop string must not be empty"));
    }
}

const char *to_string(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop:
        return "stop";
    case FinishReason::Length:
        return "length";
    case FinishReason::StopString:
        return "stop_string";
    }
    return "";
}

// A request under way, or waiting for its turn to be delivered.
struct Generator::Job {
    std::int64_t key = 0;
    std::optional<Error> error;
    Prefilled prefilled;
    float norm = 0; // ln Σ exp of prefilled.logits
    std::int64_t max_tokens = 0;
    std::vector<GeneratedCandidate> candidates;
    std::int64_t next = 0; // the first candidate that no row has taken up
    std::int64_t unfinished = 0;

    bool waiting() const { return next < static_cast<std::int64_t>(candidates.size()); }
};

// A token, and its log-probability at temperature 1.
struct Generator::Drawn {
    std::int64_t id = 0;
    float logprob = 0;
};

struct Generator::Row {
    Row(const WarpOptions &options, const std::vector<std::string> &stop_strings) : warp(options), watch(stop_strings)
    {}

    GeneratedCandidate *candidate = nullptr; // none: the row has no work
    std::int64_t index = 0;                  // the candidate's
    std::optional<Drawn> drawn;
    bool finished = false;
    Warper warp;
    StopWatch watch;
};

// Neighbouring rows that continue one prompt.
struct Generator::Lane {
    std::shared_ptr<Job> job;
    std::vector<Row> rows;

    bool busy() const
    {
        return std::any_of(rows.begin(), rows.end(), [](const Row &row) { return row.candidate; });
    }
};

struct Generator::Block {
    std::vector<Lane> lanes;
    SuffixCache cache;
    at::Tensor tokens; // (rows), int64, on the CPU
    TopLogitsReader top; // on a GPU
};

struct Generator::Run {
    Run(const VisionLanguageModel &the_model, const GenerateOptions &the_options)
        : model(the_model), options(the_options)
    {}

    const VisionLanguageModel &model;
    const GenerateOptions &options;
    std::int64_t lane_rows = 0, block_rows = 0;
    std::vector<Block> blocks;
    PrefixCache nothing;                   // what lanes without a prompt continue
    std::deque<std::shared_ptr<Job>> jobs; // in the order of the requests, until delivered
    std::string image;                     // the last one encoded
    at::Tensor features;

    void make_blocks();
    std::shared_ptr<Job> start(GenerateRequest request);
    at::Tensor encode(const GenerateRequest &request);
    std::shared_ptr<Job> most_waiting() const;
    void fill(Block &block, std::size_t lane);
    double uniform_of(const Row &row, const Job &job) const;
    Drawn draw_from(Row &row, const Job &job, std::span<const float> logits, float norm) const;
    std::optional<Drawn> draw_from(Row &row, const Job &job, const TopLogits &top) const;
    void draw_all(Block &block, const at::Tensor &logits) const;
    bool take(Row &row, const Job &job, Drawn drawn) const;
    void close(Row &row, Job &job) const;
    void step(Block &block);
    void deliver(const Done &done);
};

Generator::Generator(const VisionLanguageModel &model, GenerateOptions options)
    : model_(model), options_(std::move(options))
{
    check(options_);
    if (model.device().is_cpu()) {
        lane_rows_ = std::min(power_of_two_from(options_.n), cpu_lane_rows);
        block_rows_ = cpu_block_rows;
    } else {
        lane_rows_ = std::min({power_of_two_from(options_.n), device_lane_rows, power_of_two_from(options_.slots)});
        block_rows_ = (options_.slots + lane_rows_ - 1) / lane_rows_ * lane_rows_;
    }
}

Generator::~Generator() = default;

void Generator::Run::make_blocks()
{
    const auto &language = model.language();
    const auto &config = language.config();
    const auto lanes = std::max<std::int64_t>(1, options.slots / lane_rows);
    const auto lanes_per_block = block_rows / lane_rows;
    const auto capacity = std::min(options.max_new_tokens, config.context_length());
    for (std::int64_t first = 0; first < lanes; first += lanes_per_block) {
        Block block{.top = TopLogitsReader(options.temperature)};
        block.cache = language.make_cache(block_rows, capacity);
        block.tokens = at::zeros({block_rows}, at::kLong);
        for (auto lane = first; lane < std::min(lanes, first + lanes_per_block); ++lane) {
            Lane added;
            for (std::int64_t r = 0; r < lane_rows; ++r)
                added.rows.emplace_back(WarpOptions{options.temperature, options.top_k, options.top_p},
                                        options.stop_strings);
            block.lanes.push_back(std::move(added));
        }
        blocks.push_back(std::move(block));
    }
    nothing.length = 1;
    const auto like = at::TensorOptions().dtype(model.dtype()).device(model.device());
    nothing.keys.assign(static_cast<std::size_t>(config.num_hidden_layers),
                        at::zeros({config.num_key_value_heads, 1, config.head_dim}, like));
    nothing.values = nothing.keys;
}

at::Tensor Generator::Run::encode(const GenerateRequest &request)
{
    if (request.features.defined() || !request.pixels.defined())
        return request.features;
    if (request.image.empty() || request.image != image) {
        features = model.encode_images(request.pixels.unsqueeze(0).to(model.device())).squeeze(0); // (n, D)
        image = request.image;
    }
    return features;
}

std::shared_ptr<Generator::Job> Generator::Run::start(GenerateRequest request)
{
    auto job = std::make_shared<Job>();
    job->key = request.key;
    const auto outcome = catching([&] {
        job->prefilled = prefill(model, request.prompt, encode(request));
        job->norm = log_sum_exp(job->prefilled.logits);
    });
    if (!outcome) {
        if (outcome.error().kind == ErrorKind::Internal)
            throw Failure(outcome.error());
        job->error = outcome.error();
        return job;
    }
    const auto room = model.language().config().context_length() - job->prefilled.prefix.length;
    job->max_tokens = std::min(options.max_new_tokens, room);
    job->candidates.resize(static_cast<std::size_t>(options.n));
    job->unfinished = options.n;
    return job;
}

// The request under way with the most candidates that no row has taken up.
std::shared_ptr<Generator::Job> Generator::Run::most_waiting() const
{
    std::shared_ptr<Job> best;
    for (const auto &job : jobs) {
        if (job->waiting() && (!best || job->next < best->next))
            best = job;
    }
    return best;
}

// Gives the lane's free rows candidates of its prompt. A candidate may be complete with its first token.
void Generator::Run::fill(Block &block, std::size_t number)
{
    auto &lane = block.lanes[number];
    if (!lane.job)
        return;
    auto &job = *lane.job;
    for (std::size_t r = 0; r < lane.rows.size(); ++r) {
        auto &row = lane.rows[r];
        while (!row.candidate && job.waiting()) {
            row.index = job.next++;
            row.candidate = &job.candidates[static_cast<std::size_t>(row.index)];
            row.watch.start(model.tokenizer());
            const auto slot = number * static_cast<std::size_t>(lane_rows) + r;
            block.cache.lengths[slot] = 0;
            if (take(row, job, draw_from(row, job, job.prefilled.logits, job.norm)))
                close(row, job);
        }
    }
    if (!lane.busy())
        lane.job = nullptr;
}

double Generator::Run::uniform_of(const Row &row, const Job &job) const
{
    const auto step = static_cast<std::uint32_t>(row.candidate->ids.size());
    return uniform(options.seed, static_cast<std::uint64_t>(job.key), static_cast<std::uint32_t>(row.index), step);
}

// The row's next token. Rows may do this at the same time.
Generator::Drawn Generator::Run::draw_from(Row &row, const Job &job, std::span<const float> logits, float norm) const
{
    const auto id = options.greedy ? argmax(logits) : draw(row.warp(logits), uniform_of(row, job));
    return {id, logits[static_cast<std::size_t>(id)] - norm};
}

// Nothing where the largest logits do not tell.
std::optional<Generator::Drawn> Generator::Run::draw_from(Row &row, const Job &job, const TopLogits &top) const
{
    std::int64_t id = 0;
    if (options.greedy) {
        const auto equals = std::upper_bound(top.values.begin(), top.values.end(), top.values[0], std::greater<>()) - top.values.begin();
        id = *std::min_element(top.ids.begin(), top.ids.begin() + equals);
    } else if (const auto *warped = row.warp(top)) {
        id = draw(*warped, uniform_of(row, job));
    } else {
        return std::nullopt;
    }
    const auto place = std::find(top.ids.begin(), top.ids.end(), id) - top.ids.begin();
    return Drawn{id, top.values[static_cast<std::size_t>(place)] - top.norm};
}

// The next token of every row that has work.
void Generator::Run::draw_all(Block &block, const at::Tensor &logits) const
{
    const auto rows = static_cast<std::int64_t>(block.lanes.size()) * lane_rows;
    const auto each = [&](const auto &work) { // work(i, row, job), rows side by side
        by_turns(rows, 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = begin; i < end; ++i) {
                auto &lane = block.lanes[static_cast<std::size_t>(i / lane_rows)];
                auto &row = lane.rows[static_cast<std::size_t>(i % lane_rows)];
                if (row.candidate)
                    work(i, row, *lane.job);
            }
        });
    };
    if (logits.is_cpu()) {
        const auto here = logits.to(at::kFloat).contiguous(); // (rows, V)
        const auto width = here.size(1);
        const auto *values = here.const_data_ptr<float>();
        each([&](std::int64_t i, Row &row, const Job &job) {
            const std::span<const float> own(values + i * width, static_cast<std::size_t>(width));
            row.drawn = draw_from(row, job, own, log_sum_exp(own));
        });
    } else {
        block.top.read(logits);
        each([&](std::int64_t i, Row &row, const Job &job) { row.drawn = draw_from(row, job, block.top.row(i)); });
        for (std::int64_t i = 0; i < rows; ++i) {
            auto &lane = block.lanes[static_cast<std::size_t>(i / lane_rows)];
            auto &row = lane.rows[static_cast<std::size_t>(i % lane_rows)];
            if (!row.candidate || row.drawn)
                continue;
            const auto whole = logits.select(0, i).to(at::kCPU, at::kFloat);
            const std::span<const float> own(whole.const_data_ptr<float>(), static_cast<std::size_t>(whole.numel()));
            row.drawn = draw_from(row, *lane.job, own, log_sum_exp(own));
        }
    }
    each([&](std::int64_t, Row &row, const Job &job) { row.finished = take(row, job, *std::exchange(row.drawn, std::nullopt)); });
}

// True where the token completes the candidate. Rows may do this at the same time.
bool Generator::Run::take(Row &row, const Job &job, Drawn drawn) const
{
    auto &candidate = *row.candidate;
    const auto id = drawn.id;
    candidate.ids.push_back(id);
    candidate.logprobs.push_back(drawn.logprob);
    const auto &ends = model.eos_token_ids();
    if (std::find(ends.begin(), ends.end(), id) != ends.end())
        candidate.finish = FinishReason::Stop;
    else if (row.watch.feed(id))
        candidate.finish = FinishReason::StopString;
    else if (static_cast<std::int64_t>(candidate.ids.size()) >= job.max_tokens)
        candidate.finish = FinishReason::Length;
    else
        return false;
    return true;
}

void Generator::Run::close(Row &row, Job &job) const
{
    auto &candidate = *row.candidate;
    candidate.text = row.watch.finish();
    if (row.watch.stopped())
        candidate.finish = FinishReason::StopString;
    for (const float l : candidate.logprobs)
        candidate.sum += l;
    row.candidate = nullptr;
    row.finished = false;
    if (--job.unfinished == 0)
        job.prefilled = {};
}

void Generator::Run::step(Block &block)
{
    if (std::none_of(block.lanes.begin(), block.lanes.end(), [](const Lane &lane) { return lane.job; }))
        return;
    auto *tokens = block.tokens.data_ptr<std::int64_t>();
    std::vector<DecodeGroup> groups;
    for (std::int64_t first = 0; first < block_rows; first += lane_rows) {
        const auto number = static_cast<std::size_t>(first / lane_rows);
        const Lane *lane = number < block.lanes.size() ? &block.lanes[number] : nullptr;
        for (std::int64_t r = 0; r < lane_rows; ++r) {
            const auto *candidate = lane ? lane->rows[static_cast<std::size_t>(r)].candidate : nullptr;
            tokens[first + r] = candidate ? candidate->ids.back() : 0;
            if (!candidate)
                block.cache.lengths[static_cast<std::size_t>(first + r)] = 0;
        }
        const auto *prefix = lane && lane->job ? &lane->job->prefilled.prefix : &nothing;
        if (!groups.empty() && groups.back().prefix == prefix)
            groups.back().count += lane_rows; // lanes of one prompt attend to it together
        else
            groups.push_back({prefix, first, lane_rows});
    }
    const auto &language = model.language();
    const auto hidden = language.decode(groups, block.cache, language.embed(block.tokens.to(model.device())));
    draw_all(block, language.logits(hidden)); // (rows, V)
    for (auto &lane : block.lanes) {
        for (auto &row : lane.rows) {
            if (row.finished)
                close(row, *lane.job);
        }
    }
}

void Generator::Run::deliver(const Done &done)
{
    while (!jobs.empty() && (jobs.front()->error || jobs.front()->unfinished == 0)) {
        const auto job = std::move(jobs.front());
        jobs.pop_front();
        if (job->error)
            done(job->key, *job->error);
        else
            done(job->key, std::move(job->candidates));
    }
}

void Generator::run(const Next &next, const Done &done, std::stop_token stop)
{
    const c10::InferenceMode inference;
    Run run(model_, options_);
    run.lane_rows = lane_rows_;
    run.block_rows = block_rows_;
    run.make_blocks();

    bool more = true;
    const auto next_job = [&]() -> std::shared_ptr<Job> {
        while (more && !stop.stop_requested()) {
            auto request = next();
            if (!request)
                break;
            run.jobs.push_back(run.start(std::move(*request)));
            if (!run.jobs.back()->error)
                return run.jobs.back();
        }
        more = false;
        return run.most_waiting();
    };
    while (true) {
        for (auto &block : run.blocks) {
            for (std::size_t i = 0; i < block.lanes.size(); ++i) {
                run.fill(block, i);
                while (!block.lanes[i].job && (block.lanes[i].job = next_job()))
                    run.fill(block, i);
            }
        }
        run.deliver(done);
        if (run.jobs.empty() && !more)
            return;
        for (auto &block : run.blocks)
            run.step(block);
        run.deliver(done);
    }
}

} // namespace m3po::engine
