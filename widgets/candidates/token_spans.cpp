// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidates/token_spans.h"

namespace m3po {

std::vector<TokenSpan> tokenSpans(const Candidate &candidate, const Tokenizer *tokenizer)
{
    const auto whole = QString::fromStdString(candidate.text);
    const auto tokens = std::min(candidate.token_ids.size(), candidate.token_logps.size());
    std::vector<TokenSpan> spans;
    QString joined;
    if (tokenizer) {
        const auto decoding = tokenizer->start_decoding(true);
        for (std::size_t i = 0; i < tokens; ++i) {
            auto text = decoding->feed(candidate.token_ids[i]);
            if (i + 1 == tokens)
                text += decoding->finish();
            if (text.empty())
                continue;
            spans.push_back({QString::fromStdString(text), candidate.token_logps[i]});
            joined += spans.back().text;
        }
    }
    if (!spans.empty() && joined.trimmed() == whole.trimmed())
        return spans;
    return {{whole, tokens ? candidate.logp_sum / double(tokens) : 0.0}};
}

} // namespace m3po
