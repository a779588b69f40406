// SPDX-License-Identifier: GPL-3.0-or-later
// Adapters against PEFT: its files load here and give its log-probabilities, in both namings.
// (That ours load in PEFT is checked by tests/reference/check_adapter.py.)
#include "core/engine/model/lora.h"
#include "core/engine/model/safetensors.h"
#include "tests/engine/model_fixture.h"

#include <c10/core/InferenceMode.h>

#include <cmath>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

std::vector<at::Tensor> all_logprobs(const VisionLanguageModel &model, const std::string &base = "llava")
{
    const c10::InferenceMode inference;
    std::vector<at::Tensor> values;
    const auto expected = expected_of(base);
    for (const auto &row : expected["cases"])
        values.push_back(plain_logprobs(model, embed_case(model, row)));
    return values;
}

void expect_equal(const std::vector<at::Tensor> &ours, const nlohmann::json &theirs, double tolerance)
{
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i)
        EXPECT_LT(largest_difference(ours[i], tensor_of(theirs[i])), tolerance) << "case " << i;
}

// Where the change below is refused; the message holds `needle`.
void expect_refused(const std::function<void(nlohmann::json &)> &change, ErrorKind kind, const std::string &needle)
{
    const auto model = load_model("llava");
    TemporaryFolder folder;
    const auto copy = folder / "adapter";
    std::filesystem::copy(model_folder("adapter_regex"), copy);
    auto config = *read_json(copy / "adapter_config.json");
    change(config);
    write_file_atomically(copy / "adapter_config.json", config.dump()).value();
    const auto adapter = Adapter::load(copy, *model);
    ASSERT_FALSE(adapter.ok()) << needle;
    EXPECT_EQ(adapter.error().kind, kind) << adapter.error().message;
    EXPECT_NE(adapter.error().message.find(needle), std::string::npos) << adapter.error().message;
    EXPECT_NE(adapter.error().message.find("adapter"), std::string::npos) << adapter.error().message;
}

class PeftAdapter : public ::testing::TestWithParam<std::pair<const char *, const char *>> {};

TEST_P(PeftAdapter, GivesPeftsLogProbabilitiesAndIsWrittenBackAsItWas)
{
    const auto [folder, values] = GetParam();
    const auto model = load_model("llava");
    const auto before = all_logprobs(*model);
    const auto adapter = *Adapter::load(model_folder(folder), *model);
    model->attach(adapter).value();
    EXPECT_TRUE(model->has_adapter());
    const auto expected = expected_of(values)["logprobs"];
    expect_equal(all_logprobs(*model), expected, 1e-4);
    model->detach();
    const auto after = all_logprobs(*model);
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_TRUE(before[i].equal(after[i]));
    EXPECT_GT(largest_difference(before[0], tensor_of(expected[0])), 0.1);

    for (const auto naming : {Adapter::Naming::BeforeTransformers452, Adapter::Naming::SinceTransformers452}) {
        TemporaryFolder out;
        adapter.save(out.path(), "llava", naming).value();
        const auto files = *Safetensors::open_file(out / "adapter_model.safetensors");
        const bool old = files.names().front().starts_with("base_model.model.language_model.model.layers.");
        const bool recent = files.names().front().starts_with("base_model.model.model.language_model.layers.");
        EXPECT_EQ(old, naming == Adapter::Naming::BeforeTransformers452);
        EXPECT_EQ(recent, naming == Adapter::Naming::SinceTransformers452);
        const auto again = *Adapter::load(out.path(), *model);
        EXPECT_EQ(again.fingerprint(), adapter.fingerprint());
        // What PEFT wrote says the same in the fields that we know.
        const auto written = *read_json(out / "adapter_config.json");
        const auto original = *read_json(model_folder(folder) / "adapter_config.json");
        for (const char *key : {"peft_type", "r", "lora_alpha", "lora_dropout", "target_modules", "bias", "fan_in_fan_out",
                                "inference_mode", "modules_to_save", "rank_pattern", "alpha_pattern", "use_rslora",
                                "use_dora", "base_model_name_or_path"})
            EXPECT_EQ(written.at(key), original.at(key)) << key;
        EXPECT_EQ(written.at("task_type"), "CAUSAL_LM");
    }
}

INSTANTIATE_TEST_SUITE_P(Files, PeftAdapter,
                         ::testing::Values(std::pair("adapter_regex", "adapter_regex"),
                                           std::pair("adapter_regex_old_names", "adapter_regex"),
                                           std::pair("adapter_patterns", "adapter_patterns")),
                         [](const auto &info) { return std::string(info.param.first); });

