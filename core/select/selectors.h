// SPDX-License-Identifier: GPL-3.0-or-later
// Every selector's one instance; for the list in selector.cpp.
#pragma once

#include "core/select/selector.h"

namespace m3po {

const Selector &m3p_selector();
const Selector &max_min_selector();
const Selector &rlaif_v_selector();
const Selector &csr_selector();
const Selector &random_selector();

} // namespace m3po
