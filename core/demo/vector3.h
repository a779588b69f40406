// SPDX-License-Identifier: GPL-3.0-or-later
// Three doubles, with what a small ray tracer does to them.
#pragma once

#include <array>
#include <cmath>

namespace m3po::demo {

struct Vector3 {
    double x = 0, y = 0, z = 0;

    Vector3() = default;
    Vector3(double x_, double y_, double z_) : x(x_), y(y_), z(z_) {}
    explicit Vector3(const std::array<double, 3> &v) : x(v[0]), y(v[1]), z(v[2]) {}

    Vector3 operator+(const Vector3 &o) const { return {x + o.x, y + o.y, z + o.z}; }
    Vector3 operator-(const Vector3 &o) const { return {x - o.x, y - o.y, z - o.z}; }
    Vector3 operator*(const Vector3 &o) const { return {x * o.x, y * o.y, z * o.z}; }
    Vector3 operator*(double s) const { return {x * s, y * s, z * s}; }
    Vector3 operator-() const { return {-x, -y, -z}; }
};

inline double dot(const Vector3 &a, const Vector3 &b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Vector3 cross(const Vector3 &a, const Vector3 &b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double length(const Vector3 &v) { return std::sqrt(dot(v, v)); }
inline Vector3 normalized(const Vector3 &v) { return v * (1 / length(v)); }
inline Vector3 mix(const Vector3 &a, const Vector3 &b, double t) { return a * (1 - t) + b * t; }

} // namespace m3po::demo
