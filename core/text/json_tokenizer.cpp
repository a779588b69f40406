// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer.json of the tokenizers library: added tokens, normalizer, pre-tokenizer, model, post-processor and
// decoder, each by the file's own word. vocab.json with merges.txt becomes the same by the pipeline that
// Transformers builds for its class.
#include "core/base/file.h"
#include "core/text/json_place.h"
#include "core/text/limits.h"
#include "core/text/normalizer.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/token_model.h"
#include "core/text/unicode.h"
#include "core/text/vocabulary.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

void read_decoder(const JsonPlace &config, DecodeChain &chain)
{
    const auto type = config.type();
    if (type == "Sequence") {
        const auto list = config.at("decoders");
        for (std::size_t i = 0; i < list.size(); ++i)
            read_decoder(list[i], chain);
        return;
    }
    const bool per_token = type == "ByteLevel" || type == "ByteFallback" || type == "Metaspace" ||
                           type == "BPEDecoder" || type == "WordPiece";
    if (per_token && chain.fused())
        config.refuse("the decoder " + type + " behind one that joins tokens");
    if (type == "ByteLevel") {
        chain.byte_level();
    } else if (type == "ByteFallback") {
        chain.byte_fallback();
    } else if (type == "Fuse") {
        chain.fuse();
    } else if (type == "Strip") {
        chain.strip(config.at("content").character(), static_cast<std::size_t>(config.at("start").integer(0, 1000)),
                    static_cast<std::size_t>(config.at("stop").integer(0, 1000)));
    } else if (type == "Replace") {
        const auto pattern = config.at("pattern");
        if (const auto literal = pattern.find("String"))
            chain.replace(literal->string(), config.at("content").string());
        else
            chain.replace(std::make_shared<const Regex>(pattern.at("Regex").string(), pattern.place()),
                          config.at("content").string());
    } else if (type == "Metaspace") {
        const bool never =
            config.string("prepend_scheme", config.boolean("add_prefix_space", true) ? "always" : "never") == "never";
        chain.metaspace(config.find("replacement") ? config.at("replacement").character() : U'\u2581', !never);
    } else if (type == "BPEDecoder") {
        chain.bpe_suffix(config.string("suffix", "</w>"));
    } else if (type == "WordPiece") {
        chain.word_piece(config.string("prefix", "##"), config.boolean("cleanup", true));
    } else {
        config.refuse("the decoder " + type);
    }
}

// What is put around a single text.
struct Frame {
    std::vector<std::int32_t> before;
    std::vector<std::int32_t> after;
};

std::int32_t id_at(const JsonPlace &value) { return static_cast<std::int32_t>(value.integer(0, limits::highest_id)); }

void read_post_processor(const JsonPlace &config, Frame &frame)
{
    const auto type = config.type();
    if (type == "Sequence") {
        const auto list = config.at("processors");
        for (std::size_t i = 0; i < list.size(); ++i)
            read_post_processor(list[i], frame);
    } else if (type == "RobertaProcessing" || type == "BertProcessing") {
        for (const auto *key : {"cls", "sep"})
            if (config.at(key).size() != 2)
                config.at(key).fail("a token and its id");
        frame.before.insert(frame.before.begin(), id_at(config.at("cls")[1]));
        frame.after.push_back(id_at(config.at("sep")[1]));
    } else if (type == "TemplateProcessing") {
        const auto single = config.at("single");
        std::vector<std::int32_t> before;
        std::vector<std::int32_t> after;
        bool text_seen = false;
        for (std::size_t i = 0; i < single.size(); ++i) {
            if (const auto sequence = single[i].find("Sequence")) {
                if (text_seen || sequence->at("id").string() != "A")
                    sequence->fail("the text A, once");
                text_seen = true;
                continue;
            }
            const auto name = single[i].at("SpecialToken").at("id").string();
            const auto ids = config.at("special_tokens").at(name.c_str()).at("ids");
            for (std::size_t k = 0; k < ids.size(); ++k)
                (text_seen ? after : before).push_back(id_at(ids[k]));
        }
        if (!text_seen)
            single.fail("the text A");
        frame.before.insert(frame.before.begin(), before.begin(), before.end());
        frame.after.insert(frame.after.end(), after.begin(), after.end());
    } else if (type != "ByteLevel") {
        config.refuse("the post-processor " + type);
    }
}

