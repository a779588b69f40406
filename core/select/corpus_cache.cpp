// SPDX-License-Identifier: GPL-3.0-or-later
// The file: eight bytes that name the format, the length and the checksum of a JSON text, that text, and behind it the
// sections, each from the next multiple of 4096 on, as they lie in memory. The text says what the corpus is of, and has a
// checksum for every piece of a section.
#include "core/select/corpus_cache.h"

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/large_memory.h"
#include "core/base/parallel.h"
#include "core/base/user_folders.h"
#include "core/project/samples.h"
#include "core/select/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace m3po::corpus_cache {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::array<char, 8> format{'m', '3', 'p', 'o', 'c', 'c', '0', '1'};
constexpr std::uint64_t page = 4096, piece_bytes = 2 << 20, most_text = 1 << 20;
constexpr std::int64_t rows_worth_keeping = 500'000;

struct Head {
    std::array<char, 8> format;
    std::uint64_t text_bytes, text_checksum;
};

// Against damage, not against forgers: four sums that depend on each word's place.
std::uint64_t checksum(const char *bytes, std::size_t size)
{
    std::array<std::uint64_t, 4> lanes{size, 1, 2, 3};
    const auto mix = [&](const char *from) {
        std::array<std::uint64_t, 4> words;
        std::memcpy(words.data(), from, sizeof words);
        for (int i = 0; i < 4; ++i) {
            lanes[i] = (lanes[i] ^ words[i]) * 0x9e3779b97f4a7c15u;
            lanes[i] ^= lanes[i] >> 29;
        }
    };
    std::size_t at = 0;
    for (; at + 32 <= size; at += 32)
        mix(bytes + at);
    std::array<char, 32> rest{};
    if (at < size)
        std::memcpy(rest.data(), bytes + at, size - at);
    mix(rest.data());
    return mix64(lanes[0]) ^ mix64(lanes[1] + 1) ^ mix64(lanes[2] + 2) ^ mix64(lanes[3] + 3);
}

// Every column of a corpus, in the order of the file.
template <typename Corpus, typename Visit>
void each_section(Corpus &corpus, const Visit &visit)
{
    auto &c = corpus.scores.columns;
    visit(c.sample_ids);
    visit(c.offsets);
    visit(c.candidate_ids);
    visit(c.positions);
    visit(c.logp_sum);
    visit(c.token_counts);
    visit(c.text_keys);
    visit(c.first_equal);
    for (auto &component : c.components)
        visit(component);
    for (auto *texts : {&corpus.texts.external_ids, &corpus.texts.instructions, &corpus.texts.image_paths}) {
        visit(texts->ends);
        visit(texts->bytes);
    }
}

struct Piece {
    char *memory;
    std::uint64_t place, bytes; // in the file
};

std::uint64_t next_page(std::uint64_t place) { return (place + page - 1) / page * page; }

// What lies where, of sections that have their sizes; `place` is behind the text. Returns the file's size.
template <typename Corpus>
std::uint64_t lay_out(Corpus &corpus, std::uint64_t place, std::vector<Piece> &pieces)
{
    each_section(corpus, [&](auto &column) {
        const std::uint64_t bytes = column.size() * sizeof(column[0]);
        auto *memory = const_cast<char *>(reinterpret_cast<const char *>(column.data()));
        for (std::uint64_t at = 0; at < bytes; at += piece_bytes)
            pieces.push_back({memory + at, place + at, std::min(piece_bytes, bytes - at)});
        place = next_page(place + bytes);
    });
    return place;
}

