// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in a model's folder, the tokenizer aside.
#include "core/base/file.h"
#include "core/engine/model/config.h"
#include "core/engine/model/safetensors_header.h"
#include "core/image/preprocess.h"
#include "tests/fuzz/targets.h"

#include <nlohmann/json.hpp>

namespace m3po::fuzz {

void safetensors(std::string_view bytes)
{
    if (bytes.size() < 8)
        return;
    // The header's length is made to fit most of the time, or hardly an input would come to the header.
    std::string file(bytes);
    if (file[7] == 0 && file[6] == 0 && file[5] == 0)
        file[2] = file[3] = file[4] = 0;
    for (const auto &tensor : engine::parse_safetensors_header(file, "f"))
        if (tensor.begin > tensor.end || tensor.end > file.size())
            std::abort(); // a tensor outside of its file
}

void model_config(std::string_view bytes)
{
    put("config.json", bytes);
    const auto document = *read_json(scratch() / "config.json");
    (void)engine::read_clip_config(document, "config.json").ok();
    const auto config = engine::read_llava_config(document, "config.json");
    if (config)
        (void)config->text.context_length();
}

void preprocessor(std::string_view bytes)
{
    put("preprocessor_config.json", bytes);
    (void)ImageProcessor::load(scratch()).ok();
}

} // namespace m3po::fuzz
