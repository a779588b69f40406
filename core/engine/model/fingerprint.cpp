// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/fingerprint.h"

#include "core/base/file.h"
#include "core/base/hash.h"

#include <c10/core/ScalarType.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

namespace m3po::engine {

namespace {

std::string name_of(at::ScalarType dtype)
{
    switch (dtype) {
    case at::kFloat: return "float32";
    case at::kBFloat16: return "bfloat16";
    case at::kHalf: return "float16";
    case at::kDouble: return "float64";
    default: return c10::toString(dtype);
    }
}

} // namespace

std::string fingerprint_of(const std::filesystem::path &folder, const Safetensors &files)
{
    constexpr std::size_t whole = 1 << 20, block = 16 << 10;
    Sha256 hash;
    for (const char *name :
         {"config.json", "generation_config.json", "tokenizer.json", "tokenizer.model", "tokenizer_config.json",
          "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "preprocessor_config.json",
          "processor_config.json", "chat_template.json", "chat_template.jinja"}) {
        const auto file = folder / name;
        if (!std::filesystem::exists(file))
            continue;
        const auto content = *sha256_of_file(file);
        hash.update(fmt::format("{} {}\n", name, content));
    }
    for (const auto &name : files.names()) {
        const auto bytes = files.bytes(name);
        hash.update(fmt::format("{} {} [{}] {}\n", name, c10::toString(files.stored_dtype(name)),
                                fmt::join(files.shape(name), ","), bytes.size()));
        if (bytes.size() <= whole) {
            hash.update(bytes);
            continue;
        }
        for (const auto begin : {std::size_t(0), bytes.size() / 2, bytes.size() - block})
            hash.update(bytes.substr(begin, block));
    }
    return hash.hex();
}

ModelInfo describe(const std::string &architecture, const std::filesystem::path &folder, const Safetensors &files,
                   const Weights::Named &parameters, at::ScalarType dtype)
{
    ModelInfo info;
    info.architecture = architecture;
    for (const auto &[name, tensor] : parameters)
        info.parameters += tensor.numel();
    info.dtype = name_of(dtype);
    std::map<at::ScalarType, std::size_t> bytes;
    for (const auto &name : files.names())
        bytes[files.stored_dtype(name)] += files.bytes(name).size();
    const auto most = std::max_element(bytes.begin(), bytes.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    info.stored_dtype = most == bytes.end() ? "" : name_of(most->first);
    info.fingerprint = fingerprint_of(folder, files);
    return info;
}

void check_tokenizer_fits(const Tokenizer &tokenizer, std::int64_t vocab_size, const std::filesystem::path &folder)
{
    if (tokenizer.vocab_size() > vocab_size)
        throw Failure(Error::invalid_input(
            fmt::format("{}: the tokenizer has ids up to {}, but the model (config.json: vocab_size) knows only {}: "
                        "they do not belong together",
                        folder.string(), tokenizer.vocab_size() - 1, vocab_size)));
}

void check_processor_fits(const ImageProcessor &processor, std::int64_t image_size, const std::filesystem::path &folder)
{
    if (processor.height() != image_size || processor.width() != image_size)
        throw Failure(Error::invalid_input(
            fmt::format("{}: the image processor makes {} x {} pixels, but the vision tower (config.json: image_size) "
                        "looks at {} x {}",
                        folder.string(), processor.width(), processor.height(), image_size, image_size)));
}

} // namespace m3po::engine
