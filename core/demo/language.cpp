// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/language.h"

#include <algorithm>
#include <array>
#include <optional>

namespace m3po::demo {

std::string_view name(QuestionKind kind)
{
    constexpr std::array<std::string_view, 6> names{"existence", "count", "colour", "position", "comparison", "description"};
    return names[std::size_t(kind)];
}

namespace {

constexpr std::array<std::string_view, 6> number_words{"no", "one", "two", "three", "four", "five"};

std::string article(std::string_view noun)
{
    const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun[0]) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

std::string plural(Shape shape) { return std::string(name(shape)) + "s"; }

std::string short_phrase(const Object &object) // enough to tell it from the others: no two share both
{
    return std::string(name(object.colour)) + " " + std::string(name(object.shape));
}

bool has(const Scene &scene, Shape shape)
{
    return std::any_of(scene.objects.begin(), scene.objects.end(), [&](const Object &o) { return o.shape == shape; });
}

bool has(const Scene &scene, Colour colour, Shape shape)
{
    return std::any_of(scene.objects.begin(), scene.objects.end(),
                       [&](const Object &o) { return o.shape == shape && o.colour == colour; });
}

int count(const Scene &scene, Shape shape)
{
    return int(std::count_if(scene.objects.begin(), scene.objects.end(), [&](const Object &o) { return o.shape == shape; }));
}

Colour other_colour(const Scene &scene, Colour colour, Random &random)
{
    // A neighbour's colour is the likely mistake.
    std::vector<Colour> others;
    for (const auto &object : scene.objects)
        if (object.colour != colour)
            others.push_back(object.colour);
    if (!others.empty() && random.chance(0.7))
        return random.pick(others);
    return Colour((int(colour) + 1 + random.below(colour_count - 1)) % colour_count);
}

bool ask_existence(const Scene &scene, Random &random, Question &question)
{
    const bool there = random.chance(0.5);
    std::string thing;
    // What is asked after in vain is drawn anew until it is absent: giving up would leave more Yes than No.
    for (int attempt = 0; thing.empty(); ++attempt) {
        if (attempt == 100)
            return false;
        const auto &object = random.pick(scene.objects);
        if (there) {
            thing = random.chance(0.5) ? std::string(name(object.shape)) : short_phrase(object);
        } else if (random.chance(0.5)) {
            const auto shape = random.chance(0.5) ? companion(object.shape) : Shape(random.below(shape_count));
            if (!has(scene, shape))
                thing = name(shape);
        } else {
            auto absent = object;
            if (random.chance(0.5))
                absent.colour = other_colour(scene, object.colour, random);
            else
                absent.shape = companion(object.shape);
            if (!has(scene, absent.colour, absent.shape))
                thing = short_phrase(absent);
        }
    }
    question.text = "Is there " + article(thing) + " in the image?";
    const std::string yes = "Yes, there is " + article(thing) + ".", no = "No, there is no " + thing + ".";
    question.answer = there ? yes : no;
    question.wrong = there ? no : yes;
    return true;
}

bool ask_count(const Scene &scene, Random &random, Question &question)
{
    if (random.chance(0.3)) {
        const int n = int(scene.objects.size());
        const int off = n >= 5 ? 4 : n + (random.chance(0.5) || n < 2 ? 1 : -1);
        question.text = "How many objects are on the table?";
        question.answer = "There are " + std::string(number_words[std::size_t(n)]) + " objects.";
        question.wrong = "There are " + std::string(number_words[std::size_t(off)]) + " objects.";
        return true;
    }
    const auto shape = random.chance(0.8) ? random.pick(scene.objects).shape : Shape(random.below(shape_count));
    auto say = [&](int n) {
        return n == 1 ? "There is one " + std::string(name(shape)) + "."
                      : "There are " + std::string(number_words[std::size_t(n)]) + " " + plural(shape) + ".";
    };
    const int n = count(scene, shape);
    question.text = "How many " + plural(shape) + " are there?";
    question.answer = say(n);
    question.wrong = say(n == 0 ? 1 : std::min(n + (random.chance(0.6) ? 1 : -1), 5));
    return question.answer != question.wrong;
}

bool ask_colour(const Scene &scene, Random &random, Question &question)
{
    const auto &object = random.pick(scene.objects);
    if (count(scene, object.shape) != 1)
        return false;
    const auto shape = std::string(name(object.shape));
    question.text = "What colour is the " + shape + "?";
    question.answer = "The " + shape + " is " + std::string(name(object.colour)) + ".";
    question.wrong = "The " + shape + " is " + std::string(name(other_colour(scene, object.colour, random))) + ".";
    return true;
}

bool ask_position(const Scene &scene, Random &random, Question &question)
{
    const int n = int(scene.objects.size());
    const int at = random.below(n);
    const bool left = random.chance(0.5);
    const int neighbour = left ? at - 1 : at + 1;
    const auto side = std::string(left ? "left" : "right");
    question.text = "What is to the " + side + " of the " + short_phrase(scene.objects[std::size_t(at)]) + "?";
    auto say = [&](const Object &object) { return "To its " + side + " there is " + article(phrase(object)) + "."; };
    const std::string nothing = "There is nothing to its " + side + ".";
    Object wrong = scene.objects[std::size_t(random.below(n))];
    wrong.shape = companion(wrong.shape);
    if (neighbour < 0 || neighbour >= n) {
        question.answer = nothing;
        question.wrong = say(wrong);
    } else {
        question.answer = say(scene.objects[std::size_t(neighbour)]);
        if (n > 2 && random.chance(0.5)) {
            const int other = left ? std::min(at + 1, n - 1) : std::max(at - 1, 0);
            wrong = scene.objects[std::size_t(other == at ? neighbour : other)];
            if (other == at)
                wrong.colour = other_colour(scene, wrong.colour, random);
        }
        question.wrong = say(wrong);
    }
    return question.answer != question.wrong;
}

bool ask_comparison(const Scene &scene, Random &random, Question &question)
{
    std::vector<const Object *> large, small;
    for (const auto &object : scene.objects)
        (object.size == Size::Large ? large : small).push_back(&object);
    if (large.empty() || small.empty())
        return false;
    const auto big = short_phrase(*random.pick(large)), little = short_phrase(*random.pick(small));
    const bool first = random.chance(0.5);
    question.text = "Which is larger, the " + (first ? big : little) + " or the " + (first ? little : big) + "?";
    question.answer = "The " + big + " is larger.";
    question.wrong = "The " + little + " is larger.";
    return true;
}

Object blunder(const Scene &scene, Object object, Random &random)
{
    switch (random.below(3)) {
    case 0: object.shape = companion(object.shape); break;
    case 1: object.colour = other_colour(scene, object.colour, random); break;
    default: object.size = object.size == Size::Large ? Size::Small : Size::Large; break;
    }
    return object;
}

} // namespace

std::string phrase(const Object &object)
{
    std::string text(name(object.size));
    if (object.pattern != Pattern::Plain)
        text += " " + std::string(name(object.pattern));
    return text + " " + short_phrase(object);
}

std::string describe(const std::vector<Object> &objects)
{
    std::string text = "From left to right there is ";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (i > 0)
            text += i + 1 == objects.size() ? " and " : ", ";
        text += article(phrase(objects[i]));
    }
    return text + ".";
}

