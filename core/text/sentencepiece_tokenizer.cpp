// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer.model by libsentencepiece, with what Transformers puts around it: added tokens are cut out of the
// text first, every stretch between them is encoded by itself, and `legacy` decides about the space in front.
#include "core/text/vocabulary.h"

#include "core/base/file.h"
#include "core/text/limits.h"
#include "core/text/unicode.h"

#include <sentencepiece_processor.h>
#include <spdlog/fmt/fmt.h>

namespace m3po {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view space_mark = "\xE2\x96\x81"; // "▁"

class SentencePieceTokenizer : public TokenizerBase {
public:
    SentencePieceTokenizer(const fs::path &file, TokenizerConfig config);
    std::vector<std::int32_t> encode(std::string_view text, bool add_special) const override;

protected:
    std::optional<std::int32_t> model_id(std::string_view token) const override
    {
        const int id = processor_.PieceToId(token);
        if (id < 0 || id >= processor_.GetPieceSize() || processor_.IdToPiece(id) != token)
            return std::nullopt;
        return id;
    }
    std::optional<std::string> model_token(std::int32_t id) const override
    {
        if (id < 0 || id >= processor_.GetPieceSize())
            return std::nullopt;
        return processor_.IdToPiece(id);
    }

private:
    // Where the begin of a text gets its "▁".
    enum class Prefix {
        EveryStretch, // sentencepiece's own dummy prefix (legacy)
        First,        // legacy: false: only the very start, and only where no space is there
        Never,        // add_prefix_space: false
    };

    void encode_stretch(std::string_view text, bool first, std::vector<std::int32_t> &ids) const;

    sentencepiece::SentencePieceProcessor processor_;
    AddedTokenMatcher matcher_;
    Prefix prefix_ = Prefix::EveryStretch;
    std::string file_;
};

SentencePieceTokenizer::SentencePieceTokenizer(const fs::path &file, TokenizerConfig config) : file_(file.string())
{
    auto bytes = *read_file(file, limits::tokenizer_file_bytes);
    if (config.add_prefix_space == false)
        prefix_ = Prefix::Never;
    else if (config.legacy == false)
        prefix_ = Prefix::First;
    // Two messages of one field are merged by protobuf: this adds normalizer_spec { add_dummy_prefix: false }.
    if (prefix_ != Prefix::EveryStretch)
        bytes += std::string_view("\x1A\x02\x18\x00", 4);
    const auto status = processor_.LoadFromSerializedProto(bytes);
    if (!status.ok() || processor_.GetPieceSize() <= 0 || processor_.GetPieceSize() > limits::highest_id)
        throw Failure(Error::invalid_input(file_ + ": is not a sentencepiece model"));

    const auto name_if_missing = [&](const char *name, int id) {
        if (id >= 0)
            config.set_name_if_missing(name, processor_.IdToPiece(id));
    };
    name_if_missing("bos_token", processor_.bos_id());
    name_if_missing("eos_token", processor_.eos_id());
    name_if_missing("unk_token", processor_.unk_id());
    finish_vocabulary(config, processor_.GetPieceSize());
    for (const auto &token : added())
        matcher_.add(token.content, token);
    if (config.add_bos.value_or(true) && bos_id())
        before_.push_back(*bos_id());
    if (config.add_eos.value_or(false) && eos_id())
        after_.push_back(*eos_id());

    decode_chain_.replace(std::string(space_mark), " ");
    decode_chain_.byte_fallback();
    decode_chain_.fuse();
    if (prefix_ != Prefix::Never)
        decode_chain_.strip(U' ', 1, 0);
}

void SentencePieceTokenizer::encode_stretch(std::string_view text, bool first, std::vector<std::int32_t> &ids) const
{
    std::string prefixed;
    if (prefix_ == Prefix::First && first && !text.starts_with(' ') && !text.starts_with(space_mark)) {
        prefixed.append(space_mark).append(text);
        text = prefixed;
    }
    std::vector<int> pieces;
    const auto status = processor_.Encode(text, &pieces);
    if (!status.ok())
        throw Failure(Error::invalid_input(
            fmt::format("{}: sentencepiece refused a text of {} bytes: {}", file_, text.size(), status.ToString())));
    ids.insert(ids.end(), pieces.begin(), pieces.end());
}

std::vector<std::int32_t> SentencePieceTokenizer::encode(std::string_view text, bool add_special) const
{
    if (text.size() > limits::text_bytes)
        throw Failure(Error::invalid_input(
            fmt::format("a text of {} bytes: at most {} were expected", text.size(), limits::text_bytes)));
    const auto clean = unicode::repaired(text);
    std::vector<std::int32_t> ids;
    if (add_special)
        ids = before_;
    for (const auto &segment : matcher_.split(clean)) {
        if (segment.id >= 0)
            ids.push_back(segment.id);
        else
            encode_stretch(segment.text, segment.text.data() == clean.data(), ids);
    }
    if (add_special)
        ids.insert(ids.end(), after_.begin(), after_.end());
    return ids;
}

} // namespace

std::shared_ptr<const Tokenizer> load_sentencepiece(const fs::path &model_dir, const TokenizerConfig &config)
{
    return std::make_shared<SentencePieceTokenizer>(model_dir / "tokenizer.model", config);
}

} // namespace m3po
