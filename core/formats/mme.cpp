// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/mme.h"

#include "core/base/file.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace m3po {
namespace {

constexpr std::array<std::string_view, 10> perception_tasks{
    "existence", "count", "position", "color", "posters", "celebrity", "scene", "landmark", "artwork", "OCR"};
constexpr std::array<std::string_view, 4> cognition_tasks{
    "commonsense_reasoning", "numerical_calculation", "text_translation", "code_reasoning"};

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

std::vector<std::string> fields_of(std::string_view line)
{
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == '\t')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

} // namespace

Result<std::vector<MmeQuestion>> read_mme_task(const std::filesystem::path &file)
{
    return catching([&] {
        const auto bytes = *read_file(file, 256u << 20);
        std::vector<MmeQuestion> questions;
        std::string_view rest = bytes;
        for (int number = 1; !rest.empty(); ++number) {
            const auto end = std::min(rest.find('\n'), rest.size());
            auto line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            if (line.find_first_not_of(" \t") == std::string_view::npos)
                continue;
            const auto fields = fields_of(line);
            const auto label = fields.size() >= 3 ? lower(fields[2]) : "";
            if (fields.size() > 4 || (label != "yes" && label != "no"))
                throw Failure(Error::invalid_input(fmt::format(
                    "{}: line {}: image, question, Yes or No and perhaps an answer were expected, with tabs between",
                    file.string(), number)));
            MmeQuestion question{file.stem().string(), fields[0], fields[1], label == "yes", {}};
            if (fields.size() == 4)
                question.answer = fields[3];
            if (questions.size() % 2 == 1 && questions.back().image != question.image)
                throw Failure(Error::invalid_input(fmt::format("{}: line {}: a second question about {} was expected",
                                                               file.string(), number, questions.back().image)));
            questions.push_back(std::move(question));
        }
        if (questions.empty() || questions.size() % 2 == 1)
            throw Failure(Error::invalid_input(file.string() + ": two questions about each image were expected"));
        return questions;
    });
}

MmeReading read_mme_answer(std::string_view text)
{
    const auto answer = lower(text);
    const auto first = answer.substr(0, 4);
    if (first.find("yes") != std::string::npos)
        return MmeReading::Yes;
    return first.find("no") != std::string::npos ? MmeReading::No : MmeReading::Other;
}

MmeScore score_mme(const std::vector<MmeQuestion> &questions, const std::vector<std::optional<std::string>> &answers)
{
    MmeScore score;
    bool before = false;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto reading = answers[i] ? read_mme_answer(*answers[i]) : MmeReading::Other;
        const bool right = reading == (questions[i].yes ? MmeReading::Yes : MmeReading::No);
        ++score.questions;
        score.right += right;
        score.other += reading == MmeReading::Other;
        if (i % 2 == 1) {
            ++score.images;
            score.both_right += before && right;
        }
        before = right;
    }
    return score;
}

MmeTotals mme_totals(const std::map<std::string, MmeScore> &tasks)
{
    MmeTotals totals;
    for (const auto &[task, score] : tasks) {
        if (std::find(perception_tasks.begin(), perception_tasks.end(), task) != perception_tasks.end())
            totals.perception += score.score();
        if (std::find(cognition_tasks.begin(), cognition_tasks.end(), task) != cognition_tasks.end())
            totals.cognition += score.score();
    }
    return totals;
}

} // namespace m3po
