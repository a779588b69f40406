// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a demo scene: signed distance fields traced inside bounding spheres, one sun with soft shadows, an
// anti-aliased grid of rays a pixel. Deterministic; safe from many threads.
#pragma once

#include "core/demo/scene.h"
#include "core/image/image.h"

namespace m3po::demo {

// size × size pixels, grid × grid rays a pixel.
Image render(const Scene &scene, int size, int grid = 2);

} // namespace m3po::demo