// A file of this person's, opened for reading; -1 where it is something else.
class OpenFile {
public:
    explicit OpenFile(const fs::path &file) : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW))
    {
        struct stat status = {};
        good_ = fd_ >= 0 && ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
        size_ = good_ ? static_cast<std::uint64_t>(status.st_size) : 0;
    }
    ~OpenFile()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    bool good() const { return good_; }
    std::uint64_t size() const { return size_; }
    void touch() const { ::futimens(fd_, nullptr); }
    bool read(void *memory, std::uint64_t bytes, std::uint64_t place) const
    {
        auto *to = static_cast<char *>(memory);
        while (bytes > 0) {
            const auto got = ::pread(fd_, to, bytes, static_cast<off_t>(place));
            if (got <= 0)
                return false;
            to += got;
            place += static_cast<std::uint64_t>(got);
            bytes -= static_cast<std::uint64_t>(got);
        }
        return true;
    }

private:
    int fd_;
    bool good_ = false;
    std::uint64_t size_ = 0;
};

// Offsets and rows that lie where code will look them up without asking again.
bool makes_sense(const LoadedCorpus &corpus)
{
    const auto &c = corpus.scores.columns;
    const auto rises_to = [](const auto &ends, auto first, auto last) {
        return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() || (ends.front() >= first && ends.back() == last));
    };
    if (!rises_to(c.offsets, std::int64_t(0), c.rows()) || c.offsets.front() != 0
        || std::adjacent_find(c.sample_ids.begin(), c.sample_ids.end(), std::greater_equal<>()) != c.sample_ids.end())
        return false;
    for (const auto *texts : {&corpus.texts.external_ids, &corpus.texts.instructions, &corpus.texts.image_paths})
        if (!rises_to(texts->ends, std::uint64_t(0), static_cast<std::uint64_t>(texts->bytes.size())))
            return false;
    constexpr std::int64_t block = 4096;
    std::atomic<bool> good = true;
    parallel(static_cast<int>((c.samples() + block - 1) / block), [&](int number) {
        bool all = true;
        for (auto s = number * block; s < std::min((number + 1) * block, c.samples()); ++s)
            for (auto row = c.offsets[s]; row < c.offsets[s + 1]; ++row)
                all &= c.first_equal[row] >= c.offsets[s] && c.first_equal[row] <= row;
        if (!all)
            good = false;
    });
    return good;
}

bool same(float kept, double stored)
{
    return std::bit_cast<std::uint32_t>(kept) == std::bit_cast<std::uint32_t>(static_cast<float>(stored)) || (std::isnan(kept) && std::isnan(stored));
}

// Some rows of it against the project's own, in a millisecond or two.
bool agrees_by_lot(Project &project, const LoadedCorpus &corpus)
{
    constexpr int lots = 12;
    std::random_device chance; // not to be foreseen
    const auto &c = corpus.scores.columns;
    if (c.samples() != samples::count(project))
        return false;
    for (int lot = 0; lot < lots && c.samples() > 0; ++lot) {
        const auto s = static_cast<std::int64_t>(below(mix64(chance()), static_cast<std::uint64_t>(c.samples())));
        const auto sample = samples::find(project, c.sample_ids[s]);
        if (!sample || sample->external_id != corpus.texts.external_ids[s] || sample->instruction != corpus.texts.instructions[s]
            || sample->image.path != corpus.texts.image_paths[s])
            return false;
        const auto rows = corpus_rows::candidates(project, corpus.run.id, c.sample_ids[s], c.sample_ids[s], 0);
        const auto begin = c.offsets[s], count = c.offsets[s + 1] - begin;
        if (count != static_cast<std::int64_t>(rows.candidate_ids.size()))
            return false;
        for (std::int64_t i = 0; i < count; ++i)
            if (c.candidate_ids[begin + i] != rows.candidate_ids[i] || c.positions[begin + i] != rows.positions[i] || !same(c.logp_sum[begin + i], rows.logp_sum[i])
                || c.token_counts[begin + i] != rows.token_counts[i] || c.text_keys[begin + i] != rows.text_keys[i])
                return false;
        for (std::size_t k = 0; k < c.components.size(); ++k)
            for (std::int64_t i = 0; i < count; ++i)
                if (!same(c.components[k][begin + i], scores::column(project, corpus.scores.evaluators[k].id, {&rows.candidate_ids[i], 1}).front()))
                    return false;
    }
    return true;
}

