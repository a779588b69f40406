// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/clip.h"

#include "core/base/file.h"
#include "core/engine/model/clip_encoder.h"
#include "core/engine/model/fingerprint.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

namespace {

struct ClipTextTower {
    ClipTextConfig config;
    at::Tensor token_embedding, position_embedding; // (V, D), (77, D)
    std::vector<ClipEncoderLayer> layers;
    LayerNorm final_norm;

    ClipTextTower(const ClipTextConfig &c, Weights &weights, const std::string &prefix) : config(c)
    {
        const auto activation = activation_named(c.hidden_act, weights.folder());
        token_embedding = weights.get(prefix + "embeddings.token_embedding.weight", {c.vocab_size, c.hidden_size});
        position_embedding =
            weights.get(prefix + "embeddings.position_embedding.weight", {c.max_position_embeddings, c.hidden_size});
        for (std::int64_t i = 0; i < c.num_hidden_layers; ++i)
            layers.emplace_back(weights, fmt::format("{}encoder.layers.{}.", prefix, i), c.hidden_size, c.intermediate_size,
                                c.num_attention_heads, c.layer_norm_eps, activation);
        final_norm = LayerNorm(weights, prefix + "final_layer_norm", c.hidden_size, c.layer_norm_eps);
    }

    // The rows' ids one after another, in stretches of equal length -> (B, D)
    at::Tensor pooled(const std::vector<std::int64_t> &ids, std::span<const Sequences> stretches) const
    {
        std::vector<std::int64_t> positions, ends;
        for (const auto &[count, length] : stretches) {
            for (std::int64_t row = 0; row < count; ++row) {
                const auto first = static_cast<std::int64_t>(positions.size());
                ends.push_back(first + end_of({ids.data() + first, static_cast<std::size_t>(length)}));
                for (std::int64_t t = 0; t < length; ++t)
                    positions.push_back(t);
            }
        }
        const auto index = [&](const std::vector<std::int64_t> &numbers) {
            return at::tensor(numbers, at::kLong).to(token_embedding.device());
        };
        auto x = at::embedding(token_embedding, index(ids)) + position_embedding.index_select(0, index(positions)); // (ΣT, D)
        for (const auto &layer : layers)
            x = layer(x, stretches, true);
        return final_norm(x.index_select(0, index(ends)));
    }

private:
    // Where a row ends. Configs of before Transformers 4.31 carry eos_token_id 2, which never was the end token: for them
    // the highest id is taken, which is the first end token in CLIP's own vocabulary.
    std::int64_t end_of(std::span<const std::int64_t> row) const
    {
        const auto end = config.eos_token_id == 2 ? std::max_element(row.begin(), row.end())
                                                  : std::find(row.begin(), row.end(), config.eos_token_id);
        return end == row.end() ? 0 : end - row.begin(); // 0 without one, as argmax over nothing found gives
    }
};

} // namespace

struct ClipModel::Parts {
    ModelInfo info;
    ClipConfig config;
    std::shared_ptr<const Tokenizer> tokenizer;
    ImageProcessor image_processor;
    std::optional<ClipTextTower> text;
    std::optional<ClipVisionTower> vision;
    Linear text_projection, visual_projection;
    at::Tensor logit_scale;
    at::Device device = at::kCPU;
    Weights::Named parameters;
};

ClipModel::ClipModel() : parts_(std::make_unique<Parts>()) {}
ClipModel::~ClipModel() = default;

