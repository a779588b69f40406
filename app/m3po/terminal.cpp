// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/terminal.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace m3po::app {

std::string one_line(std::string_view text)
{
    std::string shown;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            shown += fmt::format("\\x{:02x}", byte);
        else
            shown += c;
    }
    return shown;
}

std::string duration_text(double seconds)
{
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole >= 3600)
        return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

ProgressSink progress_on_stderr(const Context &context)
{
    if (context.progress)
        return context.progress;
    if (context.quiet)
        return {};
    if (context.json && !context.text_progress) {
        return [](const Progress &p) {
            const nlohmann::json line{{"progress",
                {{"stage", p.stage}, {"done", p.done}, {"total", p.total}, {"spent", p.spent}, {"remaining", p.remaining}}}};
            std::cerr << line.dump() << std::endl;
        };
    }
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    return [terminal, told = std::chrono::steady_clock::time_point{}](const Progress &p) mutable {
        const bool end = p.total > 0 && p.done >= p.total;
        const auto now = std::chrono::steady_clock::now();
        if (!terminal && !end && now - told < std::chrono::seconds(5))
            return;
        told = now;
        auto line = fmt::format("{} {} of {} · {} spent", p.stage, p.done, p.total, duration_text(p.spent));
        if (p.remaining >= 0 && !end)
            line += fmt::format(" · {} left", duration_text(p.remaining));
        std::fprintf(stderr, terminal ? "\r\033[K%s%s" : "%s%s", line.c_str(), !terminal || end ? "\n" : "");
        std::fflush(stderr);
    };
}

void tell(const Context &context, const std::string &line)
{
    if (context.log)
        context.log(line);
    else if (!context.quiet)
        std::fprintf(stderr, "%s\n", line.c_str());
}

void print_json(const nlohmann::json &document)
{
    std::cout << document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

} // namespace m3po::app
