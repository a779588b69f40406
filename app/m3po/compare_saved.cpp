// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/compare_saved.h"

#include "app/m3po/terminal.h"
#include "core/select/compare.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <iostream>

namespace m3po::app {

void compare_saved(const std::string &file, const std::string &first_name, const std::string &second_name, const Context &context)
{
    using nlohmann::json;
    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    const auto first = selections::get(project, first_name), second = selections::get(project, second_name);
    const auto found = compare_selections(selections::pairs(project, first.id), selections::pairs(project, second.id));
    const double agreement = found.agreement();
    if (context.json) {
        return print_json({{"first", first_name},
                           {"second", second_name},
                           {"same_run", first.run_id == second.run_id},
                           {"compared", found.compared()},
                           {"agreement", std::isnan(agreement) ? json() : json(agreement)},
                           {"chosen_differs", found.chosen_differs},
                           {"rejected_differs", found.rejected_differs},
                           {"same", found.same},
                           {"differing", found.differing},
                           {"only_first", found.only_first},
                           {"only_second", found.only_second}});
    }
    std::cout << fmt::format("{} samples have a pair in '{}' or in '{}'\n", found.compared(), first_name, second_name);
    if (found.compared() > 0)
        std::cout << fmt::format("  the same pair: {} ({:.1f} %)\n  another pair: {} (another R_w: {}, another R_l: {})\n"
                                 "  a pair only in '{}': {}\n  a pair only in '{}': {}\n",
                                 found.same.size(), 100 * agreement, found.differing.size(), found.chosen_differs,
                                 found.rejected_differs, first_name, found.only_first.size(), second_name, found.only_second.size());
    if (first.run_id != second.run_id)
        std::cout << "they are of different generation runs, whose candidates are never the same\n";
    std::cout << std::flush;
}

} // namespace m3po::app
