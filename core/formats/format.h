// SPDX-License-Identifier: GPL-3.0-or-later
// Data set formats. A format is one file and one line in format.cpp; it reads rows, and writes them where it can hold
// preferences. Formats have no state and may be used from any thread; they throw Failure.
//
// A broken file (JSON that breaks, a row of the wrong shape, an empty answer) ends the reading with a sentence that
// names the file and the row. A row that is whole but of no use here (no image, no question) is told to the sink and
// passed over. Images are only named by a format, never opened.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace m3po {

// A preference as every format comes down to it.
struct PreferenceRow {
    std::string prompt;              // JSON messages: [{"role","content":[{"type":"image"},{"type":"text","text"}]}]
    std::string chosen;
    std::string rejected;
    std::vector<std::string> images; // as the file names them; one for each {"type":"image"} of the prompt
    // Sums over the answers' tokens under the reference, where the file brings them.
    std::optional<double> reference_chosen_logp;
    std::optional<double> reference_rejected_logp;
    std::string place;               // "pairs.jsonl: line 7", for messages
};

struct DatasetRow {
    std::int64_t number = 0;         // from 0
    std::string place;               // "rows.json: entry 7", for messages
    std::string external_id;
    std::string image;               // as the file names it
    std::string instruction;         // of the turn to be answered, without <image>
    std::string conversation = "[]"; // JSON list of {"role","content"}, <image> marks removed
    std::optional<std::string> reference_answer;
};

class DatasetSink {
public:
    virtual ~DatasetSink() = default;
    // Each returns false to stop reading.
    virtual bool sample(DatasetRow &&row) = 0;
    virtual bool preference(PreferenceRow &&row, std::int64_t number) = 0;
    virtual bool unusable(const std::string &place, const std::string &why) = 0;
};

struct ReadOptions {
    std::string instruction;            // for formats that have none of their own
    std::filesystem::path images_root;  // the names of a folder's images are relative to it
};

class Format {
public:
    virtual ~Format() = default;
    virtual std::string_view name() const = 0;         // of --format
    virtual std::string_view description() const = 0;
    virtual bool holds_preferences() const { return false; }
    virtual void read(const std::filesystem::path &source, const ReadOptions &options, DatasetSink &sink) const = 0;
    // Writes preferences into the folder `out` under `name`, and returns the files. REQUIRES: holds_preferences().
    virtual std::vector<std::filesystem::path> write(std::span<const PreferenceRow> rows, const std::string &name,
                                                     const std::filesystem::path &out) const;
};

std::span<const Format *const> formats();
const Format &find_format(std::string_view name);                    // Usage, and names them all
// By what the file holds, not by its name. InvalidInput where it is none of the formats.
const Format &detect_format(const std::filesystem::path &source);

} // namespace m3po
