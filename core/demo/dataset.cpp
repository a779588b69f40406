// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/dataset.h"

#include "core/base/file.h"
#include "core/base/parallel.h"
#include "core/demo/language.h"
#include "core/demo/random.h"
#include "core/demo/render.h"
#include "core/image/encode.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

namespace m3po::demo {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int picture_size = 288; // three times what the demo's models see, for people

std::vector<Shape> present_shapes(const Scene &scene)
{
    std::vector<Shape> shapes;
    for (const auto &object : scene.objects)
        if (std::find(shapes.begin(), shapes.end(), object.shape) == shapes.end())
            shapes.push_back(object.shape);
    return shapes;
}

enum class Split { Random, Popular, Adversarial };

std::vector<Shape> absent_shapes(const Scene &scene, Split split, std::size_t wanted, Random &random)
{
    const auto present = present_shapes(scene);
    std::vector<Shape> absent;
    for (int i = 0; i < shape_count; ++i)
        if (std::find(present.begin(), present.end(), Shape(i)) == present.end())
            absent.push_back(Shape(i));
    random.shuffle(absent);
    if (split == Split::Popular) {
        std::stable_sort(absent.begin(), absent.end(), [](Shape a, Shape b) { return frequency(a) > frequency(b); });
    } else if (split == Split::Adversarial) {
        auto company = [&](Shape shape) {
            return std::count_if(present.begin(), present.end(), [&](Shape other) { return companion(other) == shape; });
        };
        std::stable_sort(absent.begin(), absent.end(), [&](Shape a, Shape b) {
            return std::pair(company(a), frequency(a)) > std::pair(company(b), frequency(b));
        });
    }
    absent.resize(std::min(absent.size(), wanted));
    return absent;
}

const char *name(Split split)
{
    constexpr std::array names{"random", "popular", "adversarial"};
    return names[std::size_t(split)];
}

std::string existence_question(Shape shape)
{
    const auto noun = std::string(name(shape));
    return "Is there a " + noun + " in the image?";
}

} // namespace

std::string image_name(std::uint64_t seed) { return fmt::format("images/scene-{:07}.png", seed); }

Status write_images(const fs::path &folder, std::uint64_t first, std::int64_t count, const ProgressSink &progress, std::stop_token stop)
{
    return catching([&] {
        fs::create_directories(folder / "images");
        ProgressMeter meter("draw", count, progress);
        constexpr std::int64_t at_once = 16;
        for (std::int64_t done = 0; done < count; done += at_once) {
            if (stop.stop_requested())
                throw Failure(Error::cancelled());
            const auto scenes = std::min(at_once, count - done);
            parallel(int(scenes), [&](int i) {
                const auto seed = first + std::uint64_t(done + i);
                if (!fs::exists(folder / image_name(seed)))
                    write_png(folder / image_name(seed), render(make_scene(seed), picture_size, 2)).value();
            });
            meter.advance(scenes);
        }
        meter.finish();
    });
}

Status write_instructions(const fs::path &file, std::uint64_t first, std::int64_t count, int questions)
{
    json rows = json::array();
    for (std::uint64_t seed = first; seed < first + std::uint64_t(count); ++seed) {
        const auto scene = make_scene(seed);
        Random random(seed ^ 0xA5C3u);
        for (int i = 0; i < questions; ++i) {
            Question question;
            auto kind = i == 0 ? QuestionKind::Description : QuestionKind(random.below(5));
            while (!ask(scene, kind, random, question))
                kind = i == 0 ? QuestionKind::Description : QuestionKind(random.below(5));
            rows.push_back({{"id", fmt::format("scene-{:07}-{}", seed, name(kind))}, {"image", image_name(seed)},
                            {"conversations", {{{"from", "human"}, {"value", "<image>\n" + question.text}}, {{"from", "gpt"}, {"value", question.answer}}}}});
        }
    }
    return write_file_atomically(file, rows.dump(1) + "\n");
}

Status write_pope(const fs::path &folder, std::uint64_t first, std::int64_t count)
{
    return catching([&] {
        fs::create_directories(folder);
        for (const auto split : {Split::Random, Split::Popular, Split::Adversarial}) {
            std::string lines;
            int id = 0;
            for (std::uint64_t seed = first; seed < first + std::uint64_t(count); ++seed) {
                const auto scene = make_scene(seed);
                Random random(seed * 3 + std::uint64_t(split));
                auto present = present_shapes(scene);
                random.shuffle(present);
                const auto absent = absent_shapes(scene, split, std::min<std::size_t>(present.size(), 3), random);
                for (std::size_t i = 0; i < absent.size(); ++i) {
                    for (const bool there : {true, false}) {
                        const json row{{"question_id", ++id}, {"image", image_name(seed)},
                                       {"text", existence_question(there ? present[i] : absent[i])}, {"label", there ? "yes" : "no"}};
                        lines += row.dump() + "\n";
                    }
                }
            }
            write_file_atomically(folder / (std::string("demo_pope_") + name(split) + ".json"), lines).value();
        }
    });
}

std::vector<fs::path> pope_files(const fs::path &folder)
{
    std::vector<fs::path> files;
    for (const auto split : {Split::Random, Split::Popular, Split::Adversarial})
        files.push_back(folder / (std::string("demo_pope_") + name(split) + ".json"));
    return files;
}

Status write_descriptions(const fs::path &file, std::uint64_t first, std::int64_t count)
{
    std::string lines;
    for (std::uint64_t seed = first; seed < first + std::uint64_t(count); ++seed) {
        json objects = json::array();
        for (const auto &mention : truth(make_scene(seed)))
            objects.push_back(std::string(name(mention.colour)) + " " + std::string(name(mention.shape)));
        const json row{{"question_id", seed}, {"image", image_name(seed)}, {"text", "Describe the image."}, {"objects", objects}};
        lines += row.dump() + "\n";
    }
    return write_file_atomically(file, lines);
}

} // namespace m3po::demo
