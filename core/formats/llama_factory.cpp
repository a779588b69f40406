// SPDX-License-Identifier: GPL-3.0-or-later
// LLaMA-Factory's ShareGPT preferences: a JSON list of
//
//     {"conversations": [{"from": "human", "value": "<image>Q"}], "chosen": {"from": "gpt", "value": "A"},
//      "rejected": {...}, "images": ["p.jpg"]}
//
// with an entry in the folder's dataset_info.json. As many <image> marks as images.
#include "core/base/file.h"
#include "core/formats/json_stream.h"
#include "core/formats/known_formats.h"
#include "core/formats/messages.h"

namespace m3po {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

std::string sharegpt_role(const std::string &role)
{
    return role == "user" ? "human" : role == "assistant" ? "gpt" : role;
}

class LlamaFactory final : public Format {
public:
    std::string_view name() const override { return "llama-factory"; }
    std::string_view description() const override { return "LLaMA-Factory ShareGPT preference JSON"; }
    bool holds_preferences() const override { return true; }

    void read(const fs::path &source, const ReadOptions &, DatasetSink &sink) const override
    {
        stream_json_array(source, [&](json &&row, std::int64_t number, const std::string &place) {
            PreferenceRow preference;
            preference.place = place;
            preference.images = image_fields(row, place);
            const auto turns = turns_field(row, row.contains("messages") ? "messages" : "conversations", place);
            preference.prompt = prompt_messages(turns, preference.images.size(), place)
                                    .dump(-1, ' ', false, json::error_handler_t::replace);
            preference.chosen = answer_text(row, "chosen", place);
            preference.rejected = answer_text(row, "rejected", place);
            return sink.preference(std::move(preference), number);
        });
    }

    std::vector<fs::path> write(std::span<const PreferenceRow> rows, const std::string &name,
                                const fs::path &out) const override
    {
        auto list = ordered_json::array();
        for (const auto &row : rows) {
            auto conversations = ordered_json::array();
            for (const auto &message : ordered_json::parse(row.prompt))
                conversations.push_back(
                    {{"from", sharegpt_role(message["role"].get<std::string>())}, {"value", marked_text(message)}});
            list.push_back({{"conversations", std::move(conversations)},
                            {"chosen", {{"from", "gpt"}, {"value", row.chosen}}},
                            {"rejected", {{"from", "gpt"}, {"value", row.rejected}}},
                            {"images", row.images}});
        }
        const auto file = out / (name + ".json");
        const auto info_file = out / "dataset_info.json";
        auto info = ordered_json::object();
        if (fs::exists(info_file)) { // the other entries stay
            const auto text = *read_file(info_file, 16u << 20);
            info = ordered_json::parse(text, nullptr, false);
            if (!info.is_object())
                throw Failure(Error::invalid_input(info_file.string() + ": a JSON object was expected"));
        }
        info[name] = {{"file_name", file.filename().string()},
                      {"formatting", "sharegpt"},
                      {"ranking", true},
                      {"columns",
                       {{"messages", "conversations"}, {"chosen", "chosen"}, {"rejected", "rejected"}, {"images", "images"}}}};
        write_file_atomically(file, list.dump(2, ' ', false, json::error_handler_t::replace) + "\n").value();
        write_file_atomically(info_file, info.dump(2) + "\n").value();
        return {file, info_file};
    }
};

} // namespace

const Format &llama_factory_format()
{
    static const LlamaFactory format;
    return format;
}

} // namespace m3po
