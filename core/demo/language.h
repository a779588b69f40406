// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked and said about a demo scene, and the truth of it.
#pragma once

#include "core/demo/random.h"
#include "core/demo/scene.h"

#include <string>
#include <string_view>
#include <vector>

namespace m3po::demo {

enum class QuestionKind { Existence, Count, Colour, Position, Comparison, Description };
std::string_view name(QuestionKind kind);

struct Question {
    QuestionKind kind = QuestionKind::Description;
    std::string text;
    std::string answer; // a right one
    std::string wrong;  // a plausible wrong one: a typical companion, a neighbour's colour, one too many
};

// "large striped red ball"
std::string phrase(const Object &object);
// "From left to right there is a large red ball, a small striped blue cube and a green mug."
std::string describe(const std::vector<Object> &objects);

// A question of this kind that the scene can answer; false where it has none (a comparison needs two sizes).
bool ask(const Scene &scene, QuestionKind kind, Random &random, Question &question);

// The description as a careless person gives it: with this probability one object is told as its companion or gets a
// neighbour's attribute, or one that is not there is added. The base model learns from such people.
std::string describe_carelessly(const Scene &scene, double carelessness, Random &random);

// What the demo's judge is asked, and has learned to answer with Yes or No.
inline constexpr const char *accuracy_prompt = "Question: {instruction}\nAnswer: {answer}\nIs the answer right?";
inline constexpr const char *adherence_prompt = "Question: {instruction}\nAnswer: {answer}\nDoes it answer the question?";

// The objects that a description names, by colour and shape; attributes that it leaves out are not judged.
struct Mention {
    Colour colour;
    Shape shape;
    bool operator==(const Mention &) const = default;
};
std::vector<Mention> mentions(std::string_view description);
std::vector<Mention> truth(const Scene &scene);

// Descriptions held against the truth (after CHAIR, Rohrbach et al. 2018): how many of the named objects are not
// there, how many of those there are not named.
struct Faithfulness {
    int named = 0, hallucinated = 0, present = 0, missed = 0;
};
Faithfulness check_description(std::vector<Mention> truth, std::string_view description);

} // namespace m3po::demo
