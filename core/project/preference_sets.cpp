// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/preference_sets.h"

#include "core/base/hash.h"
#include "core/project/query.h"
#include "core/project/selections.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace m3po::preference_sets {

namespace {

constexpr auto columns = "SELECT id, name, origin, content_hash, model_fingerprint, template_hash, parameters, "
                         "program_version, created FROM preference_sets ";

PreferenceSet read(const Query &query)
{
    return {query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4),
            query.text(5),    query.text(6), query.text(7), query.text(8)};
}

// Of what a training run sees of the rows: prompts, images and answers, in order.
class ContentHash {
public:
    void add(const PreferencePair &pair)
    {
        for (const auto *part : {&pair.image, &pair.image_sha256, &pair.prompt, &pair.chosen, &pair.rejected}) {
            hash_.update(std::to_string(part->size()) + ":");
            hash_.update(*part);
        }
    }
    std::string hex() { return hash_.hex(); }

private:
    Sha256 hash_;
};

std::optional<std::string> null_if_empty(const std::string &text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::vector<std::int32_t>> null_if_empty(const std::vector<std::int32_t> &ids)
{
    return ids.empty() ? std::nullopt : std::optional(ids);
}

// Gives all pairs, and is asked once.
using Source = std::function<void(const EachPair &each)>;

PreferenceSet freeze_from(Project &project, const PreferenceSet &set, const Source &source)
{
    ContentHash hash;
    if (auto known = find(project, set.name)) {
        source([&](PreferencePair &&pair) { hash.add(pair); });
        if (known->content_hash == hash.hex())
            return *std::move(known);
        throw Failure(Error::conflict(fmt::format("{}: has a preference set '{}' with other rows already; a new name "
                                                  "was expected",
                                                  project.file().string(), set.name)));
    }
    Query(project,
          "INSERT INTO preference_sets(name, origin, content_hash, model_fingerprint, template_hash, parameters, "
          "program_version, created) VALUES (?1, ?2, '', ?3, ?4, ?5, ?6, ?7)",
          set.name, set.origin, set.model_fingerprint, set.template_hash, set.parameters, M3PO_VERSION, timestamp_now())
        .run();
    const auto id = last_inserted_id(project);
    int position = 0;
    source([&](PreferencePair &&pair) {
        if (pair.chosen.empty() || pair.rejected.empty())
            throw Failure(Error::invalid_input(fmt::format("preference set '{}': row {}: its {} answer is empty; a text "
                                                           "was expected",
                                                           set.name, position,
                                                           pair.chosen.empty() ? "chosen" : "rejected")));
        hash.add(pair);
        Query(project,
              "INSERT INTO preference_pairs(set_id, position, sample_id, image, image_sha256, prompt, chosen, rejected, "
              "chosen_ids, rejected_ids, reference_chosen_logp, reference_rejected_logp) "
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
              id, position++, pair.sample_id, null_if_empty(pair.image), null_if_empty(pair.image_sha256), pair.prompt,
              pair.chosen, pair.rejected, null_if_empty(pair.chosen_ids), null_if_empty(pair.rejected_ids),
              pair.reference_chosen_logp, pair.reference_rejected_logp)
            .run();
    });
    Query(project, "UPDATE preference_sets SET content_hash = ?2 WHERE id = ?1", id, hash.hex()).run();
    return get(project, set.name);
}

} // namespace

PreferenceSet freeze_inside(Project &project, const PreferenceSet &set, std::span<const PreferencePair> pairs)
{
    return freeze_from(project, set, [&](const EachPair &each) {
        for (auto pair : pairs)
            each(std::move(pair));
    });
}

PreferenceSet freeze(Project &project, const PreferenceSet &set, std::span<const PreferencePair> pairs)
{
    Transaction transaction(project);
    auto stored = freeze_inside(project, set, pairs);
    transaction.commit();
    return stored;
}

std::vector<PreferencePair> pairs_of_selection(Project &project, std::int64_t selection)
{
    std::vector<PreferencePair> pairs;
    for_each_pair_of_selection(project, selection, [&](PreferencePair &&pair) { pairs.push_back(std::move(pair)); });
    return pairs;
}

