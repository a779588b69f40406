// SPDX-License-Identifier: GPL-3.0-or-later
// Model folders whose parts are missing, broken or do not belong together, and configs in their various forms.
#include "core/engine/model/clip.h"
#include "core/engine/model/config.h"
#include "core/engine/model/device.h"
#include "core/engine/model/safetensors.h"
#include "tests/engine/model_fixture.h"

namespace m3po {
namespace {

using namespace engine;
using namespace testing;
using nlohmann::json;

LlavaConfig config_of(const json &document)
{
    return *read_llava_config(document, "config.json");
}

// A copy of a model folder that a test may break.
class Folder {
public:
    explicit Folder(const std::string &model) : path_(temporary_ / "model")
    {
        std::filesystem::copy(model_folder(model), path_, std::filesystem::copy_options::recursive);
    }
    std::filesystem::path operator/(const char *name) const { return path_ / name; }
    void edit(const char *file, const std::function<void(json &)> &change) const
    {
        auto document = *read_json(path_ / file);
        change(document);
        write_file_atomically(path_ / file, document.dump()).value();
    }
    void expect_refused(ErrorKind kind, const std::string &needle) const
    {
        const auto loaded = VisionLanguageModel::load(path_);
        ASSERT_FALSE(loaded.ok()) << needle;
        EXPECT_EQ(loaded.error().kind, kind) << loaded.error().message;
        EXPECT_NE(loaded.error().message.find(needle), std::string::npos) << loaded.error().message;
        EXPECT_NE(loaded.error().message.find(path_.string()), std::string::npos) << loaded.error().message;
        EXPECT_EQ(loaded.error().message.find('\n'), std::string::npos);
    }
    const std::filesystem::path &path() const { return path_; }

private:
    TemporaryFolder temporary_;
    std::filesystem::path path_;
};

TEST(Config, MissingKeysHaveTransformersDefaults)
{
    // llava-hf/llava-1.5-7b-hf's text_config says only this.
    const auto config = config_of({{"model_type", "llava"},
                                   {"image_token_index", 32000},
                                   {"text_config",
                                    {{"model_type", "llama"},
                                     {"max_position_embeddings", 4096},
                                     {"rms_norm_eps", 1e-5},
                                     {"vocab_size", 32064}}}});
    EXPECT_EQ(config.text.hidden_size, 4096);
    EXPECT_EQ(config.text.intermediate_size, 11008);
    EXPECT_EQ(config.text.num_hidden_layers, 32);
    EXPECT_EQ(config.text.num_key_value_heads, 32);
    EXPECT_EQ(config.text.head_dim, 128);
    EXPECT_EQ(config.text.context_length(), 4096);
    EXPECT_EQ(config.text.rope_theta, 10000);
    ASSERT_TRUE(config.vision);
    EXPECT_EQ(config.vision->image_size, 336);
    EXPECT_EQ(config.vision->patch_size, 14);
    EXPECT_EQ(config.vision->hidden_size, 1024);
    EXPECT_EQ(config.vision->num_hidden_layers, 24);
    EXPECT_EQ(config.vision_feature_layers, std::vector<std::int64_t>{-2});
    EXPECT_EQ(config.vision_feature_select_strategy, "default");
    EXPECT_TRUE(config.multimodal_projector_bias);
}

TEST(Config, RopeInBothForms)
{
    const json base{{"model_type", "llama"}, {"max_position_embeddings", 1000}};
    auto old_form = base, new_form = base;
    old_form["rope_theta"] = 5e5;
    old_form["rope_scaling"] = {{"type", "linear"}, {"factor", 4.0}};
    new_form["rope_parameters"] = {{"rope_type", "linear"}, {"factor", 4.0}, {"rope_theta", 5e5}};
    for (const auto &document : {old_form, new_form}) {
        const auto text = config_of(document).text;
        EXPECT_EQ(text.rope_scaling.kind, RopeScaling::Kind::Linear);
        EXPECT_EQ(text.rope_scaling.factor, 4);
        EXPECT_EQ(text.rope_theta, 5e5);
        EXPECT_EQ(text.context_length(), 4000);
    }
    auto yarn = base;
    yarn["rope_scaling"] = {{"rope_type", "yarn"}, {"factor", 4.0}};
    EXPECT_EQ(read_llava_config(yarn, "config.json").error().kind, ErrorKind::Unsupported);
}

TEST(Config, ImageTokenUnderBothNamesAndEndTokensAsListOrNumber)
{
    const auto config = config_of({{"model_type", "llava"}, {"image_token_id", 7}, {"eos_token_id", {2, 9}}});
    EXPECT_EQ(config.image_token_id, 7);
    EXPECT_EQ(config.eos_token_ids, (std::vector<std::int64_t>{2, 9}));
    EXPECT_EQ(config_of({{"model_type", "llama"}, {"eos_token_id", 5}}).eos_token_ids, std::vector<std::int64_t>{5});
}

TEST(Config, ClipTakesTheOlderDictOverTheNewer)
{
    const json document{{"model_type", "clip"},
                        {"projection_dim", 768},
                        {"text_config", {{"hidden_size", 512}, {"eos_token_id", 2}}},
                        {"text_config_dict", {{"hidden_size", 768}, {"num_attention_heads", 12}}},
                        {"vision_config", {{"hidden_size", 1024}, {"num_attention_heads", 16}, {"patch_size", 14}}}};
    const auto config = *read_clip_config(document, "config.json");
    EXPECT_EQ(config.text.hidden_size, 768);
    EXPECT_EQ(config.text.eos_token_id, 49407);
    EXPECT_EQ(config.vision.patch_size, 14);
    EXPECT_EQ(config.vision.image_size, 224);
}

TEST(Config, NonsenseIsOneSentenceThatNamesTheKey)
{
    const auto refused = [](const json &document, ErrorKind kind, const std::string &needle) {
        const auto config = read_llava_config(document, "folder/config.json");
        ASSERT_FALSE(config.ok()) << needle;
        EXPECT_EQ(config.error().kind, kind) << config.error().message;
        EXPECT_NE(config.error().message.find("folder/config.json: " + needle), std::string::npos) << config.error().message;
    };
    refused(json::array(), ErrorKind::InvalidInput, ": an object");
    refused({{"model_type", "qwen9"}}, ErrorKind::Unsupported, "model_type: \"qwen9\"");
    refused({{"model_type", "llama"}, {"hidden_size", -4}}, ErrorKind::InvalidInput, "hidden_size: an integer from 1");
    refused({{"model_type", "llama"}, {"hidden_size", 1e300}}, ErrorKind::InvalidInput, "hidden_size");
    refused({{"model_type", "llama"}, {"num_hidden_layers", 1000000}}, ErrorKind::InvalidInput, "num_hidden_layers");
    refused({{"model_type", "llama"}, {"num_key_value_heads", 5}}, ErrorKind::InvalidInput, "num_key_value_heads: 5 does not");
    refused({{"model_type", "llama"}, {"head_dim", 7}}, ErrorKind::InvalidInput, "head_dim: an even number");
    refused({{"model_type", "llama"}, {"rms_norm_eps", "small"}}, ErrorKind::InvalidInput, "rms_norm_eps: a positive number");
    refused({{"model_type", "llama"}, {"tie_word_embeddings", 1}}, ErrorKind::InvalidInput, "tie_word_embeddings: true or");
    refused({{"model_type", "llava"}, {"mm_vision_tower", "x"}}, ErrorKind::Unsupported, "mm_vision_tower");
    refused({{"model_type", "llava"}, {"vision_config", {{"patch_size", {14, 16}}}}}, ErrorKind::Unsupported,
            "vision_config.patch_size");
    refused({{"model_type", "llava"}, {"vision_feature_layer", 99}}, ErrorKind::InvalidInput, "vision_feature_layer");
    refused({{"model_type", "llava"}, {"vision_feature_select_strategy", "cls"}}, ErrorKind::InvalidInput,
            "vision_feature_select_strategy");
    refused({{"model_type", "llava"}, {"text_config", {{"model_type", "gpt2"}}}}, ErrorKind::Unsupported,
            "text_config.model_type");
    refused({{"model_type", "llava"}, {"image_token_index", 40000}}, ErrorKind::InvalidInput, "image_token_index: 40000");
}

TEST(ModelFolder, ATensorOfAnotherShapeIsNamed)
{
    const Folder folder("llama");
    folder.edit("config.json", [](json &c) { c["intermediate_size"] = 49; });
    folder.expect_refused(ErrorKind::InvalidInput, "has the shape [48, 32], but config.json asks for [49, 32]");
}

TEST(ModelFolder, AMissingTensorIsNamed)
{
    const Folder folder("llama");
    folder.edit("config.json", [](json &c) { c["num_hidden_layers"] = 4; });
    folder.expect_refused(ErrorKind::InvalidInput, "tensor \"model.layers.3.input_layernorm.weight\" is missing");
}

TEST(ModelFolder, ATokenizerThatDoesNotFitIsRefused)
{
    const Folder folder("llama");
    folder.edit("tokenizer.json", [](json &c) {
        c["added_tokens"].push_back({{"id", 300},
                                     {"content", "<new>"},
                                     {"special", true},
                                     {"single_word", false},
                                     {"lstrip", false},
                                     {"rstrip", false},
                                     {"normalized", false}});
    });
    folder.expect_refused(ErrorKind::InvalidInput, "the tokenizer has ids up to 300, but the model");
}

TEST(ModelFolder, AnImageProcessorThatDoesNotFitIsRefused)
{
    const Folder folder("llava");
    folder.edit("preprocessor_config.json", [](json &c) { c["crop_size"] = {{"height", 24}, {"width", 24}}; });
    folder.expect_refused(ErrorKind::InvalidInput, "24 x 24 pixels");
}

TEST(ModelFolder, TruncatedWeightsAndMissingFilesAreRefused)
{
    const Folder folder("llama");
    const auto weights = *read_file(folder / "model.safetensors");
    write_file_atomically(folder / "model.safetensors", weights.substr(0, weights.size() / 2)).value();
    folder.expect_refused(ErrorKind::InvalidInput, "model.safetensors: tensor");
    std::filesystem::remove(folder / "model.safetensors");
    write_file_atomically(folder / "pytorch_model.bin", "\x80\x02}").value();
    folder.expect_refused(ErrorKind::NotFound, "pickled weights are never read");
    write_file_atomically(folder / "config.json", "{\"model_type\": \"lla").value();
    folder.expect_refused(ErrorKind::InvalidInput, "config.json: is not valid JSON at byte");
    std::filesystem::remove(folder / "config.json");
    folder.expect_refused(ErrorKind::NotFound, "config.json");
}

TEST(ModelFolder, AnUnknownArchitectureOrActivationIsRefused)
{
    const Folder folder("llama");
    folder.edit("config.json", [](json &c) { c["hidden_act"] = "snake"; });
    folder.expect_refused(ErrorKind::Unsupported, "the activation \"snake\"");
    folder.edit("config.json", [](json &c) { c["model_type"] = "mamba"; });
    folder.expect_refused(ErrorKind::Unsupported, "model_type: \"mamba\"");
}

TEST(Device, NamesAreCheckedAndTheCpuIsAlwaysThere)
{
    EXPECT_EQ(*choose_device("cpu"), at::Device(at::kCPU));
    EXPECT_TRUE(choose_device("auto").ok());
    EXPECT_EQ(choose_device("tpu").error().kind, ErrorKind::Usage);
    const auto cuda = choose_device("cuda");
    if (!cuda.ok()) {
        EXPECT_EQ(cuda.error().kind, ErrorKind::Unsupported);
    }
    EXPECT_EQ(*choose_dtype("float32", at::kCPU), at::kFloat);
    EXPECT_EQ(*choose_dtype("bfloat16", at::kCPU), at::kBFloat16);
    EXPECT_TRUE(choose_dtype("auto", at::kCPU).ok());
    EXPECT_EQ(choose_dtype("int3", at::kCPU).error().kind, ErrorKind::Usage);
}

} // namespace
} // namespace m3po
