// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/vocabulary.h"

#include "core/base/file.h"
#include "core/demo/language.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <map>

namespace m3po::demo {
namespace {

std::string utf8(unsigned code_point)
{
    if (code_point < 0x80)
        return {char(code_point)};
    return {char(0xC0 | (code_point >> 6)), char(0x80 | (code_point & 0x3F))};
}

// GPT-2's printable stand-in of each byte: itself where it prints, else the next free letter from U+0100.
std::vector<std::string> byte_symbols()
{
    std::vector<std::string> symbols(256);
    unsigned next = 256;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool prints = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        symbols[byte] = utf8(prints ? byte : next++);
    }
    return symbols;
}

// GPT-2's pre-tokenizer, as far as ASCII sentences need it: a word or a mark, each with the space before it.
std::vector<std::string> split_words(const std::string &sentence)
{
    std::vector<std::string> words;
    std::size_t at = 0;
    auto kind = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) ? 0 : std::isdigit(static_cast<unsigned char>(c)) ? 1 : std::isspace(static_cast<unsigned char>(c)) ? 2 : 3; };
    while (at < sentence.size()) {
        std::size_t end = at;
        if (sentence[end] == ' ' && end + 1 < sentence.size() && kind(sentence[end + 1]) != 2)
            ++end;
        const int run = kind(sentence[end]);
        while (end < sentence.size() && kind(sentence[end]) == run)
            ++end;
        words.push_back(sentence.substr(at, end - at));
        at = end;
    }
    return words;
}

using Symbols = std::vector<std::string>;

void merge(Symbols &word, const std::pair<std::string, std::string> &pair)
{
    Symbols merged;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i + 1 < word.size() && word[i] == pair.first && word[i + 1] == pair.second)
            merged.push_back(pair.first + pair.second), ++i;
        else
            merged.push_back(word[i]);
    }
    word = std::move(merged);
}

} // namespace

Vocabulary learn_vocabulary(std::span<const std::string> sentences, std::span<const std::string> special, std::size_t most)
{
    const auto bytes = byte_symbols();
    Vocabulary vocabulary;
    vocabulary.tokens.assign(special.begin(), special.end());
    vocabulary.tokens.insert(vocabulary.tokens.end(), bytes.begin(), bytes.end());

    std::map<std::string, long> counts;
    for (const auto &sentence : sentences)
        for (auto &word : split_words(sentence))
            ++counts[word];
    std::vector<std::pair<Symbols, long>> words;
    for (const auto &[word, count] : counts) {
        Symbols symbols;
        for (const unsigned char byte : word)
            symbols.push_back(bytes[byte]);
        words.emplace_back(std::move(symbols), count);
    }
    while (vocabulary.tokens.size() < most) {
        std::map<std::pair<std::string, std::string>, long> pairs;
        for (const auto &[symbols, count] : words)
            for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
                pairs[{symbols[i], symbols[i + 1]}] += count;
        const auto best = std::max_element(pairs.begin(), pairs.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        if (best == pairs.end() || best->second < 2)
            break;
        vocabulary.merges.push_back(best->first);
        vocabulary.tokens.push_back(best->first.first + best->first.second);
        for (auto &[symbols, count] : words)
            merge(symbols, best->first);
    }
    return vocabulary;
}

Status write_tokenizer(const Vocabulary &vocabulary, const std::filesystem::path &folder, const std::string &begin,
                       const std::string &end, bool adds_end, const std::string &pad)
{
    using nlohmann::json;
    json vocab = json::object(), added = json::array(), merges = json::array();
    std::size_t specials = 0;
    while (vocabulary.tokens.size() > specials && vocabulary.tokens[specials].size() > 1 && vocabulary.tokens[specials].front() == '<')
        ++specials;
    json decoder_entries = json::object();
    for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
        vocab[vocabulary.tokens[id]] = id;
        if (id < specials) {
            json entry{{"content", vocabulary.tokens[id]}, {"single_word", false}, {"lstrip", false}, {"rstrip", false}, {"normalized", false}, {"special", true}};
            decoder_entries[std::to_string(id)] = entry;
            entry["id"] = id;
            added.push_back(entry);
        }
    }
    for (const auto &[first, second] : vocabulary.merges)
        merges.push_back(first + " " + second);
    json single = json::array({{{"SpecialToken", {{"id", begin}, {"type_id", 0}}}}, {{"Sequence", {{"id", "A"}, {"type_id", 0}}}}});
    json pair = single;
    pair.push_back({{"Sequence", {{"id", "B"}, {"type_id", 1}}}});
    json special_tokens{{begin, {{"id", begin}, {"ids", {vocab.at(begin)}}, {"tokens", {begin}}}}};
    if (adds_end) {
        single.push_back({{"SpecialToken", {{"id", end}, {"type_id", 0}}}});
        special_tokens[end] = {{"id", end}, {"ids", {vocab.at(end)}}, {"tokens", {end}}};
    }
    const json tokenizer{
        {"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", added}, {"normalizer", nullptr},
        {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}}},
        {"post_processor", {{"type", "TemplateProcessing"}, {"single", single}, {"pair", pair}, {"special_tokens", special_tokens}}},
        {"decoder", {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}}},
        {"model", {{"type", "BPE"}, {"dropout", nullptr}, {"unk_token", nullptr}, {"continuing_subword_prefix", nullptr},
                   {"end_of_word_suffix", nullptr}, {"fuse_unk", false}, {"byte_fallback", false}, {"ignore_merges", false},
                   {"vocab", vocab}, {"merges", merges}}}};
    const json config{{"tokenizer_class", "PreTrainedTokenizerFast"}, {"added_tokens_decoder", decoder_entries}, {"bos_token", begin},
                {"eos_token", end}, {"pad_token", pad}, {"clean_up_tokenization_spaces", false}, {"model_max_length", 512}};
    return catching([&] {
        write_file_atomically(folder / "tokenizer.json", tokenizer.dump(1)).value();
        write_file_atomically(folder / "tokenizer_config.json", config.dump(1)).value();
    });
}

std::vector<std::string> world_sentences()
{
    std::vector<std::string> sentences{"USER: \n", "USER: \n", " ASSISTANT:", " ASSISTANT:", "Yes", "Yes", "No", "No",
                                       accuracy_prompt, accuracy_prompt, adherence_prompt, adherence_prompt,
                                       "\nAnswer the question using a single word or phrase.", "\nAnswer the question using a single word or phrase."};
    Random random(1);
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const auto scene = make_scene(seed);
        sentences.push_back(describe(scene.objects));
        for (int kind = 0; kind < 6; ++kind) {
            Question question;
            if (ask(scene, QuestionKind(kind), random, question)) {
                sentences.push_back(question.text);
                sentences.push_back(question.answer);
                sentences.push_back(question.wrong);
            }
        }
    }
    return sentences;
}

} // namespace m3po::demo