void for_each_pair_of_selection(Project &project, std::int64_t selection, const EachPair &each)
{
    Query query(project,
                "SELECT p.sample_id, i.path, i.sha256, s.instruction, w.text, l.text, w.token_ids, l.token_ids, "
                "w.logp_sum, l.logp_sum, r.verdict, r.chosen, r.rejected FROM selected_pairs p "
                "LEFT JOIN reviews r ON r.selection_id = p.selection_id AND r.sample_id = p.sample_id AND r.ordinal = p.ordinal "
                "JOIN samples s ON s.id = p.sample_id JOIN images i ON i.id = s.image_id "
                "JOIN candidates w ON w.id = coalesce(r.chosen_id, p.chosen_id) "
                "JOIN candidates l ON l.id = coalesce(r.rejected_id, p.rejected_id) "
                "WHERE p.selection_id = ?1 AND coalesce(r.verdict, '') <> 'refused' ORDER BY p.sample_id, p.ordinal",
                selection);
    for (int position = 0; query.step(); ++position) {
        PreferencePair pair;
        pair.position = position;
        pair.sample_id = query.integer(0);
        pair.image = query.text(1);
        pair.image_sha256 = query.text(2);
        const nlohmann::ordered_json content = {{{"type", "image"}}, {{"type", "text"}, {"text", query.text(3)}}};
        const nlohmann::ordered_json prompt = {{{"role", "user"}, {"content", content}}};
        pair.prompt = prompt.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        pair.chosen = query.text(4);
        pair.rejected = query.text(5);
        pair.chosen_ids = query.numbers<std::int32_t>(6);
        pair.rejected_ids = query.numbers<std::int32_t>(7);
        pair.reference_chosen_logp = query.real(8);
        pair.reference_rejected_logp = query.real(9);
        // A text that a person wrote was not sampled: what sampling told of its tokens does not hold for it.
        if (const auto edited = query.optional_text(11); edited && *edited != pair.chosen) {
            pair.chosen = *edited;
            pair.chosen_ids.clear();
            pair.reference_chosen_logp = std::numeric_limits<double>::quiet_NaN();
        }
        if (const auto edited = query.optional_text(12); edited && *edited != pair.rejected) {
            pair.rejected = *edited;
            pair.rejected_ids.clear();
            pair.reference_rejected_logp = std::numeric_limits<double>::quiet_NaN();
        }
        if (query.optional_text(10) == "swapped") {
            std::swap(pair.chosen, pair.rejected);
            std::swap(pair.chosen_ids, pair.rejected_ids);
            std::swap(pair.reference_chosen_logp, pair.reference_rejected_logp);
        }
        each(std::move(pair));
    }
}

PreferenceSet freeze_selection(Project &project, const std::string &selection, const std::string &name)
{
    const auto saved = selections::get(project, selection);
    PreferenceSet set;
    set.name = name.empty() ? selection : name;
    set.origin = "selection " + selection;
    set.parameters = saved.parameters;
    { // A question that is still open would hold an old view of the project, from which nothing may be written.
        Query run(project, "SELECT model_fingerprint, template_hash FROM generation_runs WHERE id = ?1", saved.run_id);
        run.step();
        set.model_fingerprint = run.text(0);
        set.template_hash = run.text(1);
    }
    Transaction transaction(project);
    auto stored = freeze_from(project, set, [&](const EachPair &each) { for_each_pair_of_selection(project, saved.id, each); });
    transaction.commit();
    return stored;
}

std::optional<PreferenceSet> find(Project &project, const std::string &name)
{
    Query query(project, std::string(columns) + "WHERE name = ?1", name);
    if (!query.step())
        return std::nullopt;
    return read(query);
}

PreferenceSet get(Project &project, const std::string &name)
{
    if (auto set = find(project, name))
        return *std::move(set);
    std::string names;
    for (const auto &set : list(project))
        names += (names.empty() ? "" : ", ") + set.name;
    throw Failure(Error::not_found(project.file().string() + ": holds no preference set '" + name + "'; it has "
                                   + (names.empty() ? "none" : names)));
}

std::vector<PreferenceSet> list(Project &project)
{
    Query query(project, std::string(columns) + "ORDER BY id");
    std::vector<PreferenceSet> sets;
    while (query.step())
        sets.push_back(read(query));
    return sets;
}

std::vector<PreferencePair> pairs(Project &project, std::int64_t set)
{
    std::vector<PreferencePair> result;
    for_each_pair(project, set, [&](PreferencePair &&pair) { result.push_back(std::move(pair)); });
    return result;
}

void for_each_pair(Project &project, std::int64_t set, const EachPair &each)
{
    Query query(project,
                "SELECT position, sample_id, image, image_sha256, prompt, chosen, rejected, chosen_ids, rejected_ids, "
                "reference_chosen_logp, reference_rejected_logp FROM preference_pairs WHERE set_id = ?1 "
                "ORDER BY position",
                set);
    while (query.step()) {
        PreferencePair pair;
        pair.position = static_cast<int>(query.integer(0));
        pair.sample_id = query.optional_integer(1);
        pair.image = query.optional_text(2).value_or("");
        pair.image_sha256 = query.optional_text(3).value_or("");
        pair.prompt = query.text(4);
        pair.chosen = query.text(5);
        pair.rejected = query.text(6);
        pair.chosen_ids = query.numbers<std::int32_t>(7);
        pair.rejected_ids = query.numbers<std::int32_t>(8);
        pair.reference_chosen_logp = query.real(9);
        pair.reference_rejected_logp = query.real(10);
        each(std::move(pair));
    }
}

std::int64_t pair_count(Project &project, std::int64_t set)
{
    Query query(project, "SELECT count(*) FROM preference_pairs WHERE set_id = ?1", set);
    query.step();
    return query.integer(0);
}

void set_reference_logps(Project &project, std::int64_t set, int position, double chosen, double rejected)
{
    Query(project,
          "UPDATE preference_pairs SET reference_chosen_logp = ?3, reference_rejected_logp = ?4 "
          "WHERE set_id = ?1 AND position = ?2",
          set, position, chosen, rejected)
        .run();
}

} // namespace m3po::preference_sets
