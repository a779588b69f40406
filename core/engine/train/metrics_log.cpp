// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/metrics_log.h"

#include "core/base/file.h"

#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>

#include <sstream>

namespace m3po::engine {

MetricsLog::MetricsLog(std::filesystem::path file, std::int64_t step) : file_(std::move(file))
{
    std::string kept;
    if (std::filesystem::exists(file_)) {
        std::istringstream lines(*read_file(file_));
        for (std::string line; std::getline(lines, line);) {
            const auto parsed = nlohmann::json::parse(line, nullptr, false);
            if (parsed.is_object() && parsed.contains("step") && parsed["step"].is_number_integer() && parsed["step"] <= step)
                kept += line + "\n";
        }
    }
    write_file_atomically(file_, kept).value();
    out_.open(file_, std::ios::app | std::ios::binary);
    if (!out_)
        throw Failure(Error::io(fmt::format("{}: could not be opened for writing", file_.string())));
}

void MetricsLog::add(std::int64_t step, const Metrics &metrics)
{
    nlohmann::ordered_json line{{"step", step}};
    for (const auto &[name, value] : metrics)
        line[name] = value;
    out_ << line.dump() + "\n" << std::flush;
    if (!out_)
        throw Failure(Error::io(fmt::format("{}: a line could not be written", file_.string())));
}

} // namespace m3po::engine
