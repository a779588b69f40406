// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples the library shows, and in which order: a rule that can be kept, not the rows that it leaves today.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace m3po {

struct LibraryRule {
    enum class Stage { All, WithoutCandidates, WithoutScores, WithPair, WithoutPair, Changed };
    // Of the pair in the selection that is compared with.
    enum class Review { Any, Pending, Accepted, Refused, Swapped, Edited, Flagged };
    // A number of a sample; samples without it are in no range, and come last in every order.
    enum class Quantity {
        ChosenMas,    // MAS(R_w)
        Score,        // S(R_l)
        MasGap,       // MAS(R_w) - MAS(R_l)
        LogpGap,      // log P(R_w) - log P(R_l)
        ChosenLogp,   // log P(R_w)
        Disagreement, // over the sample's candidates, the widest gap between two components of one candidate's MAS
    };
    enum class Order { AsImported, Score, MasGap, LogpGap, Instruction, ChosenMas, Disagreement };
    struct Range {
        Quantity quantity = Quantity::ChosenMas;
        double low = 0, high = 0; // both belong to it
        bool operator==(const Range &) const = default;
    };

    QString text; // in instruction, id or path; case does not matter
    Stage stage = Stage::All;
    Review review = Review::Any;
    std::vector<Range> ranges; // all of them hold
    Order order = Order::AsImported;
    bool descending = false;

    bool operator==(const LibraryRule &) const = default;
};

std::string toJson(const LibraryRule &rule);
std::optional<LibraryRule> ruleOfJson(const std::string &text); // nothing where it is no rule

} // namespace m3po
