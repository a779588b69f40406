// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/render.h"

#include "core/demo/shapes.h"
#include "core/demo/vector3.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace m3po::demo {
namespace {

Vector3 pigment(Colour colour)
{
    switch (colour) {
    case Colour::Red: return {0.80, 0.07, 0.07};
    case Colour::Orange: return {0.95, 0.42, 0.04};
    case Colour::Yellow: return {0.95, 0.82, 0.10};
    case Colour::Green: return {0.08, 0.55, 0.16};
    case Colour::Blue: return {0.08, 0.22, 0.78};
    case Colour::Purple: return {0.48, 0.12, 0.62};
    case Colour::White: return {0.93, 0.93, 0.92};
    case Colour::Black: return {0.05, 0.05, 0.06};
    }
    return {};
}

double hash2(double a, double b) // cheap value noise for grain, in [0, 1)
{
    const double s = std::sin(a * 12.9898 + b * 78.233) * 43758.5453;
    return s - std::floor(s);
}

double smooth_noise(double x, double y)
{
    const double ix = std::floor(x), iy = std::floor(y);
    const double fx = x - ix, fy = y - iy;
    const double sx = fx * fx * (3 - 2 * fx), sy = fy * fy * (3 - 2 * fy);
    const double top = hash2(ix, iy) * (1 - sx) + hash2(ix + 1, iy) * sx;
    const double bottom = hash2(ix, iy + 1) * (1 - sx) + hash2(ix + 1, iy + 1) * sx;
    return top * (1 - sy) + bottom * sy;
}

// An object as rays see it: its frame and its bounding sphere.
struct Placed {
    const Object *object;
    Vector3 centre; // of the bound
    double bound_radius, scale, cosine, sine;

    Vector3 local(const Vector3 &p) const
    {
        const double x = (p.x - object->x) / scale, z = (p.z - object->z) / scale;
        return {cosine * x - sine * z, p.y / scale, sine * x + cosine * z};
    }
    double distance_at(const Vector3 &p) const { return distance(object->shape, local(p)) * scale; }
};

struct Hit {
    double t = 1e9;
    const Placed *placed = nullptr;
};

class Tracer {
public:
    explicit Tracer(const Scene &scene) : scene_(scene)
    {
        for (const auto &object : scene.objects) {
            const auto [height, radius] = bound(object.shape);
            const double scale = object.radius();
            placed_.push_back({&object, {object.x, height * scale, object.z}, radius * scale, scale, std::cos(object.yaw), std::sin(object.yaw)});
        }
        const auto &light = scene.light;
        sun_ = normalized({std::sin(light.azimuth) * std::cos(light.elevation), std::sin(light.elevation), -std::cos(light.azimuth) * std::cos(light.elevation)});
        sun_colour_ = {1.0 + 0.10 * light.warmth, 1.0, 1.0 - 0.12 * light.warmth};
    }

    Vector3 radiance(const Vector3 &origin, const Vector3 &direction) const
    {
        const Hit hit = nearest(origin, direction);
        const double table_t = direction.y < 0 ? -origin.y / direction.y : 1e9;
        if (hit.placed && hit.t < table_t)
            return shade_object(origin + direction * hit.t, direction, *hit.placed);
        const Vector3 p = origin + direction * table_t;
        if (table_t < 1e8 && p.z < table_edge)
            return shade_table(p);
        const double up = std::clamp(direction.y * 2.2 + 0.62, 0.0, 1.0);
        return Vector3(scene_.wall) * (0.62 + 0.38 * up);
    }

    // The index of the object that the ray meets first, or -1.
    int object_at(const Vector3 &origin, const Vector3 &direction) const
    {
        const Hit hit = nearest(origin, direction);
        return hit.placed ? int(hit.placed - placed_.data()) : -1;
    }

private:
    static constexpr double table_edge = 3.4;

    std::optional<std::pair<double, double>> through_bound(const Placed &placed, const Vector3 &origin, const Vector3 &direction) const
    {
        const Vector3 to = origin - placed.centre;
        const double b = dot(to, direction);
        const double d = b * b - dot(to, to) + placed.bound_radius * placed.bound_radius;
        if (d <= 0)
            return {};
        const double root = std::sqrt(d);
        if (-b + root <= 0)
            return {};
        return std::pair{std::max(-b - root, 0.0), -b + root};
    }

