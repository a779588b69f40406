// SPDX-License-Identifier: GPL-3.0-or-later
// An answer cut into the tokens that the model gave, each with its log-probability.
#pragma once

#include "core/project/generations.h"
#include "core/text/tokenizer.h"

#include <QString>

#include <memory>
#include <vector>

namespace m3po {

struct TokenSpan {
    QString text;
    double logp = 0;
};

// Tokens that show no text (the end token) are left out. Without a tokenizer, or where its pieces are not the stored
// text (another tokenizer than the run's lies in the folder by now), the whole text is one span of the mean.
std::vector<TokenSpan> tokenSpans(const Candidate &candidate, const Tokenizer *tokenizer);

} // namespace m3po
