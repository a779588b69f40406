// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/samples.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/project/query.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::samples {

namespace {

constexpr auto columns = "SELECT s.id, s.external_id, i.path, i.bytes, i.sha256, i.width, i.height, s.instruction, "
                         "s.conversation, s.reference_answer, s.source, s.source_row "
                         "FROM samples s JOIN images i ON i.id = s.image_id ";

Sample read(const Query &query)
{
    Sample sample;
    sample.id = query.integer(0);
    sample.external_id = query.text(1);
    sample.image = {query.text(2), query.integer(3), query.text(4), static_cast<int>(query.integer(5)),
                    static_cast<int>(query.integer(6))};
    sample.instruction = query.text(7);
    sample.conversation = query.text(8);
    sample.reference_answer = query.optional_text(9);
    sample.source = query.text(10);
    sample.source_row = query.integer(11);
    return sample;
}

// Each part with its length before it, so that no two different samples run together.
std::string identity(const Sample &sample)
{
    Sha256 hash;
    const auto part = [&](const std::string &text) {
        hash.update(std::to_string(text.size()) + ":");
        hash.update(text);
    };
    part(sample.external_id);
    part(sample.image.path);
    part(sample.instruction);
    part(sample.conversation);
    hash.update(sample.reference_answer ? "+" : "-");
    part(sample.reference_answer.value_or(""));
    return hash.hex();
}

std::int64_t put_image(Project &project, const ImageRecord &image)
{
    {
        Query known(project, "SELECT id, bytes, sha256, width, height FROM images WHERE path = ?1", image.path);
        if (known.step() && known.integer(1) == image.bytes && known.text(2) == image.sha256
            && known.integer(3) == image.width && known.integer(4) == image.height)
            return known.integer(0);
    }
    Query(project,
          "INSERT INTO images(path, bytes, sha256, width, height) VALUES (?1, ?2, ?3, ?4, ?5) "
          "ON CONFLICT(path) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256, "
          "width = excluded.width, height = excluded.height",
          image.path, image.bytes, image.sha256, image.width, image.height)
        .run();
    Query put(project, "SELECT id FROM images WHERE path = ?1", image.path);
    put.step();
    return put.integer(0);
}

} // namespace

Added add(Project &project, const Sample &sample)
{
    const auto key = identity(sample);
    const auto image = put_image(project, sample.image);
    {
        Query known(project, "SELECT id FROM samples WHERE identity = ?1", key);
        if (known.step())
            return {known.integer(0), false};
    }
    Query(project,
          "INSERT INTO samples(external_id, image_id, instruction, conversation, reference_answer, source, "
          "source_row, identity) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          sample.external_id, image, sample.instruction, sample.conversation, sample.reference_answer, sample.source,
          sample.source_row, key)
        .run();
    return {last_inserted_id(project), true};
}

std::int64_t count(Project &project)
{
    Query query(project, "SELECT count(*) FROM samples");
    query.step();
    return query.integer(0);
}

std::optional<Sample> find(Project &project, std::int64_t id)
{
    Query query(project, std::string(columns) + "WHERE s.id = ?1", id);
    if (!query.step())
        return std::nullopt;
    return read(query);
}

Sample get(Project &project, std::int64_t id)
{
    auto sample = find(project, id);
    if (!sample)
        throw Failure(Error::not_found(fmt::format("{}: holds no sample {}", project.file().string(), id)));
    return *std::move(sample);
}

std::vector<Sample> list(Project &project, std::int64_t after, std::int64_t limit)
{
    Query query(project, std::string(columns) + "WHERE s.id > ?1 ORDER BY s.id LIMIT ?2", after, limit);
    std::vector<Sample> result;
    while (query.step())
        result.push_back(read(query));
    return result;
}

std::vector<std::int64_t> ids(Project &project)
{
    Query query(project, "SELECT id FROM samples ORDER BY id");
    std::vector<std::int64_t> result;
    while (query.step())
        result.push_back(query.integer(0));
    return result;
}

std::optional<ImageRecord> image(Project &project, const std::string &path)
{
    Query query(project, "SELECT path, bytes, sha256, width, height FROM images WHERE path = ?1", path);
    if (!query.step())
        return std::nullopt;
    return ImageRecord{query.text(0), query.integer(1), query.text(2), static_cast<int>(query.integer(3)),
                       static_cast<int>(query.integer(4))};
}

std::vector<ImageRecord> images(Project &project)
{
    Query query(project, "SELECT path, bytes, sha256, width, height FROM images ORDER BY path");
    std::vector<ImageRecord> result;
    while (query.step())
        result.push_back({query.text(0), query.integer(1), query.text(2), static_cast<int>(query.integer(3)),
                          static_cast<int>(query.integer(4))});
    return result;
}

std::string image_trouble(const Project &project, const ImageRecord &image, bool by_content)
{
    const auto file = path_inside(project.images_root(), image.path);
    if (!file)
        return file.error().message;
    std::error_code code;
    if (!std::filesystem::is_regular_file(*file, code))
        return file->string() + ": is not there any more";
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(*file, code));
    if (!code && bytes != image.bytes)
        return fmt::format("{}: has changed: it has {} bytes; {} were expected", file->string(), bytes, image.bytes);
    if (!by_content)
        return "";
    const auto hash = sha256_of_file(*file);
    if (!hash)
        return hash.error().message;
    return *hash == image.sha256 ? "" : file->string() + ": has changed since it was imported";
}

} // namespace m3po::samples
