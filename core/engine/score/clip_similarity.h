// SPDX-License-Identifier: GPL-3.0-or-later
// How near a CLIP model finds an image and a text: unit embeddings and their cosine, texts of any length.
//
// One thread at a time.
#pragma once

#include "core/engine/model/clip.h"
#include "core/engine/score/embedding_cache.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace m3po::engine {

class ClipSimilarity {
public:
    struct Options {
        // A text that is longer than the model reads: off, its pieces (see text_pieces.h), averaged by their lengths;
        // on, its begin alone, with the end token kept, as Transformers' truncation=True does.
        bool truncate = false;
        bool apply_exif_orientation = true;
        EmbeddingCache *cache = nullptr; // not owned
    };

    // Throws Failure where the folder holds no CLIP model.
    ClipSimilarity(const std::filesystem::path &folder, const LoadOptions &load, const Options &options);

    const ClipModel &model() const { return *model_; }
    // Of everything that an embedding depends on.
    const std::string &encoder_fingerprint() const { return encoder_; }

    // Unit length. `sha256`: of the file, where known; what the cache goes by. Throws Failure for a bad image.
    std::vector<float> image(const std::filesystem::path &file, const std::string &sha256 = {});

    // Of a text that fits, the unit embedding. Of a longer one the mean of its pieces' unit embeddings, weighted by
    // their numbers of tokens: its product with an image's embedding is the so weighted mean of the pieces' cosines.
    std::vector<std::vector<float>> texts(std::span<const std::string> texts);

    // The parts of it, for many images at once: pixels (B, 3, S, S) on the model's device, and unit embeddings (B, E), float32 on
    // the CPU. Nothing is cut, averaged or kept.
    at::Tensor pixels(std::span<const std::filesystem::path> files) const;
    at::Tensor image_embeddings(const at::Tensor &pixels) const;
    at::Tensor text_embeddings(const std::vector<std::vector<std::int64_t>> &ids) const;

    static double cosine(std::span<const float> image, std::span<const float> text);

    // Encoded since the start, not found in the cache.
    std::int64_t images_encoded() const { return images_encoded_; }
    std::int64_t texts_encoded() const { return texts_encoded_; }

private:
    struct Piece {
        std::vector<std::int64_t> ids; // with begin and end
        double weight = 1;
    };
    std::vector<Piece> pieces(const std::string &text) const;
    std::vector<std::vector<float>> encode(const std::vector<std::string> &texts);

    std::unique_ptr<ClipModel> model_;
    Options options_;
    std::string encoder_;
    std::int64_t images_encoded_ = 0, texts_encoded_ = 0;
};

} // namespace m3po::engine
