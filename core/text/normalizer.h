// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer.json's "normalizer": what happens to a text before it is split.
#pragma once

#include "core/text/json_place.h"

#include <functional>
#include <string>
#include <string_view>

namespace m3po {

// Pure; may be called from many threads.
using Normalizer = std::function<std::string(std::string_view)>;

// Throws Failure where `config` is broken or names something that is not supported.
Normalizer read_normalizer(const JsonPlace &config);

} // namespace m3po
