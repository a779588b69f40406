// SPDX-License-Identifier: GPL-3.0-or-later
// TRL's preference data as JSON lines with image paths:
//
//     {"prompt": [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "Q"}]}],
//      "chosen": [{"role": "assistant", "content": [{"type": "text", "text": "A"}]}], "rejected": [...],
//      "images": ["p.jpg"]}
//
// Also with plain texts for prompt and answers, and with "image" for one path. `ref_chosen_logps` and
// `ref_rejected_logps` (or `reference_...`) are read where they are there.
#include "core/base/file.h"
#include "core/formats/json_stream.h"
#include "core/formats/known_formats.h"
#include "core/formats/messages.h"

namespace m3po {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

ordered_json answer_message(const std::string &text)
{
    auto content = ordered_json::array();
    content.push_back({{"type", "text"}, {"text", text}});
    auto messages = ordered_json::array();
    messages.push_back({{"role", "assistant"}, {"content", std::move(content)}});
    return messages;
}

class TrlPreference final : public Format {
public:
    std::string_view name() const override { return "trl"; }
    std::string_view description() const override { return "TRL preference JSON lines with image paths"; }
    bool holds_preferences() const override { return true; }

    void read(const fs::path &source, const ReadOptions &, DatasetSink &sink) const override
    {
        stream_json_lines(source, [&](json &&row, std::int64_t number, const std::string &place) {
            PreferenceRow preference;
            preference.place = place;
            preference.images = image_fields(row, place);
            if (!row.contains("prompt"))
                throw Failure(Error::invalid_input(place + ": has no 'prompt'; a text or a list of messages was expected"));
            preference.prompt = prompt_messages(row["prompt"], preference.images.size(), place)
                                    .dump(-1, ' ', false, json::error_handler_t::replace);
            preference.chosen = answer_text(row, "chosen", place);
            preference.rejected = answer_text(row, "rejected", place);
            preference.reference_chosen_logp = reference(row, "chosen", place);
            preference.reference_rejected_logp = reference(row, "rejected", place);
            return sink.preference(std::move(preference), number);
        });
    }

    std::vector<fs::path> write(std::span<const PreferenceRow> rows, const std::string &name,
                                const fs::path &out) const override
    {
        std::string lines;
        for (const auto &row : rows) {
            const ordered_json line{{"prompt", ordered_json::parse(row.prompt)},
                                    {"chosen", answer_message(row.chosen)},
                                    {"rejected", answer_message(row.rejected)},
                                    {"images", row.images}};
            lines += line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
        }
        const auto file = out / (name + ".jsonl");
        write_file_atomically(file, lines).value();
        return {file};
    }

private:
    static std::optional<double> reference(const json &row, const std::string &side, const std::string &place)
    {
        if (const auto known = number_field(row, ("ref_" + side + "_logps").c_str(), place))
            return known;
        return number_field(row, ("reference_" + side + "_logps").c_str(), place);
    }
};

} // namespace

const Format &trl_preference_format()
{
    static const TrlPreference format;
    return format;
}

} // namespace m3po
