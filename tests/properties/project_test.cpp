// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for any project: undo and redo of reviews, import after export, and going on from any prefix of the work.
#include "core/base/philox.h"
#include "core/formats/export.h"
#include "core/formats/format.h"
#include "core/formats/import.h"
#include "core/project/preference_sets.h"
#include "core/project/reviews.h"
#include "core/project/samples.h"
#include "core/project/selections.h"
#include "tests/core/tiny_png.h"
#include "tests/faults/day_of_work.h"
#include "tests/faults/soak.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <map>
#include <optional>

namespace m3po {
namespace {

// A project that has a selection with pairs, made once.
class Reviewed {
public:
    Reviewed()
    {
        testing::prepare_day(folder_.path());
        { auto made = testing::make_project(folder_.path()); }
        testing::day_of_work(folder_.path());
        project.emplace(*Project::open(testing::project_file(folder_.path())));
        pairs = selections::pairs(*project, selections::get(*project, "m3p").id, true);
    }
    std::optional<Project> project;
    std::vector<SelectedPair> pairs;

    std::int64_t fresh_selection()
    {
        Selection selection;
        selection.name = "s" + std::to_string(++made_);
        selection.selector = "m3p";
        selection.run_id = 1;
        return selections::save(*project, selection, pairs).id;
    }

private:
    testing::TemporaryFolder folder_;
    int made_ = 0;
};

Review a_review(const PairKey &pair)
{
    Review review{.pair = pair};
    review.verdict = *rc::gen::element<std::string>("", "accepted", "refused", "swapped", "edited");
    if (review.verdict == "edited")
        review.chosen = *rc::gen::arbitrary<std::string>();
    review.note = *rc::gen::arbitrary<std::string>();
    review.flagged = *rc::gen::arbitrary<bool>();
    return review;
}

using State = std::map<std::pair<std::int64_t, int>, Review>;

// What JSON keeps of a text in the history: what is no UTF-8 is mended there. So the model takes texts that are.
RC_GTEST_PROP(ReviewProperty, UndoAndRedoWalkTheStatesThatThereWere, ())
{
    static Reviewed shared;
    auto &project = *shared.project;
    const auto selection = shared.fresh_selection();
    std::vector<State> states(1); // the model: all states, and where we are
    std::size_t at = 0;
    const auto steps = *rc::gen::inRange(1, 12);
    for (int i = 0; i < steps; ++i) {
        const auto action = *rc::gen::weightedElement<int>({{3, 0}, {2, 1}, {2, 2}});
        if (action == 0) {
            const auto &pair = shared.pairs[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(shared.pairs.size())))];
            auto review = a_review({selection, pair.sample_id, pair.ordinal});
            for (auto *text : {&review.note, review.chosen ? &*review.chosen : &review.note})
                for (auto &c : *text)
                    c = static_cast<char>(c & 0x7f);
            reviews::put(project, review);
            states.resize(at + 1);
            states.push_back(states.back());
            states.back()[{pair.sample_id, pair.ordinal}] = review;
            ++at;
        } else if (action == 1) {
            RC_ASSERT(reviews::undo(project, selection).has_value() == (at > 0));
            at -= at > 0;
        } else {
            RC_ASSERT(reviews::redo(project, selection).has_value() == (at + 1 < states.size()));
            at += at + 1 < states.size();
        }
        State now;
        for (const auto &review : reviews::list(project, selection))
            now[{review.pair.sample_id, review.pair.ordinal}] = review;
        RC_ASSERT(now == states[at]);
    }
}

std::string a_text() // any Unicode text that is not blank
{
    return "x" + *rc::gen::map(rc::gen::container<std::vector<char32_t>>(rc::gen::weightedOneOf<char32_t>(
                                   {{6, rc::gen::inRange<char32_t>(0x20, 0x7f)},
                                    {1, rc::gen::inRange<char32_t>(1, 0x20)},
                                    {2, rc::gen::inRange<char32_t>(0xa0, 0xd800)},
                                    {1, rc::gen::inRange<char32_t>(0xe000, 0x110000)}})),
                               [](const std::vector<char32_t> &points) {
                                   std::string text;
                                   for (const auto c : points) {
                                       if (c < 0x80)
                                           text += static_cast<char>(c);
                                       else if (c < 0x800)
                                           text += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
                                       else if (c < 0x10000)
                                           text += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
                                       else
                                           text += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
                                   }
                                   return text;
                               });
}

