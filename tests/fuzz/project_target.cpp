// SPDX-License-Identifier: GPL-3.0-or-later
// A project file with bytes of it changed: the input is a list of changes (place, length, bytes) to one that is whole.
#include "core/project/evaluations.h"
#include "core/project/generations.h"
#include "core/project/images_root.h"
#include "core/project/manifest.h"
#include "core/project/preference_sets.h"
#include "core/project/reviews.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "core/project/selections.h"
#include "core/project/training_margins.h"
#include "core/project/training_runs.h"
#include "core/project/views.h"
#include "core/select/saved.h"
#include "core/select/selector.h"
#include "tests/faults/day_of_work.h"
#include "tests/fuzz/targets.h"

#include <fstream>
#include <iterator>

namespace m3po::fuzz {
namespace {

std::string whole_project()
{
    const auto folder = scratch() / "day";
    testing::prepare_day(folder);
    { auto made = testing::make_project(folder); }
    testing::day_of_work(folder);
    std::ifstream in(testing::project_file(folder), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

template <typename F>
void attempt(F &&read)
{
    (void)catching(read).ok();
}

void read_everything(Project &p)
{
    attempt([&] { (void)named_images_root(p); });
    attempt([&] {
        for (const auto &sample : samples::list(p))
            (void)samples::image_trouble(p, sample.image, false);
    });
    attempt([&] { samples::images(p); });
    attempt([&] {
        for (const auto &run : generations::list(p)) {
            generations::missing_samples(p, run.id);
            for (const auto id : samples::ids(p))
                generations::candidates(p, run.id, id);
        }
    });
    attempt([&] {
        for (const auto &evaluator : scores::list(p))
            scores::missing_candidates(p, evaluator.id, 1);
    });
    attempt([&] { scores::embedding(p, "encoder", "text"); });
    attempt([&] {
        const auto loaded = load_score_columns(p, 1);
        const auto mas = *mas_column(loaded.columns, {});
        std::vector<PairChoice> choices;
        for (const auto *selector : selectors()) {
            selector->select(loaded.columns, mas, {}, choices);
            (void)statistics(loaded.columns, mas, choices);
        }
    });
    attempt([&] {
        for (const auto &selection : selections::list(p)) {
            selections::pairs(p, selection.id);
            reviews::list(p, selection.id);
            attempt([&] { request_of(selection); });
            attempt([&] { preference_sets::pairs_of_selection(p, selection.id); });
        }
    });
    attempt([&] {
        for (const auto &set : preference_sets::list(p))
            preference_sets::pairs(p, set.id);
    });
    attempt([&] {
        for (const auto &run : training_runs::list(p)) {
            training_runs::steps(p, run.id);
            training_runs::checkpoints(p, run.id);
            training_margins::list(p, run.id, training_margins::Order::LargestFirst, 100);
        }
    });
    attempt([&] {
        for (const auto &evaluation : evaluations::list(p))
            evaluations::answers(p, evaluation.id);
    });
    attempt([&] { manifest::list(p); });
    attempt([&] { views::list(p); });
}

} // namespace

void project(std::string_view bytes)
{
    static const auto whole = whole_project();
    auto damaged = whole;
    while (bytes.size() >= 4) {
        const auto at = (static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 16 | static_cast<std::size_t>(static_cast<unsigned char>(bytes[1])) << 8 |
                         static_cast<std::size_t>(static_cast<unsigned char>(bytes[2]))) % damaged.size();
        const auto length = std::min<std::size_t>({static_cast<std::size_t>(static_cast<unsigned char>(bytes[3])) % 32 + 1, bytes.size() - 4, damaged.size() - at});
        damaged.replace(at, length, bytes.substr(4, length));
        bytes.remove_prefix(4 + length);
    }
    put("p.m3po", damaged);
    for (const auto *suffix : {"-wal", "-shm"})
        std::filesystem::remove(scratch() / (std::string("p.m3po") + suffix));
    auto opened = *Project::open(scratch() / "p.m3po", Project::Mode::ReadOnly);
    read_everything(opened);
}

} // namespace m3po::fuzz
