// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/export.h"

namespace m3po {
namespace fs = std::filesystem;

Result<std::vector<fs::path>> export_pairs(std::span<const PreferencePair> pairs, const Format &format,
                                           const std::string &name, const fs::path &out)
{
    return catching([&] {
        if (!format.holds_preferences())
            throw Failure(Error::usage("the format " + std::string(format.name()) + " holds no preferences"));
        if (name.empty() || name.find('/') != std::string::npos || name.starts_with('.'))
            throw Failure(Error::usage("'" + name + "' cannot be a file's name"));
        std::error_code code;
        fs::create_directories(out, code);
        if (!fs::is_directory(out))
            throw Failure(Error::io(out.string() + ": cannot be made: " + code.message()));
        std::vector<PreferenceRow> rows;
        rows.reserve(pairs.size());
        for (const auto &pair : pairs) {
            PreferenceRow row;
            row.prompt = pair.prompt;
            row.chosen = pair.chosen;
            row.rejected = pair.rejected;
            if (!pair.image.empty())
                row.images = {pair.image};
            rows.push_back(std::move(row));
        }
        return format.write(rows, name, out);
    });
}

} // namespace m3po
