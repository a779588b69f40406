// SPDX-License-Identifier: GPL-3.0-or-later
// A saved selection's pairs as an audit goes through them, with what was said of each. Throw Failure.
#pragma once

#include "core/project/agreement.h"

#include <string>
#include <vector>

namespace m3po {

struct AuditList {
    Selection selection;
    std::vector<SelectedPair> pairs;      // by sample and ordinal; those that are pairs
    std::vector<AgreementPair> terms;     // of each pair
    std::vector<Review> reviews;          // of each pair; one that nobody spoke of is pending and empty

    // The place of the pair of this key, or -1.
    std::int64_t place(const PairKey &key) const;
};

namespace audit_list {

AuditList read(Project &project, const std::string &selection);

} // namespace audit_list
} // namespace m3po
