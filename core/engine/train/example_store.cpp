// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/example_store.h"

#include <spdlog/fmt/fmt.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace m3po::engine {

namespace fs = std::filesystem;

namespace {

std::string reason()
{
    return std::strerror(errno);
}

int file_without_name(fs::path folder)
{
    folder = fs::absolute(folder);
    std::error_code ignored;
    while (!fs::is_directory(folder, ignored) && folder.has_relative_path())
        folder = folder.parent_path();
    int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) { // not every file system has such files
        auto name = (folder / ".examples-XXXXXX").string();
        file = ::mkostemp(name.data(), O_CLOEXEC);
        if (file < 0)
            throw Failure(Error::io(fmt::format("{}: the run's examples could not be written there: {}", folder.string(), reason())));
        ::unlink(name.c_str());
    }
    return file;
}

// Numbers and texts one after another; both sides know the order.
class Writer {
public:
    void add(const std::string &text)
    {
        add(static_cast<std::int64_t>(text.size()));
        bytes.append(text);
    }
    void add(const std::vector<std::int64_t> &numbers)
    {
        add(static_cast<std::int64_t>(numbers.size()));
        bytes.append(reinterpret_cast<const char *>(numbers.data()), numbers.size() * sizeof(numbers[0]));
    }
    std::string bytes;

private:
    void add(std::int64_t number) { bytes.append(reinterpret_cast<const char *>(&number), sizeof number); }
};

class Reader {
public:
    explicit Reader(const std::string &bytes) : at_(bytes.data()) {}
    void take(std::string &text)
    {
        text.resize(static_cast<std::size_t>(count()));
        take(text.data(), text.size());
    }
    void take(std::vector<std::int64_t> &numbers)
    {
        numbers.resize(static_cast<std::size_t>(count()));
        take(numbers.data(), numbers.size() * sizeof(numbers[0]));
    }

private:
    std::int64_t count()
    {
        std::int64_t n = 0;
        take(&n, sizeof n);
        return n;
    }
    void take(void *to, std::size_t n)
    {
        if (n > 0)
            std::memcpy(to, at_, n);
        at_ += n;
    }
    const char *at_;
};

// The parts of an example, in the file's order.
template <typename Example, typename Visitor> void each_part(Example &example, Visitor &&visit)
{
    visit(example.place);
    visit(example.prompt.ids);
    visit(example.prompt.image_positions);
    visit(example.prompt.text);
    visit(example.image);
    visit(example.chosen);
    visit(example.rejected);
}

} // namespace

ExampleStore::ExampleStore(const fs::path &folder) : file_(file_without_name(folder)) {}

ExampleStore::ExampleStore(const std::vector<PreferenceExample> &examples) : ExampleStore(fs::temp_directory_path())
{
    for (const auto &example : examples)
        add(example);
}

ExampleStore::~ExampleStore()
{
    if (file_ >= 0)
        ::close(file_);
}

ExampleStore::ExampleStore(ExampleStore &&other) noexcept : file_(std::exchange(other.file_, -1)), places_(std::move(other.places_)) {}

void ExampleStore::add(const PreferenceExample &example)
{
    Writer writer;
    each_part(example, [&](const auto &part) { writer.add(part); });
    auto place = places_.back();
    for (std::size_t done = 0; done < writer.bytes.size();) {
        const auto written = ::pwrite(file_, writer.bytes.data() + done, writer.bytes.size() - done, place);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            throw Failure(Error::io(fmt::format("{}: the run's examples could not be written: {}", example.place, reason())));
        done += static_cast<std::size_t>(written);
        place += written;
    }
    places_.push_back(place);
}

PreferenceExample ExampleStore::operator[](std::int64_t i) const
{
    const auto begin = places_.at(static_cast<std::size_t>(i)), end = places_.at(static_cast<std::size_t>(i) + 1);
    std::string bytes(static_cast<std::size_t>(end - begin), '\0');
    for (std::size_t done = 0; done < bytes.size();) {
        const auto read = ::pread(file_, bytes.data() + done, bytes.size() - done, begin + static_cast<std::int64_t>(done));
        if (read < 0 && errno == EINTR)
            continue;
        if (read <= 0)
            throw Failure(Error::io(fmt::format("example {} of the run could not be read again: {}", i, read < 0 ? reason() : "the file is shorter than it was")));
        done += static_cast<std::size_t>(read);
    }
    PreferenceExample example;
    Reader reader(bytes);
    each_part(example, [&](auto &part) { reader.take(part); });
    return example;
}

} // namespace m3po::engine
