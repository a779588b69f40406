// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/preference_jsonl.h"

#include "core/formats/image_names.h"

namespace m3po {
namespace fs = std::filesystem;

namespace {

class Collect final : public DatasetSink {
public:
    explicit Collect(const fs::path &images_root) : images_root_(images_root) {}

    bool sample(DatasetRow &&row) override
    {
        throw Failure(Error::invalid_input(row.place + ": is no preference; 'chosen' and 'rejected' were expected"));
    }
    bool unusable(const std::string &place, const std::string &why) override
    {
        throw Failure(Error::invalid_input(place + ": " + why));
    }
    bool preference(PreferenceRow &&row, std::int64_t) override
    {
        for (auto &image : row.images) {
            const auto file = named_image(images_root_, image, row.place);
            if (!fs::is_regular_file(file))
                throw Failure(Error::not_found(row.place + ": its image " + file.string() + " is not there"));
            image = file.string();
        }
        rows.push_back(std::move(row));
        return true;
    }

    std::vector<PreferenceRow> rows;

private:
    const fs::path &images_root_;
};

} // namespace

Result<std::vector<PreferenceRow>> read_preferences(const fs::path &file, const fs::path &images_root)
{
    return catching([&] {
        const auto &format = detect_format(file);
        if (!format.holds_preferences())
            throw Failure(Error::invalid_input(file.string() + ": holds no preferences; rows with 'chosen' and "
                                                               "'rejected' were expected"));
        Collect collect(images_root);
        format.read(file, {}, collect);
        return std::move(collect.rows);
    });
}

} // namespace m3po
