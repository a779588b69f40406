// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/scene.h"

#include "core/demo/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace m3po::demo {

std::string_view name(Shape shape)
{
    constexpr std::array<std::string_view, shape_count> names{"ball", "cube", "cylinder", "cone", "pyramid", "ring", "star", "mug"};
    return names[std::size_t(shape)];
}

std::string_view name(Colour colour)
{
    constexpr std::array<std::string_view, colour_count> names{"red", "orange", "yellow", "green", "blue", "purple", "white", "black"};
    return names[std::size_t(colour)];
}

std::string_view name(Pattern pattern)
{
    constexpr std::array<std::string_view, 3> names{"", "striped", "spotted"};
    return names[std::size_t(pattern)];
}

std::string_view name(Size size) { return size == Size::Small ? "small" : "large"; }

Shape companion(Shape shape)
{
    constexpr std::array<Shape, shape_count> partners{Shape::Cone, Shape::Pyramid, Shape::Ball, Shape::Ball,
                                                      Shape::Cube, Shape::Mug, Shape::Ball, Shape::Ring};
    return partners[std::size_t(shape)];
}

double frequency(Shape shape)
{
    constexpr std::array<double, shape_count> weights{1.9, 1.7, 1.0, 1.3, 0.8, 0.8, 0.6, 1.2};
    return weights[std::size_t(shape)];
}

namespace {

Shape draw_shape(Random &random, const std::vector<Object> &present)
{
    std::array<double, shape_count> weights{};
    for (int i = 0; i < shape_count; ++i)
        weights[std::size_t(i)] = frequency(Shape(i));
    for (const auto &object : present)
        weights[std::size_t(companion(object.shape))] += 3.0;
    return Shape(random.weighted(weights));
}

bool place(Random &random, Object &object, const std::vector<Object> &present)
{
    for (int attempt = 0; attempt < 60; ++attempt) {
        object.z = random.uniform(-1.1, 1.4);
        const double widest = 1.55 + 0.2 * (object.z + 1.1); // the view widens with the distance
        object.x = random.uniform(-widest, widest);
        const bool free = std::all_of(present.begin(), present.end(), [&](const Object &other) {
            // Wide apart sideways, so that left and right are clear and nothing is hidden for the most part.
            return std::abs(other.x - object.x) > 0.62 * (other.radius() + object.radius())
                && std::hypot(other.x - object.x, other.z - object.z) > 1.15 * (other.radius() + object.radius());
        });
        if (free)
            return true;
    }
    return false;
}

} // namespace

Scene make_scene(std::uint64_t seed)
{
    Random random(seed * 0x9E3779B97F4A7C15ull + 0x5CE9Eull);
    Scene scene;
    scene.seed = seed;
    constexpr std::array<double, 4> counts{0.25, 0.35, 0.25, 0.15};
    const int wanted = 2 + random.weighted(counts);
    while (int(scene.objects.size()) < wanted) {
        Object object;
        object.shape = draw_shape(random, scene.objects);
        object.colour = Colour(random.below(colour_count));
        constexpr std::array<double, 3> patterns{0.6, 0.22, 0.18};
        object.pattern = Pattern(random.weighted(patterns));
        object.size = random.chance(0.55) ? Size::Large : Size::Small;
        object.yaw = random.uniform(-0.6, 0.6);
        const bool twin = std::any_of(scene.objects.begin(), scene.objects.end(), [&](const Object &other) {
            return other.shape == object.shape && other.colour == object.colour;
        });
        if (twin)
            continue;
        if (!place(random, object, scene.objects))
            break;
        scene.objects.push_back(object);
    }
    std::sort(scene.objects.begin(), scene.objects.end(), [](const Object &a, const Object &b) { return a.x < b.x; });

    const int pieces = random.below(4);
    for (int i = 0; i < pieces; ++i) {
        const double grey = random.uniform(0.45, 0.8);
        scene.clutter.push_back({random.chance(0.4), random.uniform(-2.6, 2.6), random.uniform(-1.6, 2.0),
                                 random.uniform(0.15, 0.6), random.uniform(0.12, 0.5), random.uniform(0, std::numbers::pi),
                                 {grey + random.uniform(-0.06, 0.06), grey + random.uniform(-0.06, 0.06), grey + random.uniform(-0.1, 0.04)}});
    }
    scene.light = {random.uniform(-1.1, 1.1), random.uniform(0.75, 1.25), random.uniform(-1, 1), random.uniform(0.28, 0.42)};
    constexpr std::array<std::array<double, 3>, 5> woods{{{0.62, 0.46, 0.30}, {0.72, 0.58, 0.42}, {0.45, 0.33, 0.24}, {0.55, 0.53, 0.50}, {0.66, 0.62, 0.55}}};
    constexpr std::array<std::array<double, 3>, 5> walls{{{0.72, 0.76, 0.78}, {0.80, 0.77, 0.70}, {0.62, 0.68, 0.66}, {0.74, 0.70, 0.76}, {0.85, 0.85, 0.83}}};
    scene.table = woods[std::size_t(random.below(5))];
    scene.wall = walls[std::size_t(random.below(5))];
    scene.camera_yaw = random.uniform(-0.07, 0.07);
    scene.camera_height = random.uniform(3.0, 3.7);
    return scene;
}

} // namespace m3po::demo
