// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets, benchmarks' questions, pictures and arrays.
#include "core/formats/format.h"
#include "core/formats/json_lines.h"
#include "core/formats/pope.h"
#include "core/image/decode.h"
#include "core/image/npy.h"
#include "tests/fuzz/targets.h"

#include <nlohmann/json.hpp>

namespace m3po::fuzz {
namespace {

class Count final : public DatasetSink {
public:
    bool sample(DatasetRow &&row) override { return more(row.conversation); }
    bool preference(PreferenceRow &&row, std::int64_t) override { return more(row.prompt); }
    bool unusable(const std::string &, const std::string &) override { return ++rows_ < 1000; }

private:
    bool more(const std::string &json)
    {
        (void)nlohmann::json::parse(json); // ours by now
        return ++rows_ < 1000;
    }
    int rows_ = 0;
};

// What the first byte picks: a format by name, or the one that is detected.
void read_dataset(std::string_view bytes, const char *name)
{
    if (bytes.empty())
        return;
    put(name, bytes.substr(1));
    const auto file = scratch() / name;
    const auto all = formats();
    const auto pick = static_cast<unsigned char>(bytes[0]) % (all.size() + 1);
    Count count;
    const auto &format = pick == all.size() ? detect_format(file) : *all[pick];
    format.read(file, {.instruction = "q", .images_root = scratch()}, count);
}

} // namespace

void json_dataset(std::string_view bytes) { read_dataset(bytes, "rows.json"); }
void jsonl_dataset(std::string_view bytes) { read_dataset(bytes, "rows.jsonl"); }

void questions(std::string_view bytes)
{
    put("questions.jsonl", bytes);
    const auto file = scratch() / "questions.jsonl";
    (void)read_json_lines(file).ok();
    (void)read_pope_answer(bytes);
    const auto asked = *read_pope_questions(file);
    (void)read_pope_answers(file, asked).ok();
}

void image(std::string_view bytes)
{
    // Small enough that a run is quick, large enough for every way through the decoders.
    const auto decoded = decode_image_bytes(bytes, "i", {.max_pixels = 1 << 18});
    if (decoded && decoded->rgb.size() != std::size_t(3) * std::size_t(decoded->width) * std::size_t(decoded->height))
        std::abort();
}

void npy(std::string_view bytes)
{
    put("a.npy", bytes);
    const auto array = read_npy(scratch() / "a.npy", 1 << 20);
    if (!array)
        return;
    std::size_t size = 1;
    for (const auto n : array->shape)
        size *= static_cast<std::size_t>(n);
    if (size != array->values.size())
        std::abort();
}

} // namespace m3po::fuzz
