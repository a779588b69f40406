// SPDX-License-Identifier: GPL-3.0-or-later
// LLaVA-Instruct and ShareGPT4V: a JSON list of {"id", "image", "conversations": [{"from": "human", "value"}, ...]}; the
// first human turn becomes the instruction, its answer the reference. LLaMA-Factory's "messages" and "images" are
// read alike.
#include "core/formats/fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/known_formats.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po {
using nlohmann::json;

namespace {

class LlavaInstruct final : public Format {
public:
    std::string_view name() const override { return "llava-instruct"; }
    std::string_view description() const override { return "LLaVA-Instruct or ShareGPT4V JSON"; }

    void read(const std::filesystem::path &source, const ReadOptions &, DatasetSink &sink) const override
    {
        stream_json_array(source, [&](json &&row, std::int64_t number, const std::string &place) {
            return one(row, number, place, sink);
        });
    }

private:
    static bool one(const json &row, std::int64_t number, const std::string &place, DatasetSink &sink)
    {
        const auto turns = turns_field(row, row.contains("messages") ? "messages" : "conversations", place);
        const auto images = image_fields(row, place);
        if (images.size() != 1)
            return sink.unusable(place, images.empty() ? "names no image"
                                                       : fmt::format("names {} images; one was expected", images.size()));
        const auto question = std::find_if(turns.begin(), turns.end(), [](const Turn &t) { return t.role == "user"; });
        if (question == turns.end())
            return sink.unusable(place, "has no turn of a human");
        DatasetRow sample;
        sample.number = number;
        sample.place = place;
        sample.external_id = id_field(row, "id", place).value_or(std::to_string(number));
        sample.image = images[0];
        sample.instruction = without_image_marks(question->text);
        if (blank(sample.instruction))
            return sink.unusable(place, "its first question is empty");
        if (question + 1 != turns.end() && (question + 1)->role == "assistant")
            sample.reference_answer = (question + 1)->text;
        auto conversation = nlohmann::ordered_json::array();
        for (const auto &t : turns)
            conversation.push_back({{"role", t.role}, {"content", without_image_marks(t.text)}});
        sample.conversation = conversation.dump(-1, ' ', false, json::error_handler_t::replace);
        return sink.sample(std::move(sample));
    }
};

} // namespace

const Format &llava_instruct_format()
{
    static const LlavaInstruct format;
    return format;
}

} // namespace m3po