TEST(Lora, MergedWeightsGiveTheAdaptersLogProbabilities)
{
    const auto expected = expected_of("adapter_regex")["logprobs"];
    const auto model = load_model("llava");
    const auto adapter = *Adapter::load(model_folder("adapter_regex"), *model);
    TemporaryFolder out;
    write_merged_folder(model_folder("llava"), adapter, out / "merged").value();
    const auto merged = *VisionLanguageModel::load(out / "merged");
    expect_equal(all_logprobs(*merged), expected, 1e-4);
    EXPECT_EQ(Safetensors::open_folder(out / "merged")->names(), Safetensors::open_folder(model_folder("llava"))->names());
    EXPECT_NE(merged->info().fingerprint, model->info().fingerprint);

    merge_adapter(*model, adapter).value();
    expect_equal(all_logprobs(*model), expected, 1e-4);
    EXPECT_FALSE(model->has_adapter());
}

TEST(Lora, MergingKeepsShardsAndNames)
{
    const auto model = load_model("llava_gqa");
    LoraConfig config;
    config.r = 2;
    auto adapter = *Adapter::create(*model, config, 3);
    for (auto &module : adapter.modules)
        module.b.fill_(0.05);
    model->attach(adapter).value();
    TemporaryFolder out;
    write_merged_folder(model_folder("llava_gqa"), adapter, out / "merged").value();
    EXPECT_TRUE(std::filesystem::exists(out.path() / "merged" / "model-00002-of-00002.safetensors"));
    const auto merged = *VisionLanguageModel::load(out / "merged");
    const auto with_adapter = all_logprobs(*model, "llava_gqa"), with_merged = all_logprobs(*merged, "llava_gqa");
    for (std::size_t i = 0; i < with_adapter.size(); ++i)
        EXPECT_LT(largest_difference(with_adapter[i], with_merged[i]), 1e-4);
    EXPECT_FALSE(write_merged_folder(model_folder("llava_gqa"), adapter, model_folder("llava_gqa")).ok());
}

TEST(Lora, ANewAdapterIsTheIdentityAndAFunctionOfItsSeed)
{
    const auto model = load_model("llava");
    LoraConfig config;
    config.r = 4;
    const auto adapter = *Adapter::create(*model, config, 42);
    ASSERT_EQ(adapter.modules.size(), 14u); // seven in each of two layers, none in the vision tower
    EXPECT_EQ(adapter.parameters().size(), 28u);
    const auto before = all_logprobs(*model);
    model->attach(adapter).value();
    const auto after = all_logprobs(*model);
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_TRUE(before[i].equal(after[i]));
    EXPECT_EQ(Adapter::create(*model, config, 42)->fingerprint(), adapter.fingerprint());
    EXPECT_NE(Adapter::create(*model, config, 43)->fingerprint(), adapter.fingerprint());
    for (const auto &module : adapter.modules) {
        const double bound = 1 / std::sqrt(static_cast<double>(module.a.size(1)));
        EXPECT_LE(module.a.abs().max().item<double>(), bound);
        EXPECT_GT(module.a.abs().max().item<double>(), 0.9 * bound);
        EXPECT_NEAR(module.a.mean().item<double>(), 0, 0.2 * bound);
        EXPECT_NEAR(module.a.std().item<double>(), bound / std::sqrt(3.0), 0.12 * bound);
        EXPECT_EQ(module.b.abs().max().item<double>(), 0);
        EXPECT_DOUBLE_EQ(module.scale, 8);
    }
    // A module's values do not depend on which others there are.
    LoraConfig fewer = config;
    fewer.target_suffixes = {"down_proj"};
    const auto part = *Adapter::create(*model, fewer, 42);
    ASSERT_EQ(part.modules.size(), 2u);
    for (const auto &module : adapter.modules)
        if (module.name == part.modules[1].name) {
            EXPECT_TRUE(module.a.equal(part.modules[1].a));
        }
}

TEST(Lora, SitsOnALlamaAlone)
{
    const auto model = load_model("llama");
    const auto adapter = *Adapter::create(*model, {.r = 2}, 1);
    EXPECT_EQ(adapter.modules.size(), 21u);
    EXPECT_EQ(adapter.modules.front().name, "model.layers.0.self_attn.q_proj");
    TemporaryFolder out;
    adapter.save(out.path(), "llama").value();
    EXPECT_EQ(Adapter::load(out.path(), *model)->fingerprint(), adapter.fingerprint());
}

TEST(Lora, GradientsReachAandB)
{
    const auto model = load_model("llava");
    auto adapter = *Adapter::create(*model, {.r = 2}, 5);
    for (auto tensor : adapter.parameters())
        tensor.set_requires_grad(true);
    model->attach(adapter).value();
    const auto run = embed_case(*model, expected_of("llava")["cases"][0]);
    plain_logprobs(*model, run).sum().backward();
    for (const auto &module : adapter.modules) {
        ASSERT_TRUE(module.a.grad().defined() && module.b.grad().defined());
        EXPECT_EQ(module.a.grad().abs().max().item<double>(), 0) << "B is zero";
        EXPECT_GT(module.b.grad().abs().max().item<double>(), 0);
    }
    for (const auto &[name, tensor] : model->parameters())
        EXPECT_FALSE(tensor.grad().defined()) << name;
}