class JsonTokenizer : public TokenizerBase {
public:
    JsonTokenizer(const json &document, const std::string &file, const TokenizerConfig &config);
    std::vector<std::int32_t> encode(std::string_view text, bool add_special) const override;

protected:
    std::optional<std::int32_t> model_id(std::string_view token) const override { return model_->id(token); }
    std::optional<std::string> model_token(std::int32_t id) const override { return model_->token(id); }

private:
    void read_added_tokens(const JsonPlace &list);
    void build_matchers();
    std::string normalized(std::string_view text) const { return normalizer_ ? normalizer_(text) : std::string(text); }

    std::string file_;
    std::unique_ptr<const TokenModel> model_;
    Normalizer normalizer_;
    PreTokenizer pre_tokenizer_;
    AddedTokenMatcher raw_tokens_;
    AddedTokenMatcher normalized_tokens_;
};

JsonTokenizer::JsonTokenizer(const json &document, const std::string &file, const TokenizerConfig &config) : file_(file)
{
    const JsonPlace root(document, file);
    const auto model = root.at("model");
    model_ = read_token_model(model);
    if (const auto normalizer = root.find("normalizer"))
        normalizer_ = read_normalizer(*normalizer);
    if (const auto pre_tokenizer = root.find("pre_tokenizer"))
        pre_tokenizer_ = read_pre_tokenizer(*pre_tokenizer);
    if (const auto added_tokens = root.find("added_tokens"))
        read_added_tokens(*added_tokens);
    finish_vocabulary(config, model_->size());
    build_matchers();

    const auto decoder = root.find("decoder");
    if (decoder)
        read_decoder(*decoder, decode_chain_);
    else
        decode_chain_.join_with_spaces();
    // Transformers' CLIPTokenizer turns the end-of-word marks into spaces itself.
    const bool clip = config.tokenizer_class.starts_with("CLIPTokenizer") ||
                      (config.tokenizer_class.empty() && token_id("<|startoftext|>"));
    if (const auto suffix = clip ? end_of_word_suffix(model) : std::string();
        !suffix.empty() && decode_chain_.fused()) {
        decode_chain_.replace(suffix, " ");
        decode_chain_.trim();
    }

    Frame frame;
    if (config.add_bos || config.add_eos) { // said outright, they replace the file's own frame
        if (config.add_bos.value_or(false) && bos_id())
            frame.before.push_back(*bos_id());
        if (config.add_eos.value_or(false) && eos_id())
            frame.after.push_back(*eos_id());
    } else if (const auto post_processor = root.find("post_processor")) {
        read_post_processor(*post_processor, frame);
    }
    before_ = frame.before;
    after_ = frame.after;
}

void JsonTokenizer::read_added_tokens(const JsonPlace &list)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto token = added_token_from_json(list[i].value(), list[i].place());
        token.id = id_at(list[i].at("id"));
        if (const auto known = model_->token(token.id); known && *known != token.content)
            list[i].fail(fmt::format("another id than {}, which the vocabulary gives to another token,", token.id));
        add(std::move(token), model_->size());
    }
}

void JsonTokenizer::build_matchers()
{
    for (const bool special : {true, false}) {
        for (const auto &token : added()) {
            if (token.special != special)
                continue;
            if (!token.normalized) {
                raw_tokens_.add(token.content, token);
                continue;
            }
            // In this form it is found, and in this form the library writes it out again.
            auto form = normalized(token.content);
            normalized_tokens_.add(form, token);
            if (form != token.content)
                show_as(token.id, std::move(form));
        }
    }
}

std::vector<std::int32_t> JsonTokenizer::encode(std::string_view text, bool add_special) const
{
    if (text.size() > limits::text_bytes)
        throw Failure(Error::invalid_input(
            fmt::format("a text of {} bytes: at most {} were expected", text.size(), limits::text_bytes)));
    const auto clean = unicode::repaired(text);
    PieceList pieces;
    for (const auto &segment : raw_tokens_.split(clean)) {
        if (segment.id >= 0) {
            pieces.push_back({{}, segment.id, false});
            continue;
        }
        const auto changed = normalized(segment.text);
        const bool first = segment.text.data() == clean.data();
        for (const auto &inner : normalized_tokens_.split(changed))
            pieces.push_back({std::string(inner.text), inner.id, first && inner.text.data() == changed.data()});
    }
    if (pre_tokenizer_)
        pieces = pre_tokenizer_(std::move(pieces));
    std::vector<std::int32_t> ids;
    if (add_special)
        ids = before_;
    for (const auto &piece : pieces) {
        if (piece.id >= 0)
            ids.push_back(piece.id);
        else if (!piece.text.empty())
            model_->tokenize(piece.text, ids);
    }
    if (add_special)
        ids.insert(ids.end(), after_.begin(), after_.end());
    return ids;
}