std::optional<LoadedCorpus> read(const OpenFile &file, Project &project, const std::string &state, const GenerationRun &run)
{
    Head head;
    if (!file.read(&head, sizeof head, 0) || head.format != format || head.text_bytes > most_text)
        return std::nullopt;
    std::string text(head.text_bytes, '\0');
    if (!file.read(text.data(), text.size(), sizeof head) || checksum(text.data(), text.size()) != head.text_checksum)
        return std::nullopt;
    const auto says = parse_json(text, "the text", 4).value();
    if (says.at("program") != M3PO_VERSION || says.at("state") != state || says.at("run") != run.id)
        return std::nullopt;
    LoadedCorpus corpus;
    corpus.run = run;
    corpus.state = state;
    corpus.from_cache = true;
    auto &columns = corpus.scores.columns;
    for (const auto &id : says.at("evaluators")) {
        corpus.scores.evaluators.push_back(scores::get(project, id.get<std::int64_t>()));
        columns.component_names.push_back(corpus.scores.evaluators.back().component);
    }
    columns.components.resize(corpus.scores.evaluators.size());
    const auto sizes = says.at("elements").get<std::vector<std::uint64_t>>();
    std::size_t section = 0;
    std::vector<std::function<void()>> making;
    auto left = file.size();
    each_section(corpus, [&](auto &column) {
        const auto elements = sizes.at(section++);
        if (elements > left / sizeof(column[0]))
            throw Failure(Error::invalid_input("the sections are larger than their file"));
        left -= elements * sizeof(column[0]);
        reserve_large(column, elements);
        making.push_back([&column, elements] { column.resize(elements); });
    });
    parallel(static_cast<int>(making.size()), [&](int i) { making[static_cast<std::size_t>(i)](); });
    const auto samples = columns.sample_ids.size(), rows = columns.candidate_ids.size();
    bool whole = columns.offsets.size() == samples + 1;
    for (const auto size : {columns.positions.size(), columns.logp_sum.size(), columns.token_counts.size(), columns.text_keys.size(), columns.first_equal.size()})
        whole &= size == rows;
    for (const auto &component : columns.components)
        whole &= component.size() == rows;
    for (const auto *texts : {&corpus.texts.external_ids, &corpus.texts.instructions, &corpus.texts.image_paths})
        whole &= texts->ends.size() == samples;
    std::vector<Piece> pieces;
    const auto sums = says.at("checksums").get<std::vector<std::uint64_t>>();
    if (!whole || lay_out(corpus, next_page(sizeof head + text.size()), pieces) != file.size() || sums.size() != pieces.size())
        return std::nullopt;
    std::atomic<bool> good = true;
    parallel(static_cast<int>(pieces.size()), [&](int number) {
        const auto &piece = pieces[static_cast<std::size_t>(number)];
        if (!file.read(piece.memory, piece.bytes, piece.place) || checksum(piece.memory, piece.bytes) != sums[static_cast<std::size_t>(number)])
            good = false;
    });
    if (!good || !makes_sense(corpus) || !agrees_by_lot(project, corpus))
        return std::nullopt;
    return corpus;
}

// Takes away what was used longest ago until the rest and `bytes` more have room.
void make_room(const fs::path &folder, std::uint64_t bytes)
{
    struct Kept {
        fs::file_time_type used;
        std::uint64_t bytes;
        fs::path file;
    };
    std::vector<Kept> all;
    std::error_code code;
    for (const auto &entry : fs::directory_iterator(folder, code))
        if (entry.is_regular_file(code))
            all.push_back({entry.last_write_time(code), entry.file_size(code), entry.path()});
    std::sort(all.begin(), all.end(), [](const Kept &a, const Kept &b) { return a.used < b.used; });
    for (const auto &kept : all)
        bytes += kept.bytes;
    for (const auto &kept : all) {
        if (bytes <= most_bytes)
            return;
        fs::remove(kept.file, code);
        bytes -= kept.bytes;
    }
}

} // namespace

