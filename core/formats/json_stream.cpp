// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/json_stream.h"

#include "core/base/result.h"
#include "core/formats/json_lines.h"

#include <spdlog/fmt/fmt.h>

#include <fstream>
#include <vector>

namespace m3po {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

std::ifstream open(const fs::path &file)
{
    std::error_code code;
    if (!fs::exists(file, code))
        throw Failure(Error::not_found(file.string() + ": no such file"));
    if (!fs::is_regular_file(file, code))
        throw Failure(Error::invalid_input(file.string() + ": is not a file; a data set was expected"));
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Failure(Error::io(file.string() + ": cannot be opened for reading"));
    if (in.peek() == 0xEF) // a byte order mark
        in.ignore(3);
    return in;
}

// Builds the array's elements one by one and hands each on when it is complete.
class ArrayHandler {
public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    ArrayHandler(const fs::path &file, const RowCallback &callback, const StreamLimits &limits)
        : file_(file), callback_(callback), limits_(limits)
    {
    }

    bool null() { return value(json()); }
    bool boolean(bool v) { return value(json(v)); }
    bool number_integer(number_integer_t v) { return value(json(v)); }
    bool number_unsigned(number_unsigned_t v) { return value(json(v)); }
    bool number_float(number_float_t v, const string_t &) { return value(json(v)); }
    bool string(string_t &v)
    {
        count_bytes(v.size());
        return value(json(std::move(v)));
    }
    bool binary(binary_t &) { return value(json()); }

    bool start_object(std::size_t) { return start(json::object()); }
    bool end_object() { return end(); }
    bool start_array(std::size_t)
    {
        if (!inside_) {
            inside_ = true;
            return true;
        }
        return start(json::array());
    }
    bool end_array()
    {
        if (open_.empty())
            return true; // the array of rows itself
        return end();
    }
    bool key(string_t &k)
    {
        count_bytes(k.size());
        key_ = std::move(k);
        return true;
    }
    bool parse_error(std::size_t byte, const std::string &, const json::exception &)
    {
        throw Failure(Error::invalid_input(
            fmt::format("{}: is not valid JSON at byte {}, in or after entry {}", file_.string(), byte, number_)));
    }

private:
    std::string place() const { return fmt::format("{}: entry {}", file_.string(), number_); }

    void count_bytes(std::size_t bytes)
    {
        bytes_ += bytes;
        if (bytes_ > limits_.max_row_bytes)
            throw Failure(Error::invalid_input(
                fmt::format("{}: holds more than {} bytes of text", place(), limits_.max_row_bytes)));
    }
    bool value(json &&v)
    {
        if (open_.empty())
            throw Failure(Error::invalid_input(place() + ": a JSON object was expected"));
        put(std::move(v));
        return true;
    }
    json *put(json &&v)
    {
        if (++values_ > limits_.max_row_values)
            throw Failure(Error::invalid_input(fmt::format("{}: holds more than {} values", place(), limits_.max_row_values)));
        auto &parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(v));
            return &parent.back();
        }
        auto &slot = parent[key_];
        slot = std::move(v);
        return &slot;
    }
    bool start(json &&container)
    {
        if (open_.empty()) {
            if (!container.is_object())
                throw Failure(Error::invalid_input(place() + ": a JSON object was expected"));
            row_ = std::move(container);
            open_.push_back(&row_);
            return true;
        }
        if (static_cast<int>(open_.size()) >= limits_.max_depth)
            throw Failure(Error::invalid_input(fmt::format("{}: is nested deeper than {} levels", place(), limits_.max_depth)));
        // Open containers stay where they are: only the innermost of them grows.
        open_.push_back(put(std::move(container)));
        return true;
    }
    bool end()
    {
        open_.pop_back();
        if (!open_.empty())
            return true;
        const bool go_on = callback_(std::move(row_), number_, place());
        ++number_;
        bytes_ = 0;
        values_ = 0;
        return go_on;
    }

    const fs::path &file_;
    const RowCallback &callback_;
    const StreamLimits limits_;
    bool inside_ = false;
    std::int64_t number_ = 0;
    std::size_t bytes_ = 0;
    std::size_t values_ = 0;
    json row_;
    std::vector<json *> open_;
    std::string key_;
};

} // namespace

void stream_json_array(const fs::path &file, const RowCallback &callback, const StreamLimits &limits)
{
    auto in = open(file);
    in >> std::ws;
    if (in.peek() != '[')
        throw Failure(Error::invalid_input(file.string() + ": a JSON list was expected"));
    ArrayHandler handler(file, callback, limits);
    json::sax_parse(in, &handler);
    if (in.bad())
        throw Failure(Error::io(file.string() + ": reading failed"));
}

void stream_json_lines(const fs::path &file, const RowCallback &callback, const StreamLimits &limits)
{
    auto in = open(file);
    std::string line;
    std::int64_t row = 0;
    for (std::int64_t number = 1; in.peek() != std::char_traits<char>::eof(); ++number) {
        line.clear();
        const auto place = fmt::format("{}: line {}", file.string(), number);
        for (int c = in.get(); c != '\n' && c != std::char_traits<char>::eof(); c = in.get()) {
            if (line.size() >= limits.max_row_bytes)
                throw Failure(Error::invalid_input(fmt::format("{}: is longer than {} bytes", place, limits.max_row_bytes)));
            line += static_cast<char>(c);
        }
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        if (!callback(*parse_json_object(line, place, limits.max_depth), row++, place))
            return;
    }
    if (in.bad())
        throw Failure(Error::io(file.string() + ": reading failed"));
}

char first_character(const fs::path &file)
{
    auto in = open(file);
    in >> std::ws;
    const int c = in.peek();
    return c == std::char_traits<char>::eof() ? '\0' : static_cast<char>(c);
}

} // namespace m3po