std::string describe_carelessly(const Scene &scene, double carelessness, Random &random)
{
    auto told = scene.objects;
    if (random.chance(carelessness)) {
        if (told.size() < 5 && random.chance(0.5)) {
            // One more, because such things usually stand together.
            Object added = random.pick(told);
            added.shape = companion(added.shape);
            if (random.chance(0.5))
                added.colour = other_colour(scene, added.colour, random);
            told.insert(told.begin() + random.below(int(told.size()) + 1), added);
        } else {
            auto &object = told[std::size_t(random.below(int(told.size())))];
            object = blunder(scene, object, random);
        }
    }
    return describe(told);
}

bool ask(const Scene &scene, QuestionKind kind, Random &random, Question &question)
{
    question = {};
    question.kind = kind;
    switch (kind) {
    case QuestionKind::Existence: return ask_existence(scene, random, question);
    case QuestionKind::Count: return ask_count(scene, random, question);
    case QuestionKind::Colour: return ask_colour(scene, random, question);
    case QuestionKind::Position: return ask_position(scene, random, question);
    case QuestionKind::Comparison: return ask_comparison(scene, random, question);
    case QuestionKind::Description:
        question.text = "Describe the image.";
        question.answer = describe(scene.objects);
        question.wrong = describe_carelessly(scene, 1.0, random);
        return question.answer != question.wrong;
    }
    return false;
}

std::vector<Mention> mentions(std::string_view description)
{
    std::vector<Mention> found;
    std::optional<Colour> colour;
    std::size_t at = 0;
    while (at < description.size()) {
        auto end = description.find_first_of(" ,.", at);
        if (end == std::string_view::npos)
            end = description.size();
        const auto word = description.substr(at, end - at);
        for (int i = 0; i < colour_count; ++i)
            if (word == name(Colour(i)))
                colour = Colour(i);
        for (int i = 0; i < shape_count; ++i) {
            if (word == name(Shape(i)) && colour) {
                found.push_back({*colour, Shape(i)});
                colour.reset();
            }
        }
        at = end + 1;
    }
    return found;
}

std::vector<Mention> truth(const Scene &scene)
{
    std::vector<Mention> there;
    for (const auto &object : scene.objects)
        there.push_back({object.colour, object.shape});
    return there;
}

Faithfulness check_description(std::vector<Mention> truth, std::string_view description)
{
    Faithfulness result;
    result.present = int(truth.size());
    for (const auto &mention : mentions(description)) {
        ++result.named;
        const auto at = std::find(truth.begin(), truth.end(), mention);
        if (at == truth.end())
            ++result.hallucinated;
        else
            truth.erase(at);
    }
    result.missed = int(truth.size());
    return result;
}

} // namespace m3po::demo
