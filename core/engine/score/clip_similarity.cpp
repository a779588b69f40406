// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/clip_similarity.h"

#include "core/base/hash.h"
#include "core/engine/score/image_input.h"
#include "core/engine/score/text_pieces.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <numeric>

namespace m3po::engine {
namespace {

// Raised where the same model and text would give another embedding than before.
constexpr int embedding_version = 1;
// So many texts run together at most; their hidden states lie in memory at once.
constexpr std::size_t texts_at_once = 64;

at::Tensor unit(const at::Tensor &embeddings) // (B, E)
{
    const auto x = embeddings.to(at::kFloat);
    return x / x.norm(2, -1, true);
}

std::vector<float> to_vector(const at::Tensor &row)
{
    const auto x = row.to(at::kCPU, at::kFloat).contiguous();
    return {x.const_data_ptr<float>(), x.const_data_ptr<float>() + x.numel()};
}

} // namespace

ClipSimilarity::ClipSimilarity(const std::filesystem::path &folder, const LoadOptions &load, const Options &options)
    : model_(*ClipModel::load(folder, load)), options_(options)
{
    const nlohmann::json identity{{"model", model_->info().fingerprint},
                                  {"processor", model_->image_processor().fingerprint()},
                                  {"dtype", model_->info().dtype},
                                  {"exif", options.apply_exif_orientation},
                                  {"truncate", options.truncate},
                                  {"version", embedding_version}};
    encoder_ = sha256(identity.dump());
}

std::vector<float> ClipSimilarity::image(const std::filesystem::path &file, const std::string &sha256)
{
    const auto content = "image:" + sha256;
    if (options_.cache && !sha256.empty()) {
        if (auto kept = options_.cache->find(encoder_, content))
            return *kept;
    }
    const auto pixels = read_pixels(file, sha256, model_->image_processor(), options_.apply_exif_orientation);
    auto embedding = to_vector(image_embeddings(pixels.to(model_->device()))[0]);
    ++images_encoded_;
    if (options_.cache && !sha256.empty())
        options_.cache->keep(encoder_, content, embedding);
    return embedding;
}

at::Tensor ClipSimilarity::pixels(std::span<const std::filesystem::path> files) const
{
    std::vector<at::Tensor> rows;
    for (const auto &file : files)
        rows.push_back(read_pixels(file, {}, model_->image_processor(), options_.apply_exif_orientation));
    return at::cat(rows).to(model_->device());
}

at::Tensor ClipSimilarity::image_embeddings(const at::Tensor &pixels) const
{
    const at::NoGradGuard no_grad;
    return unit(model_->image_embeddings(pixels)).to(at::kCPU);
}

at::Tensor ClipSimilarity::text_embeddings(const std::vector<std::vector<std::int64_t>> &ids) const
{
    const at::NoGradGuard no_grad;
    return unit(model_->text_embeddings(ids)).to(at::kCPU);
}

std::vector<std::vector<float>> ClipSimilarity::texts(std::span<const std::string> texts)
{
    std::vector<std::vector<float>> embeddings(texts.size());
    std::vector<std::string> missing;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto kept = options_.cache ? options_.cache->find(encoder_, "text:" + sha256(texts[i])) : std::nullopt;
        if (kept) {
            embeddings[i] = std::move(*kept);
        } else {
            missing.push_back(texts[i]);
            places.push_back(i);
        }
    }
    auto encoded = encode(missing);
    for (std::size_t i = 0; i < missing.size(); ++i) {
        if (options_.cache)
            options_.cache->keep(encoder_, "text:" + sha256(missing[i]), encoded[i]);
        embeddings[places[i]] = std::move(encoded[i]);
    }
    return embeddings;
}

std::vector<ClipSimilarity::Piece> ClipSimilarity::pieces(const std::string &text) const
{
    const auto &tokenizer = model_->tokenizer();
    const auto limit = static_cast<std::size_t>(model_->max_text_tokens());
    const auto ids = tokenizer.encode(text, true);
    if (ids.size() <= limit)
        return {{{ids.begin(), ids.end()}, 1}};
    if (options_.truncate) {
        Piece piece{{ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(limit)}, 1};
        piece.ids.back() = ids.back();
        return {piece};
    }
    const auto encode = [&](std::string_view part) {
        const auto part_ids = tokenizer.encode(part, false);
        return std::vector<std::int64_t>(part_ids.begin(), part_ids.end());
    };
    std::vector<Piece> pieces;
    for (auto &part : split_text(text, limit - 2, encode)) {
        if (part.empty())
            continue;
        const auto weight = static_cast<double>(part.size());
        part.insert(part.begin(), ids.front());
        part.push_back(ids.back());
        pieces.push_back({std::move(part), weight});
    }
    const auto total = std::accumulate(pieces.begin(), pieces.end(), 0.0,
                                       [](double sum, const Piece &piece) { return sum + piece.weight; });
    for (auto &piece : pieces)
        piece.weight /= total;
    return pieces;
}

std::vector<std::vector<float>> ClipSimilarity::encode(const std::vector<std::string> &texts)
{
    std::vector<std::vector<float>> embeddings(texts.size());
    struct Part { std::size_t text; double weight; std::vector<std::int64_t> ids; };
    std::vector<Part> parts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (auto &piece : pieces(texts[i]))
            parts.push_back({i, piece.weight, std::move(piece.ids)});
    }
    for (std::size_t first = 0; first < parts.size(); first += texts_at_once) {
        const auto count = std::min(texts_at_once, parts.size() - first);
        std::vector<std::vector<std::int64_t>> ids;
        for (std::size_t i = 0; i < count; ++i)
            ids.push_back(parts[first + i].ids);
        const auto rows = text_embeddings(ids); // (count, E)
        for (std::size_t i = 0; i < count; ++i) {
            const auto row = to_vector(rows[static_cast<std::int64_t>(i)]);
            auto &sum = embeddings[parts[first + i].text];
            sum.resize(row.size());
            for (std::size_t e = 0; e < row.size(); ++e)
                sum[e] += static_cast<float>(parts[first + i].weight * row[e]);
        }
    }
    texts_encoded_ += static_cast<std::int64_t>(texts.size());
    return embeddings;
}

double ClipSimilarity::cosine(std::span<const float> image, std::span<const float> text)
{
    return std::inner_product(image.begin(), image.end(), text.begin(), 0.0, std::plus<>(),
                              [](float a, float b) { return static_cast<double>(a) * b; });
}

} // namespace m3po::engine
