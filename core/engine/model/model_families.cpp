// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/model_families.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

MakeModel family_of(const nlohmann::json &config, const std::filesystem::path &folder)
{
    static const std::map<std::string, MakeModel> families{
        {"llava", make_llava},
        {"llama", make_llava},
    };
    const auto file = (folder / "config.json").string();
    if (!config.is_object() || !config.contains("model_type") || !config["model_type"].is_string())
        throw Failure(Error::invalid_input(fmt::format("{}: model_type: the name of an architecture was expected", file)));
    const auto type = config["model_type"].get<std::string>();
    const auto found = families.find(type);
    if (found == families.end())
        throw Failure(Error::unsupported(fmt::format("{}: model_type: \"{}\" is none of llava, llama", file, type)));
    return found->second;
}

} // namespace m3po::engine
