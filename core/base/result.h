// SPDX-License-Identifier: GPL-3.0-or-later
// How failures travel. Inside a module: throw Failure. At a module's border: Result<T>, made by catching().
//
// An Error is one sentence for a person. It names the file, the place in it and what was expected.
#pragma once

#include <exception>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace m3po {

// What kind of failure; also decides the program's exit code (docs/exit-codes.md).
enum class ErrorKind {
    Usage,       // the request itself makes no sense
    InvalidInput,// a file or a row is not what it should be
    NotFound,    // a file, a row or a name that is not there
    Io,          // the disk or a pipe failed (full disk included), or memory ran out
    Unsupported, // understood, but not something this program does (a newer project file, an unknown architecture)
    Conflict,    // somebody else holds it, or it is there already
    Cancelled,   // asked to stop
    Internal,    // our mistake
};

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;

    static Error usage(std::string m) { return {ErrorKind::Usage, std::move(m)}; }
    static Error invalid_input(std::string m) { return {ErrorKind::InvalidInput, std::move(m)}; }
    static Error not_found(std::string m) { return {ErrorKind::NotFound, std::move(m)}; }
    static Error io(std::string m) { return {ErrorKind::Io, std::move(m)}; }
    static Error unsupported(std::string m) { return {ErrorKind::Unsupported, std::move(m)}; }
    static Error conflict(std::string m) { return {ErrorKind::Conflict, std::move(m)}; }
    static Error cancelled(std::string m = "cancelled") { return {ErrorKind::Cancelled, std::move(m)}; }
    static Error no_memory() noexcept
    {
        try {
            return io("there is not enough memory for this; what was stored before is kept");
        } catch (const std::bad_alloc &) {
            return io("no memory left"); // short enough to need none
        }
    }
    static Error internal(std::string m) { return {ErrorKind::Internal, std::move(m)}; }
};

// The process exit code of each kind: 0 done, 1 internal, 2 usage, 3 invalid input, 4 not found, 5 i/o,
// 6 unsupported, 7 conflict, 130 cancelled.
int exit_code(ErrorKind kind);

class Failure : public std::runtime_error {
public:
    explicit Failure(Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
    const Error &error() const { return error_; }

private:
    Error error_;
};

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    // REQUIRES: !ok()
    const Error &error() const { return std::get<1>(state_); }
    // The value, or its error thrown as Failure.
    T &value() &
    {
        if (!ok())
            throw Failure(error());
        return std::get<0>(state_);
    }
    const T &value() const &
    {
        if (!ok())
            throw Failure(error());
        return std::get<0>(state_);
    }
    T &&value() && { return std::move(value()); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T operator*() && { return std::move(value()); } // by value: for (auto &row : *rows()) keeps its rows alive
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    const Error &error() const { return *error_; }
    void value() const
    {
        if (error_)
            throw Failure(*error_);
    }

private:
    std::optional<Error> error_;
};

using Status = Result<void>;

// Runs f and turns a Failure, or any other exception, into a Result. The one place where a module's
// exceptions end.
template <typename F>
auto catching(F &&f) -> Result<decltype(f())>
{
    try {
        if constexpr (std::is_void_v<decltype(f())>) {
            f();
            return {};
        } else {
            return f();
        }
    } catch (const Failure &failure) {
        return failure.error();
    } catch (const std::bad_alloc &) {
        return Error::no_memory();
    } catch (const std::exception &exception) {
        return Error::internal(exception.what());
    }
}

} // namespace m3po
