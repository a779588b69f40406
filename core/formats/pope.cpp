// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/pope.h"

#include "core/formats/json_lines.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace m3po {
namespace {

using nlohmann::json;

constexpr std::int64_t offset_of_random = 10'000'000;
constexpr std::int64_t offset_of_popular = 20'000'000;

std::string set_of(const std::filesystem::path &file)
{
    const auto stem = file.stem().string();
    for (const auto *name : {"random", "popular", "adversarial"}) {
        if (stem.find(name) != std::string::npos)
            return name;
    }
    return stem;
}

[[noreturn]] void refuse(const JsonLine &line, const std::string &what)
{
    throw Failure(Error::invalid_input(line.place + ": " + what));
}

std::string text_of(const JsonLine &line, const char *key)
{
    const auto found = line.value.find(key);
    if (found == line.value.end() || !found->is_string())
        refuse(line, fmt::format("a string \"{}\" was expected", key));
    return found->get<std::string>();
}

std::int64_t id_of(const JsonLine &line)
{
    const auto found = line.value.find("question_id");
    if (found == line.value.end() || !found->is_number_integer())
        refuse(line, "a whole number \"question_id\" was expected");
    return found->get<std::int64_t>();
}

// Finds the question that an answer's line speaks of.
class QuestionFinder {
public:
    explicit QuestionFinder(std::span<const PopeQuestion> questions)
    {
        for (std::size_t i = 0; i < questions.size(); ++i) {
            sets_.insert(questions[i].set);
            places_.emplace(std::pair(questions[i].set, questions[i].id), i);
        }
    }

    // Nothing where the answer belongs to a set that is not here.
    std::optional<std::size_t> find(const JsonLine &line) const
    {
        auto id = id_of(line);
        std::string set;
        if (const auto category = line.value.find("category"); category != line.value.end() && category->is_string()) {
            set = category->get<std::string>();
        } else if (id > offset_of_popular) {
            set = "popular";
        } else if (id > offset_of_random) {
            set = "random";
        } else if (sets_.size() == 1) {
            set = *sets_.begin();
        } else if (uses_offsets_) {
            set = "adversarial";
        } else {
            refuse(line, fmt::format("question_id {} may belong to any of {} sets; give one question file at a time, or "
                                     "answers with a \"category\"", id, sets_.size()));
        }
        if (!sets_.contains(set))
            return std::nullopt;
        if (const auto found = places_.find({set, id}); found != places_.end())
            return found->second;
        // LLaVA numbers the questions of its sets apart.
        const auto offset = set == "popular" ? offset_of_popular : set == "random" ? offset_of_random : 0;
        if (const auto found = places_.find({set, id - offset}); found != places_.end())
            return found->second;
        refuse(line, fmt::format("question_id {} is not among the {} questions", id, set));
    }

    // LLaVA's numbers are recognised by those that only they use.
    void look_at(const std::vector<JsonLine> &lines)
    {
        for (const auto &line : lines) {
            const auto id = line.value.find("question_id");
            if (id != line.value.end() && id->is_number_integer() && id->get<std::int64_t>() > offset_of_random)
                uses_offsets_ = true;
        }
    }

private:
    std::set<std::string> sets_;
    std::map<std::pair<std::string, std::int64_t>, std::size_t> places_;
    bool uses_offsets_ = false;
};

std::optional<PopeScore::Estimate> share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return std::nullopt;
    const double p = static_cast<double>(part) / static_cast<double>(whole);
    return PopeScore::Estimate{p, std::sqrt(p * (1 - p) / static_cast<double>(whole))};
}

bool has_word_yes(std::string_view text)
{
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
        if (std::isalnum(c) || c >= 0x80) {
            word += static_cast<char>(std::tolower(c));
            continue;
        }
        if (word == "yes")
            return true;
        word.clear();
    }
    return false;
}

} // namespace

Result<std::vector<PopeQuestion>> read_pope_questions(const std::filesystem::path &file)
{
    return catching([&] {
        std::vector<PopeQuestion> questions;
        std::set<std::int64_t> seen;
        const auto set = set_of(file);
        for (const auto &line : *read_json_lines(file)) {
            PopeQuestion question{set, id_of(line), text_of(line, "image"), text_of(line, "text"), false};
            const auto label = text_of(line, "label");
            if (label != "yes" && label != "no")
                refuse(line, fmt::format("label \"{}\" was found where \"yes\" or \"no\" was expected", label));
            question.yes = label == "yes";
            if (!seen.insert(question.id).second)
                refuse(line, fmt::format("question_id {} stands in the file twice; ids that differ were expected", question.id));
            questions.push_back(std::move(question));
        }
        if (questions.empty())
            throw Failure(Error::invalid_input(file.string() + ": holds no questions; JSON lines with question_id, "
                                               "image, text and label were expected"));
        return questions;
    });
}

