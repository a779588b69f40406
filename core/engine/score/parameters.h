// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of an evaluator that came as JSON: typed, with defaults, and none passed over in silence.
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace m3po::engine {

class ParameterReader {
public:
    // Throws Failure of kind Usage, as all its functions do. `owner` is named in messages.
    ParameterReader(const nlohmann::json &given, std::string owner) : given_(given), owner_(std::move(owner))
    {
        if (!given_.is_object())
            throw Failure(Error::usage(owner_ + ": its parameters were expected as a JSON object"));
    }

    std::string text(const std::string &name, const std::string &otherwise)
    {
        const auto *value = find(name);
        if (!value)
            return otherwise;
        if (!value->is_string())
            throw Failure(Error::usage(owner_ + ": " + name + " was expected to be a text"));
        return value->get<std::string>();
    }

    double number(const std::string &name, double otherwise)
    {
        const auto *value = find(name);
        if (!value)
            return otherwise;
        if (!value->is_number())
            throw Failure(Error::usage(owner_ + ": " + name + " was expected to be a number"));
        return value->get<double>();
    }

    // Refuses names that nobody asked for. REQUIRES: called last.
    void finish() const
    {
        for (const auto &[name, value] : given_.items()) {
            if (!known_.contains(name))
                throw Failure(Error::usage(owner_ + ": has no parameter \"" + name + "\""));
        }
    }

private:
    const nlohmann::json *find(const std::string &name)
    {
        known_.insert(name);
        const auto found = given_.find(name);
        return found == given_.end() ? nullptr : &*found;
    }

    const nlohmann::json &given_;
    std::string owner_;
    std::set<std::string> known_;
};

} // namespace m3po::engine