    Hit nearest(const Vector3 &origin, const Vector3 &direction) const
    {
        Hit best;
        for (const auto &placed : placed_) {
            const auto span = through_bound(placed, origin, direction);
            if (!span || span->first > best.t)
                continue;
            double t = span->first;
            for (int step = 0; step < 64 && t < span->second; ++step) {
                const double d = placed.distance_at(origin + direction * t);
                if (d < 1e-3) {
                    if (t < best.t)
                        best = {t, &placed};
                    break;
                }
                t += d;
            }
        }
        return best;
    }

    // 1 in full light, 0 in full shadow; the closest approach along the ray softens the edge.
    double sunlight(const Vector3 &p) const
    {
        double light = 1;
        for (const auto &placed : placed_) {
            const auto span = through_bound(placed, p, sun_);
            if (!span)
                continue;
            double t = std::max(span->first, 0.02);
            for (int step = 0; step < 32 && t < span->second; ++step) {
                const double d = placed.distance_at(p + sun_ * t);
                light = std::min(light, 0.5 + 9.0 * d / t);
                if (light < 0.02)
                    return 0;
                t += std::max(d, 0.02);
            }
        }
        return std::clamp(light, 0.0, 1.0);
    }

    double occlusion(const Vector3 &p) const // darkness where things touch the table
    {
        double open = 1;
        for (const auto &placed : placed_) {
            const double away = std::hypot(p.x - placed.object->x, p.z - placed.object->z) / placed.scale;
            open *= 1 - 0.45 * std::exp(-1.6 * away * away);
        }
        return open;
    }

    Vector3 shade_table(const Vector3 &p) const
    {
        Vector3 base(scene_.table);
        const double grain = smooth_noise(p.x * 1.3, p.z * 14) * 0.6 + smooth_noise(p.x * 5, p.z * 60) * 0.4;
        base = base * (0.86 + 0.26 * grain);
        for (const auto &piece : scene_.clutter) {
            const double c = std::cos(piece.yaw), s = std::sin(piece.yaw);
            const double u = (c * (p.x - piece.x) - s * (p.z - piece.z)) / piece.width;
            const double v = (s * (p.x - piece.x) + c * (p.z - piece.z)) / piece.depth;
            if (piece.round ? u * u + v * v < 1 : std::max(std::abs(u), std::abs(v)) < 1)
                base = Vector3(piece.colour);
        }
        const double diffuse = std::max(sun_.y, 0.0) * sunlight(p + Vector3{0, 1e-3, 0});
        return base * (sun_colour_ * (0.85 * diffuse) + Vector3{1, 1, 1} * (scene_.light.ambient * occlusion(p)));
    }

    Vector3 surface_colour(const Object &object, const Vector3 &local) const
    {
        const Vector3 base = pigment(object.colour);
        // The second colour of a pattern: light on dark pigments, dark on light ones.
        const double brightness = dot(base, {0.3, 0.59, 0.11});
        const Vector3 second = brightness > 0.62 ? Vector3{0.25, 0.25, 0.28} : Vector3{0.95, 0.94, 0.90};
        if (object.pattern == Pattern::Striped)
            return std::fmod(local.y * 2.4 + 10.25, 1.0) < 0.36 ? second : base;
        if (object.pattern == Pattern::Spotted) {
            constexpr double cell = 0.62;
            auto offset = [](double v) { return v / cell - std::round(v / cell); };
            const Vector3 q{offset(local.x + 0.1), offset(local.y + 0.15), offset(local.z + 0.2)};
            return length(q) < 0.36 ? second : base;
        }
        return base;
    }

