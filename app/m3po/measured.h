// SPDX-License-Identifier: GPL-3.0-or-later
// How long a piece of work takes, for m3po bench.
#pragma once

#include "app/m3po/command.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>

namespace m3po::app {

// Milliseconds by the wall's clock: {"median", "least", "most"}, and by the processors' ({"processor"}, a median, all
// threads together), which changes less where others use the machine. work(0) .. work(repeat - 1). REQUIRES: repeat > 0.
nlohmann::json measured(int repeat, const Context &context, const std::function<void(int)> &work);

// One line of it for people.
std::string measured_line(const std::string &name, const nlohmann::json &times);

} // namespace m3po::app
