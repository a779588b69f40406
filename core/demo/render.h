// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a demo scene: signed distance fields traced inside bounding spheres, one sun with soft shadows, an
// anti-aliased grid of rays a pixel. Deterministic; safe from many threads.
#pragma once

#include "core/demo/scene.h"
#include "core/image/image.h"

#include <vector>

namespace m3po::demo {

// size × size pixels, grid × grid rays a pixel.
Image render(const Scene &scene, int size, int grid = 2);

// Which object is seen in each of cells × cells squares of the picture, row by row: its index in scene.objects where
// it covers at least a third of the square, else −1. What the vision towers are taught first.
std::vector<int> object_map(const Scene &scene, int cells);

} // namespace m3po::demo
