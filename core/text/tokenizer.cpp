// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer.h"

#include "core/text/vocabulary.h"

namespace m3po {
namespace fs = std::filesystem;

Result<std::shared_ptr<const Tokenizer>> Tokenizer::load(const fs::path &model_dir)
{
    return catching([&]() -> std::shared_ptr<const Tokenizer> {
        if (!fs::is_directory(model_dir))
            throw Failure(Error::not_found(model_dir.string() + ": a folder with a tokenizer was expected"));
        const auto config = read_tokenizer_config(model_dir);
        if (fs::exists(model_dir / "tokenizer.json"))
            return load_json_tokenizer(model_dir, config);
        if (fs::exists(model_dir / "tokenizer.model"))
            return load_sentencepiece(model_dir, config);
        if (fs::exists(model_dir / "vocab.json") && fs::exists(model_dir / "merges.txt"))
            return load_vocab_and_merges(model_dir, config);
        throw Failure(Error::not_found(
            model_dir.string() +
            ": holds no tokenizer; tokenizer.json, tokenizer.model, or vocab.json with merges.txt was expected"));
    });
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids, bool skip_special) const
{
    const auto session = start_decoding(skip_special);
    std::string text;
    for (const auto id : ids)
        text += session->feed(id);
    return text + session->finish();
}

} // namespace m3po
