// SPDX-License-Identifier: GPL-3.0-or-later
// Where an evaluator keeps what an encoder once computed: by the encoder's fingerprint and the content's hash.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace m3po::engine {

class EmbeddingCache {
public:
    virtual ~EmbeddingCache() = default;
    virtual std::optional<std::vector<float>> find(const std::string &encoder, const std::string &content) = 0;
    virtual void keep(const std::string &encoder, const std::string &content, const std::vector<float> &embedding) = 0;
};

} // namespace m3po::engine
