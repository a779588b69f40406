// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/format.h"

#include "core/formats/json_stream.h"
#include "core/formats/known_formats.h"

#include <spdlog/fmt/fmt.h>

#include <array>

namespace m3po {
namespace fs = std::filesystem;

std::vector<fs::path> Format::write(std::span<const PreferenceRow>, const std::string &, const fs::path &) const
{
    throw Failure(Error::usage(fmt::format("the format {} holds no preferences and cannot be written", name())));
}

std::span<const Format *const> formats()
{
    static const std::array<const Format *, 5> list{
        &llava_instruct_format(), &llava_questions_format(), &trl_preference_format(),
        &llama_factory_format(),  &image_folder_format(),
    };
    return list;
}

const Format &find_format(std::string_view name)
{
    std::string names;
    for (const auto *format : formats()) {
        if (format->name() == name)
            return *format;
        names += (names.empty() ? "" : ", ") + std::string(format->name());
    }
    throw Failure(Error::usage(fmt::format("there is no data set format '{}'; one of {} was expected", name, names)));
}

const Format &detect_format(const fs::path &source)
{
    std::error_code code;
    if (fs::is_directory(source, code))
        return image_folder_format();
    const char first = first_character(source);
    nlohmann::json row;
    const auto take_first = [&](nlohmann::json &&value, std::int64_t, const std::string &) {
        row = std::move(value);
        return false;
    };
    if (first == '[') {
        stream_json_array(source, take_first);
        if (row.contains("chosen") && row.contains("rejected"))
            return llama_factory_format();
        if (row.contains("conversations") || row.contains("messages"))
            return llava_instruct_format();
    } else if (first == '{') {
        stream_json_lines(source, take_first);
        if (row.contains("chosen") && row.contains("rejected"))
            return trl_preference_format();
        if (row.contains("text") && row.contains("image"))
            return llava_questions_format();
    }
    throw Failure(Error::invalid_input(
        source.string() + ": is none of the known data sets: a list with 'conversations' (LLaVA-Instruct, ShareGPT4V) "
                          "or with 'chosen' and 'rejected' (LLaMA-Factory), lines with 'image' and 'text' (LLaVA "
                          "questions) or with 'chosen' and 'rejected' (TRL), or a folder of images was expected"));
}

} // namespace m3po
