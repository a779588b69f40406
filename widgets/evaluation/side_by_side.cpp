// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/side_by_side.h"

#include <algorithm>
#include <map>

namespace m3po {
namespace {

using Change = AnsweredQuestion::Change;

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

// Numbers as numbers: "9" before "10".
bool before(const std::string &a, const std::string &b)
{
    const auto number = [](const std::string &id) { return !id.empty() && id.size() < 19 && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; }); };
    if (number(a) && number(b))
        return std::stoll(a) < std::stoll(b);
    return a < b;
}

Change changeOf(const AnsweredQuestion &question, bool two)
{
    const auto right = [](const std::optional<AnsweredQuestion::Answer> &answer) { return answer ? answer->right : std::nullopt; };
    const auto first = right(question.first), second = right(question.second);
    if (two && first && second)
        return *first ? (*second ? Change::BothRight : Change::Broken) : *second ? Change::Fixed : Change::BothWrong;
    if (two && question.first && question.second)
        return Change::Unjudged; // one of them was kept by a version that did not judge
    const auto only = first ? first : second;
    return !only ? Change::Unjudged : *only ? Change::Right : Change::Wrong;
}

} // namespace

std::vector<AnsweredQuestion> sideBySide(const std::vector<EvaluationAnswer> &first, const std::vector<EvaluationAnswer> *second)
{
    std::map<std::string, AnsweredQuestion, decltype(&before)> questions(&before);
    const auto add = [&](const EvaluationAnswer &answer, std::optional<AnsweredQuestion::Answer> AnsweredQuestion::*side) {
        auto &question = questions[answer.question];
        const auto details = answer_details(answer.details);
        question.id = text(answer.question);
        question.*side = AnsweredQuestion::Answer{text(answer.answer), text(details.read_as), details.right, details.log_odds};
        // Either may have been kept by a version that told less.
        for (const auto &[own, told] : {std::pair{&AnsweredQuestion::question, &details.question}, {&AnsweredQuestion::expected, &details.expected},
                                        {&AnsweredQuestion::image, &details.image}})
            if (!told->empty())
                question.*own = text(*told);
    };
    for (const auto &answer : first)
        add(answer, &AnsweredQuestion::first);
    for (const auto &answer : second ? *second : std::vector<EvaluationAnswer>())
        add(answer, &AnsweredQuestion::second);
    std::vector<AnsweredQuestion> sorted;
    for (auto &[id, question] : questions) {
        question.change = changeOf(question, second != nullptr);
        sorted.push_back(std::move(question));
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.change < b.change; });
    return sorted;
}

} // namespace m3po
