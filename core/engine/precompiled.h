// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for every file of the engine and its tests; ATen's umbrella header costs seconds, once here.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
