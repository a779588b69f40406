// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/import.h"

#include "core/base/hash.h"
#include "core/formats/image_names.h"
#include "core/formats/messages.h"
#include "core/image/decode.h"
#include "core/project/manifest.h"
#include "core/project/preference_sets.h"
#include "core/project/samples.h"

#include <spdlog/fmt/fmt.h>

#include <unordered_map>

namespace m3po {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_problems = 10'000;

// What an image name came to; each file is looked at once.
class Images {
public:
    Images(Project &project, fs::path root)
        : project_(project), project_root_(fs::weakly_canonical(project.images_root())), root_(std::move(root))
    {
        const auto below = fs::weakly_canonical(root_).lexically_relative(project_root_);
        if (below.empty() || *below.begin() == "..")
            throw Failure(Error::invalid_input(root_.string() + ": lies outside of the project's images "
                                               + project_root_.string() + "; a folder inside was expected"));
    }

    struct Found {
        ImageRecord image;
        std::string why; // "" where it is good
    };

    Found look_up(const std::string &name, const std::string &place)
    {
        if (const auto known = verdicts_.find(name); known != verdicts_.end()) {
            if (!known->second.why.empty())
                return {{}, known->second.why};
            if (auto record = samples::image(project_, known->second.path)) // stored with an earlier row
                return {*std::move(record), ""};
        }
        // A name that leads out costs its row, as a broken image does.
        const auto file = catching([&] { return named_image(root_, name, place); });
        if (!file)
            is_the_rows(file.error());
        auto path = file ? file->lexically_relative(project_root_).generic_string() : std::string();
        auto found = file ? inspect(*file, path) : Found{{}, without(file.error().message, place + ": its image '" + name + "' ")};
        verdicts_[name] = {std::move(path), found.why};
        return found;
    }

private:
    // Why an image cannot be used; what is not its own fault (no memory is left) ends the import instead.
    static const std::string &is_the_rows(const Error &error)
    {
        if (error.kind == ErrorKind::Internal || error.message == Error::no_memory().message)
            throw Failure(error);
        return error.message;
    }

    // The sentence without what the report says besides.
    static std::string without(const std::string &sentence, const std::string &beginning)
    {
        return sentence.starts_with(beginning) ? sentence.substr(beginning.size()) : sentence;
    }

    Found inspect(const fs::path &file, const std::string &path)
    {
        std::error_code code;
        if (!fs::exists(file, code))
            return {{}, "is not there"};
        if (!fs::is_regular_file(file, code))
            return {{}, "is not a file"};
        ImageRecord image;
        image.path = path;
        image.bytes = static_cast<std::int64_t>(fs::file_size(file, code));
        auto hash = sha256_of_file(file);
        if (!hash)
            return {{}, is_the_rows(hash.error())};
        image.sha256 = *std::move(hash);
        if (const auto known = samples::image(project_, path); known && known->sha256 == image.sha256)
            return {*known, ""};
        const auto decoded = decode_image(file);
        if (!decoded)
            return {{}, is_the_rows(decoded.error())};
        image.width = decoded->width;
        image.height = decoded->height;
        return {std::move(image), ""};
    }

    Project &project_;
    fs::path project_root_;
    fs::path root_;
    struct Verdict {
        std::string path;
        std::string why; // "" where it is good
    };
    std::unordered_map<std::string, Verdict> verdicts_; // by the name in the file
};

class Import final : public DatasetSink {
public:
    Import(Project &project, const fs::path &source, Images &images, ImportReport &report, ProgressMeter &meter,
           std::stop_token stop)
        : project_(project), source_(source.string()), images_(images), report_(report), meter_(meter),
          stop_(std::move(stop))
    {
    }

    bool sample(DatasetRow &&row) override
    {
        if (!next())
            return false;
        auto found = images_.look_up(row.image, row.place);
        if (!found.why.empty())
            return problem(row.place, row.image, found.why);
        Sample sample;
        sample.external_id = std::move(row.external_id);
        sample.image = std::move(found.image);
        sample.instruction = std::move(row.instruction);
        sample.conversation = std::move(row.conversation);
        sample.reference_answer = std::move(row.reference_answer);
        sample.source = source_;
        sample.source_row = row.number;
        ++(samples::add(project_, sample).fresh ? report_.imported : report_.already_there);
        return true;
    }

