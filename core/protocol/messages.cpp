// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/messages.h"

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <array>

namespace m3po::protocol {
namespace {

using nlohmann::json;

template <typename... F> struct Overloaded : F... { using F::operator()...; };
template <typename... F> Overloaded(F...) -> Overloaded<F...>;

constexpr std::array<std::pair<ErrorKind, const char *>, 8> kinds{{
    {ErrorKind::Usage, "usage"},
    {ErrorKind::InvalidInput, "invalid_input"},
    {ErrorKind::NotFound, "not_found"},
    {ErrorKind::Io, "io"},
    {ErrorKind::Unsupported, "unsupported"},
    {ErrorKind::Conflict, "conflict"},
    {ErrorKind::Cancelled, "cancelled"},
    {ErrorKind::Internal, "internal"},
}};

std::string name_of(ErrorKind kind)
{
    for (const auto &[value, name] : kinds)
        if (value == kind)
            return name;
    return "internal";
}

ErrorKind kind_of(const std::string &name)
{
    for (const auto &[kind, known] : kinds)
        if (name == known)
            return kind;
    return ErrorKind::Internal; // of a newer worker
}

std::string line_of(const json &document) { return document.dump(-1, ' ', false, json::error_handler_t::replace) + '\n'; }

json hello_of(const Hello &hello)
{
    json body{{"protocol", hello.protocol}};
    if (hello.pid != 0)
        body.update({{"version", hello.program_version}, {"pid", hello.pid}});
    return {{"hello", body}};
}

Hello hello_from(const json &body)
{
    return {body.at("protocol").get<int>(), body.value("version", std::string()), body.value("pid", std::int64_t(0))};
}

std::int64_t id_of(const json &message)
{
    const auto id = message.at("id").get<std::int64_t>();
    if (id <= 0)
        throw Failure(Error::invalid_input("an id above 0 was expected"));
    return id;
}

Request request_from(const json &m)
{
    if (m.contains("hello"))
        return hello_from(m.at("hello"));
    if (m.contains("run"))
        return Run{id_of(m), m.at("run").get<std::vector<std::string>>()};
    if (m.contains("cancel"))
        return Cancel{id_of(m)};
    if (m.contains("pause"))
        return Pause{id_of(m)};
    if (m.contains("resume"))
        return Resume{id_of(m)};
    if (m.contains("detach"))
        return Detach{};
    if (m.contains("shutdown"))
        return Shutdown{};
    throw Failure(Error::invalid_input("hello, run, cancel, pause, resume, detach or shutdown was expected"));
}

Answer answer_from(const json &m)
{
    if (m.contains("hello"))
        return hello_from(m.at("hello"));
    if (m.contains("heartbeat"))
        return Heartbeat{m.at("heartbeat").get<std::int64_t>()};
    if (m.contains("complaint"))
        return Complaint{m.at("complaint").get<std::string>()};
    if (m.contains("state")) {
        const auto state = m.at("state").get<std::string>();
        if (state == "running")
            return Running{id_of(m)};
        if (state == "paused")
            return Paused{id_of(m)};
        throw Failure(Error::invalid_input("a state of running or paused was expected"));
    }
    if (m.contains("progress")) {
        const auto &p = m.at("progress");
        return Progressed{id_of(m), {p.at("stage").get<std::string>(), p.at("done").get<std::int64_t>(), p.at("total").get<std::int64_t>(),
                                     p.at("spent").get<double>(), p.at("remaining").get<double>()}};
    }
    if (m.contains("log"))
        return Logged{id_of(m), m.at("log").get<std::string>()};
    if (m.contains("done"))
        return Done{id_of(m), m.at("done").dump(-1, ' ', false, json::error_handler_t::replace)};
    if (m.contains("failed"))
        return Failed{id_of(m), kind_of(m.at("failed").at("kind").get<std::string>()), m.at("failed").at("message").get<std::string>()};
    throw Failure(Error::invalid_input("hello, state, progress, log, done, failed, heartbeat or complaint was expected"));
}

template <typename Message>
Result<Message> parse(std::string_view line, Message (*from)(const json &))
{
    try {
        const auto document = *parse_json(line, "not a message");
        if (!document.is_object())
            return Error::invalid_input("a message is a JSON object");
        return from(document);
    } catch (const Failure &failure) {
        return failure.error();
    } catch (const json::exception &exception) {
        return Error::invalid_input(std::string("not a message: ") + exception.what());
    }
}

} // namespace

std::string to_line(const Request &request)
{
    return line_of(std::visit(Overloaded{
                                  [](const Hello &m) { return hello_of(m); },
                                  [](const Run &m) { return json{{"id", m.id}, {"run", m.arguments}}; },
                                  [](const Cancel &m) { return json{{"id", m.id}, {"cancel", true}}; },
                                  [](const Pause &m) { return json{{"id", m.id}, {"pause", true}}; },
                                  [](const Resume &m) { return json{{"id", m.id}, {"resume", true}}; },
                                  [](const Detach &) { return json{{"detach", true}}; },
                                  [](const Shutdown &) { return json{{"shutdown", true}}; },
                              },
                              request));
}

std::string to_line(const Answer &answer)
{
    return line_of(std::visit(
        Overloaded{
            [](const Hello &m) { return hello_of(m); },
            [](const Running &m) { return json{{"id", m.id}, {"state", "running"}}; },
            [](const Paused &m) { return json{{"id", m.id}, {"state", "paused"}}; },
            [](const Progressed &m) {
                const auto &p = m.progress;
                return json{{"id", m.id}, {"progress", {{"stage", p.stage}, {"done", p.done}, {"total", p.total}, {"spent", p.spent}, {"remaining", p.remaining}}}};
            },
            [](const Logged &m) { return json{{"id", m.id}, {"log", m.line}}; },
            [](const Done &m) { return json{{"id", m.id}, {"done", parse_json(m.result, "done").ok() ? json::parse(m.result) : json()}}; },
            [](const Failed &m) {
                return json{{"id", m.id}, {"failed", {{"kind", name_of(m.kind)}, {"exit_code", exit_code(m.kind)}, {"message", m.message}}}};
            },
            [](const Heartbeat &m) { return json{{"heartbeat", m.count}}; },
            [](const Complaint &m) { return json{{"complaint", m.message}}; },
        },
        answer));
}

Result<Request> parse_request(std::string_view line) { return parse<Request>(line, request_from); }
Result<Answer> parse_answer(std::string_view line) { return parse<Answer>(line, answer_from); }

} // namespace m3po::protocol
