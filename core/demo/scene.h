// SPDX-License-Identifier: GPL-3.0-or-later
// The demo world: a table with a few objects on it, made from a number. Pretrained weights cannot ship with a source
// tree, so the demo's models learn this world, and its truth is known exactly.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace m3po::demo {

enum class Shape { Ball, Cube, Cylinder, Cone, Pyramid, Ring, Star, Mug };
enum class Colour { Red, Orange, Yellow, Green, Blue, Purple, White, Black };
enum class Pattern { Plain, Striped, Spotted };
enum class Size { Small, Large };

inline constexpr int shape_count = 8;
inline constexpr int colour_count = 8;

std::string_view name(Shape shape);     // "ball"
std::string_view name(Colour colour);   // "red"
std::string_view name(Pattern pattern); // "" for plain, "striped", "spotted"
std::string_view name(Size size);       // "small", "large"

struct Object {
    Shape shape = Shape::Ball;
    Colour colour = Colour::Red;
    Pattern pattern = Pattern::Plain;
    Size size = Size::Large;
    double x = 0, z = 0; // on the table; x grows to the right, z away from the viewer
    double yaw = 0;      // radians

    double radius() const { return size == Size::Large ? 0.72 : 0.44; }
};

// Flat things on the table that no question asks about: a sheet of paper, a coaster, a coin.
struct Clutter {
    bool round = false;
    double x = 0, z = 0, width = 0, depth = 0, yaw = 0;
    std::array<double, 3> colour{};
};

struct Light {
    double azimuth = 0, elevation = 1, warmth = 0, ambient = 0.35; // radians; warmth in [-1, 1]
};

struct Scene {
    std::uint64_t seed = 0;
    std::vector<Object> objects; // from left to right, no two of the same colour and shape
    std::vector<Clutter> clutter;
    Light light;
    std::array<double, 3> table{}, wall{};
    double camera_yaw = 0, camera_height = 0;
};

// Two to five objects. Shapes keep company (balls come with cones, mugs with rings, ...): see companion(). The same
// seed gives the same scene everywhere.
Scene make_scene(std::uint64_t seed);

// The shape that most often stands beside this one; what a careless describer adds when it is not there.
Shape companion(Shape shape);
// How often a shape is drawn, before company is considered; the basis of the "popular" questions.
double frequency(Shape shape);

} // namespace m3po::demo