    bool preference(PreferenceRow &&row, std::int64_t number) override
    {
        if (!next())
            return false;
        PreferencePair pair;
        if (row.images.size() > 1)
            return problem(row.place, "", fmt::format("names {} images; one was expected", row.images.size()));
        if (row.images.size() == 1) {
            const auto found = images_.look_up(row.images[0], row.place);
            if (!found.why.empty())
                return problem(row.place, row.images[0], found.why);
            pair.image = found.image.path;
            pair.image_sha256 = found.image.sha256;
            // A single question about an image can be answered anew, so it is a sample too.
            if (const auto question = single_question(row.prompt); question && !blank(*question)) {
                Sample sample; // without an id of its own: the pairs of one question share it
                sample.image = found.image;
                sample.instruction = *question;
                sample.source = source_;
                sample.source_row = number;
                pair.sample_id = samples::add(project_, sample).id;
            }
        }
        pair.prompt = std::move(row.prompt);
        pair.chosen = std::move(row.chosen);
        pair.rejected = std::move(row.rejected);
        if (row.reference_chosen_logp)
            pair.reference_chosen_logp = *row.reference_chosen_logp;
        if (row.reference_rejected_logp)
            pair.reference_rejected_logp = *row.reference_rejected_logp;
        pairs.push_back(std::move(pair));
        return true;
    }

    bool unusable(const std::string &place, const std::string &why) override
    {
        return next() && problem(place, "", why);
    }

    std::vector<PreferencePair> pairs;

private:
    bool next()
    {
        if (stop_.stop_requested())
            throw Failure(Error::cancelled(source_ + ": stopped; nothing of it was imported"));
        ++report_.rows;
        meter_.advance();
        return true;
    }
    bool problem(const std::string &place, const std::string &image, const std::string &why)
    {
        ++report_.problem_count;
        if (report_.problems.size() < max_problems)
            report_.problems.push_back({place, image, why});
        return true;
    }

    Project &project_;
    const std::string source_;
    Images &images_;
    ImportReport &report_;
    ProgressMeter &meter_;
    std::stop_token stop_;
};

// Reads to the end and only counts: a file that breaks anywhere is refused before any image is opened.
class Count final : public DatasetSink {
public:
    explicit Count(const std::stop_token &stop) : stop_(stop) {}
    bool sample(DatasetRow &&) override { return one(); }
    bool preference(PreferenceRow &&, std::int64_t) override { return one(); }
    bool unusable(const std::string &, const std::string &) override { return one(); }
    std::int64_t rows = 0;

private:
    bool one()
    {
        ++rows;
        return !stop_.stop_requested();
    }
    const std::stop_token &stop_;
};

std::string sentence(const ImportProblem &problem)
{
    return problem.image.empty() ? problem.place + ": " + problem.why
                                 : problem.place + ": image '" + problem.image + "': " + problem.why;
}

} // namespace

Result<ImportReport> import_dataset(Project &project, const fs::path &source, const ImportOptions &options,
                                    const ProgressSink &progress, std::stop_token stop)
{
    return catching([&] {
        ImportReport report;
        if (!fs::exists(source))
            throw Failure(Error::not_found(source.string() + ": no such file or folder; a data set was expected"));
        const auto &format = options.format.empty() ? detect_format(source) : find_format(options.format);
        report.format = format.name();
        const auto root = options.images_root.value_or(project.images_root());
        std::error_code code;
        if (!fs::is_directory(root, code))
            throw Failure(Error::not_found(root.string() + ": no such folder; the folder of the images was expected"));

        const ReadOptions reading{.instruction = options.instruction, .images_root = root};
        Images images(project, root);
        Count count(stop);
        format.read(source, reading, count);
        if (count.rows == 0)
            throw Failure(Error::invalid_input(source.string() + ": holds no rows"));

        Transaction transaction(project);
        ProgressMeter meter("import", count.rows, progress);
        Import sink(project, source, images, report, meter, stop);
        format.read(source, reading, sink);
        if (!sink.pairs.empty()) {
            PreferenceSet set;
            set.name = options.preference_set.empty() ? source.stem().string() : options.preference_set;
            set.origin = source.string();
            const bool known = preference_sets::find(project, set.name).has_value();
            report.preference_set = preference_sets::freeze_inside(project, set, sink.pairs).name;
            (known ? report.already_there : report.imported) += static_cast<std::int64_t>(sink.pairs.size());
        }
        if (report.problem_count == report.rows)
            throw Failure(Error::invalid_input(fmt::format("{}: none of its {} rows can be used; the first: {}",
                                                           source.string(), report.rows, sentence(report.problems[0]))));
        if (report.imported > 0) {
            const nlohmann::json details{{"source", source.string()},          {"format", report.format},
                                         {"rows", report.rows},                {"imported", report.imported},
                                         {"already_there", report.already_there}, {"passed_over", report.problem_count}};
            manifest::add(project, "import", details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        }
        transaction.commit();
        meter.finish();
        return report;
    });
}

} // namespace m3po
