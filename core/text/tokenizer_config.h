// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside a tokenizer: tokenizer_config.json, special_tokens_map.json and added_tokens.json.
#pragma once

#include "core/text/added_tokens.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

struct TokenizerConfig {
    std::string tokenizer_class;
    std::map<std::string, AddedToken> named; // bos_token, eos_token, pad_token, unk_token, ...
    std::optional<bool> add_bos;
    std::optional<bool> add_eos;
    std::optional<bool> legacy;
    std::optional<bool> add_prefix_space;
    std::vector<AddedToken> added; // added_tokens_decoder, else added_tokens.json; by id

    std::optional<std::string> name(const std::string &key) const;
    bool is_named(const std::string &token) const;
    void set_name_if_missing(const std::string &key, const std::string &content);
};

// Files that are not there say nothing; throws Failure for one that is broken.
TokenizerConfig read_tokenizer_config(const std::filesystem::path &model_dir);

// A token as {"content": ..., "lstrip": ...}; `place` for errors. The id stays -1.
AddedToken added_token_from_json(const nlohmann::json &value, const std::string &place);

} // namespace m3po
