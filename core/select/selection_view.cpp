// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/selection_view.h"

namespace m3po {

PairRows pair_rows(const SelectionView &view)
{
    PairRows rows;
    for (const auto first : view.first_choice) {
        rows.chosen.push_back(view.choices[static_cast<std::size_t>(first)].chosen);
        rows.rejected.push_back(view.choices[static_cast<std::size_t>(first)].rejected);
    }
    return rows;
}

} // namespace m3po
