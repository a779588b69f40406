// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of images, all with one instruction. Files in the order of their names, folders below it too; files that
// do not look like images by their names are none of our business.
#include "core/formats/known_formats.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace m3po {
namespace fs = std::filesystem;

namespace {

bool named_like_an_image(const fs::path &file)
{
    static const std::set<std::string> extensions{".jpg", ".jpeg", ".png",  ".webp", ".gif", ".bmp",
                                                  ".tif", ".tiff", ".avif", ".heic", ".jfif"};
    auto extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extensions.contains(extension);
}

class ImageFolder final : public Format {
public:
    std::string_view name() const override { return "images"; }
    std::string_view description() const override { return "a folder of images with one instruction for all"; }

    void read(const fs::path &source, const ReadOptions &options, DatasetSink &sink) const override
    {
        if (options.instruction.empty())
            throw Failure(Error::usage(source.string() + ": a folder of images brings no question; --instruction was "
                                                         "expected"));
        std::error_code code;
        const auto folder = fs::canonical(source, code);
        const auto root = fs::canonical(options.images_root, code);
        const auto below = folder.lexically_relative(root);
        if (code || below.empty() || *below.begin() == "..")
            throw Failure(Error::invalid_input(source.string() + ": lies outside of the images' folder "
                                               + options.images_root.string() + "; one inside it was expected"));
        std::vector<std::string> names;
        for (fs::recursive_directory_iterator entry(folder, code), end; entry != end; entry.increment(code)) {
            if (code)
                throw Failure(Error::io(source.string() + ": cannot be listed: " + code.message()));
            const auto &path = entry->path();
            if (path.filename().string().starts_with('.')) {
                if (entry->is_directory())
                    entry.disable_recursion_pending();
                continue;
            }
            if (named_like_an_image(path) && !entry->is_directory())
                names.push_back(path.lexically_relative(root).generic_string());
        }
        if (code)
            throw Failure(Error::io(source.string() + ": cannot be listed: " + code.message()));
        std::sort(names.begin(), names.end());
        std::int64_t number = 0;
        for (auto &name : names) {
            DatasetRow row;
            row.number = number++;
            row.place = (options.images_root / name).string();
            row.external_id = name;
            row.image = std::move(name);
            row.instruction = options.instruction;
            if (!sink.sample(std::move(row)))
                return;
        }
    }
};

} // namespace

const Format &image_folder_format()
{
    static const ImageFolder format;
    return format;
}

} // namespace m3po