Result<std::unique_ptr<ClipModel>> ClipModel::load(const std::filesystem::path &folder, const LoadOptions &options)
{
    return catching([&] {
        const c10::InferenceMode normal(false);
        const auto config_file = folder / "config.json";
        const auto document = *read_json(config_file, max_config_bytes);
        std::unique_ptr<ClipModel> model(new ClipModel);
        auto &parts = *model->parts_;
        parts.config = *read_clip_config(document, config_file);
        parts.device = options.device;
        parts.tokenizer = *Tokenizer::load(folder);
        parts.image_processor = *ImageProcessor::load(folder);
        const auto &config = parts.config;
        check_tokenizer_fits(*parts.tokenizer, config.text.vocab_size, folder);
        check_processor_fits(parts.image_processor, config.vision.image_size, folder);

        const auto files = *Safetensors::open_folder(folder);
        Weights weights(files, folder, options.dtype, options.device);
        parts.logit_scale = weights.get("logit_scale", {});
        parts.text.emplace(config.text, weights, "text_model.");
        parts.vision.emplace(config.vision, weights, "vision_model.");
        parts.visual_projection =
            weights.linear("visual_projection", config.vision.hidden_size, config.projection_dim, false);
        parts.text_projection = weights.linear("text_projection", config.text.hidden_size, config.projection_dim, false);
        parts.parameters = weights.named();
        parts.info = describe("CLIPModel", folder, files, parts.parameters, options.dtype);
        parts.info.sizes = {
            {"image_size", config.vision.image_size},
            {"patch_size", config.vision.patch_size},
            {"vision_hidden_size", config.vision.hidden_size},
            {"vision_layers", config.vision.num_hidden_layers},
            {"text_hidden_size", config.text.hidden_size},
            {"text_layers", config.text.num_hidden_layers},
            {"vocab_size", config.text.vocab_size},
            {"max_text_tokens", config.text.max_position_embeddings},
            {"projection_dim", config.projection_dim},
        };
        return model;
    });
}

const ModelInfo &ClipModel::info() const { return parts_->info; }
const Tokenizer &ClipModel::tokenizer() const { return *parts_->tokenizer; }
const ImageProcessor &ClipModel::image_processor() const { return parts_->image_processor; }
std::int64_t ClipModel::max_text_tokens() const { return parts_->config.text.max_position_embeddings; }
at::Tensor ClipModel::logit_scale() const { return parts_->logit_scale; }
std::vector<std::pair<std::string, at::Tensor>> ClipModel::parameters() const { return parts_->parameters; }
at::Device ClipModel::device() const { return parts_->device; }

at::Tensor ClipModel::image_embeddings(const at::Tensor &pixels) const
{
    return parts_->visual_projection(parts_->vision->pooled(pixels));
}

at::Tensor ClipModel::text_embeddings(const std::vector<std::vector<std::int64_t>> &given) const
{
    // A GPU does rows of one length faster than many lengths after each other. What stands behind a row's end is seen by nothing in
    // it, and repeating the last id moves no end.
    auto ids = given;
    if (!parts_->device.is_cpu() && !ids.empty()) {
        const auto longest = std::max_element(ids.begin(), ids.end(), [](const auto &a, const auto &b) { return a.size() < b.size(); })->size();
        for (auto &row : ids) {
            if (!row.empty())
                row.resize(longest, row.back());
        }
    }
    std::map<std::size_t, std::vector<std::int64_t>> by_length;
    for (std::size_t row = 0; row < ids.size(); ++row) {
        if (ids[row].empty() || static_cast<std::int64_t>(ids[row].size()) > max_text_tokens())
            throw Failure(Error::internal(fmt::format("CLIP text {}: {} tokens, where 1 to {} were expected", row,
                                                      ids[row].size(), max_text_tokens())));
        by_length[ids[row].size()].push_back(static_cast<std::int64_t>(row));
    }
    if (ids.empty())
        return at::empty({0, parts_->config.projection_dim}, parts_->text_projection.weight.options());
    std::vector<Sequences> stretches;
    std::vector<std::int64_t> flat, place(ids.size()); // row -> its place by length
    std::int64_t next = 0;
    for (const auto &[length, rows] : by_length) {
        stretches.push_back({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(length)});
        for (const auto row : rows) {
            const auto &one = ids[static_cast<std::size_t>(row)];
            flat.insert(flat.end(), one.begin(), one.end());
            place[static_cast<std::size_t>(row)] = next++;
        }
    }
    return parts_->text_projection(parts_->text->pooled(flat, stretches))
        .index_select(0, at::tensor(place, at::kLong).to(parts_->device));
}

} // namespace m3po::engine