TEST(Lora, TargetsAreMeantAsPeftMeansThem)
{
    LoraConfig config;
    EXPECT_TRUE(config.targets("language_model.model.layers.3.self_attn.q_proj"));
    EXPECT_FALSE(config.targets("vision_tower.vision_model.encoder.layers.3.self_attn.q_proj"));
    config.target_regex = R"(model\.language_model\.layers\.1\..*)"; // as PEFT sees modules now
    EXPECT_TRUE(config.targets("language_model.model.layers.1.mlp.up_proj"));
    EXPECT_FALSE(config.targets("language_model.model.layers.11.mlp.up_proj"));
    config.target_regex = "q_proj"; // must match the whole name
    EXPECT_FALSE(config.targets("language_model.model.layers.1.self_attn.q_proj"));
    config.target_suffixes = {"q_proj", "mlp.up_proj"};
    EXPECT_TRUE(config.targets("language_model.model.layers.1.self_attn.q_proj"));
    EXPECT_TRUE(config.targets("language_model.model.layers.1.mlp.up_proj"));
    EXPECT_FALSE(config.targets("language_model.model.layers.1.mlp.gate_proj"));
    config.target_suffixes = {"proj"};
    EXPECT_FALSE(config.targets("language_model.model.layers.1.mlp.gate_proj"));
    EXPECT_FALSE(Adapter::create(*load_model("llama"), {.target_regex = "nothing"}, 1).ok());
    EXPECT_FALSE(Adapter::create(*load_model("llama"), {.target_regex = "(["}, 1).ok());
    EXPECT_FALSE(Adapter::create(*load_model("llama"), {.r = 1000}, 1).ok());
}

TEST(Lora, OtherKindsOfAdapterAreRefused)
{
    using nlohmann::json;
    expect_refused([](json &c) { c["use_dora"] = true; }, ErrorKind::Unsupported, "use_dora");
    expect_refused([](json &c) { c["bias"] = "all"; }, ErrorKind::Unsupported, "bias");
    expect_refused([](json &c) { c["peft_type"] = "IA3"; }, ErrorKind::Unsupported, "peft_type");
    expect_refused([](json &c) { c["modules_to_save"] = {"lm_head"}; }, ErrorKind::Unsupported, "modules_to_save");
    expect_refused([](json &c) { c["r"] = "four"; }, ErrorKind::InvalidInput, "r: an integer");
    expect_refused([](json &c) { c["r"] = 5; }, ErrorKind::InvalidInput, "but [5, 32] was expected");
    expect_refused([](json &c) { c.erase("target_modules"); }, ErrorKind::InvalidInput, "target_modules");
    expect_refused([](json &c) { c["rank_pattern"] = {4}; }, ErrorKind::InvalidInput, "rank_pattern: an object");
    expect_refused([](json &c) { c["rank_pattern"] = json::object({{"(", 2}}); }, ErrorKind::InvalidInput, "rank_pattern: \"(\" is not a regular expression");
}

TEST(Lora, AnAdapterOfAnotherModelIsRefused)
{
    const auto gqa = load_model("llava_gqa");
    const auto loaded = Adapter::load(model_folder("adapter_regex"), *gqa);
    ASSERT_FALSE(loaded.ok());
    EXPECT_NE(loaded.error().message.find("has the shape"), std::string::npos) << loaded.error().message;

    const auto llava = load_model("llava");
    const auto adapter = *Adapter::load(model_folder("adapter_regex"), *llava);
    EXPECT_FALSE(gqa->attach(adapter).ok());
    EXPECT_FALSE(gqa->has_adapter());

    // One that reaches into the vision tower.
    TemporaryFolder folder;
    std::filesystem::copy_file(model_folder("adapter_regex") / "adapter_config.json", folder / "adapter_config.json");
    write_safetensors(folder / "adapter_model.safetensors",
                      {{"base_model.model.model.vision_tower.encoder.layers.0.self_attn.q_proj.lora_A.weight", at::zeros({4, 16})},
                       {"base_model.model.model.vision_tower.encoder.layers.0.self_attn.q_proj.lora_B.weight", at::zeros({16, 4})}})
        .value();
    const auto tower = Adapter::load(folder.path(), *llava);
    ASSERT_FALSE(tower.ok());
    EXPECT_EQ(tower.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(tower.error().message.find("vision_tower"), std::string::npos);
}

} // namespace
} // namespace m3po
