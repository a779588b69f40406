// SPDX-License-Identifier: GPL-3.0-or-later
// MME (Fu et al. 2023): yes/no questions in fourteen tasks, two about each image, ten of perception and four of
// cognition.
//
// A file a task, "count.txt", with lines "image<TAB>question<TAB>Yes|No[<TAB>answer]", an image's two lines one after
// the other. Files with answers are what MME's own program scores.
//
// All functions may be called from any thread.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

struct MmeQuestion {
    std::string task; // the file's stem
    std::string image;
    std::string text;
    bool yes = false;
    std::optional<std::string> answer; // where the file has answers
};

// Refuses a line of another form, and two consecutive lines of different images.
Result<std::vector<MmeQuestion>> read_mme_task(const std::filesystem::path &file);

enum class MmeReading { Yes, No, Other };
// MME's own reading: in lower case, exactly "yes" or "no", else a "yes" or else a "no" within the first four letters.
MmeReading read_mme_answer(std::string_view text);

struct MmeScore {
    std::int64_t questions = 0, right = 0, images = 0, both_right = 0, other = 0;
    double accuracy() const { return questions ? static_cast<double>(right) / static_cast<double>(questions) : 0; }
    // The share of images both of whose questions are answered right.
    double accuracy_plus() const { return images ? static_cast<double>(both_right) / static_cast<double>(images) : 0; }
    double score() const { return 100 * accuracy() + 100 * accuracy_plus(); } // 0 .. 200
};

// REQUIRES: questions of one task, as read; answers in their order (a missing one is wrong).
MmeScore score_mme(const std::vector<MmeQuestion> &questions, const std::vector<std::optional<std::string>> &answers);

// The sums over the tasks of the two groups; tasks of other names count in neither.
struct MmeTotals {
    double perception = 0, cognition = 0; // of 2000 and of 800
};
MmeTotals mme_totals(const std::map<std::string, MmeScore> &tasks);

} // namespace m3po
