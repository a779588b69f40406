// SPDX-License-Identifier: GPL-3.0-or-later
// The tiny models of tests/data/models (see tests/reference/models.py) and how their expected values are read.
#pragma once

#include "core/base/file.h"
#include "core/engine/model/vision_language_model.h"
#include "tests/support.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::testing {

inline std::filesystem::path model_folder(const std::string &name)
{
    return data("models") / name;
}

inline nlohmann::json expected_of(const std::string &name)
{
    return *read_json(model_folder(name + ".json"));
}

inline std::unique_ptr<engine::VisionLanguageModel> load_model(const std::string &name,
                                                               const engine::LoadOptions &options = {})
{
    return std::move(*engine::VisionLanguageModel::load(model_folder(name), options));
}

// The script's pixels(): (batch, 3, 28, 28)
inline at::Tensor test_pixels(std::int64_t batch = 1)
{
    const auto index = at::arange(batch * 3 * 28 * 28, at::kDouble);
    return (2 * at::sin(0.37 * index + at::remainder(0.001 * index * index, 3))).to(at::kFloat).view({batch, 3, 28, 28});
}

inline at::Tensor tensor_of(const nlohmann::json &values)
{
    return at::tensor(values.get<std::vector<double>>(), at::kDouble);
}

inline std::vector<std::int64_t> ids_of(const nlohmann::json &values)
{
    return values.get<std::vector<std::int64_t>>();
}

inline double largest_difference(const at::Tensor &a, const at::Tensor &b)
{
    const auto x = a.detach().to(at::kDouble).flatten(), y = b.detach().to(at::kDouble).flatten();
    if (x.numel() != y.numel())
        return std::numeric_limits<double>::infinity();
    return x.numel() == 0 ? 0 : (x - y).abs().max().item<double>();
}

inline at::Tensor row_of(const std::vector<std::int64_t> &ids)
{
    return at::tensor(ids, at::kLong).unsqueeze(0);
}

// One case of an expected file, prompt and answer embedded: (1, P, D), (1, A, D).
struct CaseRun {
    engine::Prompt prompt;
    std::vector<std::int64_t> answer;
    at::Tensor prompt_embedded, answer_embedded;
};

inline CaseRun embed_case(const engine::VisionLanguageModel &model, const nlohmann::json &row)
{
    CaseRun run;
    run.prompt = *model.prompt_from_text(row["text"].get<std::string>());
    run.answer = model.answer_ids(row["answer"].get<std::string>());
    const auto features = row["image"] == true ? model.encode_images(test_pixels()).squeeze(0) : at::Tensor();
    run.prompt_embedded = model.embed(run.prompt, features);
    run.answer_embedded = model.language().embed(row_of(run.answer));
    return run;
}

// Log-probabilities of the answer's tokens by one plain run over everything. (A)
inline at::Tensor plain_logprobs(const engine::VisionLanguageModel &model, const CaseRun &run)
{
    const auto x = at::cat({run.prompt_embedded, run.answer_embedded}, 1);
    const auto logits = model.language().logits(model.language().forward(x))[0].to(at::kFloat);
    const auto length = static_cast<std::int64_t>(run.answer.size());
    const auto rows = logits.narrow(0, run.prompt_embedded.size(1) - 1, length).log_softmax(-1);
    return rows.gather(1, row_of(run.answer).t()).squeeze(1);
}

} // namespace m3po::testing
