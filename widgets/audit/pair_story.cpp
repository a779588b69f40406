// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/pair_story.h"

#include "widgets/style/core_words.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

struct Story {
    Q_DECLARE_TR_FUNCTIONS(Story)
};

QString ranked(const PairTerms &terms)
{
    if (terms.rank == 0)
        return {};
    if (terms.rivals == 1)
        return Story::tr("the only rival");
    return terms.rank == 1 ? Story::tr("the highest of %1 rivals").arg(terms.rivals) : Story::tr("number %1 of %2 rivals").arg(terms.rank).arg(terms.rivals);
}

// The equation, read aloud.
QString equation(const SampleAnswers &answers, const PairTerms &terms)
{
    const auto &options = answers.request.options;
    if (!std::isfinite(terms.mas_gap))
        return Story::tr("One of the two answers has no MAS, so the equation says nothing of them.");
    QString said = terms.mas_gap >= 0 ? Story::tr("R_l is %1 of MAS below R_w").arg(style::number(terms.mas_gap))
                                      : Story::tr("R_l is %1 of MAS above R_w").arg(style::number(-terms.mas_gap));
    const auto per = options.confidence == Confidence::PerToken ? Story::tr("log P per token") : Story::tr("log P");
    if (!std::isfinite(terms.logp_gap))
        said += Story::tr("; the log P of one of them is not known.");
    else if (terms.logp_gap == 0)
        said += Story::tr("; the model finds both alike by %1.").arg(per);
    else if (terms.logp_gap < 0)
        said += Story::tr(", and the model prefers it: its %1 is %2 higher.").arg(per, style::number(-terms.logp_gap));
    else
        said += Story::tr("; the model prefers R_w: its %1 is %2 higher.").arg(per, style::number(terms.logp_gap));
    if (!std::isfinite(terms.score))
        return said;
    const auto rank = ranked(terms);
    const auto score = style::number(terms.score);
    if (!(options.alpha > 0))
        return said + Story::tr(" With α = 0 that does not count: S = %1, %2.").arg(score, rank);
    if (terms.penalty > 0)
        return said + Story::tr(" Beyond δ = %1 that costs α × %2 = %3, so S = %4, %5.")
                          .arg(style::number(options.delta), style::number(terms.penalty / options.alpha), style::number(terms.penalty), score, rank);
    if (terms.penalty < 0)
        return said + Story::tr(" That earns α × %1 = %2, so S = %3, %4.")
                          .arg(style::number(-terms.penalty / options.alpha), style::number(-terms.penalty), score, rank);
    return said + Story::tr(" No penalty: S = %1, %2.").arg(score, rank);
}

} // namespace

QString pairStory(const SampleAnswers &answers, const SelectedPair &pair, const Review &review, int chosen, int rejected)
{
    QStringList said;
    if (answers.request.selector != "m3p")
        said << Story::tr("Picked by “%1”.").arg(QString::fromStdString(answers.request.selector));
    if (verdict_of(review) == Verdict::Swapped)
        said << Story::tr("Swapped by hand.");
    const auto seen = reviewed_pair(pair, review);
    if (review.chosen_id || review.rejected_id) {
        const auto place = [&](std::optional<std::int64_t> id) { return QString::number(answers.rank(id.value_or(0)) + 1); };
        said << Story::tr("Chosen by hand; the selection had answer %1 over answer %2.").arg(place(pair.chosen_id), place(pair.rejected_id));
    }
    if (seen.chosen && seen.rejected)
        said << Story::tr("Both texts were edited; the numbers are those of the answers before.");
    else if (seen.chosen || seen.rejected)
        said << Story::tr("%1 was edited; its numbers are those of the answer before.").arg(seen.chosen ? QStringLiteral("R_w") : QStringLiteral("R_l"));
    said << (chosen >= 0 && rejected >= 0 ? equation(answers, pair_terms(answers, chosen, rejected))
                                          : Story::tr("The generation run no longer has one of the two answers."));
    return said.join(QLatin1Char(' '));
}

std::vector<ScoreRow> scoreRows(const SampleAnswers &answers, int chosen, int rejected)
{
    std::vector<ScoreRow> rows;
    const auto at = [&](int rank) { return rank >= 0 ? &answers.answers[std::size_t(rank)] : nullptr; };
    const auto *best = at(chosen), *worse = at(rejected);
    const auto add = [&](const QString &name, auto &&value, double low, double high, const QString &tip, bool whole = false) {
        const auto of = [&](const RankedAnswer *answer) { return answer ? double(value(*answer)) : std::nan(""); };
        rows.push_back({name, tip, of(best), of(worse), low, high, whole});
    };
    const auto unit = Story::tr("A full bar is 1.");
    add(Story::tr("MAS"), [](const RankedAnswer &answer) { return answer.mas; }, 0, 1, unit);
    for (std::size_t k = 0; k < answers.component_names.size(); ++k)
        add(componentName(answers.component_names[k]), [k](const RankedAnswer &answer) { return answer.components[k]; }, 0, 1, unit);
    // Of the sample's answers the least sure has no bar, the surest a full one.
    const auto among = [&](const QString &name, auto &&value) {
        double low = INFINITY, high = -INFINITY;
        for (const auto &answer : answers.answers) {
            if (const double one = value(answer); std::isfinite(one)) {
                low = std::min(low, one);
                high = std::max(high, one);
            }
        }
        add(name, value, low, high, Story::tr("From the lowest to the highest of this sample's answers."));
    };
    among(Story::tr("log P"), [](const RankedAnswer &answer) { return answer.logp(); });
    among(Story::tr("log P per token"), [](const RankedAnswer &answer) { return answer.logp_per_token(); });
    double longest = 1;
    for (const auto &answer : answers.answers)
        longest = std::max(longest, double(answer.candidate.token_ids.size()));
    add(Story::tr("tokens"), [](const RankedAnswer &answer) { return answer.candidate.token_ids.size(); }, 0, longest,
        Story::tr("A full bar is the sample's longest answer."), true);
    if (best && worse && chosen != rejected) {
        const double score = pair_terms(answers, chosen, rejected).score;
        rows.push_back({Story::tr("S"), Story::tr("Of R_l against R_w, by the equation; a full bar is 1."), std::nan(""), score, 0, 1, false});
    }
    return rows;
}

} // namespace m3po
