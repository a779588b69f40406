// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/select_json.h"

#include "core/base/json_text.h"
#include "core/project/readers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

namespace m3po::app {

namespace {

constexpr std::size_t pairs_a_piece = 4096;

class Writer {
public:
    Writer(const LoadedCorpus &corpus, std::span<const double> mas) : corpus_(corpus), columns_(corpus.scores.columns), mas_(mas)
    {
        // By name, as all of the program's JSON has its members.
        for (std::size_t k = 0; k < columns_.component_names.size(); ++k)
            components_.push_back(k);
        std::sort(components_.begin(), components_.end(), [&](auto a, auto b) { return columns_.component_names[a] < columns_.component_names[b]; });
        for (const auto k : components_) {
            names_.emplace_back(names_.empty() ? "" : ",");
            append_json(names_.back(), columns_.component_names[k]);
            names_.back() += ':';
        }
    }

    // REQUIRES: all of `choices` have a pair.
    std::string pairs(Project &project, std::span<const PairChoice> choices) const
    {
        std::string out;
        std::vector<std::int64_t> ids;
        for (const auto &choice : choices) {
            ids.push_back(columns_.candidate_ids[choice.chosen]);
            ids.push_back(columns_.candidate_ids[choice.rejected]);
        }
        out.reserve(choices.size() * 1024);
        corpus_rows::candidate_texts(project, ids, [&](std::size_t i, std::string_view text) {
            const auto &choice = choices[i / 2];
            if (i % 2 == 0) {
                out += i == 0 ? "{\"chosen\":" : ",{\"chosen\":";
                append_answer(out, choice.chosen, text);
                append_sample(out, choice.sample);
            } else {
                out += ",\"rejected\":";
                append_answer(out, choice.rejected, text);
                out += ",\"sample\":";
                append_json(out, columns_.sample_ids[choice.sample]);
                out += ",\"score\":";
                append_json(out, choice.score);
                out += '}';
            }
        });
        return out;
    }

private:
    void append_answer(std::string &out, std::int64_t row, std::string_view text) const
    {
        out += "{\"candidate\":";
        append_json(out, columns_.candidate_ids[row]);
        out += ",\"components\":{";
        for (std::size_t i = 0; i < components_.size(); ++i) {
            out += names_[i];
            append_json(out, static_cast<double>(columns_.components[components_[i]][row]));
        }
        out += "},\"logp\":";
        append_json(out, static_cast<double>(columns_.logp_sum[row]));
        out += ",\"mas\":";
        append_json(out, mas_[row]);
        out += ",\"position\":";
        append_json(out, std::int64_t(columns_.positions[row]));
        out += ",\"text\":";
        append_json(out, text);
        out += ",\"tokens\":";
        append_json(out, std::int64_t(columns_.token_counts[row]));
        out += '}';
    }

    void append_sample(std::string &out, std::int64_t sample) const
    {
        out += ",\"id\":";
        append_json(out, corpus_.texts.external_ids[sample]);
        out += ",\"image\":";
        append_json(out, corpus_.texts.image_paths[sample]);
        out += ",\"instruction\":";
        append_json(out, corpus_.texts.instructions[sample]);
    }

    const LoadedCorpus &corpus_;
    const ScoreColumns &columns_;
    std::span<const double> mas_;
    std::vector<std::size_t> components_; // in the order of their names
    std::vector<std::string> names_;      // with what is around them
};

std::string reasons(const ScoreColumns &columns, std::span<const PairChoice> choices)
{
    std::string out;
    for (const auto &choice : choices) {
        if (choice.reason == NoPair::None)
            continue;
        out += out.empty() ? "{\"reason\":" : ",{\"reason\":";
        append_json(out, reason_text(choice.reason));
        out += ",\"sample\":";
        append_json(out, columns.sample_ids[choice.sample]);
        out += '}';
    }
    return out;
}

} // namespace

SelectionDocument::SelectionDocument(const std::filesystem::path &project, const LoadedCorpus &corpus, std::span<const double> mas, std::span<const PairChoice> choices)
    : corpus_(corpus), mas_(mas), choices_(choices)
{
    std::copy_if(choices.begin(), choices.end(), std::back_inserter(pairs_), [](const auto &choice) { return choice.reason == NoPair::None; });
    pieces_.resize((pairs_.size() + pairs_a_piece - 1) / pairs_a_piece);
    writing_ = std::async(std::launch::async, [this, project] { write_pairs(project); });
}

SelectionDocument::~SelectionDocument() { dropped_ = true; }

void SelectionDocument::write_pairs(const std::filesystem::path &file)
{
    const Writer writer(corpus_, mas_);
    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    Readers(project, pieces_.size() > 4 ? 4 : 1).run(static_cast<int>(pieces_.size()), [&](Project &reader, int number) {
        if (dropped_)
            return;
        const auto piece = static_cast<std::size_t>(number);
        const auto own = std::span(pairs_).subspan(piece * pairs_a_piece);
        auto text = writer.pairs(reader, own.first(std::min(pairs_a_piece, own.size())));
        const std::lock_guard lock(mutex_);
        pieces_[piece] = std::move(text);
        if (printing_)
            print_what_is_ready();
    });
}

void SelectionDocument::print_what_is_ready()
{
    for (; next_ < pieces_.size() && !pieces_[next_].empty(); ++next_) {
        if (next_ > 0)
            std::cout.put(',');
        std::cout.write(pieces_[next_].data(), static_cast<std::streamsize>(pieces_[next_].size()));
        pieces_[next_] = {};
    }
}

void SelectionDocument::print(const nlohmann::json &about)
{
    auto head = about.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    head.pop_back();
    {
        const std::lock_guard lock(mutex_);
        std::cout << head << ",\"none\":[" << reasons(corpus_.scores.columns, choices_) << "],\"pairs\":[";
        printing_ = true;
        print_what_is_ready();
    }
    writing_.get();
    std::cout << "]}" << std::endl;
}

} // namespace m3po::app
