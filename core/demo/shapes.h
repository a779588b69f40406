// SPDX-License-Identifier: GPL-3.0-or-later
// Signed distances of the demo's shapes in a frame of their own: standing on y = 0 at the origin, of radius about 1.
#pragma once

#include "core/demo/scene.h"
#include "core/demo/vector3.h"

namespace m3po::demo {

// At most the distance from p to the surface, negative inside.
double distance(Shape shape, const Vector3 &p);

// A sphere around (0, height, 0) that holds the shape.
struct Bound {
    double height, radius;
};
Bound bound(Shape shape);

} // namespace m3po::demo