    Vector3 shade_object(const Vector3 &p, const Vector3 &direction, const Placed &placed) const
    {
        constexpr double e = 1e-3;
        const double d = placed.distance_at(p);
        const Vector3 normal = normalized({placed.distance_at({p.x + e, p.y, p.z}) - d, placed.distance_at({p.x, p.y + e, p.z}) - d,
                                           placed.distance_at({p.x, p.y, p.z + e}) - d});
        const Vector3 base = surface_colour(*placed.object, placed.local(p));
        const double facing = std::max(dot(normal, sun_), 0.0);
        const double light = facing > 0 ? facing * sunlight(p + normal * 0.01) : 0;
        const Vector3 half = normalized(sun_ - direction);
        const double gloss = light > 0 ? 0.45 * std::pow(std::max(dot(normal, half), 0.0), 48) : 0;
        const double sky = 0.65 + 0.35 * normal.y;
        const double rim = 0.08 * std::pow(1 - std::abs(dot(normal, direction)), 3);
        const double ground = 1 - 0.35 * std::exp(-4 * p.y / placed.scale);
        const Vector3 bounce = Vector3(scene_.table) * (0.10 * std::max(-normal.y + 0.3, 0.0));
        return base * (sun_colour_ * (0.95 * light) + Vector3{1, 1, 1} * (scene_.light.ambient * sky * ground) + bounce)
            + Vector3{1, 1, 1} * (gloss + rim * 0.5);
    }

    const Scene &scene_;
    std::vector<Placed> placed_;
    Vector3 sun_, sun_colour_;
};

// Rays through the picture; u and v in [-1, 1], v upwards.
class Camera {
public:
    explicit Camera(const Scene &scene)
        : eye{5.6 * std::sin(scene.camera_yaw), scene.camera_height, -5.6 * std::cos(scene.camera_yaw)}
    {
        forward_ = normalized(Vector3{0, 0.45, 0} - eye);
        right_ = normalized(cross({0, 1, 0}, forward_));
        up_ = cross(forward_, right_);
    }

    Vector3 direction(double u, double v) const
    {
        constexpr double zoom = 2.2; // cotangent of half the field of view
        return normalized(right_ * u + up_ * v + forward_ * zoom);
    }

    Vector3 eye;

private:
    Vector3 forward_, right_, up_;
};

std::uint8_t to_srgb(double linear)
{
    // A soft shoulder keeps highlights from burning out, then the usual transfer curve (pigments are given in it
    // already, so only a mild one is applied).
    const double x = linear < 0.85 ? linear : 0.85 + 0.15 * (1 - std::exp(-(linear - 0.85) / 0.15));
    return std::uint8_t(std::clamp(std::pow(std::max(x, 0.0), 0.8), 0.0, 1.0) * 255 + 0.5);
}

} // namespace

Image render(const Scene &scene, int size, int grid)
{
    const Tracer tracer(scene);
    const Camera camera(scene);
    Image image;
    image.width = image.height = size;
    image.rgb.resize(std::size_t(size) * std::size_t(size) * 3);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            Vector3 sum;
            for (int s = 0; s < grid * grid; ++s) {
                const double u = (x + (s % grid + 0.5) / grid) / size * 2 - 1;
                const double v = 1 - (y + (s / grid + 0.5) / grid) / size * 2;
                sum = sum + tracer.radiance(camera.eye, camera.direction(u, v));
            }
            sum = sum * (1.0 / (grid * grid));
            auto *pixel = &image.rgb[(std::size_t(y) * std::size_t(size) + std::size_t(x)) * 3];
            pixel[0] = to_srgb(sum.x);
            pixel[1] = to_srgb(sum.y);
            pixel[2] = to_srgb(sum.z);
        }
    }
    return image;
}

std::vector<int> object_map(const Scene &scene, int cells)
{
    constexpr int grid = 3;
    const Tracer tracer(scene);
    const Camera camera(scene);
    std::vector<int> map;
    for (int cell = 0; cell < cells * cells; ++cell) {
        std::vector<int> votes(scene.objects.size(), 0);
        for (int s = 0; s < grid * grid; ++s) {
            const double u = (cell % cells + (s % grid + 0.5) / grid) / cells * 2 - 1;
            const double v = 1 - (cell / cells + (s / grid + 0.5) / grid) / cells * 2;
            const int object = tracer.object_at(camera.eye, camera.direction(u, v));
            if (object >= 0)
                ++votes[std::size_t(object)];
        }
        const auto most = std::max_element(votes.begin(), votes.end());
        map.push_back(most != votes.end() && *most * 3 >= grid * grid ? int(most - votes.begin()) : -1);
    }
    return map;
}

} // namespace m3po::demo
