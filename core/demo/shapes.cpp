// SPDX-License-Identifier: GPL-3.0-or-later
// Distance functions after Inigo Quilez, "Distance functions" (the closed forms, written anew).
#include "core/demo/shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace m3po::demo {
namespace {

double box(const Vector3 &p, double hx, double hy, double hz, double round)
{
    const Vector3 q{std::abs(p.x) - hx + round, std::abs(p.y) - hy + round, std::abs(p.z) - hz + round};
    const Vector3 outside{std::max(q.x, 0.0), std::max(q.y, 0.0), std::max(q.z, 0.0)};
    return length(outside) + std::min(std::max({q.x, q.y, q.z}), 0.0) - round;
}

double cylinder(const Vector3 &p, double radius, double half_height, double round)
{
    const double dx = std::hypot(p.x, p.z) - radius + round;
    const double dy = std::abs(p.y) - half_height + round;
    return std::min(std::max(dx, dy), 0.0) + std::hypot(std::max(dx, 0.0), std::max(dy, 0.0)) - round;
}

double cone(const Vector3 &p, double radius, double height)
{
    // Half-space of the mantle and that of the base; a lower bound outside the edge, which is all tracing needs.
    const double slant = std::hypot(radius, height);
    const double mantle = (std::hypot(p.x, p.z) * height + (p.y - height) * radius) / slant;
    return std::max(mantle, -p.y);
}

double pyramid(const Vector3 &p, double half_base, double height)
{
    const double slant = std::hypot(half_base, height);
    const double side = (std::max(std::abs(p.x), std::abs(p.z)) * height + (p.y - height) * half_base) / slant;
    return std::max(side, -p.y);
}

double ring(const Vector3 &p, double major, double minor) // stands upright, its hole towards the viewer
{
    return std::hypot(std::hypot(p.x, p.y) - major, p.z) - minor;
}

double star(const Vector3 &p, double outer, double inner, double half_depth) // five points, upright, extruded along z
{
    constexpr double sector = 2 * std::numbers::pi / 5;
    double angle = std::atan2(p.x, p.y);
    angle = std::abs(angle - sector * std::round(angle / sector));
    const double r = std::hypot(p.x, p.y);
    const double px = r * std::sin(angle), py = r * std::cos(angle);
    // The edge runs from the tip (0, outer) to the notch.
    const double nx = inner * std::sin(sector / 2), ny = inner * std::cos(sector / 2);
    const double ex = nx, ey = ny - outer;
    const double along = std::clamp((px * ex + (py - outer) * ey) / (ex * ex + ey * ey), 0.0, 1.0);
    const double away = std::hypot(px - ex * along, py - outer - ey * along);
    const double flat = (ex * (py - outer) - ey * px) > 0 ? away : -away;
    const double depth = std::abs(p.z) - half_depth;
    return std::min(std::max(flat, depth), 0.0) + std::hypot(std::max(flat, 0.0), std::max(depth, 0.0)) - 0.04;
}

double mug(const Vector3 &p)
{
    const double outer = cylinder({p.x, p.y - 0.8, p.z}, 0.68, 0.8, 0.06);
    const double hollow = cylinder({p.x, p.y - 1.05, p.z}, 0.55, 0.9, 0.06);
    const Vector3 h{p.x - 0.72, p.y - 0.82, p.z};
    const double handle = std::max(std::hypot(std::hypot(h.x, h.y) - 0.36, h.z) - 0.11, 0.55 - p.x);
    return std::min(std::max(outer, -hollow), handle);
}

} // namespace

double distance(Shape shape, const Vector3 &p)
{
    switch (shape) {
    case Shape::Ball: return length(p - Vector3{0, 0.95, 0}) - 0.95;
    case Shape::Cube: return box(p - Vector3{0, 0.78, 0}, 0.78, 0.78, 0.78, 0.06);
    case Shape::Cylinder: return cylinder(p - Vector3{0, 0.95, 0}, 0.66, 0.95, 0.05);
    case Shape::Cone: return cone(p, 0.9, 2.1);
    case Shape::Pyramid: return pyramid(p, 0.95, 1.6);
    case Shape::Ring: return ring(p - Vector3{0, 0.98, 0}, 0.70, 0.27);
    case Shape::Star: return star(p - Vector3{0, 0.92, 0}, 1.05, 0.46, 0.2);
    case Shape::Mug: return mug(p);
    }
    return 1e9;
}

Bound bound(Shape shape)
{
    switch (shape) {
    case Shape::Ball: return {0.95, 0.97};
    case Shape::Cube: return {0.78, 1.37};
    case Shape::Cylinder: return {0.95, 1.18};
    case Shape::Cone: return {0.9, 1.3};
    case Shape::Pyramid: return {0.55, 1.5};
    case Shape::Ring: return {0.98, 1.0};
    case Shape::Star: return {0.92, 1.2};
    case Shape::Mug: return {0.82, 1.4};
    }
    return {1, 2};
}

} // namespace m3po::demo
