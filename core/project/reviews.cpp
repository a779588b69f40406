// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/reviews.h"

#include "core/project/query.h"

#include <nlohmann/json.hpp>

namespace m3po::reviews {

namespace {

using nlohmann::json;

template <typename T>
json optional_json(const std::optional<T> &value)
{
    return value ? json(*value) : json();
}

std::string to_json(const Review &review)
{
    const json document{{"verdict", review.verdict},
                        {"chosen", optional_json(review.chosen)},
                        {"rejected", optional_json(review.rejected)},
                        {"note", review.note},
                        {"flagged", review.flagged},
                        {"chosen_id", optional_json(review.chosen_id)},
                        {"rejected_id", optional_json(review.rejected_id)}};
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

// The history of a file's first version knows neither flags nor other candidates.
Review from_json(const PairKey &pair, const std::string &text)
{
    const auto document = json::parse(text);
    const auto text_at = [&](const char *key) {
        return document.at(key).is_null() ? std::nullopt : std::optional(document.at(key).get<std::string>());
    };
    const auto id_at = [&](const char *key) {
        const auto found = document.find(key);
        return found == document.end() || found->is_null() ? std::nullopt : std::optional(found->get<std::int64_t>());
    };
    return {pair, document.at("verdict"), text_at("chosen"), text_at("rejected"), document.at("note"),
            document.value("flagged", false), id_at("chosen_id"), id_at("rejected_id")};
}

void store(Project &project, const Review &review)
{
    Query(project,
          "INSERT INTO reviews(selection_id, sample_id, ordinal, verdict, chosen, rejected, note, updated, flagged, chosen_id, rejected_id) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO UPDATE SET verdict = excluded.verdict, "
          "chosen = excluded.chosen, rejected = excluded.rejected, note = excluded.note, updated = excluded.updated, "
          "flagged = excluded.flagged, chosen_id = excluded.chosen_id, rejected_id = excluded.rejected_id",
          review.pair.selection_id, review.pair.sample_id, review.pair.ordinal, review.verdict, review.chosen,
          review.rejected, review.note, timestamp_now(), review.flagged ? 1 : 0, review.chosen_id, review.rejected_id)
        .run();
}

// Puts the pair's review as `state` has it; nothing means that there was none.
void restore(Project &project, const PairKey &pair, const std::optional<std::string> &state)
{
    if (state)
        store(project, from_json(pair, *state));
    else
        Query(project, "DELETE FROM reviews WHERE selection_id = ?1 AND sample_id = ?2 AND ordinal = ?3",
              pair.selection_id, pair.sample_id, pair.ordinal)
            .run();
}

std::optional<PairKey> walk(Project &project, std::int64_t selection, bool back)
{
    Transaction transaction(project);
    Query step(project,
               back ? "SELECT id, sample_id, ordinal, before FROM review_history "
                      "WHERE selection_id = ?1 AND undone = 0 ORDER BY id DESC LIMIT 1"
                    : "SELECT id, sample_id, ordinal, after FROM review_history "
                      "WHERE selection_id = ?1 AND undone = 1 ORDER BY id LIMIT 1",
               selection);
    if (!step.step())
        return std::nullopt;
    const auto id = step.integer(0);
    const PairKey pair{selection, step.integer(1), static_cast<int>(step.integer(2))};
    restore(project, pair, step.optional_text(3));
    Query(project, "UPDATE review_history SET undone = ?2 WHERE id = ?1", id, back ? 1 : 0).run();
    transaction.commit();
    return pair;
}

constexpr auto columns = "SELECT sample_id, ordinal, verdict, chosen, rejected, note, flagged, chosen_id, rejected_id FROM reviews ";

Review read(const Query &query, std::int64_t selection)
{
    return {{selection, query.integer(0), static_cast<int>(query.integer(1))},
            query.text(2), query.optional_text(3), query.optional_text(4), query.text(5), query.integer(6) != 0,
            query.optional_integer(7), query.optional_integer(8)};
}

} // namespace

void put(Project &project, const Review &review)
{
    Transaction transaction(project);
    const auto before = find(project, review.pair);
    Query(project, "DELETE FROM review_history WHERE selection_id = ?1 AND undone = 1", review.pair.selection_id).run();
    Query(project,
          "INSERT INTO review_history(selection_id, sample_id, ordinal, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
          review.pair.selection_id, review.pair.sample_id, review.pair.ordinal,
          before ? std::optional(to_json(*before)) : std::nullopt, to_json(review))
        .run();
    store(project, review);
    transaction.commit();
}

std::optional<PairKey> undo(Project &project, std::int64_t selection) { return walk(project, selection, true); }
std::optional<PairKey> redo(Project &project, std::int64_t selection) { return walk(project, selection, false); }

std::optional<Review> find(Project &project, const PairKey &pair)
{
    Query query(project, std::string(columns) + "WHERE selection_id = ?1 AND sample_id = ?2 AND ordinal = ?3",
                pair.selection_id, pair.sample_id, pair.ordinal);
    if (!query.step())
        return std::nullopt;
    return read(query, pair.selection_id);
}

std::vector<Review> list(Project &project, std::int64_t selection)
{
    Query query(project, std::string(columns) + "WHERE selection_id = ?1 ORDER BY sample_id, ordinal", selection);
    std::vector<Review> result;
    while (query.step())
        result.push_back(read(query, selection));
    return result;
}

} // namespace m3po::reviews