RC_GTEST_PROP(FormatProperty, ImportAfterExportIsTheIdentity, ())
{
    static const testing::TemporaryFolder folder; // one project, another set each time
    static int number = 0;
    static auto project = [] {
        const auto images = folder / "images";
        std::filesystem::create_directory(images);
        for (const auto *name : {"a.png", "ü.png"})
            std::ofstream(images / name, std::ios::binary) << testing::tiny_png();
        return *Project::create(folder / "p.m3po", {.images_root = images});
    }();
    const auto set = "back-" + std::to_string(++number);
    std::vector<PreferencePair> pairs(static_cast<std::size_t>(*rc::gen::inRange(1, 5)));
    for (auto &pair : pairs) {
        nlohmann::ordered_json content = nlohmann::ordered_json::array();
        pair.image = *rc::gen::element<std::string>("a.png", "ü.png", "");
        if (!pair.image.empty())
            content.push_back({{"type", "image"}});
        content.push_back({{"type", "text"}, {"text", a_text()}});
        pair.prompt = nlohmann::ordered_json::array({{{"role", "user"}, {"content", content}}}).dump();
        pair.chosen = a_text();
        pair.rejected = a_text();
    }
    const auto &format = find_format(*rc::gen::element<std::string>("trl", "llama-factory"));
    const auto files = *export_pairs(pairs, format, "set", folder / "out");
    const auto data = *std::find_if(files.begin(), files.end(), [](const auto &file) { return file.filename() != "dataset_info.json"; });
    ImportOptions options;
    options.format = std::string(format.name());
    options.preference_set = set;
    const auto report = import_dataset(project, data, options);
    RC_ASSERT(report.ok());
    const auto back = preference_sets::pairs(project, preference_sets::get(project, set).id);
    RC_ASSERT(back.size() == pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        RC_ASSERT(back[i].image == pairs[i].image);
        RC_ASSERT(back[i].chosen == pairs[i].chosen);
        RC_ASSERT(back[i].rejected == pairs[i].rejected);
        RC_ASSERT(nlohmann::ordered_json::parse(back[i].prompt) == nlohmann::ordered_json::parse(pairs[i].prompt));
    }
}

// The work is stopped behind any group, and again behind any of the rest, and so on; the end is the same.
TEST(ResumeProperty, AnyPrefixesOfTheWorkComeToTheSameEnd)
{
    struct Stop {};
    const auto run = [](const std::vector<std::size_t> &stops) {
        const testing::TemporaryFolder folder;
        testing::prepare_day(folder.path());
        { auto made = testing::make_project(folder.path()); }
        std::size_t groups = 0;
        for (const auto stop : stops) {
            try {
                std::size_t done = 0;
                testing::day_of_work(folder.path(), [&](Project &) {
                    ++groups;
                    if (++done == stop)
                        throw Stop();
                });
            } catch (const Stop &) {
            }
        }
        testing::day_of_work(folder.path(), [&](Project &) { ++groups; });
        auto project = *Project::open(testing::project_file(folder.path()));
        return std::pair(testing::digest(project), groups);
    };
    const auto [end, groups] = run({});
    if (testing::soaking()) {
        for (std::size_t stop = 1; stop <= groups; ++stop)
            ASSERT_EQ(run({stop}).first, end) << stop;
    }
    for (int i = 0; i < testing::times(8, 100); ++i) {
        std::vector<std::size_t> stops;
        for (std::uint32_t k = 0; k < 1 + static_cast<std::uint32_t>(i) % 6; ++k)
            stops.push_back(1 + static_cast<std::size_t>(uniform(5, static_cast<std::uint64_t>(i), k) * static_cast<double>(groups)));
        ASSERT_EQ(run(stops).first, end);
    }
}

} // namespace
} // namespace m3po