Result<PopeAnswers> read_pope_answers(const std::filesystem::path &file, std::span<const PopeQuestion> questions)
{
    return catching([&] {
        const auto lines = *read_json_lines(file);
        PopeAnswers answers;
        answers.texts.resize(questions.size());
        QuestionFinder finder(questions);
        finder.look_at(lines);

        const bool by_place = !lines.empty() && !lines.front().value.contains("question_id");
        if (by_place && lines.size() != questions.size())
            throw Failure(Error::invalid_input(fmt::format(
                "{}: holds {} answers without question_id; as many as there are questions, {}, were expected",
                file.string(), lines.size(), questions.size())));

        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto &line = lines[i];
            const auto place = by_place ? std::optional(i) : finder.find(line);
            if (!place) {
                ++answers.ignored;
                continue;
            }
            auto &text = answers.texts[*place];
            if (text)
                refuse(line, fmt::format("question {} of {} is answered a second time", questions[*place].id, questions[*place].set));
            for (const auto *key : {"prompt", "question"}) {
                const auto asked = line.value.find(key);
                if (asked != line.value.end() && asked->is_string() && !asked->get<std::string>().empty()
                    && asked->get<std::string>().find(questions[*place].text) == std::string::npos)
                    refuse(line, fmt::format("the {} does not hold the text of question {} of {}, \"{}\"; answers to "
                                             "these questions were expected", key, questions[*place].id,
                                             questions[*place].set, questions[*place].text));
            }
            text = text_of(line, line.value.contains("text") ? "text" : "answer");
        }
        return answers;
    });
}

PopeReading read_pope_answer(std::string_view text)
{
    std::string first(text.substr(0, text.find('.')));
    std::erase(first, ',');
    PopeReading reading;
    for (std::size_t start = 0; start <= first.size();) {
        const auto end = std::min(first.find(' ', start), first.size());
        const auto word = std::string_view(first).substr(start, end - start);
        if (word == "No" || word == "not" || word == "no") {
            reading.yes = false;
            return reading;
        }
        start = end + 1;
    }
    reading.unparseable = !has_word_yes(first);
    return reading;
}

void PopeScore::add(bool said_yes, bool is_yes)
{
    if (said_yes)
        ++(is_yes ? true_positives : false_positives);
    else
        ++(is_yes ? false_negatives : true_negatives);
}

std::int64_t PopeScore::total() const
{
    return true_positives + false_positives + true_negatives + false_negatives;
}

std::optional<PopeScore::Estimate> PopeScore::accuracy() const { return share(true_positives + true_negatives, total()); }
std::optional<PopeScore::Estimate> PopeScore::precision() const { return share(true_positives, true_positives + false_positives); }
std::optional<PopeScore::Estimate> PopeScore::recall() const { return share(true_positives, true_positives + false_negatives); }
std::optional<PopeScore::Estimate> PopeScore::yes_ratio() const { return share(true_positives + false_positives, total()); }

std::optional<PopeScore::Estimate> PopeScore::f1() const
{
    const auto t = static_cast<double>(true_positives);
    const auto e = static_cast<double>(false_positives + false_negatives);
    const double d = 2 * t + e;
    if (d == 0)
        return std::nullopt;
    return Estimate{2 * t / d, std::sqrt(4 * t * e * (t + e)) / (d * d)};
}

json to_json(const PopeScore &score)
{
    json out{{"TP", score.true_positives}, {"FP", score.false_positives}, {"TN", score.true_negatives},
             {"FN", score.false_negatives}, {"unparseable", score.unparseable}};
    const std::array<std::pair<const char *, std::optional<PopeScore::Estimate>>, 5> all{{
        {"accuracy", score.accuracy()}, {"precision", score.precision()}, {"recall", score.recall()},
        {"f1", score.f1()}, {"yes_ratio", score.yes_ratio()}}};
    for (const auto &[name, estimate] : all) {
        out[name] = estimate ? json(estimate->value) : json();
        out[std::string(name) + "_se"] = estimate ? json(estimate->standard_error) : json();
    }
    return out;
}

} // namespace m3po
