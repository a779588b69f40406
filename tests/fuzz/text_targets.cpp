// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizers' files and chat templates.
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/targets.h"

#include <nlohmann/json.hpp>

#include <string>

namespace m3po::fuzz {
namespace {

// One folder a kind, so that no file of another kind is found first.
std::filesystem::path folder(const char *kind)
{
    const auto path = scratch() / kind;
    std::filesystem::create_directory(path);
    return path;
}

void load_and_use(const std::filesystem::path &path)
{
    const auto tokenizer = *Tokenizer::load(path);
    const auto ids = tokenizer->encode("Hello wörld,  123 <image>\n🙂 don't", true);
    (void)tokenizer->decode(ids, false);
    const std::int32_t odd[] = {-1, 0, 1, 2, 7, tokenizer->vocab_size(), 2147483647};
    (void)tokenizer->decode(odd, true);
    for (const auto id : odd)
        (void)tokenizer->token(id);
}

constexpr auto small_vocabulary = R"({"<unk>":0,"h":1,"e":2,"l":3,"o":4,"he":5,"ll":6,"hell":7,"hello":8,"w</w>":9,"Ġ":10,"!":11})";

} // namespace

void tokenizer_json(std::string_view bytes)
{
    static const auto path = folder("tokenizer_json");
    put("tokenizer_json/tokenizer.json", bytes);
    load_and_use(path);
}

void tokenizer_model(std::string_view bytes)
{
    static const auto path = folder("tokenizer_model");
    put("tokenizer_model/tokenizer.model", bytes);
    load_and_use(path);
}

// The first byte picks the file of the three that the rest goes into.
void tokenizer_config(std::string_view bytes)
{
    static const auto path = folder("tokenizer_config");
    static const char *names[] = {"tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"};
    if (bytes.empty())
        return;
    for (const auto *name : names)
        std::filesystem::remove(path / name);
    put("tokenizer_config/vocab.json", small_vocabulary);
    put("tokenizer_config/merges.txt", "#version: 0.2\nh e\nl l\nhe ll\nhell o\n");
    put(std::filesystem::path("tokenizer_config") / names[static_cast<unsigned char>(bytes[0]) % 3], bytes.substr(1));
    (void)ChatTemplate::load(path).ok();
    load_and_use(path);
}

void merges(std::string_view bytes)
{
    static const auto path = folder("merges");
    // Up to a NUL byte the vocabulary, after it the merges; without one, merges alone.
    const auto split = bytes.find('\0');
    put("merges/vocab.json", split == std::string_view::npos ? small_vocabulary : bytes.substr(0, split));
    put("merges/merges.txt", split == std::string_view::npos ? bytes : bytes.substr(split + 1));
    load_and_use(path);
}

void chat_template(std::string_view bytes)
{
    const auto parsed = *ChatTemplate::from_source(std::string(bytes), {{"bos_token", "<s>"}, {"eos_token", "</s>"}});
    static const auto messages = nlohmann::json::parse(
        R"([{"role":"system","content":"be brief"},{"role":"user","content":[{"type":"image"},{"type":"text","text":"what?"}]},{"role":"assistant","content":"x"}])");
    (void)parsed.render(messages, true);
}

} // namespace m3po::fuzz
