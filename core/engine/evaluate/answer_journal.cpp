// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/evaluate/answer_journal.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/formats/json_lines.h"
#include "core/project/evaluations.h"
#include "core/project/manifest.h"

#include <spdlog/fmt/fmt.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace m3po::engine {
namespace {

using nlohmann::json;

class ForgetfulJournal : public AnswerJournal {
public:
    explicit ForgetfulJournal(const Benchmark &benchmark) : count_(benchmark.questions().size()) {}
    std::vector<std::optional<BenchmarkAnswer>> load() override
    {
        return std::vector<std::optional<BenchmarkAnswer>>(count_);
    }
    void add(std::span<const Entry>) override {}
    void finish(std::span<const std::optional<BenchmarkAnswer>>, const json &) override {}

private:
    std::size_t count_;
};

// Equal for runs whose answers may stand in one file.
std::string run_id(const Benchmark &benchmark, const AnswerRun &run)
{
    return sha256(json{{"benchmark", benchmark.name()}, {"model", run.model_fingerprint},
                       {"adapter", run.adapter_fingerprint}, {"parameters", run.parameters}}.dump());
}

std::string row(const Benchmark &benchmark, const AnswerRun &run, const std::string &id, const BenchmarkQuestion &question,
                const BenchmarkAnswer &answer)
{
    // Numbers stay numbers, as the question files have them.
    const bool number = !question.id.empty() && question.id.size() < 18
        && question.id.find_first_not_of("0123456789") == std::string::npos;
    const json line{{"question_id", number ? json(std::stoll(question.id)) : json(question.id)},
                    {"prompt", question.text + run.parameters.value("prompt_suffix", "")},
                    {"text", answer.text},
                    {"answer_id", sha256(id + "/" + question.set + "/" + question.id).substr(0, 22)},
                    {"model_id", run.model},
                    {"category", question.set},
                    {"metadata", {{"benchmark", benchmark.name()},
                                  {"run", id},
                                  {"adapter", run.adapter},
                                  {"log_odds", answer.log_odds ? json(*answer.log_odds) : json()}}}};
    return line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

class FileJournal : public AnswerJournal {
public:
    FileJournal(const Benchmark &benchmark, const AnswerRun &run, std::filesystem::path file)
        : benchmark_(benchmark), run_(run), id_(run_id(benchmark, run)), file_(std::move(file))
    {
    }
    ~FileJournal() override
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }

    std::vector<std::optional<BenchmarkAnswer>> load() override
    {
        const auto questions = benchmark_.questions();
        std::vector<std::optional<BenchmarkAnswer>> answers(questions.size());
        if (!std::filesystem::exists(file_))
            return answers;
        drop_torn_line();
        std::map<std::pair<std::string, std::string>, std::size_t> places;
        for (std::size_t i = 0; i < questions.size(); ++i)
            places[{questions[i].set, questions[i].id}] = i;
        for (const auto &line : *read_json_lines(file_)) {
            const auto text_at = [&](const char *pointer) {
                const json::json_pointer at(pointer);
                return line.value.contains(at) && line.value.at(at).is_string() ? line.value.at(at).get<std::string>() : "";
            };
            if (text_at("/metadata/run") != id_)
                throw Failure(Error::conflict(line.place + ": is an answer of another model, adapter or setting; a file "
                                              "of its own for each was expected"));
            const auto id = line.value.contains("question_id") ? line.value["question_id"] : json();
            const auto found = places.find({text_at("/category"), id.is_string() ? id.get<std::string>() : id.dump()});
            if (found == places.end())
                throw Failure(Error::conflict(line.place + ": answers a question that is not asked now"));
            BenchmarkAnswer answer{text_at("/text"), {}};
            if (const auto &odds = line.value["metadata"]["log_odds"]; odds.is_number())
                answer.log_odds = odds.get<double>();
            answers[found->second] = std::move(answer);
        }
        return answers;
    }

    void add(std::span<const Entry> entries) override
    {
        std::string lines;
        for (const auto &entry : entries)
            lines += row(benchmark_, run_, id_, benchmark_.questions()[entry.question], entry.answer);
        if (descriptor_ < 0)
            descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (descriptor_ < 0)
            fail("cannot be opened to be written");
        for (std::size_t written = 0; written < lines.size();) {
            const auto count = ::write(descriptor_, lines.data() + written, lines.size() - written);
            if (count < 0 && errno != EINTR)
                fail("writing failed");
            written += count > 0 ? static_cast<std::size_t>(count) : 0;
        }
        if (::fdatasync(descriptor_) != 0 && errno != EINVAL) // a pipe has nothing to sync
            fail("cannot be synced to disk");
    }

    void finish(std::span<const std::optional<BenchmarkAnswer>> answers, const json &) override
    {
        write_answers(benchmark_, run_, answers, file_);
    }

private:
    [[noreturn]] void fail(const char *what) const
    {
        throw Failure(Error::io(fmt::format("{}: {}: {}", file_.string(), what, std::strerror(errno))));
    }

    // A line that was being written when the program was killed is no answer yet.
    void drop_torn_line() const
    {
        const auto bytes = *read_file(file_);
        if (bytes.empty() || bytes.back() == '\n')
            return;
        const auto last = bytes.rfind('\n');
        (void)*catching([&] {
            std::filesystem::resize_file(file_, last == std::string::npos ? 0 : last + 1);
            return true;
        });
    }

    const Benchmark &benchmark_;
    AnswerRun run_;
    std::string id_;
    std::filesystem::path file_;
    int descriptor_ = -1;
};

class ProjectJournal : public AnswerJournal {
public:
    ProjectJournal(const Benchmark &benchmark, const AnswerRun &run, Project &project)
        : benchmark_(benchmark), project_(project), run_(run)
    {
        std::map<std::string, Sha256> contents;
        for (const auto &question : benchmark.questions())
            contents[question.set].update(json{question.id, question.image, question.text}.dump());
        for (auto &[set, content] : contents) {
            Evaluation evaluation;
            evaluation.benchmark = benchmark.name() + "/" + set;
            evaluation.questions_hash = content.hex();
            evaluation.model = run.model;
            evaluation.model_fingerprint = run.model_fingerprint;
            evaluation.adapter = run.adapter;
            evaluation.adapter_fingerprint = run.adapter_fingerprint;
            evaluation.parameters = run.parameters.dump();
            evaluation.images = run.images;
            ids_[set] = evaluations::find_or_create(project, evaluation).id;
        }
    }

