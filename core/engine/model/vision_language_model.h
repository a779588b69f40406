// SPDX-License-Identifier: GPL-3.0-or-later
// A vision-language model from a Hugging Face folder, with all that stands beside its weights: tokenizer, chat
// template, image processor. The stages know this class only; a new family is one file and one line in
// model_families.cpp.
//
// Ownership: the model owns its weights. Threads: what is const, any; all else one at a time.
#pragma once

#include "core/base/result.h"
#include "core/engine/model/config.h"
#include "core/engine/model/device.h"
#include "core/engine/model/language_model.h"
#include "core/engine/model/lora.h"
#include "core/image/preprocess.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::engine {

struct LoadOptions {
    at::ScalarType dtype = at::kFloat;
    at::Device device = at::kCPU;
    Quantization quantization = Quantization::None;
    std::string chat_template; // a name ("llava-1.5", "chatml", ...), a file, or empty: what the folder brings
};

struct ModelInfo {
    std::string architecture;     // "LlavaForConditionalGeneration", "LlamaForCausalLM", "CLIPModel"
    std::int64_t parameters = 0;  // numbers
    std::int64_t quantized = 0;   // of these, those kept in four bits
    std::string dtype;            // as loaded: "float32", "bfloat16", and "nf4" behind it where layers are quantized to it
    std::string stored_dtype;     // of most of the weights' bytes in the folder
    std::string chat_template;    // "folder" (its own), or the name or file that was taken; empty for CLIP
    std::string fingerprint;      // see fingerprint.h
    nlohmann::json sizes;         // what `inspect model` prints
};

// Token ids of a prompt with the image's place in it. The image's ids are n equal image-token ids.
struct Prompt {
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> image_positions; // empty without an image
    std::string text;                          // what was tokenized
};

class VisionLanguageModel {
public:
    // Text-only Llama folders load too; encode_images is then refused. Without a chat template in the folder, LLaVA
    // takes "llava-1.5", a Llama alone the plain text.
    static Result<std::unique_ptr<VisionLanguageModel>> load(const std::filesystem::path &folder, const LoadOptions &options = {});
    virtual ~VisionLanguageModel() = default;

    const ModelInfo &info() const { return info_; }
    const std::filesystem::path &folder() const { return folder_; }
    const Tokenizer &tokenizer() const { return *tokenizer_; }
    const ChatTemplate &chat_template() const { return *template_; }
    const ImageProcessor *image_processor() const { return image_processor_ ? &*image_processor_ : nullptr; }
    const std::vector<std::int64_t> &eos_token_ids() const { return eos_token_ids_; }
    at::Device device() const { return device_; }
    at::ScalarType dtype() const { return dtype_; }

    virtual const LanguageModel &language() const = 0;
    virtual LanguageModel &language() = 0;

    // pixels (B, 3, S, S) float32 -> projected features (B, n, D). Not a function of the adapter.
    virtual at::Tensor encode_images(const at::Tensor &pixels) const = 0;
    virtual std::int64_t tokens_per_image() const = 0; // n; 0 without a vision tower
    virtual std::int64_t image_token_id() const = 0;         // -1 without a vision tower
    virtual std::int64_t image_size() const = 0;             // S; 0 without a vision tower
    // Everything outside the language model too, with hub names, for full training and for writing the folder.
    virtual std::vector<std::pair<std::string, at::Tensor>> parameters() const = 0;

    // A user question (and an image) through the chat template, up to where the answer begins. One sentence where it
    // is longer than the model's context.
    Result<Prompt> prompt_from_question(const std::string &question, bool with_image) const;
    Result<Prompt> prompt_from_messages(const nlohmann::json &messages) const;
    // The text is the whole template already; begin and end tokens are added only where the text does not have them.
    Result<Prompt> prompt_from_text(const std::string &text) const;

    // Answer ids as training and scoring see them: the text's ids, encoded apart from the prompt, and the end token
    // (unless the text ends with it already).
    std::vector<std::int64_t> answer_ids(const std::string &answer) const;
    std::int64_t end_token_id() const; // the tokenizer's, else the first of eos_token_ids()

    // Token embeddings of the prompt with the image's features in place. features (n, D) or undefined. -> (1, P, D)
    at::Tensor embed(const Prompt &prompt, const at::Tensor &features) const;

    // Attach shares the adapter's tensors with the layers; detach removes it. Refuses shapes that do not fit, and
    // then changes nothing. Dropout is off; training sets Linear::lora_dropout.
    Status attach(const Adapter &adapter);
    void detach();
    bool has_adapter() const { return attached_; }

protected:
    ModelInfo info_;
    std::filesystem::path folder_;
    std::shared_ptr<const Tokenizer> tokenizer_;
    std::shared_ptr<const ChatTemplate> template_;
    std::optional<ImageProcessor> image_processor_;
    std::vector<std::int64_t> eos_token_ids_;
    at::Device device_ = at::kCPU;
    at::ScalarType dtype_ = at::kFloat;
    bool attached_ = false;
};

} // namespace m3po::engine