fs::path file_of(const fs::path &project)
{
    const auto folder = cache_folder();
    std::error_code code;
    const auto whole = fs::weakly_canonical(fs::absolute(project, code), code);
    return folder.empty() ? folder : folder / "corpora" / (sha256(whole.string()).substr(0, 32) + ".corpus");
}

std::optional<LoadedCorpus> find(Project &project, const std::string &state, const GenerationRun &run)
{
    const auto kept = file_of(project.file());
    if (kept.empty())
        return std::nullopt;
    const OpenFile file(kept);
    if (!file.good())
        return std::nullopt;
    auto corpus = [&]() -> std::optional<LoadedCorpus> {
        try {
            return read(file, project, state, run);
        } catch (const json::exception &) {
            return std::nullopt; // not ours
        } catch (const Failure &) {
            return std::nullopt; // of evaluators that there are not
        }
    }();
    if (corpus)
        file.touch(); // it was used
    return corpus;
}

bool is_worth_keeping(const LoadedCorpus &corpus)
{
    return !corpus.from_cache && !corpus.state.empty() && corpus.scores.columns.rows() >= rows_worth_keeping;
}

Status keep(const fs::path &project, const LoadedCorpus &corpus)
{
    return catching([&] {
        const auto file = file_of(project);
        if (file.empty())
            throw Failure(Error::io("there is no folder for what can be made again; a home was expected"));
        auto evaluators = json::array(), elements = json::array(), sums = json::array();
        for (const auto &evaluator : corpus.scores.evaluators)
            evaluators.push_back(evaluator.id);
        each_section(corpus, [&](const auto &column) { elements.push_back(column.size()); });
        std::vector<Piece> pieces;
        lay_out(corpus, 0, pieces);
        std::vector<std::uint64_t> summed(pieces.size());
        parallel(static_cast<int>(pieces.size()), [&](int number) {
            const auto i = static_cast<std::size_t>(number);
            summed[i] = checksum(pieces[i].memory, pieces[i].bytes);
        });
        sums = summed;
        const auto text = json{{"program", M3PO_VERSION},
                               {"state", corpus.state},
                               {"run", corpus.run.id},
                               {"evaluators", std::move(evaluators)},
                               {"elements", std::move(elements)},
                               {"checksums", std::move(sums)}}
                              .dump();
        const Head head{format, text.size(), checksum(text.data(), text.size())};
        pieces.clear();
        const auto size = lay_out(corpus, next_page(sizeof head + text.size()), pieces);
        fs::create_directories(file.parent_path());
        fs::permissions(file.parent_path(), fs::perms::owner_all);
        if (size > most_bytes || fs::space(file.parent_path()).available < 4 * size)
            throw Failure(Error::io(file.string() + ": there is too little room for it"));
        make_room(file.parent_path(), size);
        // Whole or not at all for whoever looks. Not synced: what a power cut leaves of it has other checksums.
        const auto temporary = fs::path(file.string() + ".part" + std::to_string(::getpid()));
        try {
            std::ofstream out(temporary, std::ios::binary);
            out.write(reinterpret_cast<const char *>(&head), sizeof head);
            out.write(text.data(), static_cast<std::streamsize>(text.size()));
            for (const auto &piece : pieces) {
                out.seekp(static_cast<std::streamoff>(piece.place));
                out.write(piece.memory, static_cast<std::streamsize>(piece.bytes));
            }
            out.close();
            if (!out)
                throw Failure(Error::io(file.string() + ": writing failed"));
            fs::resize_file(temporary, size); // the last section's page, whole
            fs::rename(temporary, file);
        } catch (...) {
            std::error_code ignored;
            fs::remove(temporary, ignored);
            throw;
        }
    });
}

} // namespace m3po::corpus_cache