// merges.txt: a line a merge, behind an optional "#version" line.
json read_merges(const fs::path &file)
{
    const auto text = *read_file(file, limits::tokenizer_file_bytes);
    json merges = json::array();
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = text.find('\n', begin);
        end = end == std::string::npos ? text.size() : end;
        auto line = text.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.pop_back();
        if (!line.empty() && !line.starts_with("#version")) {
            if (!unicode::is_well_formed(line))
                throw Failure(Error::invalid_input(
                    fmt::format("{}: line {}: UTF-8 was expected", file.string(), merges.size() + 1)));
            merges.push_back(std::move(line));
        }
        begin = end + 1;
    }
    return merges;
}

} // namespace

std::shared_ptr<const Tokenizer> load_json_tokenizer(const fs::path &model_dir, const TokenizerConfig &config)
{
    const auto file = model_dir / "tokenizer.json";
    return std::make_shared<JsonTokenizer>(read_bounded_json(file), file.string(), config);
}

std::shared_ptr<const Tokenizer> load_vocab_and_merges(const fs::path &model_dir, const TokenizerConfig &given)
{
    auto config = given;
    const auto file = model_dir / "vocab.json";
    auto vocab = read_bounded_json(file);
    if (!vocab.is_object())
        throw Failure(Error::invalid_input(file.string() + ": an object of tokens and their ids was expected"));
    const bool clip = config.tokenizer_class.starts_with("CLIPTokenizer") ||
                      (config.tokenizer_class.empty() && vocab.contains("<|startoftext|>"));
    const bool qwen = config.tokenizer_class.starts_with("Qwen2Tokenizer");
    json model{{"type", "BPE"}, {"merges", read_merges(model_dir / "merges.txt")}};
    json document{{"decoder", {{"type", "ByteLevel"}}}};
    const json byte_level{
        {"type", "ByteLevel"}, {"add_prefix_space", config.add_prefix_space.value_or(false)}, {"use_regex", !qwen}};
    if (clip) {
        for (const auto *name : {"unk_token", "eos_token", "pad_token"})
            config.set_name_if_missing(name, "<|endoftext|>");
        config.set_name_if_missing("bos_token", "<|startoftext|>");
        model["end_of_word_suffix"] = "</w>";
        model["unk_token"] = *config.name("unk_token");
        document["normalizer"] = {{"type", "Sequence"},
                                  {"normalizers",
                                   {{{"type", "NFC"}},
                                    {{"type", "Replace"}, {"pattern", {{"Regex", "\\s+"}}}, {"content", " "}},
                                    {{"type", "Lowercase"}}}}};
        const auto pattern =
            R"(<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)";
        document["pre_tokenizer"] = {
            {"type", "Sequence"},
            {"pretokenizers",
             {{{"type", "Split"}, {"pattern", {{"Regex", pattern}}}, {"behavior", "Removed"}, {"invert", true}},
              byte_level}}};
        const auto id_of = [&](const char *name) -> json {
            const auto content = *config.name(name);
            if (!vocab.contains(content))
                throw Failure(
                    Error::invalid_input(fmt::format("{}: the token {} was expected", file.string(), content)));
            return {content, vocab[content]};
        };
        document["post_processor"] = {
            {"type", "RobertaProcessing"}, {"cls", id_of("bos_token")}, {"sep", id_of("eos_token")}};
        // CLIPTokenizer always puts both around a text.
        config.add_bos.reset();
        config.add_eos.reset();
    } else if (qwen) {
        const auto pattern =
            R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
        document["normalizer"] = {{"type", "NFC"}};
        document["pre_tokenizer"] = {
            {"type", "Sequence"},
            {"pretokenizers",
             {{{"type", "Split"}, {"pattern", {{"Regex", pattern}}}, {"behavior", "Isolated"}}, byte_level}}};
    } else {
        document["pre_tokenizer"] = byte_level;
        for (const auto *name : {"bos_token", "eos_token", "unk_token"})
            if (vocab.contains("<|endoftext|>"))
                config.set_name_if_missing(name, "<|endoftext|>");
    }
    model["vocab"] = std::move(vocab);
    document["model"] = std::move(model);
    return std::make_shared<JsonTokenizer>(document, file.string(), config);
}

} // namespace m3po
