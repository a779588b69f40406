// SPDX-License-Identifier: GPL-3.0-or-later
// LLaVA's question files, and POPE's: JSON lines {"question_id", "image", "text"[, "category"][, "label"]}.
#include "core/formats/fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/known_formats.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace m3po {
using nlohmann::json;

namespace {

class LlavaQuestions final : public Format {
public:
    std::string_view name() const override { return "llava-questions"; }
    std::string_view description() const override { return "LLaVA question JSON lines"; }

    void read(const std::filesystem::path &source, const ReadOptions &, DatasetSink &sink) const override
    {
        stream_json_lines(source, [&](json &&row, std::int64_t number, const std::string &place) {
            return one(row, number, place, sink);
        });
    }

private:
    static bool one(const json &row, std::int64_t number, const std::string &place, DatasetSink &sink)
    {
        DatasetRow sample;
        sample.instruction = without_image_marks(text_field(row, "text", place));
        const auto images = image_fields(row, place);
        if (images.size() != 1)
            return sink.unusable(place, images.empty() ? "names no image"
                                                       : fmt::format("names {} images; one was expected", images.size()));
        if (blank(sample.instruction))
            return sink.unusable(place, "its question is empty");
        sample.number = number;
        sample.place = place;
        sample.external_id = id_field(row, "question_id", place).value_or(std::to_string(number));
        sample.image = images[0];
        if (row.contains("label"))
            sample.reference_answer = text_field(row, "label", place);
        return sink.sample(std::move(sample));
    }
};

} // namespace

const Format &llava_questions_format()
{
    static const LlavaQuestions format;
    return format;
}

} // namespace m3po