    std::vector<std::optional<BenchmarkAnswer>> load() override
    {
        const auto questions = benchmark_.questions();
        std::map<std::pair<std::string, std::string>, BenchmarkAnswer> kept;
        for (const auto &[set, id] : ids_) {
            for (auto &answer : evaluations::answers(project_, id)) {
                const auto details = *parse_json_object(answer.details, project_.file().string() + ": an answer's details");
                if (!details.contains("question"))
                    plain_ = true;
                BenchmarkAnswer one{std::move(answer.answer), {}};
                if (const auto odds = details.find("log_odds"); odds != details.end() && odds->is_number())
                    one.log_odds = odds->get<double>();
                kept[{set, answer.question}] = std::move(one);
            }
        }
        std::vector<std::optional<BenchmarkAnswer>> answers(questions.size());
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (const auto found = kept.find({questions[i].set, questions[i].id}); found != kept.end())
                answers[i] = found->second;
        }
        return answers;
    }

    void add(std::span<const Entry> entries) override
    {
        Transaction transaction(project_);
        for (const auto &[place, answer] : entries)
            put(place, answer);
        transaction.commit();
    }

    void finish(std::span<const std::optional<BenchmarkAnswer>> answers, const json &scores) override
    {
        Transaction transaction(project_);
        for (std::size_t i = 0; plain_ && i < answers.size(); ++i) { // kept by a version that told less of each
            if (answers[i])
                put(i, *answers[i]);
        }
        bool fresh = false;
        for (const auto &[set, id] : ids_) {
            const auto metrics = scores.at("sets").at(set).dump();
            if (evaluations::get(project_, id).metrics == metrics)
                continue;
            evaluations::set_metrics(project_, id, metrics);
            fresh = true;
        }
        if (fresh)
            manifest::add(project_, "evaluate", json{{"benchmark", benchmark_.name()}, {"model", run_.model_fingerprint},
                                                     {"adapter", run_.adapter_fingerprint}}.dump());
        transaction.commit();
    }

private:
    // With all that a person wants to see beside the answer, so that nobody needs the question files again.
    void put(std::size_t place, const BenchmarkAnswer &answer)
    {
        const auto &question = benchmark_.questions()[place];
        const auto verdict = benchmark_.judge(place, answer);
        const json details{{"log_odds", answer.log_odds ? json(*answer.log_odds) : json()},
                           {"image", question.image},
                           {"question", question.text},
                           {"expected", verdict.expected},
                           {"read_as", verdict.read_as},
                           {"right", verdict.right}};
        evaluations::put_answer(project_, ids_.at(question.set),
                                {question.id, answer.text, details.dump(-1, ' ', false, json::error_handler_t::replace)});
    }

    const Benchmark &benchmark_;
    Project &project_;
    AnswerRun run_;
    bool plain_ = false; // some kept answer has no question beside it
    std::map<std::string, std::int64_t> ids_; // evaluations, by set
};

} // namespace

std::unique_ptr<AnswerJournal> make_forgetful_journal(const Benchmark &benchmark)
{
    return std::make_unique<ForgetfulJournal>(benchmark);
}

std::unique_ptr<AnswerJournal> make_file_journal(const Benchmark &benchmark, const AnswerRun &run, std::filesystem::path file)
{
    return std::make_unique<FileJournal>(benchmark, run, std::move(file));
}

std::unique_ptr<AnswerJournal> make_project_journal(const Benchmark &benchmark, const AnswerRun &run, Project &project)
{
    return std::make_unique<ProjectJournal>(benchmark, run, project);
}

void write_answers(const Benchmark &benchmark, const AnswerRun &run, std::span<const std::optional<BenchmarkAnswer>> answers,
                   const std::filesystem::path &file)
{
    const auto id = run_id(benchmark, run);
    std::string lines;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i])
            lines += row(benchmark, run, id, benchmark.questions()[i], *answers[i]);
    }
    write_file_atomically(file, lines).value();
}

} // namespace m3po::engine
