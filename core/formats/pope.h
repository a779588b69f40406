// SPDX-License-Identifier: GPL-3.0-or-later
// POPE, the polling-based object probing evaluation: are objects claimed that the image does not show?
// (Li et al. 2023, "Evaluating Object Hallucination in Large Vision-Language Models"). Three sets of yes/no questions,
// which differ in how the absent objects were chosen: random, popular, adversarial.
//
// Questions: JSON lines {"question_id", "image", "text", "label": "yes"|"no"}, a file a set.
// Answers: JSON lines as LLaVA writes them, {"question_id", "prompt", "text", ...}, or as POPE's own program does,
// {"question", "answer"} in the order of one question file.
//
// All functions may be called from any thread.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

struct PopeQuestion {
    std::string set;     // "random", "popular", "adversarial", or the file's stem where it names none of them
    std::int64_t id = 0; // unique in its set
    std::string image;   // as the file says, relative to the images' folder
    std::string text;
    bool yes = false;    // the label
};

// In the order of the file. Refuses an empty file and an id that stands twice.
Result<std::vector<PopeQuestion>> read_pope_questions(const std::filesystem::path &file);

// The answers that `file` holds, in the order of `questions` (nothing where a question has none there). Ids are
// those of the question files, told apart by a "category" where there are several sets, or LLaVA's, which adds
// 10,000,000 to those of random and 20,000,000 to those of popular. Answers to sets that are not among the questions
// are counted in `ignored`. Refuses an answer given twice, and one whose prompt does not hold its question.
struct PopeAnswers {
    std::vector<std::optional<std::string>> texts;
    std::int64_t ignored = 0;
};
Result<PopeAnswers> read_pope_answers(const std::filesystem::path &file, std::span<const PopeQuestion> questions);

// The reference's reading (LLaVA's eval_pope.py): of the text before the first full stop, commas deleted, split at
// single spaces, a word "No", "not" or "no" means no; everything else means yes.
struct PopeReading {
    bool yes = true;
    // The reference says yes to anything that is not one of its three words. Here: neither one of them nor a word
    // "yes" (in any case, next to any punctuation) is there, so that "yes" is a guess.
    bool unparseable = false;
};
PopeReading read_pope_answer(std::string_view text);

// Counts and what follows from them, "yes" being the positive class. A ratio whose denominator is 0 is absent.
struct PopeScore {
    std::int64_t true_positives = 0, false_positives = 0, true_negatives = 0, false_negatives = 0;
    std::int64_t unparseable = 0;

    void add(bool said_yes, bool is_yes);
    std::int64_t total() const;

    // A value and its standard error, the questions taken as independent: that of a binomial share √(p(1−p)/n), and for
    // F1 = 2T/(2T+E), T true positives and E errors, the delta method's √(4TE(T+E)/(2T+E)⁴).
    struct Estimate {
        double value = 0, standard_error = 0;
    };
    std::optional<Estimate> accuracy() const;
    std::optional<Estimate> precision() const;
    std::optional<Estimate> recall() const;
    std::optional<Estimate> f1() const;
    std::optional<Estimate> yes_ratio() const;
};

// {"TP", "FP", "TN", "FN", "accuracy", "accuracy_se", ..., "unparseable"}; null where absent.
nlohmann::json to_json(const PopeScore &score);

} // namespace m3po
